"""計画の項目: a table of a plan's items (CSV) → those that a programme follows up, or findings.

The columns are those of 「施策の方向性」 put into a table, one item a row. What cannot be used of a
row leaves that row out, or blank; only a file that is no such table gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from evaluator.catalogue.plan_rows import YES, PlanRow, plan_rows
from evaluator.catalogue.register import Catalogue
from evaluator.findings import CellRef, Finding, Findings
from evaluator.findings.plan import (
    PLAN_DOMAIN_UNKNOWN,
    PLAN_MINISTRY_COLLECTIVE,
    PLAN_MINISTRY_UNKNOWN,
    PLAN_REPEATED,
    PLAN_WITHOUT_ITEMS,
)
from evaluator.model import DomainRowId, MinistryName
from evaluator.sheets.normalise import compare_key

DOMAIN_KIND: Final = "domain"
_NUMBER: Final = re.compile(r"^[\u2460-\u2473][－ー\-\d]*\s*")
_LEVELS: Final = re.compile(r"\s+[>＞]\s+")


@dataclass(frozen=True)
class PlanItem:
    """An item of a plan, in the names of the register."""

    id: str
    title: str
    """As the table has it: it may be a short form of the plan's own words."""
    heading: str
    """The heading that it stands under."""
    ministries: tuple[MinistryName, ...]
    """In the plan's order; without names that stand for several and those nobody knows."""
    domain: DomainRowId | None = None
    """The row of the domains that it is about as a whole."""

    @property
    def named(self) -> str:
        """The item with its number: M3-3-005 企業の責任者の設置."""
        return f"{self.id} {self.title}"


def read_plan(
    name: str, content: bytes, catalogue: Catalogue
) -> tuple[tuple[PlanItem, ...], tuple[Finding, ...]]:
    """Read the items of a programme's chapter; none if the file is no table of a plan's items.

    Ministries and domains are looked up in the catalogue. An item that repeats another of the
    chapter is named and not among them.
    """
    found = Findings()
    column = catalogue.programme.plan_column
    rows = tuple(row for row in plan_rows(name, content, column, found) if row.belongs)
    if not rows and not found.items:
        found.add(PLAN_WITHOUT_ITEMS.at(CellRef(name), column=column, value=YES))
    once = tuple(_without_repeats(rows, found))
    items = tuple(_item(row, catalogue, found) for row in once)
    return items, tuple(_told_once(found.items))


def _told_once(found: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings; what is said of one name in many rows once, at the first of them."""
    alike: dict[object, list[Finding]] = {}
    for each in found:
        is_name = each.kind in (PLAN_MINISTRY_COLLECTIVE, PLAN_MINISTRY_UNKNOWN)
        alike.setdefault((each.kind, each.found) if is_name else each, []).append(each)
    for first, *others in alike.values():
        yield first.standing_for((first, *others)) if others else first


def _without_repeats(rows: Sequence[PlanRow], found: Findings) -> Iterator[PlanRow]:
    originals = {row.id for row in rows if not row.repeats}
    for row in rows:
        if row.repeats in originals:
            found.add(PLAN_REPEATED.at(row.where, found=row.id, of=row.repeats))
        else:
            yield row


def _item(row: PlanRow, catalogue: Catalogue, found: Findings) -> PlanItem:
    heading = _LEVELS.split(row.heading)[-1]
    domain = _domain(row, heading, catalogue, found) if row.kind == DOMAIN_KIND else None
    ministries = tuple(dict.fromkeys(_ministries(row, catalogue, found)))
    return PlanItem(row.id, row.title, heading, ministries, domain)


def _ministries(row: PlanRow, catalogue: Catalogue, found: Findings) -> Iterator[MinistryName]:
    for typed in row.ministries:
        key = compare_key(typed)
        ministry = catalogue.name_by_spelling.get(key)
        if ministry is not None:
            yield ministry
        elif key in catalogue.ministry_names:
            found.add(PLAN_MINISTRY_COLLECTIVE.at(row.where, found=typed))
        else:
            found.add(PLAN_MINISTRY_UNKNOWN.at(row.where, found=typed))


def _domain(
    row: PlanRow, heading: str, catalogue: Catalogue, found: Findings
) -> DomainRowId | None:
    """Return the row of the domains with the name of the heading, whatever its number."""
    meant = compare_key(_NUMBER.sub("", heading))
    for domain in catalogue.domains:
        label = domain.label.removeprefix(domain.mark)
        if compare_key(label) == meant:
            return domain.id
    found.add(PLAN_DOMAIN_UNKNOWN.at(row.where, found=heading))
    return None
