"""The commands that make the reports: run, and demo, which makes the sample first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from evaluator.cli.desk import at_the_desk
from evaluator.cli.options import (
    SOURCES,
    Marks,
    RootOption,
    RoundArgument,
    SchedulerOption,
    round_id_of,
    workspace_at,
)
from evaluator.cli.say import out, print_findings, progress_bar, say, tell
from evaluator.files import Workspace
from evaluator.findings import has_errors
from evaluator.model import MarkSource, RoundId

if TYPE_CHECKING:
    from evaluator.results.results import Results


def run(
    round_id: RoundArgument,
    marks: Annotated[
        Marks,
        typer.Option(
            metavar="self|proposed|final",
            help="集計する評価（self 自己評価、proposed 試算評価、final 事務局評価）",
        ),
    ] = Marks.SELF,
    rubric: Annotated[str, typer.Option(metavar="評価基準", help="既定は年度の評価基準")] = "",
    prefer: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="ファイル",
            help="同じ府省庁のファイルが複数あるとき、これを使います（何度でも指定できます）",
        ),
    ] = None,
    into: RootOption = Path(),
    scheduler: SchedulerOption = "",
) -> None:
    """提出された様式を点検・集計し、reports/年度 に別紙を作ります。例：evaluator run R07"""
    from evaluator.secretariat.collect import names_among
    from evaluator.sheets.normalise import compare_key

    this = round_id_of(round_id, into)
    dropped = names_among(workspace_at(into), this)
    for path in prefer or []:
        if compare_key(path.name) not in dropped:
            message = f"--prefer のファイル {path.name} は {this} の提出フォルダーにありません。"
            raise typer.BadParameter(message)
    _run(into, this, SOURCES[marks], rubric, prefer or [], scheduler)


def demo(
    round_id: Annotated[str, typer.Argument(metavar="年度", help="R07、R08 又は R09")] = "R07",
    into: RootOption = Path(),
) -> None:
    """見本の年度を初めから終わりまで実行します。例：evaluator demo

    R08 は R07 から、R09 は R08 から開きます。R08 には前年からの変化、R09 には3年間の評価が
    加わります。例：evaluator demo R09
    """
    from evaluator.sample.staging import refuse_beside_real_rounds

    workspace = workspace_at(into, new=True)
    refuse_beside_real_rounds(workspace)
    _prepare(workspace, round_id_of(round_id, into))
    _run(into, round_id_of(round_id, into))


def _prepare(workspace: Workspace, round_id: RoundId) -> None:
    """Make a sample round's catalogue, forms and answers, and those of the year before."""
    from evaluator.sample import later_years, staging
    from evaluator.sample.first_year import FOLLOWS
    from evaluator.secretariat import issue, opening

    before = FOLLOWS.get(round_id)
    if before is not None:
        _prepare(workspace, before)
        with progress_bar() as progress:
            later_years.init(workspace, round_id, progress)
    else:
        staging.init(workspace, round_id)
    catalogue, _ = opening.open_catalogue(workspace, round_id)
    with progress_bar() as progress:
        with at_the_desk(workspace.root, round_id) as desk:
            issue.issue_forms(desk, progress)
        _, kept = staging.fill_forms(workspace, catalogue, progress)
    if before is None:  # in a later year the secretariat has decided nothing yet
        staging.decide_sample(workspace, round_id, datetime.now(UTC))
    if kept:
        tell(f"{round_id}：すでに提出されている {len(kept)} 件のファイルは、そのまま使いました。")


def _run(
    root: Path,
    round_id: RoundId,
    source: MarkSource = MarkSource.SELF,
    rubric: str = "",
    prefer: Sequence[Path] = (),
    scheduler: str = "",
) -> None:
    from evaluator.checks import BETWEEN
    from evaluator.secretariat import report
    from evaluator.secretariat.processes import drawing_helper

    with (
        at_the_desk(root, round_id, scheduler=scheduler) as desk,
        progress_bar() as progress,
        drawing_helper() as helper,
    ):
        opened = desk.opened.rated_by(rubric) if rubric else desk.opened
        results, paths = report.run(opened, progress, source=source, prefer=prefer, helper=helper)
    between = {finding for finding in results.findings if finding.kind in BETWEEN}
    print_findings(results.findings, own=between.union(opened.about))
    for finding in opened.template.findings:
        tell(finding)
    _print(results, paths)
    raise typer.Exit(1 if has_errors(results.findings) else 0)


_LISTED_ONE_BY_ONE: Final = 5


def _print(results: Results, paths: Sequence[Path]) -> None:
    from evaluator.outputs import screen
    from evaluator.results.tables.subcategories import summed_table

    out().print(screen.draw(summed_table(results)))
    say(results.tables.basis)
    if results.catalogue.round.notice:
        say(results.catalogue.round.notice)
    out().print("作成したもの：")
    folders = Counter(path.parent for path in paths)
    for folder, number in folders.items():
        if number > _LISTED_ONE_BY_ONE:
            say(f"  {folder}（{number}ファイル）")
    for path in paths:
        if folders[path.parent] <= _LISTED_ONE_BY_ONE:
            say(f"  {path}")
