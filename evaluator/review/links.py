"""Links from the review to the cell that an answer came from, by paths that can be moved along."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from evaluator.findings import CellRef
from evaluator.model import MinistryName

# As Excel writes them. The library leaves an address alone in which anything is escaped
# already, so all of it is done here: a ministry's file may be called "100%.xlsx".
_ESCAPES: Final = str.maketrans({sign: f"%{ord(sign):02x}" for sign in '%# "<>[]^`{}'})


def link_to(where: CellRef, path: Path, folder: Path) -> str:
    """Return a link, as xlsxwriter takes it, to a cell of a workbook, from one in `folder`."""
    relative = Path(os.path.relpath(path, folder)).as_posix().translate(_ESCAPES)
    sheet = where.sheet.replace("'", "''")
    return f"external:{relative}#'{sheet}'!{where.cell}"


def label_of(ministry: MinistryName, where: CellRef) -> str:
    """Say where a link leads."""
    return f"{ministry} {where.cell}"
