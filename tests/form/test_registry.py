"""A new sheet is one file and one line: here it is this file, and the line is the fixture `sheet`.

試行 is keyed by the program's own IDs, comes with rows printed and rows to add, has columns that
hold several choices (of a list that the sheet brings along, of the catalogue's, of a closed
list), joins in version 2, is published, and is not sent to everybody.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, ClassVar, Final

import pytest
from openpyxl import load_workbook

from evaluator.catalogue import Catalogue
from evaluator.checks import Yardstick, findings_of
from evaluator.files import Workspace
from evaluator.findings import Finding
from evaluator.form.annotate import annotate
from evaluator.form.carry import carry, origin_of
from evaluator.form.compare import compare
from evaluator.form.issue import form_name, write_form
from evaluator.form.part import Given, Part
from evaluator.form.read import Submission, read_submission
from evaluator.form.settings import shipped_settings
from evaluator.form.sheets import FormSheet, MeasureAnswer, MetaRow, registry
from evaluator.form.sheets.conditions import Filled
from evaluator.form.sheets.sheet import GIVEN, REMARK, STATE, ChoiceList, How, Need, row_of
from evaluator.model import MinistryName, Phase
from evaluator.outputs.opendata import open_data
from evaluator.outputs.opendata.tables import tidy_models
from evaluator.sample.first_year import fill_form
from evaluator.secretariat import evaluate
from evaluator.secretariat.opening import open_round
from evaluator.sheets.cells import Identifier, Line, Several, several_of
from evaluator.sheets.layout import Column, Row, layout_of
from evaluator.xlsx.opening import read_source
from tests import office
from tests.builders import R07, cell_of, shown
from tests.form.formulas import Form
from tests.outputs.opendata.reading import read_csv

MOFA: Final = MinistryName("外務省")
MOE: Final = MinistryName("環境省")
BODIES: Final = ("ISO", "IEC", "ISO/IEC JTC 1", "ITU-T")
HELP: Final = "複数ある場合は「、」で区切って記入してください。"


# the new sheet: this, and nothing anywhere else ---------------------------------------------
class TrialAnswer(Row):
    """試行: one row per trial; new ones are added without an ID."""

    sheet_key: ClassVar[str] = "trials"
    sheet_title: ClassVar[str] = "試行"
    row_key: ClassVar[str] = "trial_id"
    spare_rows: ClassVar[int] = 4

    state: Annotated[Line, STATE] = ""
    trial_id: Annotated[Identifier, Column("試行ID", 10, GIVEN)]
    name: Annotated[Line, Column("試行名", 30, help="名称。", required=True, printed=True)]
    bodies: Annotated[Several, Column("団体", 20, help=HELP, required=True, choices_from="bodies")]
    domains: Annotated[Several, Column("領域", 30, help=HELP, choices_from="domains")]
    phases: Annotated[tuple[Phase, ...], several_of(Phase), Column("段階", 20, help=HELP)]
    secret: Annotated[Line, Column("非公表の理由", 20, help="公表しない場合だけ。")]
    remark: Annotated[Line, REMARK] = ""


def rows(_catalogue: Catalogue, _part: Part, given: Given) -> Sequence[TrialAnswer]:
    printed = [{"trial_id": "T1", "name": "試行一"}, {"trial_id": "T2", "name": "試行二"}]
    keyed = [row_of(TrialAnswer, row, given.keyed.get(row["trial_id"])) for row in printed]
    return [*keyed, *(row_of(TrialAnswer, {"trial_id": ""}, inputs) for inputs in given.added)]


TRIALS: Final = FormSheet(
    TrialAnswer,
    rows,
    note="{year}の試行を記入してください。",
    how=(How("シート「試行」に、試行を1行に1件記入します。"),),
    needs=(Need("phases", Filled("domains")),),
    lists=(ChoiceList("bodies", "団体", lambda _catalogue: BODIES),),
    since=2,
    is_issued=lambda _catalogue, part: part.ministry != MOE,
    open_data="trials",
    published=lambda row: None if row.secret else row,
)


# how it is seen -----------------------------------------------------------------------------
def listing(catalogue: Catalogue) -> Catalogue:
    """Return a catalogue whose programme has the sheet, and its table among the open data."""
    first = catalogue.programme
    sheets, data = (*first.sheets, TRIALS.key), (*first.data, TRIALS.open_data)
    return replace(catalogue, programme=replace(first, sheets=sheets, data=data))


@pytest.fixture
def catalogue(catalogue: Catalogue) -> Catalogue:
    """The catalogue of the sample, listing the sheet."""
    return listing(catalogue)


@pytest.fixture
def sheet(monkeypatch: pytest.MonkeyPatch) -> FormSheet[TrialAnswer]:
    """The registry with one line more."""
    monkeypatch.setattr(registry, "FORM_SHEETS", (*registry.FORM_SHEETS, TRIALS))
    return TRIALS


@pytest.fixture
def form(sheet: FormSheet[TrialAnswer], catalogue: Catalogue) -> bytes:
    """A form with the sheet, filled in but for it."""
    assert sheet.key == "trials"
    return fill_form(write_form(catalogue, MOFA), catalogue, MOFA)


Answers = dict[tuple[int, str], object]
"""What is typed on 試行: values by row of the body (from 0) and field."""
WELL: Final[Answers] = {
    (0, "bodies"): "ISO、IEC",
    (1, "bodies"): "ITU-T",
    (2, "name"): "新しい試行",
    (2, "bodies"): "IEC",
}


def typed(form: bytes, answers: Answers, change: Callable[[Any], object] | None = None) -> bytes:
    book = load_workbook(io.BytesIO(form))
    for (row, field), value in answers.items():
        cell_of(book["試行"], TrialAnswer, field, row=5 + row).value = value
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def at(field: str, row: int) -> str:
    letter = "ABCDEFGH"[layout_of(TrialAnswer).index(field)]
    return f"{letter}{5 + row}"


def checked(content: bytes, catalogue: Catalogue) -> tuple[Submission, list[Finding]]:
    submission, read = read_submission(form_name(catalogue, MOFA), content, catalogue)
    assert submission is not None, read
    yardstick = Yardstick(catalogue, shipped_settings())
    return submission, list(findings_of(submission, read, yardstick))


# the form -----------------------------------------------------------------------------------
def test_it_stands_in_the_form(form: bytes) -> None:
    book = load_workbook(io.BytesIO(form))

    assert book.sheetnames[-4:] == ["領域別取組", "試行", "凡例", "_meta"]
    issued = book["試行"]
    assert [cell.value for cell in issued[3]] == [
        f"trials.{column.field}" for column in layout_of(TrialAnswer).columns
    ]
    assert issued.row_dimensions[3].hidden
    assert [issued[f"{'BC'[n % 2]}{5 + n // 2}"].value for n in range(4)] == [
        *("T1", "試行一"),
        *("T2", "試行二"),
    ]
    assert issued["A2"].value == "令和7年度の試行を記入してください。"
    assert issued["D5"].protection.locked is False
    assert issued.protection.sheet


def test_its_choices_are_offered_and_listed_on_the_legend(form: bytes) -> None:
    book = load_workbook(io.BytesIO(form))

    rules = {str(v.sqref).split(":")[0]: v for v in book["試行"].data_validations.dataValidation}
    bodies, phases = rules[at("bodies", 0)], rules[at("phases", 0)]
    assert (bodies.type, bodies.showErrorMessage, bodies.prompt) == ("list", False, HELP)
    assert phases.formula1 == f'"{",".join(Phase)}"'
    legend, (first, last) = book["凡例"], str(bodies.formula1).split("!")[1].split(":")
    listed = [row[0].value for row in legend[first.replace("$", "") : last.replace("$", "")]]
    assert listed == list(BODIES)
    column = legend[first.replace("$", "")].column
    assert legend.cell(legend[first.replace("$", "")].row - 1, column).value == "団体"


def test_its_status_is_live_and_counted_on_the_cover(form: bytes) -> None:
    book = load_workbook(io.BytesIO(form))

    assert '"未記入"' in book["試行"]["A5"].value
    assert "一覧にないものがあります" in book["試行"]["H5"].value
    lines = [cell.value for cell in book["はじめに"]["A"]]
    assert "４．シート「試行」に、試行を1行に1件記入します。" in lines
    progress = book["はじめに"].cell(lines.index("試行") + 1, 2).value
    assert progress == "=COUNTIF('試行'!$A$5:$A$10,\"記入済\")"


STATES: Final[Answers] = {
    (0, "bodies"): "ISO",
    (1, "bodies"): "ISO/IEC JTC 1、 itu-t",
    (2, "name"): "新しい試行",
    (2, "bodies"): "ISO、ISOO",
    (3, "name"): "次の試行",
    (3, "bodies"): "IEC",
    (3, "domains"): "13、1-2 ①環境・エネルギー（自然共生）",
    (3, "phases"): "審議・準備・調査",
    (4, "bodies"): "IEC\nITU-T",
    (4, "domains"): "13",
}
SAID: Final = [
    ("記入済", ""),
    ("記入済", ""),
    ("要確認", "「団体」に一覧にないものがあります。"),
    ("記入済", ""),
    ("未記入", "「試行名」「段階」が未記入です。"),
    ("", ""),
]
ASKED: Final = [at(field, row) for row in range(6) for field in ("state", "remark")]


def test_its_status_says_what_is_missing_and_what_is_unknown(form: bytes) -> None:
    book = Form(load_workbook(io.BytesIO(typed(form, STATES))))

    says = [book.value("試行", cell) for cell in ASKED]

    assert list(zip(says[::2], says[1::2], strict=True)) == SAID


@pytest.mark.slow
@pytest.mark.skipif(bool(office.missing()), reason=office.missing())
def test_its_status_says_the_same_in_libreoffice(form: bytes, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(form)
    cells = [("試行", at(field, row), value) for (row, field), value in STATES.items()]

    asked = [("試行", cell) for cell in ASKED]
    says = office.type_and_save(path, tmp_path / "saved.xlsx", cells, asked)

    assert list(zip(says[::2], says[1::2], strict=True)) == SAID


# reading and checking -----------------------------------------------------------------------
def test_several_choices_of_a_cell_are_read(form: bytes, catalogue: Catalogue) -> None:
    cells = WELL | {
        (0, "domains"): "13；1-2 ①環境・エネルギー（自然共生）",
        (0, "phases"): "審議\n準備・調査",
        (1, "bodies"): "ISO/IEC JTC 1／ITU-T",
    }

    submission, found = checked(typed(form, cells), catalogue)

    first, second, third = (located.row for located in submission.table(TrialAnswer).rows)
    assert (first.trial_id, first.bodies) == ("T1", ("ISO", "IEC"))
    assert first.phases == (Phase.DELIBERATION, Phase.PREPARATION)
    assert [domain.split()[0] for domain in first.domains] == ["13", "1-2"]
    assert second.bodies == ("ISO/IEC JTC 1", "ITU-T")
    assert (third.trial_id, third.name) == ("", "新しい試行")
    # Half of a choice is enough, and is said.
    assert shown(found) == [("V011", "試行", at("domains", 0))]


def test_what_is_missing_or_unknown_is_found_at_its_cell(form: bytes, catalogue: Catalogue) -> None:
    cells = WELL | {
        (0, "bodies"): "ISO、ISOO",
        (1, "bodies"): "ISO、CEN",
        (1, "domains"): "13 ⑬半導体",
        (2, "bodies"): None,
    }

    _, found = checked(typed(form, cells), catalogue)

    assert shown(found) == [
        ("V003", "試行", at("bodies", 0)),
        ("V002", "試行", at("bodies", 1)),
        ("V001", "試行", at("phases", 1)),
        ("V001", "試行", at("bodies", 2)),
    ]
    assert found[0].message == "「団体」の「ISOO」は選択肢にありません。「ISO」でしょうか。"
    assert found[1].message == "「団体」の「CEN」は選択肢にありません。"


def test_what_is_found_is_marked_in_the_returned_copy(form: bytes, catalogue: Catalogue) -> None:
    content = typed(form, WELL | {(1, "bodies"): "CEN"})
    _, found = checked(content, catalogue)

    returned = load_workbook(io.BytesIO(annotate(content, found)))["試行"]

    note = returned[at("bodies", 1)].comment
    assert note is not None
    assert "「団体」の「CEN」は選択肢にありません。" in note.text


def test_a_printed_row_that_is_gone_and_an_id_made_up_are_found(
    form: bytes, catalogue: Catalogue
) -> None:
    cells = WELL | {(1, "trial_id"): "T9"}

    _, found = checked(typed(form, cells), catalogue)

    assert shown(found) == [("S002", "試行", at("trial_id", 1)), ("S004", "試行", "")]


def test_a_remark_below_the_rows_is_no_trial(form: bytes, catalogue: Catalogue) -> None:
    cells = WELL | {(8, "name"): "※ 12月末現在"}

    submission, found = checked(typed(form, cells), catalogue)

    assert len(submission.table(TrialAnswer).rows) == 3
    assert shown(found) == [("S017", "試行", at("name", 8))]


# older forms and other ministries -----------------------------------------------------------
def test_nothing_is_asked_of_a_form_that_came_before_it(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fill_form(write_form(catalogue, MOFA), catalogue, MOFA)
    monkeypatch.setattr(registry, "FORM_SHEETS", (*registry.FORM_SHEETS, TRIALS))

    submission, found = checked(before, catalogue)

    assert found == []
    assert submission.meta.rows[0].row.form_version == "1"
    assert submission.table(TrialAnswer).rows == ()


def test_a_form_with_it_is_of_the_next_version(form: bytes, catalogue: Catalogue) -> None:
    submission, found = checked(typed(form, WELL), catalogue)

    assert found == []
    assert submission.meta.rows[0].row.form_version == "2"


def test_a_version_yet_to_come_is_not_read(catalogue: Catalogue) -> None:
    def of_another_day(book: Any) -> None:
        cell_of(book["_meta"], MetaRow, "form_version", row=3).value = "4"

    book = load_workbook(io.BytesIO(write_form(catalogue, MOFA)))
    of_another_day(book)
    out = io.BytesIO()
    book.save(out)

    submission, found = read_submission("form.xlsx", out.getvalue(), catalogue)

    assert submission is None
    assert [finding.code for finding in found] == ["F014"]


def test_a_sheet_that_was_issued_and_is_gone_is_missed(form: bytes, catalogue: Catalogue) -> None:
    _, found = checked(typed(form, {}, lambda book: book.remove(book["試行"])), catalogue)

    assert shown(found) == [("F012", "試行", "")]


@pytest.mark.usefixtures("sheet")
def test_a_ministry_that_does_not_get_it_is_not_asked(catalogue: Catalogue) -> None:
    form = fill_form(write_form(catalogue, MOE), catalogue, MOE)

    submission, found = read_submission(form_name(catalogue, MOE), form, catalogue)

    assert "試行" not in load_workbook(io.BytesIO(form)).sheetnames
    assert submission is not None
    told = findings_of(submission, found, Yardstick(catalogue, shipped_settings()))
    assert "試行" not in {finding.where.sheet for finding in told}


# what becomes of the answers ----------------------------------------------------------------
def test_its_answers_are_carried_into_a_fresh_form(form: bytes, catalogue: Catalogue) -> None:
    origin, _ = origin_of(read_source("old.xlsx", typed(form, WELL)), catalogue)
    assert origin is not None

    answers, lost = carry([origin], catalogue, MOFA)
    fresh = load_workbook(io.BytesIO(write_form(catalogue, MOFA, answers=answers)))["試行"]

    assert lost == ()
    assert [fresh[at("bodies", row)].value for row in range(3)] == ["ISO、IEC", "ITU-T", "IEC"]
    assert [fresh[at("name", row)].value for row in range(4)] == [
        *("試行一", "試行二", "新しい試行"),
        None,
    ]


def test_its_answers_are_compared(form: bytes, catalogue: Catalogue) -> None:
    old, _ = checked(typed(form, WELL), catalogue)
    cells = WELL | {(0, "bodies"): "ISO", (3, "name"): "次の試行", (3, "bodies"): "IEC"}
    new, _ = checked(typed(form, cells), catalogue)

    told = compare(old, new, (), ())

    assert [(c.row, c.header, c.old, c.new) for c in told.answers] == [
        ("T1", "団体", "ISO、IEC", "ISO")
    ]
    assert [row.text for row in told.added] == ["次の試行／IEC"]
    assert told.removed == ()


def test_it_is_published_one_value_a_cell(
    form: bytes, catalogue: Catalogue, few: Workspace
) -> None:
    cells = WELL | {(1, "secret"): "交渉中のため"}
    few.submissions(R07).joinpath(form_name(catalogue, MOFA)).write_bytes(typed(form, cells))

    opened = open_round(few, R07)
    opened = replace(opened, catalogue=listing(opened.catalogue))
    files = dict(open_data(evaluate.evaluate(opened)))

    assert list(tidy_models())[-4:] == [
        *("trials", "trials_bodies", "trials_domains", "trials_phases"),
    ]
    trials = read_csv(files["trials.csv"])
    assert [(row["回答者"], row["記入順"], row["試行ID"], row["試行名"]) for row in trials] == [
        (MOFA, "1", "T1", "試行一"),
        (MOFA, "2", "", "新しい試行"),
    ]
    assert trials[0]["記入セル"] == at("name", 0)
    bodies = [tuple(row.values()) for row in read_csv(files["trials_bodies.csv"])]
    assert bodies == [
        ("2025", MOFA, "1", "ISO"),
        ("2025", MOFA, "1", "IEC"),
        ("2025", MOFA, "2", "IEC"),
    ]


# the registry -------------------------------------------------------------------------------
def test_the_sheets_known_by_name_are_read_by_name(catalogue: Catalogue) -> None:
    form = fill_form(write_form(catalogue, MOFA), catalogue, MOFA)
    submission, _ = checked(form, catalogue)

    assert list(submission.tables) == [
        *("contact", "measures", "kpis", "outcomes", "activities"),
        *("projects", "posts", "strategies", "carried"),
    ]
    assert submission.measures is submission.table(MeasureAnswer)
    for key in ("contact", "measures", "kpis", "outcomes", "activities"):
        assert getattr(submission, key) is submission.tables[key]
