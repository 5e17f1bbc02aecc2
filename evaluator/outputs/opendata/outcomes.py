"""The bullets of part 1 of the annex."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from evaluator.outputs.opendata.levels import WidestLevel, standing
from evaluator.outputs.opendata.rows import (
    Cell,
    File,
    Sheet,
    TidyRow,
    Year,
    bullet_id,
    field,
    where,
)
from evaluator.outputs.opendata.texts import portable, unnumbered
from evaluator.results.results import Results


class OutcomeRow(TidyRow):
    """One bullet of part 1 of the annex."""

    table: ClassVar[str] = "outcomes"
    title: ClassVar[str] = "成果例"
    key: ClassVar[tuple[str, ...]] = ("year", "bullet_id")

    year: Year
    bullet_id: Annotated[str, field("掲載ID", "掲載項目の識別子")]
    levels: WidestLevel
    heading: Annotated[str | None, field("見出し", "見出し（先頭の番号を除く）。ない場合は空欄")]
    order: Annotated[int, field("掲載順", "見出しの中での順")]
    text: Annotated[str, field("成果", "別紙に掲載した文")]
    ministry: Annotated[str, field("回答府省庁", "回答した府省庁。表記は attributions にある")]
    file: File
    sheet: Sheet
    cell: Cell


def rows(report: Results) -> Iterator[OutcomeRow]:
    """Yield the rows of a round."""
    for section in report.annex.categories:
        for group in section.groups:
            for order, bullet in enumerate(group.bullets, start=1):
                yield OutcomeRow(
                    year=report.catalogue.round.fiscal_year,
                    bullet_id=bullet_id(bullet),
                    levels=standing([section.category]),
                    heading=portable(unnumbered(group.heading)) or None,
                    order=order,
                    text=portable(bullet.text),
                    ministry=bullet.ministry,
                    **where(bullet.where),
                )
