"""計画の項目 beside last year's measures: which look alike, and which are new ones.

Nothing is decided here. An item that looks like a measure of last year stands beside it in
前年との対応 with its likeness; any other becomes a measure whose KPIs are left to be set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import count
from typing import Final

from evaluator.catalogue import Catalogue
from evaluator.catalogue.plan import PlanItem, read_plan
from evaluator.catalogue.rows import MeasureRow, SuccessionRow
from evaluator.errors import PlanRejected
from evaluator.findings import Document, Finding
from evaluator.model import Measure, MeasureId, MinistryName
from evaluator.secretariat.incoming import Incoming
from evaluator.sheets.layout import layout_of
from evaluator.sheets.normalise import compare_key
from evaluator.words.brief import listed, shorten
from evaluator.xlsx.refusal import Refused

LIKE: Final = 0.45
"""From here on two titles are shown as alike; titles of other things come to 0.42 at most."""
_SHOWN: Final = 10
"""Items beside one measure: a cell holds only so much."""


@dataclass(frozen=True)
class Likeness:
    """An item of the plan and the measure of last year that looks most like it."""

    item: PlanItem
    measure: MeasureId
    ratio: float
    """Of their titles, up to 1: `difflib`'s, on what is left of them without widths and spaces."""

    @property
    def said(self) -> str:
        """The item with its likeness in per cent."""
        return f"{self.item.named}（類似度{self.ratio:.0%}）"


@dataclass(frozen=True)
class Planned:
    """The measures and the mapping of a round that is opened from a plan."""

    measures: tuple[MeasureRow, ...]
    mapping: tuple[SuccessionRow, ...]
    to_look_over: tuple[str, ...]
    findings: tuple[Finding, ...]


def planned(
    measures: Sequence[MeasureRow],
    mapping: Sequence[SuccessionRow],
    last: Catalogue,
    plan: Incoming,
) -> Planned:
    """Put a plan's items beside last year's measures. PlanRejected if the file has none.

    `measures` and `mapping` are those of the round as it is opened without a plan.
    """
    try:
        items, found = read_plan(plan.name, plan.content, last)
    except Refused as refusal:
        raise _rejected(plan, (refusal.finding(plan.name).of(Document.DATA),)) from refusal
    if not items:
        raise _rejected(plan, found)
    alike = tuple(filter(None, (most_like(item, last) for item in items)))
    known = {each.item.id for each in alike}
    new = _new_measures([item for item in items if item.id not in known], measures, last)
    return Planned(
        measures=(*measures, *new),
        mapping=tuple(_beside(row, alike) for row in mapping),
        to_look_over=tuple(_to_look_over(items, alike, new, mapping)),
        findings=found,
    )


def _rejected(plan: Incoming, found: tuple[Finding, ...]) -> PlanRejected:
    return PlanRejected(f"計画の項目の一覧 {plan.path} を使えないため中止しました。", found)


# what looks alike ---------------------------------------------------------------------------
def most_like(item: PlanItem, last: Catalogue) -> Likeness | None:
    """Return the measure of last year whose title is most like an item's; None if none is.

    Only measures of which a ministry of the item answers, where the item names any, are asked.
    """
    best: Likeness | None = None
    matcher = SequenceMatcher(None, "", compare_key(item.title), autojunk=False)
    for measure in last.measures:
        if not _same_ministry(item, measure, last):
            continue
        matcher.set_seq1(compare_key(measure.title))
        least = best.ratio if best else LIKE
        if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
            continue
        ratio = matcher.ratio()
        if ratio > least or (best is None and ratio == least):
            best = Likeness(item, measure.id, ratio)
    return best


def _same_ministry(item: PlanItem, measure: Measure, last: Catalogue) -> bool:
    theirs = {_whole(name, last) for name in measure.ministries}
    return not item.ministries or bool(theirs & {_whole(name, last) for name in item.ministries})


def _whole(name: MinistryName, last: Catalogue) -> MinistryName:
    """Return the ministry of which one is an office, or itself."""
    return next((m.parent for m in last.ministries if m.name == name and m.parent), name)


def _beside(row: SuccessionRow, alike: Sequence[Likeness]) -> SuccessionRow:
    own = sorted(
        (each for each in alike if each.measure == row.previous_id), key=lambda each: -each.ratio
    )
    said = [each.said for each in own[:_SHOWN]]
    if len(own) > _SHOWN:
        said.append(f"ほか{len(own) - _SHOWN}件")
    return row.model_copy(update={"plan_items": "\n".join(said)})


# what is new --------------------------------------------------------------------------------
_NUMBERED: Final = re.compile(r"(.*?)(\d+)")


def _new_measures(
    items: Sequence[PlanItem], measures: Sequence[MeasureRow], last: Catalogue
) -> tuple[MeasureRow, ...]:
    free = _free_ids([*(row.id for row in measures), *(m.id for m in last.measures)])
    return tuple(_measure(item, next(free), last) for item in items)


def _free_ids(known: Sequence[str]) -> Iterator[str]:
    """Yield the IDs that follow the greatest of last year's: S110 after S109."""
    numbered = [found for each in known if (found := _NUMBERED.fullmatch(each))]
    greatest = max(numbered, key=lambda found: int(found[2]), default=None)
    prefix, last = greatest.groups() if greatest else ("S", "000")
    for number in count(int(last) + 1):
        yield f"{prefix}{number:0{len(last)}}"


def _measure(item: PlanItem, name: str, last: Catalogue) -> MeasureRow:
    """Return an item as a measure; of several ministries the plan does not say which leads."""
    ministries = tuple(dict.fromkeys(_answering(each, last) for each in item.ministries))
    is_one = len(ministries) == 1
    given: dict[str, object] = {
        "id": name,
        "title": item.title,
        "lead": ministries[0] if is_one else "",
        "joint": () if is_one else ministries,
        "domains": (item.domain,) if item.domain else (),
        "plan_item": "　".join(filter(None, (item.id, shorten(item.heading)))),
    }
    return MeasureRow.model_validate(dict(layout_of(MeasureRow).blank_row) | given)


def _answering(name: MinistryName, last: Catalogue) -> MinistryName:
    """Return who answers for a ministry of the plan: of an office that never did, the whole."""
    whole = _whole(name, last)
    return whole if name not in last.respondents and whole in last.respondents else name


# what is the secretariat's to decide --------------------------------------------------------
def _to_look_over(
    items: Sequence[PlanItem],
    alike: Sequence[Likeness],
    new: Sequence[MeasureRow],
    mapping: Sequence[SuccessionRow],
) -> Iterator[str]:
    yield (
        f"計画の項目{len(items)}件を前年の施策と比べました。項目名は一覧のもので、計画の文言の"
        "言い換えを含みます。計画の本文で確かめてください。"
    )
    if alike:
        yield (
            f"{len(alike)}件は、担当府省庁が共通し名称の似た前年の施策があります（シート『前年との対応』の"
            "「似ている計画の項目」）。引き継ぐ場合は『施策一覧』の施策名などを直し、引き継がない項目は"
            "『施策一覧』に施策として加えてください。"
        )
    if new:
        yield (
            f"{len(new)}件は、似た前年の施策がないため、新しい施策として『施策一覧』に加えました"
            f"（{new[0].id}～{new[-1].id}）。小分類番号、府省庁、KPI（『KPI一覧』）を記入してください。"
        )
    without = [row.previous_id for row in mapping if row.previous_id not in _seen(alike)]
    if without:
        yield (
            f"似た計画の項目のない前年の施策が{len(without)}件あります（{listed(without)}）。"
            "続けるか終了とするかを決めてください。"
        )


def _seen(alike: Sequence[Likeness]) -> set[str]:
    return {each.measure for each in alike}
