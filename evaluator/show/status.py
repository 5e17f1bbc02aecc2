"""Where the ministries of a round stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from evaluator.checks import BETWEEN
from evaluator.findings.counting import to_do
from evaluator.ledger import Event
from evaluator.ledger.details import FormReturned, MarkDecided
from evaluator.results.decisions import who
from evaluator.secretariat.editions import Edition, edition_label
from evaluator.secretariat.status import FormStatus, MinistryStatus, RoundStatus
from evaluator.show.event import as_record as event_record
from evaluator.show.finding import as_record as finding_record
from evaluator.show.finding import in_a_line
from evaluator.show.followed import as_record as carried_record
from evaluator.show.remark import as_record as remark_record
from evaluator.words.brief import listed
from evaluator.words.days import day_of, spelled


def deadline_line(status: RoundStatus) -> str:
    """Say when the deadline is and how far off; and of those that have another, the same."""
    own = [f"{one.ministry} {_day(one.deadline, status)}" for one in status.with_own_deadline]
    others = f"　個別の期限：{'、'.join(own)}" if own else ""
    return f"提出期限：{_day(status.round.deadline, status)}{others}"


def _day(day: date, status: RoundStatus) -> str:
    return due(day, status.today)


def due(day: date, today: date) -> str:
    """Say when something is due, and how far off that is."""
    left = (day - today).days
    how_far = f"あと{left}日" if left > 0 else "本日" if left == 0 else f"{-left}日経過"
    return f"{spelled(day)}（{how_far}）"


def counts_line(status: RoundStatus) -> str:
    """Say how many ministries are in each state; states that nobody is in are left out."""
    shown = [f"{state} {count}" for state, count in status.counts.items() if count]
    others = len(status.ministries) - status.of_state
    beside = f"、機関・団体・企業：{others}" if others else ""
    return f"回答府省庁：{status.of_state}{beside}（{'、'.join(shown)}）"


def review_line(status: RoundStatus) -> str:
    """Say how many measures the secretariat has decided."""
    review = status.review
    again = f"、要再決定 {len(review.outdated)}" if review.outdated else ""
    named = f"（{listed(review.outdated, 5)}）" if review.outdated else ""
    return f"事務局評価：決定 {review.decided}、未決定 {review.undecided}{again}{named}"


def released_lines(status: RoundStatus) -> Iterator[str]:
    """Say which received forms count no more, as their ministry answers for nothing by now."""
    for version in status.released:
        yield (
            f"回答の必要がなくなった府省庁：{version.ministry}"
            f"（{version.name}は受け付けたまま、集計しません）"
        )


def published_lines(status: RoundStatus) -> Iterator[str]:
    """Say which editions were published, and what has come since; nothing before the first."""
    for edition in status.editions:
        event = edition.event
        reason = f"　理由：{event.reason}" if event.reason else ""
        yield f"公表：{edition.label}　{spelled(day_of(event.at))}　{event.person}{reason}"
    if status.since:
        last = status.editions[-1]
        yield (
            f"{last.label}の公表の後：{_since(status.since)}。公表した確定版には含まれません。"
            f"含めるには「evaluator report {status.round.id} --final --reason 理由」で訂正版"
            f"（{edition_label(last.number + 1)}）を作ります。"
        )


def _since(events: Sequence[Event]) -> str:
    """Say what happened, kind by kind, and to whom."""
    told: dict[str, dict[str, None]] = {}
    for event in events:
        given = event.details
        subject = given.key if isinstance(given, MarkDecided) else event.ministry or ""
        told.setdefault(event.label, {})[subject] = None
    named = {label: list(filter(None, subjects)) for label, subjects in told.items()}
    return "、".join(
        label + (f"（{listed(subjects)}）" if subjects else "") for label, subjects in named.items()
    )


def what_is_missing(one: MinistryStatus) -> str:
    """Say what is still to come from a ministry."""
    said = [f"「{event.name}」は使えないファイルです" for event in one.unusable]
    if one.to_repeat:
        said.append(f"KPIの再掲 {len(one.to_repeat)}件（{listed(one.to_repeat, 5)}）")
    if one.submission is None and not one.gets_form:
        return "、".join(said)
    if one.submission is None:
        return "、".join(
            ["様式", *said] if one.state is not FormStatus.CONTESTED else ["どれを使うか"]
        )
    if one.submission.is_supplement and one.gets_form:
        said.append("様式（追補様式だけを受け付けています）")
    if one.unrated:
        said.append(f"自己評価 {len(one.unrated)}件（{'・'.join(one.unrated[:5])}{_more(one)}）")
    return "、".join(said)


def _more(one: MinistryStatus) -> str:
    return "ほか" if len(one.unrated) > 5 else ""


def unusable_line(event: Event) -> str:
    """Say which file cannot be used, where it came in, and why."""
    inside = event.details.inside if isinstance(event.details, FormReturned) else ""
    where = f"（{inside}の中）" if inside else ""
    return f"使えないファイル（受付簿の{event.number}番）：{event.name}{where}（{event.reason}）"


def finding_lines(status: RoundStatus) -> Iterator[str]:
    """Yield what no form's list shows, part by part; a part without anything is left out."""
    for title, lines in finding_parts(status):
        yield f"{title}：{len(lines)}件"
        yield from (f"  {line}" for line in lines)


def finding_parts(status: RoundStatus) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what no form's list shows: between ministries, of the catalogue, what was waived."""
    between = (
        f"{one.ministry}　{in_a_line(finding)}"
        for one in status.ministries
        for finding in one.findings
        if finding.kind in BETWEEN
    )
    own = (in_a_line(finding) for finding in to_do(status.of_catalogue))
    waived = (
        f"{one.ministry}　{in_a_line(w.finding)}（{who(w.event)}：{w.event.reason}）"
        for one in status.ministries
        for w in one.waived
    )
    parts = (("府省庁間の指摘", between), ("施策一覧の指摘", own), ("了承した指摘", waived))
    for title, lines in parts:
        told = tuple(lines)
        if told:
            yield title, told


def as_record(status: RoundStatus) -> dict[str, Any]:
    """Return the status for JSON."""
    told = {
        "remarks": [remark_record(each) for each in status.remarks],
        "carried": [carried_record(each) for each in status.carried],
    }
    return {
        "round": status.round.id,
        "today": status.today.isoformat(),
        "deadline": status.round.deadline.isoformat(),
        "days_left": status.days_left,
        "counts": {state.value: count for state, count in _counts(status)},
        "ministries": [
            _record(one)
            | ({"deadline": one.deadline.isoformat()} if one in status.with_own_deadline else {})
            for one in status.ministries
        ],
        "unusable": [event_record(event) for event in status.unusable],
        "catalogue": [finding_record(finding) for finding in status.of_catalogue],
        "review": asdict(status.review),
        "editions": [_edition(each) for each in status.editions],
        "since": [event_record(event) for event in status.since],
        **{name: records for name, records in told.items() if records},
    }


def _counts(status: RoundStatus) -> Iterator[tuple[FormStatus, int]]:
    """Yield how many are in each state; a later one only where somebody is in it."""
    for state, count in status.counts.items():
        if count or state is not FormStatus.NO_FORM:
            yield state, count


def _edition(edition: Edition) -> dict[str, Any]:
    event = edition.event
    return {
        "edition": edition.number,
        "at": event.at.isoformat(timespec="seconds"),
        "person": event.person,
        "reason": event.reason,
        "number": event.number,
    }


def _record(one: MinistryStatus) -> dict[str, Any]:
    return (
        {
            "ministry": one.ministry,
            "state": one.state.value,
            "file": one.submission.file if one.submission else None,
            "sha256": one.submission.sha256 if one.submission else None,
            "version": one.version.number if one.version else None,
            "errors": one.counts.errors,
            "warnings": one.counts.warnings,
            "findings": [finding_record(finding) for finding in one.findings],
            "waived": [
                finding_record(waiver.finding) | {"event": event_record(waiver.event)}
                for waiver in one.waived
            ],
            "unrated": list(one.unrated),
            "last": event_record(one.last) if one.last else None,
            "unusable": [event_record(event) for event in one.unusable],
        }
        | _beside(one)
        | _to_repeat(one)
    )


def _to_repeat(one: MinistryStatus) -> dict[str, Any]:
    """Return the KPIs that are still to be taken over, where there are any."""
    return {"to_repeat": list(one.to_repeat)} if one.to_repeat else {}


def _beside(one: MinistryStatus) -> dict[str, Any]:
    """Return the forms that count beside the last one, where there are any."""
    forms = one.submission.beside if one.submission else ()
    return {"beside": [{"file": name, "sha256": sha256} for name, sha256 in forms]} if forms else {}
