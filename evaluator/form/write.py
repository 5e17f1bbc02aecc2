"""One ministry's form: prefilled from the catalogue, written with xlsxwriter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from evaluator.catalogue import Catalogue
from evaluator.form.rows import (
    FORM_VERSION,
    ActivityAnswer,
    ContactRow,
    KpiAnswer,
    MeasureAnswer,
    MetaRow,
    OutcomeAnswer,
)
from evaluator.model import Kpi, MainKpi, Mark, Measure, MinistryName
from evaluator.sheets.layout import Row, layout_of
from evaluator.sheets.source import address
from evaluator.sheets.write import (
    INPUT_FILL,
    LINE,
    Book,
    Closed,
    header_format,
    print_setup,
    write_grid,
    write_table,
)

LEGEND: Final = "凡例"
RATERS_ONLY: Final = frozenset({"self_mark", "reason", "basis", "next_plan"})
"""Fields of a measure that only a ministry which rates it fills in."""

_PROTECTION: Final = {
    "autofilter": True,
    "sort": True,
    "format_columns": True,
    "format_rows": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}


def form_name(catalogue: Catalogue, ministry: MinistryName) -> str:
    """Return the file name of a ministry's form."""
    return f"{catalogue.round.id}_様式_{ministry}.xlsx"


def choice_lists(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Return the choices that are data, by the name the columns use for them."""
    return {
        "categories": tuple(category.name for category in catalogue.categories),
        "headings": tuple(h for category in catalogue.categories for h in category.headings),
        "domains": tuple(domain.choice for domain in catalogue.domains),
        "ministries": tuple(ministry.name for ministry in catalogue.ministries),
    }


def write_form(catalogue: Catalogue, ministry: MinistryName) -> bytes:
    """Return the ministry's form as the bytes of an .xlsx; the same input, the same bytes."""
    title = (
        f"{catalogue.round.strategy} フォローアップ様式（{catalogue.round.year_label}・{ministry}）"
    )
    book = Book(title, f"{catalogue.round.strategy}のフォローアップ")
    _write_cover(book, catalogue, title)
    lists = _list_ranges(catalogue)
    for model, rows, note in _tables(catalogue, ministry):
        sheet = book.sheet(model.sheet_title)
        write_table(
            book,
            sheet,
            layout_of(model),
            rows,
            title=f"{model.sheet_title}（{ministry}・{catalogue.round.year_label}）",
            note=note,
            lists=lists,
            closed=_closed(catalogue, ministry),
            frozen_columns=2 if model.row_key else 0,
        )
        sheet.protect("", _PROTECTION)
    _write_legend(book, catalogue)
    _write_meta(book, catalogue, ministry)
    return book.content()


def _tables(
    catalogue: Catalogue, ministry: MinistryName
) -> tuple[tuple[type[Row], Sequence[Row], str], ...]:
    measures = [measure_row(catalogue, m) for m in catalogue.measures_of(ministry)]
    kpis = [kpi_row(catalogue, kpi) for kpi in catalogue.kpis_of(ministry)]
    activities = [_activity_row(domain.choice) for domain in catalogue.domains_of(ministry)]
    year = catalogue.round.year_label
    return (
        (
            MeasureAnswer,
            measures,
            f"{year}末まで（予定を含む）の状況を記入してください。灰色の欄は主担当の府省庁が記入します。",
        ),
        (KpiAnswer, kpis, f"{year}末まで（見込みを含む）の値を記入してください。"),
        (OutcomeAnswer, [], f"{year}の主な成果を、1行に1件記入してください。"),
        (
            ActivityAnswer,
            activities,
            "戦略で担当とされた領域を印字しています。ほかの領域の取組は下の行に追加してください。",
        ),
    )


def measure_row(catalogue: Catalogue, measure: Measure) -> MeasureAnswer:
    """Return a measure's row as issued: given columns filled, inputs blank."""
    subcategory = catalogue.subcategory_by_id[measure.subcategory_id]
    return MeasureAnswer(
        measure_id=measure.id,
        title=measure.title,
        category=catalogue.category_by_id[subcategory.category_id].name,
        subcategory=subcategory.name,
        ministries=_ministries(measure),
        domains="、".join(catalogue.domain_by_id[domain].label for domain in measure.domains),
        kpi_summary="\n".join(kpi_summary(k) for k in catalogue.kpis_by_measure[measure.id]),
        previous_mark=measure.previous_mark,
        previous_progress=measure.previous_progress,
        self_mark=None,
        progress="",
        reason="",
        basis=None,
        next_plan="",
        evidence_url="",
    )


def _ministries(measure: Measure) -> str:
    if measure.lead is None:
        return "共同：" + "、".join(measure.joint)
    return measure.lead + (f"（関係：{'、'.join(measure.joint)}）" if measure.joint else "")


def kpi_summary(kpi: Kpi) -> str:
    """Return a KPI in one line: name and target."""
    if kpi.target is None:
        return f"{kpi.name}（目標なし）"
    year = f"{kpi.target_year}年度 " if kpi.target_year else ""
    return f"{kpi.name}（{year}{kpi.target:,f}{kpi.unit}）"


def kpi_row(catalogue: Catalogue, kpi: Kpi) -> KpiAnswer:
    """Return a KPI's row as issued: given columns filled, inputs blank."""
    return KpiAnswer(
        kpi_id=kpi.id,
        measure_id=kpi.measure_id,
        measure=catalogue.measure_by_id[kpi.measure_id].title,
        main=MainKpi.MAIN if kpi.main else None,
        name=kpi.name,
        kind=kpi.kind,
        direction=kpi.direction,
        baseline=kpi.baseline,
        baseline_year=kpi.baseline_year,
        target=kpi.target,
        target_year=kpi.target_year,
        plan="\n".join(str(step) for step in kpi.plan),
        previous=kpi.previous,
        previous_year=kpi.previous_year,
        actual=None,
        unit=kpi.unit,
        as_of=None,
        basis=None,
        note="",
    )


def _activity_row(domain: str) -> ActivityAnswer:
    return ActivityAnswer(domain=domain, status=None, text="", phase=None, attribution="")


def _closed(catalogue: Catalogue, ministry: MinistryName) -> Closed:
    rated = {m.id for m in catalogue.measures_of(ministry) if ministry in m.raters}

    def closed(row: Row, field: str) -> bool:
        if not isinstance(row, MeasureAnswer):
            return False
        return field in RATERS_ONLY and row.measure_id not in rated

    return closed


# the cover -------------------------------------------------------------------------------
def _write_cover(book: Book, catalogue: Catalogue, title: str) -> None:
    sheet = book.sheet(ContactRow.sheet_title)
    layout = layout_of(ContactRow)
    for index, column in enumerate(layout.columns):
        sheet.set_column(index, index, column.column.width)
    sheet.write_string(0, 0, title, book.format(bold=True, font_size=15))
    sheet.set_row(0, 28)
    lines = _cover_lines(catalogue)
    for number, line in enumerate(lines, start=1):
        sheet.write_string(number, 0, line, book.format())
    top = len(lines) + 2
    sheet.write_string(top - 1, 0, "ご担当者", book.format(bold=True))
    blank = ContactRow(division="", name="", email="", phone="")
    write_grid(book, sheet, layout, [blank], top=top)
    print_setup(sheet, header=title)
    sheet.protect("", _PROTECTION)
    sheet.activate()


def _cover_lines(catalogue: Catalogue) -> list[str]:
    this = catalogue.round
    deadline = f"{this.deadline.year}年{this.deadline.month}月{this.deadline.day}日"
    return [
        this.notice,
        "",
        f"提出期限：{deadline}",
        f"提出先：{this.contact}",
        "",
        "記入の手順",
        "１．黄色の欄だけに記入してください。白い欄と灰色の欄には記入しないでください。",
        f"２．シート「{MeasureAnswer.sheet_title}」に、施策ごとの自己評価と進捗状況を記入します。",
        f"３．シート「{KpiAnswer.sheet_title}」に、KPIの値と時点を記入します。",
        (
            f"４．シート「{OutcomeAnswer.sheet_title}」「{ActivityAnswer.sheet_title}」に、"
            "主な成果と領域別の取組を記入します。"
        ),
        "５．Excelブック（.xlsx）のまま上書き保存し、提出してください。",
        "",
    ]


# the legend, which also holds the lists behind the dropdowns --------------------------------
_LEGEND_HEADER: Final = 10
_LIST_HEADERS: Final = {
    "categories": "施策分類",
    "headings": "成果例の見出し",
    "domains": "領域",
    "ministries": "府省庁の表記",
}
MARK_WORDING: Final = {
    Mark.EXCELLENT: "予定を上回って進んでいる",
    Mark.GOOD: "予定どおり進んでいる",
    Mark.PARTIAL: "予定より遅れているが前進している",
    Mark.POOR: "進んでいない、または後退している",
}


def _list_ranges(catalogue: Catalogue) -> Mapping[str, str]:
    """Return where on the legend each list stands, as a formula."""
    ranges = {}
    for column, (name, items) in enumerate(choice_lists(catalogue).items(), start=1):
        first = address(_LEGEND_HEADER + 2, column)
        last = address(_LEGEND_HEADER + 1 + len(items), column)
        ranges[name] = f"={LEGEND}!{_absolute(first)}:{_absolute(last)}"
    return ranges


def _absolute(cell: str) -> str:
    letters = cell.rstrip("0123456789")
    return f"${letters}${cell[len(letters) :]}"


def _write_legend(book: Book, catalogue: Catalogue) -> None:
    sheet = book.sheet(LEGEND)
    sheet.set_column(0, 3, 42)
    sheet.write_string(0, 0, "凡例", book.format(bold=True, font_size=14))
    boxed = book.format(border=1, border_color=LINE, text_wrap=True)
    sheet.write_string(2, 0, "自己評価", header_format(book))
    sheet.write_string(2, 1, "目安", header_format(book))
    for number, (mark, wording) in enumerate(MARK_WORDING.items(), start=3):
        sheet.write_string(number, 0, mark.value, boxed)
        sheet.write_string(number, 1, wording, boxed)
    sheet.write_string(
        8, 0, "黄色の欄：記入してください", book.format(bg_color=INPUT_FILL, border=1)
    )
    for column, (name, items) in enumerate(choice_lists(catalogue).items()):
        sheet.write_string(_LEGEND_HEADER, column, _LIST_HEADERS[name], header_format(book))
        for number, item in enumerate(items, start=_LEGEND_HEADER + 1):
            sheet.write_string(number, column, item, boxed)
    print_setup(sheet, header=f"{LEGEND}（{catalogue.round.year_label}）")
    sheet.protect("", _PROTECTION)


def _write_meta(book: Book, catalogue: Catalogue, ministry: MinistryName) -> None:
    sheet = book.sheet(MetaRow.sheet_title)
    row = MetaRow(
        round=catalogue.round.id,
        ministry=ministry,
        form_version=FORM_VERSION,
        catalogue=catalogue.sha256,
    )
    write_grid(book, sheet, layout_of(MetaRow), [row])
    sheet.very_hidden()
    sheet.protect("")
