"""The annex as described values: which bullet stands where, whose it is, and its cell.

Pure: catalogue + submissions (+ what was decided on the bullets) → `Annex`. Word, Excel, the
page and the open data are all written from it. Without decisions every bullet is adopted, in
the order of headings, then of ministries (建制順), then of the rows they wrote.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf
from typing import Final

from evaluator.catalogue import Catalogue
from evaluator.catalogue.texts import Shown, TextKey
from evaluator.findings import CellRef, Finding
from evaluator.findings.annex import DECISION_WITHOUT_BULLET, FOREIGN_HEADING
from evaluator.form.read import Submission
from evaluator.form.sheets import ActivityAnswer, OutcomeAnswer
from evaluator.ledger.details import Adoption
from evaluator.model import (
    Activity,
    Category,
    DomainGroup,
    DomainRow,
    DomainRowId,
    MinistryName,
    Withheld,
)
from evaluator.results.bullet import Bullet, as_decided, signed
from evaluator.results.editorial import Editing, bullet_key
from evaluator.sheets.layout import Row
from evaluator.sheets.read import Located

Submissions = Mapping[MinistryName, Submission]


@dataclass(frozen=True)
class Group:
    """Bullets under one heading; heading '' where there is none."""

    heading: str
    bullets: tuple[Bullet, ...]


@dataclass(frozen=True)
class CategorySection:
    """The 成果例 of a category."""

    category: Category
    heading: str
    subtitle: str
    lead: str
    groups: tuple[Group, ...]
    open: str
    """Why nothing can be printed of it though it has measures; '' where there are bullets."""

    @property
    def bullets(self) -> tuple[Bullet, ...]:
        """All bullets in order."""
        return tuple(bullet for group in self.groups for bullet in group.bullets)


@dataclass(frozen=True)
class DomainSection:
    """A row of the domain list: its bullets, or the sentence that there are none."""

    row: DomainRow
    number: str
    """①, or ①－１ for a part."""
    name: str
    bullets: tuple[Bullet, ...]
    nothing: str
    """The sentence printed instead of bullets; '' where there are bullets."""
    open: str
    """Why it cannot yet be said whether there is an activity; '' where it can."""

    @property
    def heading(self) -> str:
        """Number and name."""
        return f"{self.number} {self.name}"


@dataclass(frozen=True)
class AnnexPart:
    """One of the two parts of the annex."""

    heading: str
    lead: str


@dataclass(frozen=True)
class Annex:
    """The annex, ready to be set."""

    title: str
    part_1: AnnexPart
    table_1: str
    categories: tuple[CategorySection, ...]
    table_2: str
    part_2: AnnexPart | None
    """None in a programme without domains."""
    domains: tuple[DomainSection, ...]
    findings: tuple[Finding, ...]

    def by_group(self) -> Iterator[tuple[DomainGroup, tuple[DomainSection, ...]]]:
        """Yield the two groups of domains with their sections."""
        for group in DomainGroup:
            yield group, tuple(s for s in self.domains if s.row.group is group)


def describe(
    catalogue: Catalogue, submissions: Submissions, decisions: Iterable[Editing] = ()
) -> Annex:
    """Return the annex of a round."""
    by_key = {(d.ministry, d.key): d for d in decisions}
    desk = _Desk(catalogue, submissions, by_key)
    texts = catalogue.texts
    shown = (each for each in catalogue.categories if each.annex_heading != Shown.LEFT_OUT)
    categories = (_category(desk, category) for category in shown)
    domains = tuple(_domain(desk, row) for row in catalogue.domains)
    part_2 = AnnexPart(texts.of(TextKey.PART_2), texts.of(TextKey.PART_2_LEAD))
    return Annex(
        title=texts.of(TextKey.TITLE),
        part_1=AnnexPart(texts.of(TextKey.PART_1), texts.of(TextKey.PART_1_LEAD)),
        table_1=texts.of(TextKey.TABLE_1),
        categories=tuple(each for each in categories if each.bullets or each.open),
        table_2=texts.of(TextKey.TABLE_2),
        part_2=part_2 if catalogue.programme.domains else None,
        domains=domains,
        findings=(*_foreign_headings(desk), *_unused(desk)),
    )


@dataclass(frozen=True)
class Placed:
    """A bullet as its ministry wrote it, and where in the annex it belongs."""

    part: str
    place: str
    bullet: Bullet


OUTCOMES: Final = "成果例"
ACTIVITIES: Final = "領域別の取組"


def every_bullet(catalogue: Catalogue, submissions: Submissions) -> Iterator[Placed]:
    """Yield all that could go into the annex, in its order, decided on or not."""
    yield from _every(_Desk(catalogue, submissions, {}))


def _every(desk: _Desk) -> Iterator[Placed]:
    for category in desk.catalogue.categories:
        for bullet in desk.bullets(OutcomeAnswer, category.name):
            yield Placed(OUTCOMES, category.name, bullet)
    for row in desk.catalogue.domains:
        for bullet in desk.bullets(ActivityAnswer, row.choice):
            yield Placed(ACTIVITIES, row.choice, bullet)


_Told = Located[OutcomeAnswer] | Located[ActivityAnswer]


@dataclass(frozen=True)
class _Desk:
    """All that the annex is made from, in the order in which it is gone through."""

    catalogue: Catalogue
    submissions: Submissions
    decisions: Mapping[tuple[MinistryName, str], Editing]

    @cached_property
    def _told(self) -> Mapping[tuple[type[Row], str], Sequence[tuple[MinistryName, _Told]]]:
        """The rows that say something for a category or domain, in customary order.

        Every form is looked at once, however many categories and domains there are.
        """
        told: dict[tuple[type[Row], str], list[tuple[MinistryName, _Told]]] = defaultdict(list)
        for ministry, submission in self._in_order(self.catalogue.respondents):
            for outcome in submission.outcomes.rows:
                if outcome.row.text:
                    told[OutcomeAnswer, outcome.row.category].append((ministry, outcome))
            for activity in submission.activities.rows:
                if activity.row.status is Activity.PRESENT and activity.row.text:
                    told[ActivityAnswer, activity.row.domain].append((ministry, activity))
        return told

    @cached_property
    def states(self) -> Mapping[str, Mapping[MinistryName, Activity]]:
        """What each ministry that answers for measures says of a domain: the most that it says."""
        states: dict[str, dict[MinistryName, Activity]] = defaultdict(dict)
        for ministry, submission in self._in_order(self.catalogue.measure_respondents):
            for located in submission.activities.rows:
                if status := located.row.status:
                    said = states[located.row.domain]
                    said[ministry] = max(said.get(ministry, status), status, key=_STRENGTH.index)
        return states

    def _in_order(
        self, ministries: Iterable[MinistryName]
    ) -> Iterator[tuple[MinistryName, Submission]]:
        for ministry in ministries:
            submission = self.submissions.get(ministry)
            if submission is not None:
                yield ministry, submission

    def bullets(self, model: type[Row], place: str) -> Iterator[Bullet]:
        """Yield what the ministries wrote for a category or domain, in customary order."""
        seen: Counter[str] = Counter()
        for ministry, located in self._told.get((model, place), ()):
            key = bullet_key(ministry, model.sheet_key, place, located.row.text)
            seen[key] += 1
            yield self._bullet(located, ministry, key if seen[key] == 1 else f"{key}-{seen[key]}")

    def _bullet(self, located: _Told, ministry: MinistryName, key: str) -> Bullet:
        row = located.row
        text, whose = signed(row.text, row.attribution, ministry, self.catalogue)
        return Bullet(
            key=key,
            ministry=ministry,
            written=text,
            names=whose.names,
            attribution=whose.printed,
            where=located.ref("text"),
            heading=row.heading if isinstance(row, OutcomeAnswer) else "",
            phase=row.phase if isinstance(row, ActivityAnswer) else None,
            is_withheld=row.withheld is Withheld.YES,
        )

    def adopted(self, bullets: Iterable[Bullet]) -> tuple[Bullet, ...]:
        """Return the bullets that go in, as decided and in the order decided."""
        kept = []
        for place, bullet in enumerate(bullets):
            decision = self.decisions.get((bullet.ministry, bullet.key))
            if decision is None:
                kept.append((_LAST, place, bullet))
            elif decision.adoption is Adoption.ADOPTED:
                decided = as_decided(bullet, decision, self.catalogue)
                kept.append((decision.order or _LAST, place, decided))
        return tuple(bullet for _, _, bullet in sorted(kept, key=lambda k: k[:2]))


_LAST: Final = inf


# part 1 ---------------------------------------------------------------------------------
def _category(desk: _Desk, category: Category) -> CategorySection:
    answered = tuple(desk.bullets(OutcomeAnswer, category.name))
    bullets = [
        bullet if bullet.heading in category.headings else replace(bullet, heading="")
        for bullet in desk.adopted(answered)
    ]
    headings = [*category.headings, ""]  # what has none of the headings comes last
    groups = (Group(h, tuple(b for b in bullets if b.heading == h)) for h in headings)
    texts = desk.catalogue.texts
    is_asked = OutcomeAnswer.sheet_key in desk.catalogue.programme.sheets
    is_used = len(desk.catalogue.levels) == 1 or any(
        each.category_id == category.id for each in desk.catalogue.subcategories
    )
    missing = _none_adopted("成果例", len(answered)) or "成果例の回答がない。"
    return CategorySection(
        category=category,
        heading=category.annex_heading or texts.of(TextKey.CATEGORY, 施策分類=category.name),
        subtitle=texts.of(TextKey.SUBTITLE, 小見出し=category.subtitle) * bool(category.subtitle),
        lead=category.lead,
        groups=tuple(group for group in groups if group.bullets),
        open=missing if is_asked and is_used and not bullets else "",
    )


def _none_adopted(what: str, answered: int) -> str:
    """Say that nothing of what was answered is to be printed; '' if nothing was answered."""
    return f"{what}の回答が{answered}件あるが、採用されたものがない。" if answered else ""


def _foreign_headings(desk: _Desk) -> Iterator[Finding]:
    for category in desk.catalogue.categories:
        for bullet in desk.adopted(desk.bullets(OutcomeAnswer, category.name)):
            if bullet.heading and bullet.heading not in category.headings:
                words = {"found": bullet.heading, "category": category.name}
                yield FOREIGN_HEADING.at(bullet.where, **words)


def _unused(desk: _Desk) -> Iterator[Finding]:
    """Say which decisions met no bullet: the ministry has changed its words since."""
    every = _every(desk) if desk.decisions else ()
    met = {(placed.bullet.ministry, placed.bullet.key) for placed in every}
    for (ministry, key), decision in desk.decisions.items():
        if (ministry, key) not in met and ministry in desk.submissions:
            words = {"found": decision.excerpt or key, "ministry": ministry}
            where = decision.where or CellRef("受付簿")
            yield DECISION_WITHOUT_BULLET.at(where, **words)


# part 2 ---------------------------------------------------------------------------------
def _domain(desk: _Desk, row: DomainRow) -> DomainSection:
    answered = tuple(desk.bullets(ActivityAnswer, row.choice))
    bullets = desk.adopted(answered)
    name = row.domain + (f"（{row.part}）" if row.part else "")
    not_known = "" if bullets else _why_open(desk, row, len(answered))
    nothing = "" if bullets or not_known else row.no_activity or _nothing(desk, name)
    number = part_number(row, desk.catalogue)
    return DomainSection(row, number, name, bullets, nothing, not_known)


def _nothing(desk: _Desk, name: str) -> str:
    return desk.catalogue.texts.of(TextKey.NO_ACTIVITY, 領域=name)


def part_number(row: DomainRow, catalogue: Catalogue) -> str:
    """Return a domain's own number, or its circled one; for a part in the round's form."""
    if row.number:
        return row.number
    if not row.part:
        return row.mark
    parts = [r.id for r in catalogue.domains if r.domain == row.domain]
    number = str(parts.index(row.id) + 1)
    if catalogue.texts.full_width_parts:
        return f"{row.mark}－{number.translate(_FULL_WIDTH)}"
    return f"{row.mark}-{number}"


_FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")


def _why_open(desk: _Desk, row: DomainRow, answered: int) -> str:
    """Say why "no activity was found" may not be said; '' if it may.

    It may once every ministry that the plan names for the domain has said 該当なし.
    """
    if answered:
        return _none_adopted("取組", answered)
    states = _states(desk, row.id)
    owing = [name for name, state in states.items() if state is None]
    if owing:
        return f"{'、'.join(owing)}の回答がなく、取組の有無は未確定。"
    if Activity.ELSEWHERE in states.values() or Activity.PRESENT in states.values():
        return "取組があるとされているが、その内容の回答がない。"
    return ""


def _states(desk: _Desk, domain: DomainRowId) -> dict[MinistryName, Activity | None]:
    """Return what each assigned ministry, and each other that answered, says of a domain."""
    row = desk.catalogue.domain_by_id[domain]
    said = desk.states.get(row.choice, {})
    states: dict[MinistryName, Activity | None] = {}
    for ministry in desk.catalogue.measure_respondents:
        if ministry in said or desk.catalogue.is_assigned(row, ministry):
            states[ministry] = said.get(ministry)
    return states


_STRENGTH: Final = (Activity.NONE, Activity.ELSEWHERE, Activity.PRESENT)
