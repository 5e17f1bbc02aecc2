"""What a person does with what was received: withdraw, return, accept it, put it aside."""

from __future__ import annotations

from collections.abc import Sequence

from evaluator.errors import NotInTheLedger
from evaluator.findings.counting import count
from evaluator.form.asked import is_given_form
from evaluator.ledger import Event, Version
from evaluator.ledger.details import (
    Details,
    FilePutAside,
    FormAccepted,
    FormReturned,
    FormWithdrawn,
)
from evaluator.model import MinistryName
from evaluator.secretariat.desk import Desk
from evaluator.secretariat.reading import as_one, check_together, without_waived
from evaluator.sheets.normalise import compare_key


def withdraw(desk: Desk, ministry: MinistryName, reason: str) -> Version:
    """Let a ministry's last version count no more; what counts beside it goes on."""
    return _act(desk, FormWithdrawn(), ministry, reason)


def send_back(desk: Desk, ministry: MinistryName, reason: str) -> Version:
    """Note that the version was returned to be mended; its answers count until the next."""
    return _act(desk, FormReturned(), ministry, reason)


def accept(desk: Desk, ministry: MinistryName, reason: str = "") -> Version:
    """Take a version over. NotInTheLedger if it has errors."""
    version = _current(desk, ministry)
    if desk.state().of(ministry).is_accepted:
        return version
    counting = desk.state().of(ministry).counting
    gets_form = is_given_form(desk.catalogue, ministry)
    if gets_form and all(each.is_supplement for each in counting):
        raise NotInTheLedger(
            f"{ministry}は追補様式だけを受け付けています。様式を受け付けてから受理してください。"
        )
    together = as_one(check_together(desk.opened, counting))
    found = without_waived(desk.opened, together).findings
    errors = count(found).errors
    if errors:
        raise NotInTheLedger(
            f"{ministry}の{_and(counting)}にはエラーが{errors}件あるため、受理できません。"
            "直したものを受け付けるか、「evaluator waive」で了承してから受理してください。"
        )
    return _act(desk, FormAccepted(), ministry, reason)


def _and(versions: Sequence[Version]) -> str:
    return "と".join(version.label for version in versions)


def _act(desk: Desk, done: Details, ministry: MinistryName, reason: str) -> Version:
    version = _current(desk, ministry)
    desk.write(desk.event(done, ministry, version.sha256, version.name, reason))
    return version


def _current(desk: Desk, ministry: MinistryName) -> Version:
    version = desk.state().of(ministry).current
    if version is None:
        raise NotInTheLedger(f"{ministry}の様式は受け付けていません（取り下げたものを除きます）。")
    return version


def put_aside(desk: Desk, named: str, reason: str) -> Event:
    """Settle a file that cannot be used, by its name or its event's number: none is awaited.

    NotInTheLedger if there is no such file, or several of that name.
    """
    file = _unusable(desk, named)
    done = desk.event(FilePutAside(), file.ministry, file.sha256, file.name, reason)
    desk.write(done)
    return file


def _unusable(desk: Desk, named: str) -> Event:
    key = compare_key(named)
    every = tuple(desk.state().unusable.values())
    meant = [event for event in every if key in (compare_key(event.name), str(event.number))]
    if len(meant) == 1:
        return meant[0]
    listed = "、".join(f"{event.number}番 {event.name}" for event in meant or every)
    if meant:
        raise NotInTheLedger(f"「{named}」は複数あります。番号で指定してください（{listed}）。")
    known = f"片付けられるもの：{listed}" if listed else "使えないファイルは残っていません。"
    raise NotInTheLedger(f"「{named}」は、使えないファイルの中にありません。{known}")
