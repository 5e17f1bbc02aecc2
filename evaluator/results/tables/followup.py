"""KPIの推移: every KPI as the plan prints it, in one list or a table a section; and KPIの照合."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from evaluator.model import SubcategoryId
from evaluator.rating.change import signed_percent
from evaluator.results.followup import Followed, followed
from evaluator.results.results import Results
from evaluator.results.tables.lists import listed
from evaluator.results.tables.printed import PrintedCell, PrintedColumn, PrintedTable

NAME: Final = "KPIの推移"
CHECKS: Final = "KPIの照合"
_PRINTED: Final = (
    PrintedColumn("KPI", 40, paper=38),
    PrintedColumn("前回（時点）", 22, paper=26),
    PrintedColumn("最新（時点）", 22, paper=26),
    PrintedColumn("増減", 20, paper=22),
    PrintedColumn("目標", 26),
    PrintedColumn("評価", 10, paper=15, centred=True),
)
_MORE: Final = (
    PrintedColumn("到達の見通し", 16, centred=True),
    PrintedColumn("担当", 16),
)
_CHECKED: Final = (
    PrintedColumn("KPI", 40),
    PrintedColumn("増減", 20),
    PrintedColumn("増減率の幅（端数と書き方による）", 20, centred=True),
    PrintedColumn("前回の公表（増減／評価）", 26),
    PrintedColumn("公表された増減との照合", 22),
    PrintedColumn("備考", 44),
    PrintedColumn("試算の計算", 56, internal=True),
)


def followup_list(results: Results) -> PrintedTable:
    """Return every KPI as the plan prints it, in the order of the sections."""
    place = results.catalogue.place_of
    rows = (
        (place(each.result.measure), *_printed(each), *_more(each)) for each in followed(results)
    )
    columns = (PrintedColumn(results.catalogue.place_title, 24), *_PRINTED, *_MORE)
    title = f"KPIの推移（{results.catalogue.round.year_label}）"
    return listed(NAME, title, columns, rows, results.audience)


def check_list(results: Results) -> PrintedTable:
    """Return every KPI with what its change rests on: rounding, what was published, the rubric."""
    sentences = {each.facts.measure.id: each.proposal.sentence for each in results.rated}
    rows = ((*_checked(each), sentences.get(each.result.measure.id)) for each in followed(results))
    title = f"KPIの増減の照合と計算（{results.catalogue.round.year_label}）"
    return listed(CHECKS, title, _CHECKED, rows, results.audience)


def sections(results: Results) -> Iterator[tuple[SubcategoryId, tuple[Followed, ...]]]:
    """Yield the KPIs of each section that has any."""
    for section, group in groupby(followed(results), key=lambda each: each.section):
        yield section, tuple(group)


def section_table(results: Results, title: str, told: Sequence[Followed]) -> PrintedTable:
    """Return a section's table as the plan prints it."""
    return listed(NAME, title, _PRINTED, map(_printed, told), results.audience)


def _printed(each: Followed) -> tuple[PrintedCell, ...]:
    return (
        each.kpi.name,
        each.previous_said or "－",
        each.latest_said or "－",
        each.change.said if each.change else "－",
        each.target_said or "－",
        each.result.mark.value,
    )


def _more(each: Followed) -> tuple[PrintedCell, ...]:
    return each.arrival_said or None, each.result.measure.lead or "共同"


def _checked(each: Followed) -> tuple[PrintedCell, ...]:
    kpi = each.kpi
    stated = "／".join(filter(None, (kpi.stated_change, kpi.stated_verdict)))
    return (
        f"{kpi.id} {kpi.name}",
        each.change.said if each.change else None,
        _between(each),
        stated or None,
        each.stated_agreement,
        kpi.note or None,
    )


def _between(each: Followed) -> str | None:
    between = each.change.between if each.change else None
    if between is None or between.low == between.high:
        return None
    ends = ("" if end is None else signed_percent(end) for end in (between.low, between.high))
    return "〜".join(ends)
