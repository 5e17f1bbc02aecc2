"""What a parser takes and gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from evaluator.findings import Kind


@dataclass(frozen=True)
class Parsed:
    """A value read from a cell; `noted` if it is not what was typed."""

    value: Any
    noted: bool = False
    cleaned: str = field(default="", compare=False)
    """What was taken out or put in order where before and after look the same."""
    typed: str = field(default="", compare=False)
    """What whoever looks at the sheet sees, where it is not the raw value (85% for 0.85)."""
    unknown: tuple[str, ...] = field(default=(), compare=False)
    """Names that are in no register; the value holds them as they are typed."""


class Rejected(Exception):
    """The cell cannot be read; carries the kind of finding and the words for its message."""

    def __init__(self, kind: Kind, **words: object) -> None:
        super().__init__(kind.code)
        self.kind = kind
        self.words = words
