"""The bullets of part 2 of the annex, and the domains without any."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from evaluator.model import (
    DomainGroup,
    Phase,
)
from evaluator.outputs.opendata.rows import (
    Cell,
    DomainKey,
    File,
    Sheet,
    TidyRow,
    Year,
    bullet_id,
    domain_key,
    field,
    where,
)
from evaluator.outputs.opendata.texts import portable
from evaluator.results.results import Results


class ActivityRow(TidyRow):
    """One bullet of part 2 of the annex, or a domain without any."""

    table: ClassVar[str] = "domain_activities"
    title: ClassVar[str] = "領域別の取組"
    key: ClassVar[tuple[str, ...]] = ("year", "domain_id", "order")

    year: Year
    domain_id: DomainKey
    group: Annotated[DomainGroup, field("領域区分", "戦略領域又は重要領域")]
    domain: Annotated[str, field("領域", "領域の名称")]
    part: Annotated[str | None, field("領域の内訳", "内訳の名称。ない場合は空欄")]
    order: Annotated[int, field("掲載順", "領域の中での順。取組がない領域は0")]
    state: Annotated[str, field("取組の有無", "取組あり・取組なし・未確定のいずれか")]
    bullet_id: Annotated[str | None, field("掲載ID", "掲載項目の識別子。取組がない領域は空欄")]
    text: Annotated[str | None, field("取組", "別紙に掲載した文。取組がない領域は空欄")]
    phase: Annotated[Phase | None, field("進行フェーズ", "標準化の進み具合。回答がない場合は空欄")]
    ministry: Annotated[str | None, field("回答府省庁", "回答した府省庁。取組がない領域は空欄")]
    file: File
    sheet: Sheet
    cell: Cell


def rows(report: Results) -> Iterator[ActivityRow]:
    """Yield the rows of a round."""
    for section in report.annex.domains:
        row = section.row
        head = {
            "year": report.catalogue.round.fiscal_year,
            "domain_id": domain_key(row.id),
            "group": row.group,
            "domain": portable(row.domain),
            "part": portable(row.part) or None,
        }
        for order, bullet in enumerate(section.bullets, start=1):
            yield ActivityRow.model_validate(
                head
                | {
                    "order": order,
                    "state": "取組あり",
                    "bullet_id": bullet_id(bullet),
                    "text": portable(bullet.text),
                    "phase": bullet.phase,
                    "ministry": bullet.ministry,
                }
                | where(bullet.where)
            )
        if not section.bullets:
            state = "未確定" if section.open else "取組なし"
            nothing = dict.fromkeys(("bullet_id", "text", "phase", "ministry"))
            yield ActivityRow.model_validate(
                head | {"order": 0, "state": state} | nothing | where(None)
            )
