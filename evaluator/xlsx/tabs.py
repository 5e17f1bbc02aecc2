"""The sheets of a package: which there are, adding one, taking one away."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from evaluator.xlsx.markup import OFFICE, Element, insert_in_order, local, main, new, whole
from evaluator.xlsx.package import Package

_WORKSHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_ID: Final = f"{{{OFFICE}}}id"
_WORKBOOK_ORDER: Final = (
    *("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets"),
    *("functionGroups", "externalReferences", "definedNames", "calcPr"),
)
_VIEWED: Final = ("worksheet", "chartsheet", "dialogsheet")
_MAX_NAME: Final = 31  # Excel's limit


@dataclass(frozen=True)
class Tab:
    """One sheet: its name, its part, and whether a reader can see it."""

    name: str
    part: str
    visible: bool
    node: Element


def tabs(package: Package) -> list[Tab]:
    """Return the worksheets in the order of the book."""
    relations = {relation.id: relation for relation in package.relations(package.workbook)}
    found = []
    for node in _listed(package):
        relation = relations.get(node.get(_ID, ""))
        if relation and relation.kind == "worksheet" and relation.target in package:
            visible = node.get("state", "visible") == "visible"
            found.append(Tab(node.get("name", ""), relation.target, visible, node))
    return found


def _listed(package: Package) -> list[Element]:
    """Return the book's own list of its sheets, of whatever kind: its numbers are places in it."""
    nodes = list(package.tree(package.workbook).iterfind(f"{main('sheets')}/{main('sheet')}"))
    if not nodes:
        raise ValueError(package.workbook)
    return nodes


def add_tab(
    package: Package, name: str, sheet: bytes, *, is_first: bool = False, state: str = ""
) -> Tab:
    """Add a sheet at the end or as the first, under this name or one with a number behind."""
    sheets = _listed(package)
    pattern = "xl/worksheets/sheet{}.xml"
    key = package.add(package.workbook, "worksheet", pattern, sheet, _WORKSHEET)
    free = _free_name(name, {node.get("name", "").casefold() for node in sheets})
    used = {whole(node.get("sheetId")) for node in sheets}
    number = next(n for n in range(1, len(used) + 2) if n not in used)
    node = new("sheet", name=free, sheetId=number)
    if state:
        node.set("state", state)
    node.set(_ID, key)
    if is_first:
        sheets[0].addprevious(node)
        _renumber(package, list(range(1, len(sheets) + 1)))
    else:
        sheets[-1].addnext(node)
    return next(tab for tab in tabs(package) if tab.node is node)


def _free_name(name: str, taken: Collection[str]) -> str:
    names = (name if n == 1 else f"{name} ({n})" for n in range(1, len(taken) + 2))
    return next(n[-_MAX_NAME:] for n in names if n.casefold() not in taken)


def remove_tab(package: Package, tab: Tab) -> None:
    """Take a sheet away, with what belongs to it alone."""
    sheets = _listed(package)
    gone = sheets.index(tab.node)
    _parent(tab.node).remove(tab.node)
    _renumber(package, [n if n < gone else n - 1 if n > gone else None for n in range(len(sheets))])
    if next(package.tree(tab.part).iter(main("f")), None) is not None:
        _forget_calculation_order(package)
    package.remove(package.workbook, tab.part)


def _renumber(package: Package, new_places: list[int | None]) -> None:
    """Move what the book says of its sheets by number along with the sheets."""
    root = package.tree(package.workbook)
    for node in list(root.iter(main("definedName"))):
        scope = whole(node.get("localSheetId"), len(new_places))
        if scope >= len(new_places):
            continue
        place = new_places[scope]
        if place is None:
            _parent(node).remove(node)
        else:
            node.set("localSheetId", str(place))
    for view in root.iter(main("workbookView")):
        for key in ("activeTab", "firstSheet"):
            old = whole(view.get(key))
            place = new_places[old] if old < len(new_places) else 0
            if key in view.attrib or place:
                view.set(key, str(place or 0))
    for node in list(root.iter(main("definedNames"))):
        if not len(node):
            _parent(node).remove(node)


def _parent(node: Element) -> Element:
    parent = node.getparent()
    if parent is None:  # listed twice, and taken away already
        raise ValueError(local(node))
    return parent


def _forget_calculation_order(package: Package) -> None:
    chain = package.one(package.workbook, "calcChain")  # written anew by whoever opens the file
    if chain:
        package.remove(package.workbook, chain)


def define_local_name(
    package: Package, tab: Tab, name: str, formula: str, *, hidden: int = 0
) -> None:
    """Define a name for one sheet, such as its print titles."""
    root = package.tree(package.workbook)
    names = root.find(main("definedNames"))
    if names is None:
        names = new("definedNames")
        insert_in_order(root, names, _WORKBOOK_ORDER)
    place = _listed(package).index(tab.node)
    node = new("definedName", name=name, localSheetId=place)
    node.text = formula
    if hidden:
        node.set("hidden", "1")
    names.insert(0, node)


def show_first(package: Package, first: Tab) -> None:
    """Let the book open on a sheet, and on it alone: grouped sheets are typed into at once."""
    place = _listed(package).index(first.node)
    for view in package.tree(package.workbook).iter(main("workbookView")):
        view.set("activeTab", str(place))
        view.set("firstSheet", str(place))
    others = {r.target for r in package.relations(package.workbook) if r.kind in _VIEWED}
    for part in others - {first.part}:
        if part in package and package.mentions("tabSelected", part):
            for view in package.tree(part).iter(main("sheetView")):
                view.attrib.pop("tabSelected", "")


def quoted(name: str) -> str:
    """Return a sheet's name as it stands in a reference."""
    return "'" + name.replace("'", "''") + "'"


def absolute(reference: str) -> str:
    """Return 'A5:G9' as '$A$5:$G$9'."""
    return re.sub(r"([A-Z]+)([0-9]+)", r"$\1$\2", reference)


class Texts:
    """The texts of a package's cells, however they are stored."""

    def __init__(self, package: Package) -> None:
        part = package.one(package.workbook, "sharedStrings")
        items = list(package.tree(part)) if part else []
        self._shared = [_text(item) for item in items if local(item) == "si"]

    def of(self, cell: Element) -> str:
        """Return a cell's text; '' for anything that is no text."""
        inline = cell.find(main("is"))
        if inline is not None:
            return _text(inline)
        value = cell.findtext(main("v")) or ""
        if cell.get("t") != "s":
            return value if cell.get("t") == "str" else ""
        number = whole(value, len(self._shared))
        return self._shared[number] if number < len(self._shared) else ""


def _text(item: Element) -> str:
    """Join an item's runs; its ふりがな (rPh) is no part of the text."""
    return "".join(node.text or "" for node in text_nodes(item))


def text_nodes(item: Element) -> Iterator[Element]:
    """Yield the elements that hold a rich text's pieces, in order."""
    for node in item.iter(main("t")):
        if local(_parent(node)) != "rPh":
            yield node
