"""Against last year: the table of both years' marks, and the measures that changed."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from evaluator.outputs.workbook.lists import write_sheet
from evaluator.outputs.workbook.parts import HEAD_ROWS, ListColumn, below, boxed, set_page, span
from evaluator.results import wording
from evaluator.results.change import Changes, Movement, Transition, movement
from evaluator.results.results import Results
from evaluator.sheets.write import Book, header_format
from evaluator.xlsx.looks import HEADER_FILL

TITLE = "前年からの変化"
_STUB = 20
_WIDTH = 9
_LAST_YEAR = 16


def write_changes(book: Book, report: Results) -> None:
    """The table: last year's mark down, this year's across; nothing if no last year is known."""
    changes = report.changes
    if changes is None:
        return
    sheet = book.sheet(TITLE)
    width = len(changes.columns) + 3
    _heads(book, sheet, changes)
    row = HEAD_ROWS
    for before in changes.rows:
        sheet.write_string(row, 0, before.value, boxed(book, align="center", bold=True))
        for column, after in enumerate(changes.columns, start=1):
            same = movement(before, after) is Movement.SAME
            style = {"align": "center"} | ({"bg_color": HEADER_FILL} if same else {})
            text = wording.count_text(changes.count(before, after))
            sheet.write_string(row, column, text, boxed(book, **style))
        _totals(book, sheet, row, changes.row(before), changes.last_year.get(before, 0), width)
        sheet.set_row(row, 24)
        row += 1
    total = boxed(book, bg_color=HEADER_FILL, align="center")
    sheet.write_string(row, 0, "計", total)
    for column, after in enumerate(changes.columns, start=1):
        sheet.write_string(row, column, wording.count_text(changes.column(after)), total)
    sheet.set_row(row, 24)
    _totals(book, sheet, row, len(changes.transitions), changes.balance.last_year, width)
    widths = [_STUB, *[_WIDTH] * (width - 2), _LAST_YEAR]
    for column, each in enumerate(widths):
        sheet.set_column(column, column, each)
    this = report.catalogue.round
    caption = f"{TITLE}（{this.year_label}） : {wording.change_summary(changes)}"
    notes = (
        wording.basis_note(this, report.tables.basis),
        "（注）網掛けは前年と同じ評価。その左は上がった施策、右は下がった施策。",
        f"（注）{wording.balance_text(changes.balance)}",
        f"（注）{wording.CHANGE_RULE}",
        f"（注）{wording.CHANGE_SOURCE}",
        this.notice,
    )
    below(book, sheet, row + 1, widths, (this.source_note, caption), notes)
    set_page(sheet, report, f"{TITLE}（{this.year_label}）", landscape=False)
    sheet.fit_to_pages(1, 1)


def _heads(book: Book, sheet: Worksheet, changes: Changes) -> None:
    head = header_format(book)
    centred = boxed(book, bold=True, align="center", bg_color=HEADER_FILL)
    last = len(changes.columns)
    span(sheet, (0, 0), (1, 0), "前年の評価", head)
    span(sheet, (0, 1), (0, last), "今年の評価", centred)
    for column, after in enumerate(changes.columns, start=1):
        sheet.write_string(1, column, after.value, centred)
    span(sheet, (0, last + 1), (1, last + 1), "計", centred)
    span(sheet, (0, last + 2), (1, last + 2), "前年の施策件数", centred)
    sheet.set_row(1, 20)


def _totals(book: Book, sheet: Worksheet, row: int, now: int, then: int, width: int) -> None:
    """Write a row's number as compared, and beside it as it was counted last year."""
    style = boxed(book, align="center", bg_color=HEADER_FILL)
    for column, number in ((width - 2, now), (width - 1, then)):
        sheet.write_string(row, column, wording.count_text(number), style)


_LIST = (
    ListColumn("変化", 11, centred=True),
    ListColumn("種類", 7, centred=True),
    ListColumn("今年の施策", 42),
    ListColumn("主担当", 14),
    ListColumn("前年の施策", 42),
    ListColumn("前年の評価", 11, centred=True),
    ListColumn("今年の評価", 11, centred=True),
    ListColumn("備考", 24),
)


CHANGE_HEADS = tuple(column.head for column in _LIST)


def write_change_list(book: Book, report: Results) -> None:
    """The measures whose mark or scope changed: up first, then down, then the rest."""
    if report.changes:
        rows = [change_line(each) for each in report.changes.notable]
        write_sheet(book, report, f"{TITLE}（一覧）", _LIST, rows, TITLE)


def change_line(each: Transition) -> tuple[str, ...]:
    """Return a transition in words, in the order of the list's columns."""
    measure, previous = each.measure, each.previous
    before = [f"{p.id} {p.title}".rstrip() for p in previous]
    now = f"{measure.id} {measure.title}" if measure else wording.NOTHING
    marks = [f"{p.id} {p.mark or '評価なし'}" for p in previous]
    return (
        each.movement.value,
        each.kind.value,
        now,
        (measure.lead or "共同") if measure else wording.NOTHING,
        "同じ" if before == [now] else "\n".join(before) or wording.NOTHING,
        "\n".join(marks) if len(marks) > 1 else each.before.value,
        each.after.value,
        "\n".join(dict.fromkeys(p.note for p in previous if p.note)),
    )
