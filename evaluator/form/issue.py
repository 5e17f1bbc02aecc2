"""One form: prefilled from the catalogue, with its live status, written with xlsxwriter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from xlsxwriter.worksheet import Worksheet

from evaluator.catalogue import Catalogue
from evaluator.form import live as status
from evaluator.form.cover import cover_texts, write_cover
from evaluator.form.issued import (
    NO_ANSWERS,
    Answers,
    Part,
    activity_rows,
    kpi_row,
    measure_row,
    outcome_rows,
)
from evaluator.form.legend import LEGEND, list_ranges, write_legend
from evaluator.form.live import Scope, State
from evaluator.form.sheets import (
    FORM_VERSION,
    ActivityAnswer,
    ContactRow,
    KpiAnswer,
    MeasureAnswer,
    MetaRow,
    OutcomeAnswer,
)
from evaluator.model import MinistryName
from evaluator.sheets.layout import Row, layout_of
from evaluator.sheets.write import (
    PROTECTION,
    Book,
    Extent,
    Setting,
    extent_of,
    protect_sortable,
    write_grid,
    write_table,
)

RATERS_ONLY: Final = frozenset({"self_mark", "reason", "basis", "next_plan"})
"""Fields of a measure that only a ministry which rates it fills in."""

# Apart in grey print too: a dark ground, a light one, none; and the word says it anyway.
_STATE_LOOKS: Final[dict[State, dict[str, object]]] = {
    State.CHECK: {"bg_color": "#8A3B12", "font_color": "#FFFFFF", "bold": True},
    State.MISSING: {"bg_color": "#F3DC8B", "font_color": "#1F2933", "bold": True},
    State.DONE: {"bg_color": "#FFFFFF", "font_color": "#2F6B3A"},
}


def form_name(catalogue: Catalogue, ministry: MinistryName, division: str | None = None) -> str:
    """Return the file name of a form."""
    part = Part(ministry, division)
    return f"{catalogue.round.id}_様式_{part.label.replace(' ', '_').replace('/', '／')}.xlsx"


def write_form(
    catalogue: Catalogue,
    ministry: MinistryName,
    division: str | None = None,
    answers: Answers = NO_ANSWERS,
) -> bytes:
    """Return a form as the bytes of an .xlsx; the same input, the same bytes."""
    part = Part(ministry, division)
    title = _title(catalogue, part)
    book = Book(title, f"{catalogue.round.strategy}のフォローアップ")
    cover = book.sheet(ContactRow.sheet_title)
    tables = _tables(catalogue, part, answers)
    extents = {model: extent_of(layout_of(model), len(rows)) for model, rows in tables}
    setting = _setting(catalogue, part, extents[KpiAnswer])
    for model, rows in tables:
        sheet = book.sheet(model.sheet_title)
        heading, note = _above(catalogue, part, model)
        write_table(book, sheet, layout_of(model), rows, title=heading, note=note, setting=setting)
        _show_status(book, sheet, model, extents[model])
        protect_sortable(sheet, layout_of(model), extents[model])
    write_cover(book, cover, catalogue, title, extents, answers.contact)
    legend = book.sheet(LEGEND)
    write_legend(book, legend, catalogue)
    for sheet in (cover, legend):
        sheet.protect("", PROTECTION)
    cover.activate()
    _write_meta(book, catalogue, part)
    return book.content()


def printed_texts(catalogue: Catalogue, ministry: MinistryName) -> Iterator[str]:
    """Yield what is printed outside the tables of a ministry's form, sheet by sheet."""
    part = Part(ministry)
    yield from cover_texts(catalogue, _title(catalogue, part))
    for model in _NOTES:
        yield from _above(catalogue, part, model)


def _title(catalogue: Catalogue, part: Part) -> str:
    this = catalogue.round
    return f"{this.strategy} フォローアップ様式（{this.year_label}・{part.label}）"


_NOTES: Final[dict[type[Row], str]] = {
    MeasureAnswer: (
        "{year}末まで（予定を含む）の状況を記入してください。灰色の欄は主担当の府省庁が記入します。"
    ),
    KpiAnswer: (
        "{year}末まで（見込みを含む）の値を記入してください。達成度は今年度の目安に対する割合です。"
    ),
    OutcomeAnswer: "{year}の主な成果を、1行に1件記入してください。",
    ActivityAnswer: (
        "戦略で担当とされた領域を印字しています。ほかの領域の取組は下の行に追加してください。"
    ),
}


def _above(catalogue: Catalogue, part: Part, model: type[Row]) -> tuple[str, str]:
    """Return the heading and the note above a sheet's table."""
    year = catalogue.round.year_label
    return f"{model.sheet_title}（{part.label}・{year}）", _NOTES[model].format(year=year)


def _tables(
    catalogue: Catalogue, part: Part, answers: Answers
) -> tuple[tuple[type[Row], Sequence[Row]], ...]:
    measures = [
        measure_row(catalogue, measure, answers.measures.get(measure.id))
        for measure in part.measures(catalogue)
    ]
    kpis = [kpi_row(catalogue, kpi, answers.kpis.get(kpi.id)) for kpi in part.kpis(catalogue)]
    return (
        (MeasureAnswer, measures),
        (KpiAnswer, kpis),
        (OutcomeAnswer, outcome_rows(answers)),
        (ActivityAnswer, activity_rows(catalogue, part, answers)),
    )


def _setting(catalogue: Catalogue, part: Part, kpis: Extent) -> Setting:
    scope = Scope(catalogue.round, kpis.first + 1, kpis.last + 1)
    rated = {m.id for m in part.measures(catalogue) if part.ministry in m.raters}

    def rates(row: Row | None) -> bool:
        return not isinstance(row, MeasureAnswer) or row.measure_id in rated

    def closed(row: Row, field: str) -> bool:
        return field in RATERS_ONLY and not rates(row)

    return Setting(
        lists=list_ranges(catalogue),
        closed=closed,
        formula=_formulas(scope, rates),
        frozen_columns=3,
        guarded=True,
    )


def _formulas(
    scope: Scope, rates: Callable[[Row | None], bool]
) -> Callable[[type[Row], str, int, Row | None], str]:
    def formula(model: type[Row], field: str, number: int, row: Row | None) -> str:
        if field == "share":
            return status.share_formula(number, scope)
        make = status.state_formula if field == "state" else status.remark_formula
        return make(model, number, scope, rates=rates(row))

    return formula


def _show_status(book: Book, sheet: Worksheet, model: type[Row], extent: Extent) -> None:
    """Colour the state."""
    state = layout_of(model).index("state")
    for value, look in _STATE_LOOKS.items():
        sheet.conditional_format(
            extent.first,
            state,
            extent.last,
            state,
            {
                "type": "cell",
                "criteria": "==",
                "value": f'"{value}"',
                "format": book.plain_format(**look),
            },
        )


def _write_meta(book: Book, catalogue: Catalogue, part: Part) -> None:
    sheet = book.sheet(MetaRow.sheet_title)
    row = MetaRow(
        round=catalogue.round.id,
        ministry=part.ministry,
        division=part.division or "",
        is_part="1" if part.division is not None else "",
        form_version=FORM_VERSION,
        catalogue=catalogue.sha256,
    )
    write_grid(book, sheet, layout_of(MetaRow), [row])
    sheet.very_hidden()
    sheet.protect("")
