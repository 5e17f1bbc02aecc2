"""The rows of a sheet, split where they are written as programs of an office write them.

A parser makes two or three nodes of a cell, and to ask them takes ten calls. One expression tells
the same of cells in the one way in which Excel, LibreOffice and the libraries write them. A sheet
with anything else among its rows is left to the parser whole; and so is a text whose signs may
not be simply themselves: the parser judges it apart as it would have in its place. So both ways
say the same of a sheet; of one with two faults either may be named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from lxml import etree

from evaluator.findings.file import DAMAGED
from evaluator.xlsx.parser import PARSER
from evaluator.xlsx.refusal import Refused

Written = tuple[str, str, str, str, str, str, str, str, str, str]
"""A cell: letters, row, style, type, formula; <v and its text, <is and its text. What is not there
is ''. Texts are as they are written (`said`). The last is always ''."""


class Row(NamedTuple):
    """A row as it is written."""

    attributes: Mapping[str, str]
    cells: list[Written]
    texts: Mapping[str, str]
    """What texts of the sheet say that have signs by their numbers."""

    def get(self, name: str) -> str | None:
        """Return an attribute."""
        return self.attributes.get(name)


_DATA: Final = b"<sheetData>"
_END: Final = b"</sheetData>"
_LONGEST: Final = 10_000_000
"""Bytes of the rows: the parser takes no longer text."""
_ROOT: Final = re.compile(rb"(?:\xef\xbb\xbf)?(?:<\?xml[^<>]*>\s*)?<worksheet( [^<>]*)>")
_ROW: Final = re.compile(
    r'<row r="([0-9]{1,7})"((?: [a-zA-Z][a-zA-Z0-9:]{0,30}="[^"<&]*")*) ?(/?)>'
)
_CELL: Final = re.compile(
    r"""<c\ r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?:\ s="([0-9]{1,5})")?(?:\ t="([a-zA-Z]{1,9})")?
      (?:\ ?/>|>
        (?:<f(?:\ (?:aca="false"|ca="1"))?>([^<]+)</f>)?
        (?:(<v)(?:\ ?/>|>([^<]*)</v>)|(<is)><t(?:\ xml:space="preserve")?>([^<]*)</t></is>)?
      </c>)
      |(.+)""",
    re.VERBOSE | re.DOTALL,
)
_BETWEEN: Final = "\ue000\n\ue000"
_ATTRIBUTE: Final = re.compile(r' ([a-zA-Z0-9:]+)="([^"]*)"')
_ELSEWHERE: Final = "x14ac:dyDescent"
"""The one attribute of a row that is of another namespace."""
_NEVER: Final = ("r", "xmlns")
_MUCH: Final = 500
"""Signs of a row's attributes: programs write a hundred."""
_NONE: Final[Mapping[str, str]] = {}


def parted(part: bytes) -> tuple[etree._Element, list[Row] | None]:
    """Return a sheet's XML without its rows, and these; or all of it, and None.

    Raises etree.XMLSyntaxError.
    """
    begin = part.find(_DATA)
    end = part.find(_END, begin)
    if 0 < begin < end < begin + _LONGEST:
        before, after = part[:begin], part[end + len(_END) :]
        root = _ROOT.match(before)
        if root and _is_plain(before[root.end() :]) and _is_plain(after):
            rows = _rows(part[begin + len(_DATA) : end], is_known=b" xmlns:x14ac=" in root[1])
            tree = None if rows is None else _around(before, after)
            if rows is not None and tree is not None:
                return tree, rows
    return etree.fromstring(part, PARSER), None


def _is_plain(around: bytes) -> bool:
    """Whether there is no comment, and nothing else in which rows could stand without being any."""
    return b"<!" not in around and b"<?" not in around and b"<sheetData" not in around


def _around(before: bytes, after: bytes) -> etree._Element | None:
    """Return what stands around the rows; None if they do not stand where rows do."""
    tree = etree.fromstring(b"%b<sheetData/>%b" % (before, after), PARSER)
    namespace = tree.tag[: tree.tag.find("}") + 1]
    return None if tree.find(f"{namespace}sheetData") is None else tree


def _rows(data: bytes, *, is_known: bool) -> list[Row] | None:
    """Return rows; None if anything is written in another way."""
    try:
        *closed, last = data.decode("utf-8").split("</row>")
    except UnicodeDecodeError:
        return None
    rows: list[Row] = []
    texts: dict[str, str] = {}
    for number, text in enumerate((*closed, last)):
        at, is_open = 0, False
        while not is_open and (head := _ROW.match(text, at)):
            attributes = _attributes(head[2]) if len(head[2]) < _MUCH else None
            if attributes is None or (_ELSEWHERE in attributes and not is_known):
                return None
            at, is_open = head.end(), not head[3]
            rows.append(Row({**attributes, "r": head[1]}, [], texts))
        if is_open is not (number < len(closed)):
            return None
        cells = _CELL.findall(text, at)
        if cells and (cells[-1][-1] or not is_open):
            return None
        if is_open:
            rows[-1].cells.extend(cells)
    if b"&#" in data:
        written = (text for row in rows for cell in row.cells for text in (cell[4], cell[8]))
        numbered = (text for text in written if "&#" in text and text not in _MET)
        texts.update(_together(list(dict.fromkeys(numbered))))
    return rows


def _together(texts: list[str]) -> Mapping[str, str]:
    """Return what texts say, parsed at once; nothing if each is to be judged by itself."""
    try:
        root = etree.fromstring(f"<t>{_BETWEEN.join(texts)}</t>".encode(), PARSER)
    except etree.XMLSyntaxError:
        return {}
    told = (root.text or "").split(_BETWEEN)
    return dict(zip(texts, told, strict=True)) if len(told) == len(texts) else {}


@lru_cache(maxsize=1024)
def _attributes(text: str) -> Mapping[str, str] | None:
    """Return what stands in a row's tag behind its number; None if it may not be as it looks."""
    found = _ATTRIBUTE.findall(text)
    known = dict(found)
    is_clear = text.isprintable() and len(known) == len(found) and known.keys().isdisjoint(_NEVER)
    is_own = all(":" not in name or name == _ELSEWHERE for name in known)
    return known if is_clear and is_own else None


def said(text: str, texts: Mapping[str, str] = _NONE) -> str:
    """Return what a text says that stands in a cell. Raises Refused if it is no XML.

    `texts` are those of its row.
    """
    if (known := texts.get(text)) is not None:
        return known
    if "&" not in text and ">" not in text and text.isprintable():
        return text
    plain = text.replace("&quot;", '"').replace("&lt;", "<").replace("&gt;", ">")
    bare = plain.replace("&amp;", "")
    if "&" not in bare and "]]>" not in text and _is_printable(text):
        return plain.replace("&amp;", "&")
    try:
        return etree.fromstring(f"<t>{text}</t>".encode(), PARSER).text or ""
    except etree.XMLSyntaxError as error:
        raise Refused(DAMAGED, "シートのXMLの誤り") from error


def _is_printable(text: str) -> bool:
    return text.isprintable() or text.translate(_HARMLESS).isprintable()


_HARMLESS: Final = {ord("\n"): None, ord("\t"): None, ord("\u3000"): None}
_MET: Final[dict[str, str]] = {}
"""What the formulas say that were met last, in whatever workbook: those of the live hints are two
thirds of a form's bytes, the same in every form, and hardly ever looked at."""
_LONG: Final = 8_192
"""Signs of a formula that is kept: as many as Excel takes."""
_KEPT: Final = 2_048
"""Formulas: those of some hundred rows of each sheet, a few megabytes."""


def formula_of(text: str, texts: Mapping[str, str]) -> str:
    """Return a formula likewise: '=A1'."""
    if (known := _MET.get(text)) is not None:
        return known
    formula = f"={said(text, texts)}"
    if len(text) <= _LONG:
        if len(_MET) >= _KEPT:
            _MET.clear()
        _MET[text] = formula
    return formula
