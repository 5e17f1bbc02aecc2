"""What the form asks while it is filled in, the checks ask of it when it has come back."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

import pytest
from openpyxl import load_workbook

from evaluator.catalogue import Catalogue
from evaluator.checks import Yardstick, findings_of
from evaluator.findings import Finding
from evaluator.form.issue import form_name, write_form
from evaluator.form.part import Part
from evaluator.form.read import Submission, read_submission
from evaluator.form.settings import shipped_settings
from evaluator.form.sheets import (
    ActivityAnswer,
    KpiAnswer,
    MeasureAnswer,
    OutcomeAnswer,
    form_sheets,
)
from evaluator.form.sheets.registry import issued_sheets
from evaluator.form.sheets.scope import bounds_of
from evaluator.model import MinistryName
from evaluator.results.proposals import proposer
from evaluator.rubric import shipped_rubric
from evaluator.sample.first_year import fill_form
from evaluator.sheets.layout import Row, layout_of
from evaluator.words.addresses import corners
from tests.builders import cell_of
from tests.form.formulas import Form

MOFA: Final = MinistryName("外務省")
MIC: Final = MinistryName("総務省")
SHARE: Final = "S014-2"
DEADLINE: Final = date(2026, 1, 30)
YEAR_END: Final = date(2026, 3, 31)
DAY: Final = timedelta(days=1)
MEASURE: Final = "S017"
KPI: Final = "S017-1"
"""Its main KPI: 104 last year, 120 due this year."""
IN_WORDS: Final = "S017-2"
Cells = dict[tuple[type[Row], str, str], object]
"""What is typed: values by sheet, key ('' for the first row to be added) and field."""


@pytest.fixture(scope="module")
def catalogue(catalogue: Catalogue) -> Catalogue:
    """The sample's, but for a KPI that is answered in words."""
    kpis = (k.model_copy(update={"in_words": k.id == IN_WORDS}) for k in catalogue.kpis)
    return replace(catalogue, kpis=tuple(kpis))


@pytest.fixture(scope="module")
def books(catalogue: Catalogue) -> dict[MinistryName, Any]:
    """Filled forms, which each case leaves as it found them."""
    return {
        ministry: load_workbook(
            io.BytesIO(fill_form(write_form(catalogue, ministry), catalogue, ministry))
        )
        for ministry in (MOFA, MIC)
    }


def measure(**fields: object) -> Cells:
    return {(MeasureAnswer, MEASURE, name): value for name, value in fields.items()}


def kpi(**fields: object) -> Cells:
    plain = {"basis": "見込み", "as_of": YEAR_END, "note": None}
    return {(KpiAnswer, KPI, name): value for name, value in (plain | fields).items()}


def words(**fields: object) -> Cells:
    """What is typed for the KPI that is answered in words."""
    given = {"actual": None} | fields
    return {(KpiAnswer, IN_WORDS, name): v for (_, _, name), v in kpi(**given).items()}


def share(**fields: object) -> Cells:
    """What is typed for a KPI in per cent that has nothing to be compared with."""
    return {(KpiAnswer, SHARE, name): v for (_, _, name), v in kpi(**fields).items()}


def bullet(**fields: object) -> Cells:
    return {(OutcomeAnswer, "", name): value for name, value in fields.items()}


def activity(**fields: object) -> Cells:
    return {(ActivityAnswer, "", name): value for name, value in fields.items()}


@dataclass(frozen=True)
class Asked:
    """What is asked of the last row that was typed into, live and by the checks."""

    state: str
    remark: str
    codes: set[str]
    doubts: list[str]
    """What a rule in Python finds of the row, by the sentence that the form has for it."""


def asked(books: dict[MinistryName, Any], cells: Cells, catalogue: Catalogue) -> Asked:
    ministry = MIC if any(key == SHARE for _, key, _ in cells) else MOFA
    book = books[ministry]
    rows = {(model, key): row_of(book, model, key) for model, key, _ in cells}
    typed = {
        (model, key, field): cell_of(book[model.sheet_title], model, field, row=rows[model, key])
        for model, key, field in cells
    }
    before = {at: cell.value for at, cell in typed.items()}
    for at, value in cells.items():
        typed[at].value = value
    out = io.BytesIO()
    book.save(out)
    (model, _), row = rows.popitem()
    sheet, form = model.sheet_title, Form(book)
    state, remark = (
        form.value(sheet, cell_of(book[sheet], model, field, row=row).coordinate)
        for field in ("state", "remark")
    )
    for at, value in before.items():
        typed[at].value = value
    submission, found = told(out.getvalue(), catalogue)
    codes = {f.code for f in found if f.where.sheet == sheet and cell_row(f) == row}
    located = next(each for each in submission.table(model).rows if each.number == row)
    bounds = bounds_of(catalogue.round, shipped_settings().figures)
    rules = next(each for each in form_sheets() if each.model is model).doubts
    doubts = [rule.says for rule in rules if rule.when.holds(located, bounds)]
    return Asked(state, remark, codes, doubts)


def told(content: bytes, catalogue: Catalogue) -> tuple[Submission, tuple[Finding, ...]]:
    submission, read = read_submission(form_name(catalogue, MOFA), content, catalogue)
    assert submission is not None
    propose = proposer(catalogue, shipped_rubric("house"))
    yardstick = Yardstick(catalogue, shipped_settings(), propose)
    return submission, findings_of(submission, read, yardstick)


def row_of(book: Any, model: type[Row], key: str) -> int:
    """The row with a key, or the first one that is free."""
    sheet = book[model.sheet_title]
    if key:
        return int(cell_of(sheet, model, model.row_key, key).row)
    inputs = [c.field for c in layout_of(model).columns if c.is_input]
    return next(
        row
        for row in range(5, 30)
        if all(cell_of(sheet, model, field, row=row).value is None for field in inputs)
    )


def cell_row(finding: Finding) -> int:
    return next((row for row, _ in corners(finding.where.cell)), 0)


JUMPS: Final = "前回値と桁が違います。正しければ備考に理由を記入してください。"
BROKEN: Final = "整数ではありません。値を確かめてください。"
DOMAIN_CHOICE: Final = "13 ⑬半導体"
CASES: Final[list[tuple[Cells, str, str, str]]] = [
    # a mark other than ○ needs a reason
    *(
        (measure(self_mark=mark, reason=None), "未記入", "「評価の理由」が未記入です。", "V001")
        for mark in "◎△"
    ),
    (measure(self_mark="×", reason=None), "未記入", "「評価の理由」が未記入です。", "V001 C002"),
    *((measure(self_mark=mark, reason="人員のため。"), "記入済", "", "") for mark in "◎○△"),
    (measure(self_mark="○", reason=None), "記入済", "", ""),
    (measure(self_mark=None), "未記入", "「自己評価」が未記入です。", "V001"),
    # a KPI that is answered in words asks for them, and for no number
    (words(answer="規格案を公表した。"), "記入済", "", ""),
    (words(answer=None), "未記入", "「言葉での回答」が未記入です。", "V001"),
    (words(answer="あ" * 201), "要確認", "「言葉での回答」が200字を超えています。", "V006"),
    (measure(progress=None), "未記入", "「進捗状況」が未記入です。", "V001"),
    (measure(progress="あ" * 400), "記入済", "", ""),
    (measure(progress="あ" * 401), "要確認", "「進捗状況」が400字を超えています。", "V006"),
    (measure(self_mark="A"), "要確認", "「自己評価」は一覧から選んでください。", "V002"),
    # ○ beside a main KPI below 80% of what is due
    (kpi(actual=96) | measure(self_mark="○", reason=None), "記入済", "", ""),
    (
        kpi(actual=95.9) | measure(self_mark="○", reason=None),
        *("要確認", "主KPIの達成度が低いため、評価の理由を記入してください。", "C002"),
    ),
    (kpi(actual=95.9) | measure(self_mark="○", reason="円安のため。"), "記入済", "", ""),
    # a value, its date and its basis; or, if it is not out yet, when it will be
    (kpi(actual=115), "記入済", "", ""),
    (kpi(actual=None), "未記入", "「実績値」が未記入です。", "V001"),
    (kpi(actual=115, as_of=None), "未記入", "「時点」が未記入です。", "V001"),
    (kpi(actual=115, basis=None), "未記入", "「実績／見込み」が未記入です。", "V001"),
    (kpi(actual=None, as_of=None, basis="未公表", note="6月に公表"), "記入済", "", ""),
    (
        kpi(actual=None, as_of=None, basis="未公表"),
        *("未記入", "「備考」が未記入です。", "V001"),
    ),
    (
        kpi(actual=115, as_of=None, basis="未公表", note="6月に公表"),
        *("要確認", "「未公表」では実績値と時点を空欄にしてください。", "C018"),
    ),
    # the deadline, and the end of the year
    (kpi(actual=115, basis="実績", as_of=DEADLINE), "記入済", "", ""),
    (
        kpi(actual=115, basis="実績", as_of=DEADLINE + DAY),
        *("要確認", "実績の時点が提出期限より後です。", "C006"),
    ),
    (kpi(actual=115, as_of=YEAR_END + DAY), "要確認", "時点が年度末より後です。", "C009"),
    # ten times last year's value, and a tenth of it
    (kpi(actual=1039), "記入済", "", ""),
    (
        kpi(actual=1040),
        *("要確認", "前回値と桁が違います。正しければ備考に理由を記入してください。", "C003"),
    ),
    (kpi(actual=1040, note="集計の範囲を広げた。"), "記入済", "", "C020"),
    (kpi(actual=2500, note="集計の範囲を広げた。"), "記入済", "", ""),
    (kpi(actual=10.45), "要確認", BROKEN, "V037"),
    (kpi(actual=10.45, note="平均である。"), "要確認", BROKEN, "V037"),
    (
        kpi(actual=10.4),
        *("要確認", f"{JUMPS}{BROKEN}", "C003"),
    ),
    # what a value of its unit seldom is
    (kpi(actual=-115), "要確認", f"{JUMPS}負の値です。値を確かめてください。", "V036"),
    (share(actual=31.4), "記入済", "", ""),
    (share(actual=0.314), "要確認", "31.4%は、0.314ではなく31.4と記入してください。", "V034"),
    (share(actual=100), "記入済", "", ""),
    (
        share(actual=100.1, note="再集計した。"),
        *("要確認", "100%を超えています。値を確かめてください。", "V035"),
    ),
    # rows that were begun
    (bullet(text="成果を得た"), "未記入", "「施策分類」が未記入です。", "V001"),
    (bullet(attribution="外務省"), "未記入", "「施策分類」「成果」が未記入です。", "V001"),
    (activity(status="該当なし"), "未記入", "「領域」が未記入です。", "V001"),
    (activity(domain=DOMAIN_CHOICE), "未記入", "「取組の有無」が未記入です。", "V001"),
    (
        activity(domain=DOMAIN_CHOICE, status="取組あり"),
        *("未記入", "「取組」が未記入です。", "V001"),
    ),
    (activity(domain=DOMAIN_CHOICE, status="該当なし"), "記入済", "", ""),
    (
        activity(domain=DOMAIN_CHOICE, status="該当なし", text="規格を提案した。"),
        *("要確認", "取組が記入されています。「取組の有無」を確かめてください。", "C017"),
    ),
]


@pytest.mark.parametrize(("cells", "state", "remark", "codes"), CASES)
def test_the_form_asks_what_the_checks_ask(
    books: dict[MinistryName, Any],
    catalogue: Catalogue,
    cells: Cells,
    state: str,
    remark: str,
    codes: str,
) -> None:
    seen = asked(books, cells, catalogue)

    assert (seen.state, seen.remark) == (state, remark)
    live_only = remark.startswith("主KPI")  # of another sheet: the checks ask the rubric
    every = [doubt.says for sheet in form_sheets() for doubt in sheet.doubts]
    assert seen.doubts == [says for says in every if says in remark and not live_only]
    usual = {"C015", "V011", "S016", "S015"}  # what is said of any such row, and asks nothing
    assert seen.codes - usual == set(codes.split())


def test_every_need_and_doubt_is_among_the_cases(catalogue: Catalogue) -> None:
    said = " ".join(remark for _, _, remark, _ in CASES)
    live_only = "主KPIは目標に達しています。評価を確かめてください。"
    for sheet in issued_sheets(catalogue, Part(MOFA)):
        for need in sheet.needs:
            assert f"「{sheet.layout.by_field(need.field).header}」" in said
        for doubt in sheet.doubts:
            assert doubt.says in said or doubt.says == live_only
