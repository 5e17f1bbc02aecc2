"""What projects are counted by: a word of the command line, so it loads nothing."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class By(StrEnum):
    """What the projects are counted by; the value is how it is typed."""

    DOMAIN = "domain"
    FIELD = "field"
    BODY = "body"
    PHASE = "phase"

    @property
    def head(self) -> str:
        """What the rows are."""
        return _HEADS[self]


_HEADS: Final = {
    By.DOMAIN: "領域",
    By.FIELD: "分野",
    By.BODY: "団体",
    By.PHASE: "現在の段階",
}
