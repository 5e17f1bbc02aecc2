"""The cells of a CSV's column, kept as texts: a file of 20 MB can have ten million cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evaluator.xlsx.source import Cell


class Texts(Mapping[int, Cell]):
    """The filled cells of a column by row, from row `first` on; a cell is made when it is met."""

    def __init__(self, texts: list[str], first: int = 1) -> None:
        self._texts = texts
        """By row; '' where nothing stands, as at 0, where no row is."""
        self._first = first

    def put(self, row: int, text: str) -> None:
        """Add a cell in a row below all others."""
        self._texts.extend([""] * (row - len(self._texts)))
        self._texts.append(text)

    def from_row(self, first: int) -> Texts:
        """Return the cells from a row on."""
        return Texts(self._texts, first)

    def __getitem__(self, row: int) -> Cell:
        """Return a cell; KeyError if nothing stands there."""
        if row not in self:
            raise KeyError(row)
        return Cell(self._texts[row])

    def __contains__(self, row: object) -> bool:
        """Whether something stands in a row."""
        return (
            isinstance(row, int)
            and self._first <= row < len(self._texts)
            and bool(self._texts[row])
        )

    def __iter__(self) -> Iterator[int]:
        """Yield the rows, downwards."""
        texts = self._texts
        return (row for row in range(self._first, len(texts)) if texts[row])

    def __len__(self) -> int:
        """How many cells there are."""
        return sum(1 for _ in self)
