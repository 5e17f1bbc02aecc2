"""The styles part of a package, fit to be added to."""

from __future__ import annotations

import re
from typing import Final

from evaluator.xlsx.grid import Grid
from evaluator.xlsx.markup import new, whole, written
from evaluator.xlsx.package import Package
from evaluator.xlsx.styles import Styles
from evaluator.xlsx.tabs import tabs

_FORMAT: Final = re.compile(rb"""\b(?:s|style)=["'](\d{1,6})["']""")
_STYLES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"


def styles_of(package: Package) -> Styles:
    """Return the styles of a workbook, made if it has none; every format that is named is there."""
    book = package.workbook
    if package.one(book, "styles") is None:
        # Some programs, openpyxl among them, look for the very name.
        pattern = "xl/styles{}.xml" if "xl/styles.xml" in package else "xl/styles.xml"
        package.add(book, "styles", pattern, written(new("styleSheet")), _STYLES)
    styles = Styles(package.tree(package.one(book, "styles") or ""))
    for tab in tabs(package):
        if not all(styles.has(int(number)) for number in _FORMAT.findall(package.part(tab.part))):
            _forget_formats(Grid(package.tree(tab.part)), styles)
    return styles


def _forget_formats(grid: Grid, styles: Styles) -> None:
    """Take away numbers of formats that are not there: what is added would be taken for them."""
    for node, attribute in grid.styled():
        if not styles.has(whole(node.get(attribute))):
            del node.attrib[attribute]
