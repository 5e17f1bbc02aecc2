"""意見: what was said of measures, and what was answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from evaluator.ledger.details import RemarkAnswered
from evaluator.ledger.remarks import Remark
from evaluator.words.brief import listed
from evaluator.words.days import local_time

OPEN, SETTLED = "未回答", "回答済み"
FOLLOWED = "対応中"


def state(remark: Remark) -> str:
    """Say how a remark stands."""
    if not remark.is_open:
        return SETTLED
    return FOLLOWED if remark.answers else OPEN


def as_lines(remark: Remark) -> Iterator[str]:
    """Yield a remark and its answers as lines for the screen."""
    yield f"{head(remark)}　{remark.measure} {remark.said.title}［{state(remark)}］"
    yield from (f"    {line}" for line in remark.said.text.splitlines())
    for event, answer in remark.answers:
        yield f"  回答　{local_time(event.at)}　{event.person}{_still_open(answer)}"
        yield from (f"    {line}" for line in answer.text.splitlines())


def head(remark: Remark) -> str:
    """Say which remark it is, of whom and when."""
    return f"{remark.number}番　{local_time(remark.made.at)}　{remark.made.person}"


def _still_open(answer: RemarkAnswered) -> str:
    return "" if answer.settles else "（対応を続けます）"


def open_line(remarks: Iterable[Remark]) -> str:
    """Say which remarks are still open, in one line; '' where none is."""
    measures = [remark.measure for remark in remarks if remark.is_open]
    named = listed(list(dict.fromkeys(measures)))
    return f"回答の済んでいない意見：{len(measures)}件（{named}）" if measures else ""


def as_record(remark: Remark) -> dict[str, Any]:
    """Return a remark for JSON."""
    return {
        "number": remark.number,
        "measure": remark.measure,
        "title": remark.said.title,
        "at": remark.made.at.isoformat(timespec="seconds"),
        "person": remark.made.person,
        "text": remark.said.text,
        "open": remark.is_open,
        "answers": [
            {
                "number": event.number,
                "at": event.at.isoformat(timespec="seconds"),
                "person": event.person,
                "text": answer.text,
                "settles": answer.settles,
            }
            for event, answer in remark.answers
        ],
    }
