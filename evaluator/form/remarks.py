"""指摘一覧, the sheet in front of a returned form: every finding, with a link to its cell."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from typing import Annotated, ClassVar, Final
from xml.sax.saxutils import escape

from evaluator.findings import Finding, Severity
from evaluator.findings.counting import count
from evaluator.sheets.cells import Identifier, Line, Text, Whole
from evaluator.sheets.layout import BoundColumn, Column, Filler, Row, layout_of
from evaluator.words.brief import shorten
from evaluator.words.widths import row_height
from evaluator.xlsx.looks import FONT, HEADER_FILL, INK, LINE, MUTED
from evaluator.xlsx.markup import Element, new, shown_text, text_of, written
from evaluator.xlsx.source import address
from evaluator.xlsx.styles import Look, Styles, solid
from evaluator.xlsx.tabs import quoted

LOOKS: Final = {
    Severity.ERROR: Look(fill="F8CFCB", line="thick", colour="B000"),
    Severity.WARNING: Look(fill="FFE7B3", line="mediumDashed", colour="8A5A"),
}
"""What is marked in the cells. Lines differ, so that a grey print tells them apart."""

_GIVEN: Final = Filler.PREFILLED
_HELP: Final = (
    "「セル」の欄を押すと、その箇所に移ります。太い実線の枠がエラー、太い破線の枠が警告です。"
    "直したら、このファイルをそのまま上書き保存してお送りください（このシートは消さなくて構いません）。"
)
_ONLY_INFO: Final = "直していただく箇所はありません。"


class RemarkRow(Row):
    """指摘一覧: one row per finding. It is written for the reader and never read back."""

    sheet_key: ClassVar[str] = "remarks"
    sheet_title: ClassVar[str] = "指摘一覧"

    number: Annotated[Whole, Column("No.", 5, _GIVEN, centre=True)]
    severity: Annotated[Line, Column("区分", 8, _GIVEN, centre=True)]
    code: Annotated[Identifier, Column("コード", 8, _GIVEN, centre=True)]
    sheet: Annotated[Line, Column("シート", 13, _GIVEN)]
    cell: Annotated[Line, Column("セル", 8, _GIVEN, centre=True)]
    message: Annotated[Text, Column("内容", 42, _GIVEN)]
    remedy: Annotated[Text, Column("直し方", 32, _GIVEN)]


class MarkRow(Row):
    """_marks: for each number in the border of a mark, a cell that looks as before."""

    sheet_key: ClassVar[str] = "marks"
    sheet_title: ClassVar[str] = "_marks"

    number: Annotated[Whole, Column("番号", filler=_GIVEN)]
    before: Annotated[Line, Column("元の書式", filler=_GIVEN)]


def remark_row(finding: Finding) -> RemarkRow:
    """Return a finding as a row of the list."""
    where = finding.where
    return RemarkRow(
        number=finding.number,
        severity=finding.severity.value,
        code=finding.code,
        sheet=where.sheet or "－",
        cell=where.cell or ("全体" if where.sheet else "－"),
        message=finding.message,
        remedy=finding.remedy,
    )


def list_sheet(
    ordered: Sequence[Finding], styles: Styles, about: str, visible: Collection[str]
) -> bytes:
    """Return 指摘一覧 as a worksheet; cells on the `visible` sheets are linked."""
    formats = _Formats(styles)
    columns = layout_of(RemarkRow).columns
    body = HEADER_ROW + 1
    listed, left = ordered[:MAX_ROWS], len(ordered[MAX_ROWS:])
    links = [
        _link(number, finding)
        for number, finding in enumerate(listed, start=body)
        if finding.where.sheet in visible
    ]
    sheet = new(
        "worksheet",
        new("sheetPr", new("pageSetUpPr", fitToPage=1)),
        new("sheetViews", _view()),
        new("sheetFormatPr", defaultRowHeight=18),
        new("cols", *(_col(number, c.column.width) for number, c in enumerate(columns, 1))),
        new("sheetData"),
        _protection(),
        new("autoFilter", ref=list_range(ordered)),
        new("mergeCells", new("mergeCell", ref=f"A4:{address(4, len(columns))}"), count=1),
        *([new("hyperlinks", *links)] if links else []),
        new("pageMargins", left=0.4, right=0.4, top=0.7, bottom=0.6, header=0.3, footer=0.3),
        new("pageSetup", paperSize=9, orientation="landscape", fitToHeight=0),
        new("headerFooter", text_of("oddHeader", _printed(about)), text_of("oddFooter", _PAGES)),
    )
    head = _head(ordered, formats, about)
    rows = (_body_row(n, finding, formats) for n, finding in enumerate(listed, body))
    more = [_more(body + len(listed), left, formats)] if left else []
    return _filled(sheet, chain(head, rows, more))


def _filled(sheet: Element, rows: Iterable[str]) -> bytes:
    # Put together as text: as elements the rows of a long list would take ten times as long.
    begin, _, end = written(sheet).partition(b"<sheetData/>")
    out = io.BytesIO()
    out.write(begin + b"<sheetData>")
    out.writelines(row.encode() for row in rows)
    out.write(b"</sheetData>" + end)
    return out.getvalue()


def list_range(ordered: Sequence[Finding]) -> str:
    """Return the range of the list, headers included."""
    length = min(max(len(ordered), 1), MAX_ROWS)
    last = address(HEADER_ROW + length, len(layout_of(RemarkRow).columns))
    return f"A{HEADER_ROW}:{last}"


def marks_sheet(before: Mapping[int, int], styles: Styles) -> bytes:
    """Return _marks as a worksheet: the number of each mark beside the format from before it."""
    layout, plain = layout_of(MarkRow), _Formats(styles).plain
    keys = [_text(1, n, layout.cell_key(c.field), plain) for n, c in enumerate(layout.columns, 1)]
    rows = [_row(1, keys)]
    for at, (number, style) in enumerate(before.items(), start=2):
        blank = f'<c r="{address(at, 2)}" s="{style}"/>'
        rows.append(_row(at, [_number(at, 1, number, plain), blank]))
    return _filled(new("worksheet", new("sheetData"), new("sheetProtection", sheet=1)), rows)


# the parts of the sheet ------------------------------------------------------------------
HEADER_ROW: Final = 5
MAX_ROWS: Final = 10_000
"""Of the list: more nobody works through, and more than 65,530 links Excel does not take."""
_PAGES: Final = "&C&9&P / &N"


def _printed(about: str) -> str:
    return "&L&9" + f"{RemarkRow.sheet_title}（{shorten(about)}）".replace("&", "&&")


def _head(ordered: Sequence[Finding], formats: _Formats, about: str) -> list[str]:
    layout = layout_of(RemarkRow)
    columns = list(enumerate(layout.columns, 1))
    keys = [_text(1, n, layout.cell_key(c.field), formats.plain) for n, c in columns]
    heads = [_text(HEADER_ROW, n, c.header, formats.head) for n, c in columns]
    counts = count(ordered)
    return [
        _row(1, keys, hidden=1),
        _row(2, [_text(2, 1, f"{layout.title}（{about}）", formats.title)], 26),
        _row(3, [_text(3, 1, str(counts), formats.strong)], 20),
        _row(4, [_text(4, 1, _HELP if counts.to_do else _ONLY_INFO, formats.quiet)], 34),
        _row(HEADER_ROW, heads, 20),
    ]


def _body_row(at: int, finding: Finding, formats: _Formats) -> str:
    columns = layout_of(RemarkRow).columns
    row = remark_row(finding)
    values = [getattr(row, column.field) for column in columns]
    cells = [
        (_number if isinstance(value, int) else _text)(at, n, value, formats.of(column, finding))
        for n, (column, value) in enumerate(zip(columns, values, strict=True), 1)
    ]
    shown = zip(values, (column.column.width for column in columns), strict=True)
    return _row(at, cells, max(row_height(shown), 20))


def _more(at: int, left: int, formats: _Formats) -> str:
    text = f"ほかに{left:,}件あります。上の指摘を直してから点検すると示されます。"
    return _row(at, [_text(at, 1, text, formats.strong)], 20)


def _text(row: int, column: int, text: str, style: int) -> str:
    shown = escape(shown_text(text))
    return (
        f'<c r="{address(row, column)}" s="{style}" t="inlineStr">'
        f'<is><t xml:space="preserve">{shown}</t></is></c>'
    )


def _number(row: int, column: int, value: int, style: int) -> str:
    return f'<c r="{address(row, column)}" s="{style}"><v>{value}</v></c>'


def _row(number: int, cells: Iterable[str], height: float = 0, hidden: int = 0) -> str:
    tall = f' ht="{height:g}" customHeight="1"' if height else ""
    unseen = ' hidden="1"' if hidden else ""
    return f'<row r="{number}"{tall}{unseen}>{"".join(cells)}</row>'


def _col(number: int, width: float) -> Element:
    return new("col", min=number, max=number, width=width + 0.7, customWidth=1)


def _link(at: int, finding: Finding) -> Element:
    column = layout_of(RemarkRow).index("cell") + 1
    target = f"{quoted(finding.where.sheet)}!{finding.where.cell or 'A1'}"
    return new("hyperlink", ref=address(at, column), location=target, display=target)


def _view() -> Element:
    top = address(HEADER_ROW + 1, 1)
    pane = new("pane", ySplit=HEADER_ROW, topLeftCell=top, activePane="bottomLeft", state="frozen")
    at = new("selection", pane="bottomLeft", activeCell=top, sqref=top)
    return new("sheetView", pane, at, showGridLines=0, tabSelected=1, workbookViewId=0)


def _protection() -> Element:
    free = dict.fromkeys(("formatColumns", "formatRows", "sort", "autoFilter"), 0)
    return new("sheetProtection", sheet=1, **free)


class _Formats:
    """The numbers of the formats of 指摘一覧."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._body: dict[tuple[str, str], int] = {}
        self.plain = self._format(self._font())
        self.title = self._format(self._font(14, bold=True))
        self.strong = self._format(self._font(11, bold=True))
        self.quiet = self._format(self._font(colour=MUTED), wrap=True)
        self.head = self._format(self._font(bold=True), fill=HEADER_FILL, boxed=True)

    def of(self, column: BoundColumn, finding: Finding) -> int:
        """Return the format of a cell of the list."""
        look = ""
        if column.field == "cell" and finding.where.sheet:
            look = "linked"
        elif column.field == "severity":
            look = finding.severity
        key = column.field, look
        if key not in self._body:
            self._body[key] = self._of(column, look)
        return self._body[key]

    def _of(self, column: BoundColumn, look: str) -> int:
        font, fill = self._font(), ""
        if look == "linked":
            font = self._font(colour="#0B4F8A", underlined=True)
        elif look in LOOKS:
            font, fill = self._font(bold=True), LOOKS[Severity(look)].fill
        return self._format(font, fill=fill, boxed=True, wrap=True, centre=column.column.centre)

    def _font(
        self, size: int = 10, colour: str = INK, *, bold: bool = False, underlined: bool = False
    ) -> Element:
        parts = [new("sz", val=size), new("color", rgb=_argb(colour)), new("name", val=FONT)]
        return new("font", *[new("b")] * bold, *[new("u")] * underlined, *parts)

    def _format(
        self,
        font: Element,
        *,
        fill: str = "",
        boxed: bool = False,
        wrap: bool = False,
        centre: bool = False,
    ) -> int:
        place = new("alignment", vertical="top" if wrap else "center")
        if centre:
            place.set("horizontal", "center")
        if wrap:
            place.set("wrapText", "1")
        return self._styles.format(font, solid(fill.lstrip("#")), _box(drawn=boxed), place)


def _box(*, drawn: bool) -> Element:
    edges = [new(name) for name in ("left", "right", "top", "bottom", "diagonal")]
    for edge in edges[:4] if drawn else ():
        edge.set("style", "thin")
        edge.append(new("color", rgb=_argb(LINE)))
    return new("border", *edges)


def _argb(colour: str) -> str:
    return "FF" + colour.lstrip("#")
