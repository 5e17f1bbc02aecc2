"""A register as plain data: what is left of its workbook when it has been read and checked.

A field a line, in JSON. The round's scale, programme and tables of standards bodies are not in it:
whoever reads it has them at hand.
"""

from __future__ import annotations

import zlib
from functools import cache
from typing import Any, Final, get_type_hints

from pydantic import TypeAdapter

from evaluator.catalogue.register import Catalogue
from evaluator.model import MeasureId
from evaluator.programme import Programme
from evaluator.scale import Scale
from evaluator.standards import Standards

_AT_HAND: Final = frozenset({"scale", "programme", "own_standards"})
_ROWS: Final = "measure_rows"
"""Its keys are pairs, which JSON has not: it is a list of pairs there."""


def packed(catalogue: Catalogue) -> bytes:
    """Return a register as lines of JSON, compressed. ValueError if it cannot be written so."""
    values = vars(catalogue) | {_ROWS: tuple(catalogue.measure_rows.items())}
    lines = (adapter.dump_json(values[name]) for name, adapter in _fields().items())
    return zlib.compress(b"\n".join(lines), 1)


def unpacked(
    content: bytes, scale: Scale, programme: Programme, standards: Standards | None
) -> Catalogue:
    """Return the register, as it was. ValueError or zlib.error if that is none."""
    lines = zlib.decompress(content).split(b"\n")
    values = {
        name: adapter.validate_json(line, context=scale)
        for (name, adapter), line in zip(_fields().items(), lines, strict=True)
    }
    values[_ROWS] = dict(values[_ROWS])
    return Catalogue(scale=scale, programme=programme, own_standards=standards, **values)


@cache
def _fields() -> dict[str, TypeAdapter[Any]]:
    hints = get_type_hints(Catalogue) | {_ROWS: tuple[tuple[tuple[str, int], MeasureId], ...]}
    return {name: TypeAdapter(hint) for name, hint in hints.items() if name not in _AT_HAND}
