"""意見 of the years before: how each stands, and what was answered to it year by year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from evaluator.ledger import Event
from evaluator.results.followed import FollowedRemark
from evaluator.words.brief import listed


def as_lines(one: FollowedRemark) -> Iterator[str]:
    """Yield a remark with its course, this year's answer last, as lines for the screen."""
    yield f"{head(one)}　{one.measure.id} {one.measure.title}［{one.state}］"
    yield from (f"    {line}" for line in one.remark.text.splitlines())
    for row in one.course:
        first, *others = row.told.splitlines()
        yield f"  {first}"
        yield from (f"    {line}" for line in others)


def head(one: FollowedRemark) -> str:
    """Say which remark it is, and of which year."""
    return f"{one.remark.id}　{one.remark.year}年度の意見"


def open_line(remarks: Iterable[FollowedRemark]) -> str:
    """Say in one line which are still open and how each stands; '' where none is."""
    still = [f"{each.remark.id} {each.state}" for each in remarks if each.is_open]
    return f"前年度から続く意見：{len(still)}件（{listed(still)}）" if still else ""


def events(one: FollowedRemark) -> tuple[Event, ...]:
    """Return the events of the secretariat's answers of this year."""
    return tuple(event for event, _ in one.answers)


def as_record(one: FollowedRemark) -> dict[str, Any]:
    """Return a remark for JSON."""
    return {
        "id": one.remark.id,
        "year": one.remark.year,
        "measure": one.measure.id,
        "title": one.measure.title,
        "text": one.remark.text,
        "open": one.is_open,
        "state": one.state,
        "course": [
            {"year": row.year, "by": row.by, "state": row.status, "text": row.text}
            for row in one.course
        ],
    }
