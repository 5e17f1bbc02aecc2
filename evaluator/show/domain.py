"""One domain on the screen: everything that a round knows of it."""

from __future__ import annotations

from collections.abc import Iterator

from evaluator.results.domain_page import DomainPage
from evaluator.results.domain_parts import heading, parts


def as_lines(page: DomainPage) -> Iterator[str]:
    """Yield the page, part by part; a part without anything says so."""
    yield heading(page)
    for part in parts(page):
        yield f"■ {part.title}" + ("" if part.lines else "：なし")
        yield from (f"  {line}" for line in part.lines)
