"""The command line: a thin shell over `secretariat`."""

from __future__ import annotations

import sys
from collections.abc import Callable

import typer

from evaluator.cli import receive
from evaluator.cli.brief import brief, files
from evaluator.cli.catalogue import catalogue_app
from evaluator.cli.check import check, diff
from evaluator.cli.lint import lint_data
from evaluator.cli.mail import mail
from evaluator.cli.programmes import programmes, repeat
from evaluator.cli.projects import domain, posts, project_history, projects
from evaluator.cli.publish import report, verify
from evaluator.cli.rating import rate, rubric_app
from evaluator.cli.remarks import answer, remark, remarks
from evaluator.cli.review import review_app
from evaluator.cli.rounds import init, merge, template
from evaluator.cli.run import demo, run
from evaluator.cli.say import print_findings, tell
from evaluator.cli.secretariats import secretariats_app
from evaluator.cli.serve import serve
from evaluator.cli.slides import slides
from evaluator.cli.standards import standards_app
from evaluator.cli.status import history, status
from evaluator.cli.undo import undo
from evaluator.cli.usage import USAGE, JapaneseCommand, JapaneseGroup, complaint, how_to
from evaluator.cli.waive import waive
from evaluator.errors import EvaluatorError, OwnFileRejected

app = typer.Typer(
    cls=JapaneseGroup,
    help="国際標準戦略などのフォローアップ：様式の作成、点検、集計、別紙の作成を行います。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
_COMMANDS: tuple[Callable[..., None], ...] = (
    *(demo, init, template, merge, check, diff),
    *(status, mail, history, brief, files, rate, run, slides, report, verify),
    *(programmes, repeat, projects, posts, domain, remarks, remark, answer, serve),
)
for _command in _COMMANDS:
    app.command(cls=JapaneseCommand)(_command)
receive.register(app)
app.command(cls=JapaneseCommand)(waive)
app.command(cls=JapaneseCommand)(undo)
app.command("project-history", cls=JapaneseCommand)(project_history)
app.command("lint-data", cls=JapaneseCommand)(lint_data)
app.add_typer(rubric_app, name="rubric")
app.add_typer(review_app, name="review")
app.add_typer(catalogue_app, name="catalogue")
app.add_typer(standards_app, name="standards")
app.add_typer(secretariats_app, name="secretariats")


def main() -> None:
    """Run the command line; the operator's errors end in one sentence and an exit code."""
    try:
        sys.exit(app(standalone_mode=False, prog_name="evaluator") or 0)
    except typer.TyperException as error:
        tell(complaint(error))
        tell(how_to(error))
        sys.exit(USAGE)
    except EvaluatorError as error:
        if isinstance(error, OwnFileRejected):
            print_findings(error.findings, own=error.findings)
        tell(f"中止：{error}", style="bold red")
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        tell("中断しました。書きかけのファイルはありません。")
        sys.exit(130)
