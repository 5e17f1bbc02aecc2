"""提出: what was checked is received, with a receipt; nothing else is ever kept of an upload."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from evaluator.errors import NotInTheLedger
from evaluator.ledger import RoundState, Version
from evaluator.ledger.details import CatalogueChanged, FormReceived
from evaluator.ledger.heirs import of_forms
from evaluator.model import MinistryName
from evaluator.secretariat.desk import Desk
from evaluator.secretariat.incoming import Incoming, read_incoming
from evaluator.secretariat.receipt import Terms
from evaluator.secretariat.receive import receive_files
from evaluator.web.checks.shelf import Shelf
from evaluator.web.checks.told import CheckedUpload, ToldFile
from evaluator.web.door import Door
from evaluator.web.doors.form import check_of, shelf_of
from evaluator.web.people import MINISTRY_AND_OFFICE
from evaluator.web.stale import Stale, hold
from evaluator.web.visit import Visit


def submit(visit: Visit) -> Response:
    """Receive the forms of a check, if all is as it was when they were checked.

    What counts already is not received again: its receipt is shown.
    """
    check = check_of(visit)
    files = [file for _, file in check.sent]
    if not files:
        raise HTTPException(422)
    reason = visit.needed("reason") if check.needs_reason else visit.text("reason")
    with visit.desk() as desk:
        version = _there(desk.state(), visit.ministry, files)
        if version is None:
            _hold_as_checked(visit, desk, check)
            version = _received(visit, desk, check, reason)
    return visit.go(visit.round_id, "ministry", visit.ministry, "receipt", version.received.number)


def _there(state: RoundState, ministry: MinistryName, files: Sequence[ToldFile]) -> Version | None:
    """Return the last of the versions that the files are, if all of them count."""
    counting = {version.sha256: version for version in state.of(ministry).counting}
    versions = [counting.get(file.sha256) for file in files]
    return versions[-1] if all(versions) else None


def _hold_as_checked(visit: Visit, desk: Desk, check: CheckedUpload) -> None:
    """Raise Stale if the ministry's form or the catalogue is not as it was at the check."""
    events = desk.opened.book.events
    hold(visit, of_forms(events, visit.ministry))
    if desk.catalogue.sha256 != check.catalogue:
        changes = [event for event in events if isinstance(event.details, CatalogueChanged)]
        raise Stale(tuple(changes[-1:]))


def _received(visit: Visit, desk: Desk, check: CheckedUpload, reason: str) -> Version:
    terms = Terms(
        again=any(file.earlier for _, file in check.sent),
        replace_accepted=check.needs_reason,
        reason=reason,
    )
    folder = shelf_of(visit).folder(visit.request.path_params["key"])
    files = [_incoming(folder, number, file) for number, file in check.sent]
    versions = [receipt.version for receipt in receive_files(desk, files, terms)]
    *_, last = versions
    if last is None:
        raise NotInTheLedger("受け付けられませんでした。もう一度点検してください。")
    return last


def _incoming(folder: Path, number: int, file: ToldFile) -> Incoming:
    kept = read_incoming(Shelf.bytes_of(folder, number), file.name)
    return Incoming(kept.path, kept.name, kept.kept, kept.refusal, file.inside)


def receipt(visit: Visit) -> Response:
    """Show the receipt of a version, to be kept or printed."""
    standing = visit.opened.book.state.of(visit.ministry)
    number = visit.request.path_params["number"]
    named = [v for v in standing.versions if str(v.received.number) == number]
    if not named:
        raise HTTPException(404)
    (version,) = named
    together = [v for v in standing.versions if _came_with(v, version)]
    return visit.page(
        "receipt",
        version=version,
        together=together,
        standing=standing,
        counted=_counted,
    )


def _came_with(one: Version, other: Version) -> bool:
    """Whether two versions were submitted at once."""
    return (one.received.at, one.received.person) == (other.received.at, other.received.person)


def _counted(version: Version) -> str:
    said = version.received.details
    found = said.findings if isinstance(said, FormReceived) else {}
    return "、".join(f"{severity} {number}件" for severity, number in found.items()) or "なし"


_PAGE: Final = "/{round}/ministry/{ministry}"
DOORS: Final = (
    Door(f"{_PAGE}/checked/{{key}}", submit, MINISTRY_AND_OFFICE, is_act=True, in_line=True),
    Door(f"{_PAGE}/receipt/{{number}}", receipt, MINISTRY_AND_OFFICE),
)
