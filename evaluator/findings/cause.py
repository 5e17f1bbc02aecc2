"""From what findings follow: such a finding is counted to its cause and not told again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final


class Scope(Enum):
    """How far a cause reaches, the widest first."""

    FILE = "同じファイル"
    SHEET = "同じシート"
    ROW = "同じ行"
    CELL = "同じセル"


@dataclass(frozen=True, slots=True)
class Cause:
    """A kind of finding, by its code, that explains others within a scope."""

    code: str
    scope: Scope


OUT_OF_STEP: Final = Cause("S010", Scope.SHEET)
"""Keys and texts are out of step: what is known of a row is not known of its answers."""

ROW_UNKNOWN: Final = (Cause("S002", Scope.ROW), Cause("S005", Scope.ROW))
"""Nobody knows what the row is: what is wrong in it does not matter yet."""

PASTED: Final = (Cause("V009", Scope.CELL), Cause("V020", Scope.CELL))
"""The cell was pasted: its value says so already."""
