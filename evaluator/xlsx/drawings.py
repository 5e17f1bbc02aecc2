"""What is drawn on a sheet: shapes, pictures, charts, each with its text and its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from evaluator.findings.file import DAMAGED
from evaluator.xlsx.markup import local
from evaluator.xlsx.parts import Element, Parts
from evaluator.xlsx.refusal import Refused
from evaluator.xlsx.source import LAST_COLUMN, LAST_ROW, At, Item, Outside

_WRITTEN: Final = {"diagramData": "{*}ptLst", "chart": "{*}title", "chartEx": "{*}title"}
"""What a drawing shows of another part → where that has what is written in it."""
_ANCHORS: Final = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")


def drawn(parts: Parts, key: str, root: Element) -> Iterator[Item]:
    """Yield what a drawing, the part `key`, holds."""
    texts = dict(_texts(parts, key))
    for anchor in _anchors(root):
        yield from _drawn(anchor, start(anchor), texts)


def readable(parts: Parts, key: str) -> Element | None:
    """Return a part's XML; None where it is damaged, which spoils no answer."""
    try:
        return parts.tree(key)
    except Refused as refusal:
        if refusal.kind is not DAMAGED:
            raise
        return None


def _texts(parts: Parts, drawing: str) -> Iterator[tuple[str, str]]:
    """Yield the texts of SmartArt and the titles of charts, which are parts of their own."""
    for relation in parts.relations(drawing):
        within = _WRITTEN.get(relation.kind)
        if within is None or relation.is_external or relation.target not in parts:
            continue
        root = readable(parts, relation.target)
        nodes = () if root is None else root.iter(within)
        texts = [_paragraph(each) for node in nodes for each in node.iter("{*}p")]
        yield relation.id, "\n".join(filter(None, texts))


def start(node: Element) -> At | None:
    """Return the cell in which an anchored object begins."""
    corner = next(node.iter("{*}from"), None)
    if corner is None:
        return None
    row, column = corner.findtext("{*}row", ""), corner.findtext("{*}col", "")
    return at_of(row.strip(), column.strip())


def at_of(row: str, column: str) -> At | None:
    """Return the cell of a row and a column counted from 0; None for what are none."""
    if not (row.isascii() and row.isdigit() and column.isascii() and column.isdigit()):
        return None
    if len(row) > 7 or len(column) > 5:
        return None
    at = int(row) + 1, int(column) + 1
    return at if at[0] <= LAST_ROW and at[1] <= LAST_COLUMN else None


def _anchors(root: Element) -> Iterator[Element]:
    """Yield the anchors of a drawing; of alternatives, what newer programs show."""
    for child in root:
        if local(child) == "AlternateContent":
            yield from _anchors(next(iter(child), child))
        elif local(child) in _ANCHORS:
            yield child


def _drawn(node: Element, at: At | None, texts: Mapping[str, str]) -> Iterator[Item]:
    """Yield the objects in an anchor or a group, likewise; `texts` has what they show of parts."""
    for child in node:
        kind = local(child)
        if kind == "AlternateContent":
            yield from _drawn(next(iter(child), child), at, texts)
        elif kind in ("grpSp", "Choice"):
            yield from _drawn(child, at, texts)
        elif kind in ("sp", "cxnSp", "pic", "graphicFrame", "contentPart"):
            yield from _object(kind, child, at, texts)


def _object(kind: str, node: Element, at: At | None, texts: Mapping[str, str]) -> Iterator[Item]:
    about = next(node.iter("{*}cNvPr"), None)
    name = "" if about is None else about.get("name", "")
    if about is not None and about.get("hidden") in ("1", "true"):
        return  # stands for a control or a file, which is named itself
    text = "\n".join(_paragraph(each) for each in node.iter("{*}p")).strip()
    if kind == "pic":
        yield Item(Outside.PICTURE, "" if about is None else about.get("descr", ""), at, name)
    elif kind == "graphicFrame":
        is_chart = next(node.iter("{*}chart"), None) is not None
        shown = (texts.get(str(value), "") for each in node.iter() for value in each.values())
        text = text or next(filter(None, shown), "")
        other = Outside.TEXT_BOX if text else Outside.SHAPE
        yield Item(Outside.CHART if is_chart else other, text, at, name)
    else:
        yield Item(Outside.TEXT_BOX if text else Outside.SHAPE, text, at, name)


def _paragraph(node: Element) -> str:
    return "".join(
        "\n" if local(each) == "br" else each.text or "" for each in node.iter("{*}t", "{*}br")
    )
