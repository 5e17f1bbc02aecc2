"""The XML of a workbook's parts: elements made, put in order, read and written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final, TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element  # noqa: SLF001  # lxml has no public name for it

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAX_TEXT: Final = 32_767
"""Characters in a cell or a note: Excel's limit."""

_DEFAULT: Final[Any] = {None: MAIN}  # the stubs know no default namespace
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def main(name: str) -> str:
    """Return the qualified name of a spreadsheet element."""
    return f"{{{MAIN}}}{name}"


def local(node: Element) -> str:
    """Return an element's name without its namespace; '' for a comment."""
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def new(tag: str, /, *children: Element, **attributes: object) -> Element:
    """Return a spreadsheet element."""
    node = etree.Element(main(tag), nsmap=_DEFAULT)
    for key, value in attributes.items():
        node.set(key, xml_text(str(value)))
    node.extend(children)
    return node


def text_of(name: str, text: str) -> Element:
    """Return a spreadsheet element that holds text; of a cell or a run, white space kept."""
    node = new(name)
    node.text = shown_text(text)
    if name == "t":
        node.set(_SPACE, "preserve")
    return node


def shown_text(text: str) -> str:
    """Return a text as a cell or a note can hold it, and so that it is shown as it is."""
    if len(text) > MAX_TEXT:
        text = text[: MAX_TEXT - 1] + "…"
    return _ESCAPE.sub("_x005F_", xml_text(text))  # else Excel takes _x000D_ for a line break


def xml_text(text: str) -> str:
    """Replace the signs that cannot stand in XML."""
    return _NOT_XML.sub("\ufffd", text)


def whole(text: str | None, otherwise: int = 0) -> int:
    """Return the whole number in an attribute; what is none, or too long for one, is otherwise."""
    is_one = text is not None and text.isascii() and text.isdigit() and len(text) < 10
    return int(text) if text and is_one else otherwise


def insert_in_order(parent: Element, child: Element, order: Sequence[str]) -> None:
    """Put a child where the schema's sequence, given by local names, wants it."""
    earlier = set(order[: order.index(local(child))])
    at = max((i for i, other in enumerate(parent, 1) if local(other) in earlier), default=0)
    parent.insert(at, child)


def written(root: Element) -> bytes:
    """Return XML as it stands in a part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
