"""The ministries that each bullet is attributed to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from evaluator.outputs.opendata.rows import (
    TidyRow,
    Year,
    bullet_id,
    field,
)
from evaluator.outputs.opendata.texts import portable
from evaluator.results.results import Results


class AttributionRow(TidyRow):
    """One ministry that a bullet is attributed to."""

    table: ClassVar[str] = "attributions"
    title: ClassVar[str] = "掲載項目の府省庁"
    key: ClassVar[tuple[str, ...]] = ("year", "bullet_id", "order")

    year: Year
    bullet_id: Annotated[str, field("掲載ID", "outcomes 又は domain_activities の掲載ID")]
    order: Annotated[int, field("記載順", "掲載項目の中での順")]
    ministry: Annotated[str, field("府省庁の表記", "府省庁の名称、又は関係省庁などの総称")]


def rows(report: Results) -> Iterator[AttributionRow]:
    """Yield the rows of a round."""
    bullets = [bullet for section in report.annex.categories for bullet in section.bullets]
    bullets += [bullet for section in report.annex.domains for bullet in section.bullets]
    for bullet in bullets:
        for order, name in enumerate(bullet.names, start=1):
            yield AttributionRow(
                year=report.catalogue.round.fiscal_year,
                bullet_id=bullet_id(bullet),
                order=order,
                ministry=portable(name),
            )
