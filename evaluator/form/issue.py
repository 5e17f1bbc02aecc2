"""One form: prefilled from the catalogue, with its live status, written with xlsxwriter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from xlsxwriter.worksheet import Worksheet

from evaluator.catalogue import Catalogue
from evaluator.form import live
from evaluator.form.cover import write_cover
from evaluator.form.legend import key_ranges, list_ranges, write_legend
from evaluator.form.live import RowState
from evaluator.form.part import NOTHING, Answers, Asked, Part
from evaluator.form.printed import LEGEND, about_form, above
from evaluator.form.settings import Figures, shipped_settings
from evaluator.form.sheets.contact import CONTACT, ContactRow
from evaluator.form.sheets.meta import MetaRow, asked_as_text
from evaluator.form.sheets.registry import version_issued
from evaluator.form.sheets.scope import Scope, bounds_of
from evaluator.form.sheets.sheet import FormSheet
from evaluator.model import MinistryName
from evaluator.sheets.extent import Extent, extent_of
from evaluator.sheets.layout import Layout, Row, layout_of
from evaluator.sheets.write import (
    PROTECTION,
    Book,
    Setting,
    protect_sortable,
    write_grid,
    write_table,
)

# Apart in grey print too: a dark ground, a light one, none; and the word says it anyway.
_STATE_LOOKS: Final[dict[RowState, dict[str, object]]] = {
    RowState.CHECK: {"bg_color": "#8A3B12", "font_color": "#FFFFFF", "bold": True},
    RowState.MISSING: {"bg_color": "#F3DC8B", "font_color": "#1F2933", "bold": True},
    RowState.DONE: {"bg_color": "#FFFFFF", "font_color": "#2F6B3A"},
}


def form_name(catalogue: Catalogue, ministry: MinistryName, division: str | None = None) -> str:
    """Return the file name of a form."""
    return _file_name(catalogue, "様式", Part(ministry, division).label)


def supplement_name(catalogue: Catalogue, ministry: MinistryName, version: int) -> str:
    """Return the file name of a supplement; `version` is the number of the catalogue's version."""
    return _file_name(catalogue, "追補様式", f"{ministry} 第{version}版")


def repeat_name(catalogue: Catalogue, ministry: MinistryName) -> str:
    """Return the file name of a form that holds what was answered in another round."""
    return _file_name(catalogue, "再掲", ministry)


def _file_name(catalogue: Catalogue, what: str, label: str) -> str:
    return f"{catalogue.round.id}_{what}_{label.replace(' ', '_').replace('/', '／')}.xlsx"


def write_form(
    catalogue: Catalogue,
    ministry: MinistryName,
    division: str | None = None,
    answers: Answers | None = None,
    limits: Figures | None = None,
) -> bytes:
    """Return a form as the bytes of an .xlsx; the same input, the same bytes.

    `limits` are the thresholds of the round's checks, which its live status asks by too.
    """
    return _write(catalogue, Part(ministry, division), answers or {}, limits)


def write_supplement(
    catalogue: Catalogue,
    ministry: MinistryName,
    asked: Asked,
    answers: Answers | None = None,
    limits: Figures | None = None,
) -> bytes:
    """Return a form that asks only for these rows, likewise; it is received beside the whole."""
    return _write(catalogue, Part(ministry, asked=asked), answers or {}, limits)


def _write(catalogue: Catalogue, part: Part, given: Answers, limits: Figures | None) -> bytes:
    about = about_form(catalogue, part)
    book = Book(about.title, f"{catalogue.round.strategy}のフォローアップ")
    cover = book.sheet(ContactRow.sheet_title)
    rows: dict[type[Row], Sequence[Row]] = {
        table.model: table.rows_in(catalogue, part, given.get(table.key, NOTHING))
        for table in about.tables
    }
    extents = {model: extent_of(layout_of(model), len(each)) for model, each in rows.items()}
    bounds = bounds_of(catalogue.round_for(part.ministry), limits or shipped_settings().figures)
    lists, keys = list_ranges(catalogue, about.tables), key_ranges(catalogue, about.tables)
    layouts = {sheet.model: sheet.layout_in(catalogue) for sheet in about.tables}
    scope = Scope(bounds, catalogue.scale, layouts, extents, lists, keys)
    for table in about.tables:
        setting = _setting(catalogue, part, table, scope)
        _write_sheet(book, catalogue, part, table, rows[table.model], setting)
    contact = CONTACT.rows(catalogue, part, given.get(CONTACT.key, NOTHING))
    write_cover(book, cover, about, extents, contact[0])
    legend = book.sheet(LEGEND)
    write_legend(book, legend, catalogue, about.tables)
    for sheet in (cover, legend):
        sheet.protect("", PROTECTION)
    cover.activate()
    _write_meta(book, catalogue, part)
    return book.content()


def _setting(catalogue: Catalogue, part: Part, table: FormSheet[Any], scope: Scope) -> Setting:
    def closed(row: Row | None) -> frozenset[str]:
        left_out = catalogue.programme.left_out(table.key)
        return table.closed_in(catalogue, part.ministry, row) if row else left_out

    return Setting(
        lists=scope.lists,
        closed=closed,
        formula=lambda field, row: live.formula(table, field, scope, closed(row)),
        frozen_columns=3,
        guarded=True,
    )


def _write_sheet(
    book: Book,
    catalogue: Catalogue,
    part: Part,
    table: FormSheet[Any],
    rows: Sequence[Row],
    setting: Setting,
) -> None:
    sheet = book.sheet(table.title)
    heading, note = above(catalogue, part, table)
    layout = table.layout_in(catalogue)
    extent = write_table(book, sheet, layout, rows, title=heading, note=note, setting=setting)
    _show_status(book, sheet, layout, extent)
    protect_sortable(sheet, layout, extent)


def _show_status(book: Book, sheet: Worksheet, layout: Layout, extent: Extent) -> None:
    """Colour the state."""
    state = layout.index("state")
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
        form_version=str(version_issued(catalogue, part)),
        catalogue=catalogue.sha256,
        asked=asked_as_text(part.asked),
    )
    write_grid(book, sheet, layout_of(MetaRow), [row])
    sheet.very_hidden()
    sheet.protect("")
