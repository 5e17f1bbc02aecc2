"""The life of one measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from evaluator.ledger.details import (
    CarriedAnswered,
    FormReceived,
    RemarkAnswered,
    Remarked,
    RemarkMade,
)
from evaluator.model import Measure
from evaluator.results.decisions import place_of
from evaluator.secretariat.history import Said, Stage
from evaluator.show.event import as_record as event_record
from evaluator.words.days import local_time


def as_lines(measure: Measure, life: Iterable[Stage]) -> Iterator[str]:
    """Yield the life as lines for the screen; of a later version only what changed."""
    yield f"{measure.id}　{measure.title}"
    for stage in life:
        yield head(stage)
        yield from (f"    {line}" for line in detail_lines(stage))


def head(stage: Stage) -> str:
    """Say what happened, when, to what, by whom."""
    event = stage.event
    return f"{event.number}　{local_time(event.at)}　{_about(stage)}　{event.label}　{event.person}"


def detail_lines(stage: Stage) -> Iterator[str]:
    """Yield the rest: the file, why, and of a version the answers that it brought or changed."""
    event = stage.event
    if event.sha256 and not stage.undone:
        place = place_of(event) if stage.decided else event.name
        yield f"{place}　{event.sha256}"
    for did in stage.amended:
        yield f"事務局が{did}。"
    if event.reason:
        yield f"理由：{event.reason}"
    if isinstance(event.details, Remarked):
        yield from event.details.text.splitlines()
    if not stage.is_readable:
        yield "今の施策一覧では読めない様式です。"
    for said in stage.answers:
        line = _line(said)
        if line:
            yield f"{said.where.sheet} {said.where.cell}　{said.key}　{line}"


def _about(stage: Stage) -> str:
    """Say what an event is about: a version of a ministry, a file that is none, or the mark."""
    if stage.undone:
        return f"{stage.undone.number}番（{stage.undone.label}）"
    if stage.amended:
        return "施策一覧"
    if isinstance(stage.event.details, RemarkAnswered):
        return f"{stage.event.details.remark}番の意見"
    if isinstance(stage.event.details, CarriedAnswered):
        return f"意見{stage.event.details.remark}"
    if isinstance(stage.event.details, RemarkMade):
        return stage.event.details.measure
    if stage.decided:
        edition = f"（確定版{stage.edition}）" if stage.edition else ""
        return f"事務局評価　{stage.decided}{edition}"
    details = stage.event.details
    added = "（追補）" if isinstance(details, FormReceived) and details.supplement else ""
    version = f"第{stage.version}版{added}" if stage.version else "使えないファイル"
    return f"{stage.event.ministry}　{version}"


def _line(said: Said) -> str:
    now = _flat(said.text)
    if said.is_changed:
        return f"{said.header}：{_flat(said.before or '') or '（空欄）'} → {now or '（空欄）'}"
    if said.before is None and now:
        return f"{said.header}：{now}"
    return f"{said.header}：{now}（変更なし）" if said.field == "self_mark" and now else ""


def _flat(text: str) -> str:
    return " ".join(text.split())


def as_record(measure: Measure, life: Iterable[Stage]) -> dict[str, Any]:
    """Return the life for JSON."""
    return {
        "measure": measure.id,
        "title": measure.title,
        "events": [
            event_record(stage.event)
            | {
                "version": stage.version or None,
                "decided": stage.decided or None,
                "readable": stage.is_readable,
                "answers": [_record(said) for said in stage.answers],
            }
            | ({"amended": list(stage.amended)} if stage.amended else {})
            | ({"edition": stage.edition} if stage.edition else {})
            for stage in life
        ],
    }


def _record(said: Said) -> dict[str, Any]:
    return {
        "key": said.key,
        "field": said.field,
        "header": said.header,
        "sheet": said.where.sheet,
        "cell": said.where.cell,
        "text": said.text,
        "before": said.before,
    }
