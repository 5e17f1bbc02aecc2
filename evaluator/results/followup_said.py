"""A KPI in a sentence, as the plan's sections tell it."""

from __future__ import annotations

from collections.abc import Iterator

from evaluator.model import Unrated
from evaluator.results.followup import Followed
from evaluator.scale import Mark


def said(each: Followed) -> str:
    """Return what is to be told of a KPI: its figures, its change, its target and its verdict."""
    return "".join(f"{sentence}。" for sentence in _sentences(each))


def _sentences(each: Followed) -> Iterator[str]:
    yield from _figures(each)
    if each.target_said:
        yield f"目標は「{each.target_said}」で{_arrival(each)}"
    yield _verdict(each.result.mark)


def _figures(each: Followed) -> Iterator[str]:
    name = f"「{each.kpi.name}」は、"
    if not each.latest_said:
        yield f"{name}最新の値が得られていない"
        if each.previous_said:
            yield f"前回は{each.previous_said}であった"
    elif each.change is None:
        yield f"{name}{each.latest_said}であった"
    else:
        yield f"{name}前回の{each.previous_said}から{each.latest_said}となった"
        yield f"増減は{each.change.said}である"


def _arrival(each: Followed) -> str:
    if each.is_there:
        return "、これに届いている"
    if each.arrival is None:
        return "ある"
    if each.arrival.year is None:
        return "、これに近づいていない"
    return f"、今の速さが続けば到達は{each.arrival_said}となる"


def _verdict(mark: Mark | Unrated) -> str:
    return f"評価は「{mark}」である" if isinstance(mark, Mark) else f"評価は{mark}である"
