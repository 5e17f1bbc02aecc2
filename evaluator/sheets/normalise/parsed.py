"""What a parser takes and gives."""

from __future__ import annotations

from typing import Any, NamedTuple

from evaluator.findings import Kind


class Parsed(NamedTuple):
    """A value read from a cell; `noted` if it is not what was typed."""

    value: Any
    noted: bool = False
    cleaned: str = ""
    """What was taken out or put in order where before and after look the same."""
    typed: str = ""
    """What whoever looks at the sheet sees, where it is not the raw value (85% for 0.85)."""
    unknown: tuple[str, ...] = ()
    """Names that are in no register; the value holds them as they are typed."""

    def __eq__(self, other: object) -> bool:
        """Whether both are the same value, noted or not."""
        return isinstance(other, Parsed) and self[:2] == other[:2]

    def __hash__(self) -> int:
        """Agrees with what is equal."""
        return hash(self[:2])


class Rejected(Exception):
    """The cell cannot be read; carries the kind of finding and the words for its message."""

    def __init__(self, kind: Kind, **words: object) -> None:
        super().__init__(kind.code)
        self.kind = kind
        self.words = words
