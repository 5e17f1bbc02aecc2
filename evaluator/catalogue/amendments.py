"""What the secretariat has changed between two versions of the catalogue, and what it asks of whom.

Computed from the two, never typed. What is done is said in one way, for the ministry, the
secretary and the history: 「施策S200「…」を追加しました」.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from functools import cached_property
from typing import Final, TypeAlias

from evaluator.catalogue.heirs import heir
from evaluator.catalogue.register import Catalogue
from evaluator.catalogue.sayings import target_said
from evaluator.model import DomainRowId, Kpi, Measure, MeasureId, MinistryName
from evaluator.words.days import spelled


class Change(Enum):
    """The kinds of change."""

    MEASURE_ADDED = "施策の追加"
    MEASURE_ENDED = "施策の終了"
    MEASURE_MOVED = "施策の担当府省庁の変更"
    DIVISION_MOVED = "施策の担当課室の変更"
    MEASURE_RENAMED = "施策の改称"
    KPI_ADDED = "KPIの追加"
    KPI_ENDED = "KPIの終了"
    KPI_CHANGED = "KPIの変更"
    TARGET_CHANGED = "目標の変更"
    DOMAIN_MOVED = "領域の担当府省庁の変更"
    MINISTRY_RENAMED = "府省庁の改称"
    MINISTRY_SPLIT = "府省庁の分割"
    MINISTRIES_MERGED = "府省庁の統合"
    MINISTRY_JOINED = "府省庁の編入"
    DEADLINE = "提出期限の変更"
    WORDING = "文言の変更"


OF_MINISTRIES: Final = frozenset(
    {
        Change.MINISTRY_RENAMED,
        Change.MINISTRY_SPLIT,
        Change.MINISTRIES_MERGED,
        Change.MINISTRY_JOINED,
    }
)


class Remedy(Enum):
    """What a change asks of a ministry that has a form of the version before."""

    NOTHING = auto()
    SUPPLEMENT = auto()  # there are rows that its form does not have
    ASIDE = auto()  # an answer of its form counts no more
    ASKED_AGAIN = auto()  # both: what was answered is asked for as something else


@dataclass(frozen=True)
class Amendment:
    """One change."""

    change: Change
    key: str
    """The measure that it is about; '' where it is about none."""
    did: str
    """What the secretariat did, as the end of 「事務局が…」."""
    concerns: Mapping[MinistryName, Remedy]
    """Whom, by the name of today, and what is asked of each."""
    domain: str = ""
    """The row of the domains that it is about; '' if it is about none."""


@dataclass(frozen=True)
class _Versions:
    before: Catalogue
    now: Catalogue
    heirs: Mapping[MinistryName, MinistryName | None]

    @cached_property
    def both(self) -> frozenset[MeasureId]:
        """The measures that both versions have."""
        return frozenset(self.before.measure_by_id.keys() & self.now.measure_by_id.keys())

    def today(self, ministry: MinistryName) -> MinistryName:
        """Return who answers now for a ministry of the version before; itself if nobody does."""
        return self.heirs.get(ministry) or ministry

    def names_before(self, ministry: MinistryName) -> tuple[MinistryName, ...]:
        """Return for whom of the version before a ministry answers now."""
        return tuple(old for old, new in self.heirs.items() if new == ministry)

    def of(self, measure: Measure) -> tuple[MinistryName, ...]:
        """Return the ministries of a measure of the version before, by the names of today."""
        return tuple(dict.fromkeys(map(self.today, measure.ministries)))

    def raters(self, measure: Measure) -> tuple[MinistryName, ...]:
        return tuple(map(self.today, measure.raters))

    def unit(self, measure: MeasureId) -> str:
        """Return how a measure is called by its ID, in the programme's word for it."""
        return self.now.programme.of_unit(measure)

    def called(self, measure: Measure) -> str:
        """Return how it is called by its ID and title."""
        return f"{self.unit(measure.id)}「{measure.title}」"


def amendments(before: Catalogue, now: Catalogue) -> tuple[Amendment, ...]:
    """Return what has changed, ministries first, then measures and KPIs, then the round."""
    if before.sha256 == now.sha256:
        return ()
    versions = _Versions(
        before, now, {name: heir(before, now, name) for name in before.respondents}
    )
    return tuple(each for rule in _RULES for each in rule(versions))


# ministries ----------------------------------------------------------------------------------
def _ministries(versions: _Versions) -> Iterator[Amendment]:
    """Tell renamed, split, merged and joined ministries apart by who answers for their measures."""
    origins: dict[MinistryName, list[MinistryName]] = {}
    for old, new in versions.heirs.items():
        if new is not None and new != old:
            origins.setdefault(new, []).append(old)
    for new, olds in origins.items():
        parts = _parts(versions, olds[0], new)
        if new in versions.before.respondents:
            yield _ministry(Change.MINISTRY_JOINED, f"{_and(olds)}を「{new}」に編入しました", new)
        elif len(olds) > 1:
            yield _ministry(Change.MINISTRIES_MERGED, f"{_and(olds)}を「{new}」に統合しました", new)
        elif parts:
            did = f"「{olds[0]}」を{_and([new, *parts])}に分割しました"
            yield _ministry(Change.MINISTRY_SPLIT, did, new, *parts)
        else:
            did = f"「{olds[0]}」の名称を「{new}」に変更しました"
            yield _ministry(Change.MINISTRY_RENAMED, did, new)


def _ministry(change: Change, did: str, *names: MinistryName) -> Amendment:
    return Amendment(change, "", did, dict.fromkeys(names, Remedy.NOTHING))


def _parts(versions: _Versions, old: MinistryName, new: MinistryName) -> list[MinistryName]:
    """Return the new ministries besides `new` that measures of an old one went to."""
    parts = dict.fromkeys(
        name
        for measure in versions.before.measures_of(old)
        if (after := versions.now.measure_by_id.get(measure.id))
        for name in after.ministries
        if name != new and name not in versions.before.rank_of_name
    )
    return list(parts)


# measures ------------------------------------------------------------------------------------
def _measures(versions: _Versions) -> Iterator[Amendment]:
    before, now = versions.before.measure_by_id, versions.now.measure_by_id
    for key, measure in now.items():
        if key not in before:
            did = f"{versions.called(measure)}を追加しました"
            concerns = dict.fromkeys(measure.ministries, Remedy.SUPPLEMENT)
            yield Amendment(Change.MEASURE_ADDED, key, did, concerns)
    for key, measure in before.items():
        after = now.get(key)
        if after is None:
            did = f"{versions.called(measure)}を終了としました"
            concerns = dict.fromkeys(versions.of(measure), Remedy.ASIDE)
            yield Amendment(Change.MEASURE_ENDED, key, did, concerns)
        else:
            yield from _measure(versions, measure, after)


def _measure(versions: _Versions, before: Measure, now: Measure) -> Iterator[Amendment]:
    nothing = dict.fromkeys(now.ministries, Remedy.NOTHING)
    was = (versions.raters(before), versions.of(before))
    if was != (now.raters, now.ministries):
        who = f"「{_who(*was)}」から「{_who(now.raters, now.ministries)}」"
        did = f"{versions.called(now)}の担当を{who}に変更しました"
        yield Amendment(Change.MEASURE_MOVED, now.id, did, _moved(was, now))
    if before.division != now.division:
        divisions = " から ".join(f"「{m.division or '指定なし'}」" for m in (before, now))
        did = f"{versions.called(now)}の担当課室を{divisions.replace(' ', '')}に変更しました"
        lead = {now.lead: Remedy.NOTHING} if now.lead else {}
        yield Amendment(Change.DIVISION_MOVED, now.id, did, lead)
    if before.title != now.title:
        did = f"{versions.unit(now.id)}の名称を「{before.title}」から「{now.title}」に変更しました"
        yield Amendment(Change.MEASURE_RENAMED, now.id, did, nothing)


def _moved(
    was: tuple[tuple[MinistryName, ...], tuple[MinistryName, ...]], now: Measure
) -> dict[MinistryName, Remedy]:
    """Return who has a row the less, who one more or more to fill in, and whom it only concerns."""
    raters, ministries = was
    concerns = {}
    for name in dict.fromkeys([*ministries, *now.ministries]):
        has_more = (
            name not in ministries
            or (name in now.raters and name not in raters)
            or (name == now.kpi_respondent and name != ministries[0])
        )
        has_less = name not in now.ministries or name == ministries[0] != now.kpi_respondent
        more = Remedy.SUPPLEMENT if has_more else Remedy.NOTHING
        concerns[name] = Remedy.ASIDE if has_less else more
    return concerns


def _who(raters: tuple[MinistryName, ...], ministries: tuple[MinistryName, ...]) -> str:
    others = [name for name in ministries if name not in raters]
    return "、".join(raters) + (f"（関係：{'、'.join(others)}）" if others else "")


# KPIs ------------------------------------------------------------------------------------------
def _kpis(versions: _Versions) -> Iterator[Amendment]:
    """Tell of the KPIs of measures that are in both versions: the others go with their measure."""
    before = {kpi.id: kpi for kpi in versions.before.kpis}
    now = {kpi.id: kpi for kpi in versions.now.kpis}
    for kpi in versions.now.kpis:
        if kpi.id not in before and kpi.measure_id in versions.both:
            who = {versions.now.measure_by_id[kpi.measure_id].kpi_respondent: Remedy.SUPPLEMENT}
            did = f"{versions.unit(kpi.measure_id)}に{_named(kpi)}を追加しました"
            yield Amendment(Change.KPI_ADDED, kpi.measure_id, did, who)
    for kpi in versions.before.kpis:
        if kpi.measure_id not in versions.both:
            continue
        after = now.get(kpi.id)
        if after is None:
            respondent = versions.before.measure_by_id[kpi.measure_id].kpi_respondent
            did = f"{versions.unit(kpi.measure_id)}の{_named(kpi)}を終了としました"
            aside = {versions.today(respondent): Remedy.ASIDE}
            yield Amendment(Change.KPI_ENDED, kpi.measure_id, did, aside)
        else:
            yield from _kpi(versions, kpi, after)


def _kpi(versions: _Versions, before: Kpi, now: Kpi) -> Iterator[Amendment]:
    who = versions.now.measure_by_id[now.measure_id].kpi_respondent
    if _goal(before) != _goal(now):
        did = f"{_named(now)}の目標を「{_goal(before)}」から「{_goal(now)}」に変更しました"
        yield Amendment(Change.TARGET_CHANGED, now.measure_id, did, {who: Remedy.NOTHING})
    changed = [name for name, of in _DEFINED.items() if of(before) != of(now)]
    if changed:
        again = any(name in _ANOTHER_VALUE for name in changed)
        did = f"{_named(now)}の{'・'.join(changed)}を変更しました"
        remedy = Remedy.ASKED_AGAIN if again else Remedy.NOTHING
        yield Amendment(Change.KPI_CHANGED, now.measure_id, did, {who: remedy})


_DEFINED: Final[Mapping[str, Callable[[Kpi], object]]] = {
    "施策": lambda kpi: kpi.measure_id,
    "名称": lambda kpi: kpi.name,
    "主KPIの指定": lambda kpi: kpi.main,
    "種類": lambda kpi: kpi.kind,
    "望ましい方向": lambda kpi: kpi.direction,
    "単位": lambda kpi: kpi.unit,
    "基準値": lambda kpi: (kpi.baseline, kpi.baseline_year, kpi.baseline_written),
    "前回値": lambda kpi: (kpi.previous, kpi.previous_year, kpi.previous_written),
    "年度計画・工程": lambda kpi: kpi.plan,
    "回答の形": lambda kpi: (kpi.in_words, kpi.as_written),
    "ほかの施策": lambda kpi: kpi.shared_with,
    "備考": lambda kpi: kpi.note,
    "前年度の目標": lambda kpi: kpi.previous_target,
}
_ANOTHER_VALUE: Final = frozenset({"施策", "種類", "単位", "回答の形"})
"""With these a value that was given means something else (`form.sheets.kpis.still`)."""


def _named(kpi: Kpi) -> str:
    return f"KPI {kpi.id}「{kpi.name}」"


def _goal(kpi: Kpi) -> str:
    if kpi.target is None or kpi.target_words or kpi.upper is not None:
        return target_said(kpi)
    return f"{kpi.target:,f}{kpi.unit}" + (f"（{kpi.target_year}年度）" if kpi.target_year else "")


# domains -----------------------------------------------------------------------------------------
def _domains(versions: _Versions) -> Iterator[Amendment]:
    """Tell whom a domain was assigned to; what was written of it goes on to count."""
    before = versions.before.domain_by_id
    for row in versions.now.domains:
        was = before.get(row.id)
        names = tuple(dict.fromkeys(map(versions.today, was.ministries))) if was else ()
        if set(names) == set(row.ministries):
            continue
        who = f"「{'、'.join(names) or 'なし'}」から「{'、'.join(row.ministries) or 'なし'}」"
        did = f"領域「{row.label}」の担当を{who}に変更しました"
        if was is None:
            did = f"領域「{row.label}」を追加しました"
        concerns = {
            ministry: Remedy.SUPPLEMENT if is_more else Remedy.NOTHING
            for ministry in versions.now.respondents
            if (is_more := _has(versions.now, ministry, row.id))
            != any(_has(versions.before, old, row.id) for old in versions.names_before(ministry))
        }
        yield Amendment(Change.DOMAIN_MOVED, "", did, concerns, domain=row.id)


def _has(catalogue: Catalogue, ministry: MinistryName, domain: DomainRowId) -> bool:
    return any(row.id == domain for row in catalogue.domains_of(ministry))


# the round ---------------------------------------------------------------------------------------
def _deadline(versions: _Versions) -> Iterator[Amendment]:
    """Tell of the round's deadline, and of those of ministries that have another."""
    moved = (versions.before.round.deadline, versions.now.round.deadline)
    whose: dict[tuple[date, date], list[MinistryName]] = {moved: []}
    for ministry in versions.now.respondents:
        was = versions.names_before(ministry)
        if was:
            days = (versions.before.deadline_of(was[0]), versions.now.deadline_of(ministry))
            whose.setdefault(days, []).append(ministry)
    for (before, now), names in whose.items():
        if before != now:
            of = "" if (before, now) == moved else f"{'、'.join(names)}の"
            did = f"{of}提出期限を{spelled(before)}から{spelled(now)}に変更しました"
            yield Amendment(Change.DEADLINE, "", did, dict.fromkeys(names, Remedy.NOTHING))


def _wording(versions: _Versions) -> Iterator[Amendment]:
    """Tell of what is printed for everybody, and of what only the annex says."""
    for everybody in (True, False):
        changed = [
            name
            for name, (of, is_in_forms) in _WORDING.items()
            if is_in_forms is everybody
            and of(versions.before, versions) != of(versions.now, versions)
        ]
        if changed:
            concerns = _everybody(versions) if everybody else {}
            yield Amendment(Change.WORDING, "", f"{'・'.join(changed)}を変更しました", concerns)


_Of: TypeAlias = Callable[[Catalogue, _Versions], object]
"""What one of two versions says, in the names of today and of measures that both have: the others
are told of by themselves."""
_WORDING: Final[Mapping[str, tuple[_Of, bool]]] = {
    "戦略の名称": (lambda c, _: c.round.strategy, True),
    "提出先・問合せ先": (lambda c, _: c.round.contact, True),
    "注意書き": (lambda c, _: c.round.notice, True),
    "施策分類・小分類": (
        lambda c, _: (
            [(each.id, each.name, each.headings) for each in c.categories],
            c.subcategories,
        ),
        True,
    ),
    "領域": (
        lambda c, versions: (
            [(row.choice, row.group) for row in c.domains],
            {m.id: m.domains for m in c.measures if m.id in versions.both},
        ),
        True,
    ),
    "別紙文言": (
        lambda c, _: (
            c.texts,
            [(each.annex_heading, each.subtitle, each.lead) for each in c.categories],
            [(row.number, row.no_activity) for row in c.domains],
        ),
        False,
    ),
    "標準案件等": (
        lambda c, _: (
            c.round.asks_projects,
            c.projects,
            c.project_years,
            c.posts,
            [(row.lead, row.considerations, row.fields, row.items_source) for row in c.domains],
            [m.asks_projects for m in c.ministries if m.asks_projects],
        ),
        False,
    ),
    "年ごとの評価": (lambda c, _: c.history, False),
    "前年度からの意見": (lambda c, _: (c.carried, c.remark_years), False),
    "宛先": (lambda c, _: [m.addresses for m in c.ministries if m.addresses], False),
    "取りまとめ課": (lambda c, _: [m.coordinator for m in c.ministries if m.coordinator], False),
    "出典・評価基準": (lambda c, _: (c.round.source_note, c.round.rubric), False),
}


def _everybody(versions: _Versions) -> dict[MinistryName, Remedy]:
    return dict.fromkeys(versions.now.respondents, Remedy.NOTHING)


def _and(names: list[MinistryName]) -> str:
    return "と".join(f"「{name}」" for name in names)


_RULES: Final = (_ministries, _measures, _kpis, _domains, _deadline, _wording)
