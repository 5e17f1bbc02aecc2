"""Every workbook and document that is written is valid against the standard's schemas."""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Final

import pytest

from evaluator.files import Workspace
from evaluator.outputs.document import render_document, render_figures
from evaluator.outputs.every import errata_outputs
from evaluator.outputs.workbook import render_workbook
from evaluator.results.results import Results
from tests.amendments import amend
from tests.builders import R07
from tests.cli.test_cli import evaluator
from tests.form.returned import faults, needs_schemas
from tests.ledger_builders import MOE, Office
from tests.outputs.test_document import CHART
from tests.results.test_errata import ERRATA
from tests.small_round import Little
from tests.supplements import ADDED, issued, send_out

pytestmark = needs_schemas
OFFICE: Final = (".xlsx", ".docx", ".pptx")


@pytest.mark.parametrize("which", ["report", "draft"])
def test_the_outputs_of_a_round(which: str, request: pytest.FixtureRequest) -> None:
    results: Results = request.getfixturevalue(which)

    assert faults(render_workbook(results, [CHART])) == set()
    assert faults(render_document(results, [CHART])) == set()
    assert faults(render_figures(results, [CHART])) == set()


def test_the_catalogue_and_the_forms(sample_workspace: Workspace) -> None:
    issued = sorted(sample_workspace.templates(R07).glob("R07_*.xlsx"))
    filled = sorted(sample_workspace.submissions(R07).glob("R07_*.xlsx"))
    assert issued
    assert filled

    for path in (sample_workspace.catalogue(R07), issued[0], filled[0]):
        assert faults(path.read_bytes()) == set(), Path(path).name


def of_the_office(root: Path) -> dict[str, bytes]:
    """Return every workbook, document and deck below a folder, those in drafts of mails too."""
    found = {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}
    for name in [name for name in found if name.endswith(".eml")]:
        message = email.message_from_bytes(found[name], policy=default)
        assert isinstance(message, EmailMessage)
        for part in message.iter_attachments():
            found[f"{name}/{part.get_filename()}"] = part.get_content()
    return {name: content for name, content in found.items() if name.endswith(OFFICE)}


@pytest.mark.slow
@pytest.mark.usefixtures("no_charts")
def test_whatever_the_commands_of_a_year_write(little: Little, ready: Office) -> None:
    root = ready.workspace.root
    send_out(little)
    form = ready.save(little.forms[MOE, ""], "環境省.xlsx")
    ready.receive(form)
    for words in (
        ("template", "R07"),
        ("standards", "table", "R07"),
        ("secretariats", "table", "R07"),
        ("check", str(form), "--annotate", "返却"),
        ("review", "export", "R07"),
        ("brief", "R07", "S017"),
        *(("mail", "R07", letter) for letter in ("返却", "督促")),
        ("slides", "R07"),
        ("init", "R08", "--from", "R07"),
    ):
        done = evaluator(*words, cwd=root)
        assert done.returncode in (0, 1), done.stderr
    amend(ready.workspace, ADDED)
    issued(little)
    assert evaluator("mail", "R07", "依頼", cwd=root).returncode == 0

    made = of_the_office(root)

    kinds = ("様式", "追補", "記入要領", "調整", "一枚紙", "スライド", "標準化団体表", "幹事国表")
    for kind in (*kinds, ".eml/", "catalogue"):
        assert [name for name in made if kind in name], kind
    for name, content in made.items():
        assert faults(content) == set(), name


@pytest.mark.usefixtures("no_charts")
def test_the_corrections_of_an_edition(report: Results) -> None:
    for name, content in errata_outputs(ERRATA, report):
        assert faults(content) == set(), name
