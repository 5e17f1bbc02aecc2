"""Texts of cells: plain, or in runs of which some are struck through; and shared formulas."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from evaluator.findings.file import DAMAGED
from evaluator.words.addresses import column_number, letters
from evaluator.xlsx.parts import Element, Parts
from evaluator.xlsx.refusal import Refused
from evaluator.xlsx.source import LAST_COLUMN, LAST_ROW

Runs = tuple[tuple[str, bool | None], ...]
"""Stretches of a text, each with whether it is struck; None as the cell is."""
Text = str | Runs


def is_on(node: Element | None) -> bool:
    """Whether a switch of a format, such as <strike/>, is on."""
    return node is not None and node.get("val", "1") not in ("0", "false", "off")


_ESCAPE: Final = re.compile("_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """Return a text with its signs for _x3042_ (ECMA-376 22.9.2.19).

    Controls stay escaped, for no XML holds them; '_x005F_x000B_' was typed as '_x000B_'.
    """
    # One sign is found many times as fast as two.
    return _ESCAPE.sub(_sign, text) if "_" in text and "_x" in text else text


def _sign(escape: re.Match[str]) -> str:
    sign = chr(int(escape[1], 16))
    return sign if unicodedata.category(sign) not in ("Cc", "Cs", "Cn") else escape[0]


def text_of(node: Element, ns: str) -> Text:
    """Return the text of <si> or <is>, without the readings (ふりがな) that stand beside it."""
    only = node[0] if len(node) == 1 else None
    if only is not None and only.tag == f"{ns}t":
        return unescaped(only.text or "")
    runs: list[tuple[str, bool | None]] = [
        (unescaped(plain.text or ""), None) for plain in node.iterchildren(f"{ns}t")
    ]
    runs += [_run(run, ns) for run in node.iterchildren(f"{ns}r")]
    return joined(runs)


def joined(runs: list[tuple[str, bool | None]]) -> Text:
    """Return runs as one text, if none says of itself whether it is struck."""
    if len(runs) == 1 and runs[0][1] is None:
        return runs[0][0]
    if all(struck is None for _, struck in runs):
        return "".join(text for text, _ in runs)
    return tuple(runs)


def _run(run: Element, ns: str) -> tuple[str, bool | None]:
    look = run.find(f"{ns}rPr")
    struck = None if look is None else is_on(look.find(f"{ns}strike"))
    return unescaped(run.findtext(f"{ns}t") or ""), struck


def parted(text: Text, *, is_struck: bool) -> tuple[str | None, str]:
    """Return what of a text counts, None if all is struck; and what of it is struck."""
    runs: Runs = ((text, None),) if isinstance(text, str) else text
    marked = [(run, is_struck if struck is None else struck) for run, struck in runs]
    gone = "".join(run for run, struck in marked if struck)
    kept = "".join(run for run, struck in marked if not struck)
    return (kept if kept.strip() or not gone.strip() else None), gone


class Strings:
    """The shared strings; opened when a cell first asks, for a file can do without."""

    def __init__(self, parts: Parts, workbook: str) -> None:
        self._parts = parts
        self._workbook = workbook
        self._texts: list[Text] | None = None

    def at(self, number: str) -> Text:
        """Return the string of this number. Raises Refused if there is none."""
        if self._texts is None:
            self._texts = self._read()
        if number.isascii() and number.isdigit() and len(number) < 9:
            at = int(number)
            if at < len(self._texts):
                return self._texts[at]
        raise Refused(DAMAGED, f"文字列の番号「{number[:20]}」の誤り")

    def _read(self) -> list[Text]:
        found = self._parts.related(self._workbook, "sharedStrings")
        key = found[0] if found else self._parts.named("sharedstrings.xml")
        if not key:
            raise Refused(DAMAGED, "文字列の部品の欠落")
        root = self._parts.tree(key)
        ns = root.tag[: root.tag.find("}") + 1]
        return [text_of(node, ns) for node in root.iterchildren(f"{ns}si")]


_REFERENCE: Final = re.compile(
    r"""(?P<other>"[^"]*"|'[^']*'!?|\[[^\[\]]*\])
      | (?P<rows>(\$?)(\d{1,7}):(\$?)(\d{1,7})(?![\w.(:!]))
      | (?P<columns>(\$?)([A-Za-z]{1,3}):(\$?)([A-Za-z]{1,3})(?![\w.(!]))
      | (?P<cell>(\$?)([A-Za-z]{1,3})(\$?)([1-9]\d{0,6})(?![\w.(!]))
      | (?P<word>[\w.$\\?]+)""",
    re.VERBOSE,
)


def moved(formula: str, down: int, right: int) -> str:
    """Return a shared formula as it stands so many rows and columns from where it is written."""

    def shifted(found: re.Match[str]) -> str:
        if found["rows"]:
            return f"{_row(found[3], found[4], down)}:{_row(found[5], found[6], down)}"
        if found["columns"]:
            first = _column(found[8], found[9], right)
            return f"{first}:{_column(found[10], found[11], right)}"
        if found["cell"]:
            place = _column(found[13], found[14], right) + _row(found[15], found[16], down)
            return "#REF!" if "#" in place else place
        return found[0]

    return _REFERENCE.sub(shifted, formula)


def _row(fixed: str, number: str, by: int) -> str:
    row = int(number) if fixed else int(number) + by
    return f"{fixed}{row}" if 1 <= row <= LAST_ROW else "#REF!"


def _column(fixed: str, name: str, by: int) -> str:
    if fixed:
        return f"{fixed}{name}"
    column = column_number(name) + by
    return letters(column) if 1 <= column <= LAST_COLUMN else "#REF!"
