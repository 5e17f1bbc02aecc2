"""記入要領: the form explained on a page, from its own words; issued beside the forms."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument

from evaluator.catalogue import Catalogue
from evaluator.form.instructions import Owed, instructions_of
from evaluator.form.sheets import form_sheets
from evaluator.ledger.details import FormsIssued
from evaluator.outputs.document.instructions import render_instructions
from evaluator.outputs.document.page import keep_to_a_page
from evaluator.outputs.document.template import shipped_template
from evaluator.secretariat.instructions import issue_instructions
from evaluator.secretariat.versions import record_catalogue
from tests.builders import R07
from tests.cli.test_cli import evaluator
from tests.ledger_builders import MOFA, Office, desk_of
from tests.projects import asking
from tests.small_round import Little


def page(catalogue: Catalogue) -> bytes:
    return render_instructions(instructions_of(catalogue), catalogue.round, shipped_template())


def rendered(catalogue: Catalogue) -> WordDocument:
    return Document(io.BytesIO(page(catalogue)))


def rows(document: WordDocument) -> dict[str, str]:
    """Return what is said of each sheet."""
    return {row.cells[0].text: row.cells[1].text for row in document.tables[0].rows[1:]}


def test_every_cell_of_the_form_is_explained_in_the_words_of_the_form(catalogue: Catalogue) -> None:
    explained(catalogue, {*Owed})
    assert list(rows(rendered(catalogue))) == ["はじめに", "施策", "KPI", "成果例", "領域別取組"]


def explained(catalogue: Catalogue, owed: set[Owed]) -> None:
    """See that what is owed in this way is on the page, in the words of the form."""
    told = rows(rendered(catalogue))
    for sheet in instructions_of(catalogue).sheets:
        assert sheet.note in told[sheet.title]
        for entry in sheet.entries:
            if entry.owed in owed:
                assert entry.header in told[sheet.title]
                assert entry.help in told[sheet.title]
    issued = {sheet.title: sheet for sheet in form_sheets()}
    for told_of in instructions_of(catalogue).sheets:
        columns = issued[told_of.title].layout.on(catalogue.scale).columns
        assert [(entry.header, entry.help) for entry in told_of.entries] == [
            (column.header, column.column.help) for column in columns if column.is_input
        ]


def test_where_a_round_asks_for_more_what_may_be_left_blank_is_left_to_the_form(
    catalogue: Catalogue,
) -> None:
    asks = asking(catalogue)

    explained(asks, {Owed.ALWAYS, Owed.SOMETIMES})
    assert {"標準案件", "国際ポスト", "領域戦略"} <= {*rows(rendered(asks))}
    last = rendered(asks).paragraphs[-1].text
    assert last == "ほかの欄の説明は、様式でその欄を選ぶと表示されます。"
    assert keep_to_a_page(rendered(asks))


def test_it_says_by_when_where_and_how_as_the_cover_does(catalogue: Catalogue) -> None:
    told = instructions_of(catalogue)

    assert told.sending == (
        "提出期限：2026年1月30日",
        f"提出先：{catalogue.round.contact}",
    )
    assert told.steps[0] == "黄色の欄に記入してください。白い欄と灰色の欄は記入不要です。"
    assert told.steps[-1].startswith("シート「はじめに」の表が「すべて記入されています」になったら")


def test_a_deadline_of_a_ministry_is_left_to_its_cover(catalogue: Catalogue) -> None:
    later = [
        m.model_copy(update={"deadline": date(2026, 2, 20)}) if m.name == MOFA else m
        for m in catalogue.ministries
    ]

    told = instructions_of(replace(catalogue, ministries=tuple(later)))

    said = "提出期限：2026年1月30日（様式の表紙に別の期限があれば、その期限）"
    assert told.sending[0] == said


def test_what_has_to_be_filled_in_is_told_apart(catalogue: Catalogue) -> None:
    owed = {
        (sheet.title, entry.header): entry.owed
        for sheet in instructions_of(catalogue).sheets
        for entry in sheet.entries
    }

    assert owed["施策", "自己評価"] == "必須"
    assert owed["施策", "評価の理由"] == "場合により"
    assert owed["施策", "根拠URL"] == "任意"


def test_it_is_one_page(catalogue: Catalogue) -> None:
    assert keep_to_a_page(rendered(catalogue))
    assert page(catalogue) == page(catalogue)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="soffice is not installed")
def test_libreoffice_prints_one_page(catalogue: Catalogue, tmp_path: Path) -> None:
    path = tmp_path / "記入要領.docx"
    path.write_bytes(page(catalogue))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(path)], check=True, capture_output=True)  # noqa: S603

    assert path.with_suffix(".pdf").read_bytes().count(b"/Type/Page/") == 1


# issued -----------------------------------------------------------------------------------------
@pytest.fixture
def office(little: Little) -> Office:
    return little.office


def issued(office: Office) -> tuple[Path, bool]:
    with desk_of(office.workspace) as desk:
        return issue_instructions(record_catalogue(desk))


def test_it_is_issued_beside_the_forms_and_put_on_record(office: Office) -> None:
    path, is_written = issued(office)

    assert path == office.workspace.templates(R07) / "R07_記入要領.docx"
    assert is_written
    before = [e for e in office.events if isinstance(e.details, FormsIssued)]
    assert [list(e.details.record()["forms"]) for e in before] == [["記入要領"]]
    assert issued(office) == (path, True)
    assert [e for e in office.events if isinstance(e.details, FormsIssued)] == before


def test_it_is_made_anew_when_the_catalogue_has_changed_unless_somebody_edited_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _ = issued(office)
    first = path.read_bytes()
    monkeypatch.setattr("evaluator.form.instructions.NAME", "記入の要領")
    assert issued(office)[1]
    assert path.read_bytes() != first

    path.write_bytes(b"edited")

    assert issued(office) == (path, False)
    assert path.read_bytes() == b"edited"


def test_the_command_says_where_it_is_and_that_an_edited_one_stays(office: Office) -> None:
    root = office.workspace.root
    name = "templates/R07/R07_記入要領.docx"

    first = evaluator("template", "R07", cwd=root)
    (root / name).write_bytes(b"edited")
    again = evaluator("template", "R07", cwd=root)

    assert first.stdout.splitlines()[-1] == name
    assert name not in again.stdout
    said = f"{name} は直されているため、そのままにしました（削除すると作り直します）。"
    assert said in again.stderr.replace("\n", "")
