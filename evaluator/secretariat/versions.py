"""The catalogue has versions: a changed one goes on record, with its bytes, before anything else.

It is edited in Excel, so nobody says when. Whoever takes the round's lock records what has changed
since; what only looks at a round writes nothing, and sees the change all the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from evaluator.errors import CannotWrite
from evaluator.files import read_file
from evaluator.ledger import Event
from evaluator.ledger.archive import keep
from evaluator.ledger.details import CatalogueChanged, FormsIssued
from evaluator.secretariat.book import unrecorded
from evaluator.secretariat.desk import Desk
from evaluator.xlsx.source import digest


def record_catalogue(desk: Desk) -> Desk:
    """Put the catalogue on record if it says something else than the last on record.

    Return the desk with the ledger as it is then. The bytes are kept first: a version without an
    event is none, and is kept again.
    """
    events = desk.opened.book.events
    change = unrecorded(desk.catalogue, events, desk.opened.kept)
    if change is None:
        return desk
    sha256 = _kept(desk, events)
    desk.write(desk.event(change, sha256=sha256, name=_path_name(desk)))
    return replace(desk, opened=desk.opened.renewed())


def _kept(desk: Desk, events: Sequence[Event]) -> str:
    """Keep the bytes of the catalogue; return their hash, or that of those kept before."""
    catalogue = desk.catalogue
    for event in events:
        said = event.details
        if isinstance(said, CatalogueChanged) and said.content == catalogue.sha256:
            return event.sha256  # it says again what it once said
    content = read_file(desk.opened.workspace.catalogue(desk.round_id))
    sha256 = digest(content)
    if sha256 != catalogue.file_sha256:
        raise CannotWrite("施策一覧が、この作業の間に保存されました。もう一度実行してください。")
    keep(desk.opened.workspace.version(desk.round_id, catalogue.sha256), content)
    return sha256


def _path_name(desk: Desk) -> str:
    return desk.opened.workspace.catalogue(desk.round_id).name


def record_issue(desk: Desk, forms: Mapping[str, bytes], *, supplement: bool = False) -> None:
    """Put on record which forms were made, unless the last ones were the same."""
    hashes = {name: digest(content) for name, content in forms.items()}
    issued = FormsIssued(content=desk.catalogue.sha256, forms=hashes)
    if supplement:
        issued = issued.model_copy(update={"supplement": True})
    same = (e.details for e in desk.opened.book.events if isinstance(e.details, FormsIssued))
    if forms and issued not in same:
        desk.write(desk.event(issued))


def issued_hashes(desk: Desk) -> frozenset[str]:
    """Return the hashes of all forms that were ever issued."""
    issued = (e.details for e in desk.opened.book.events if isinstance(e.details, FormsIssued))
    return frozenset(sha256 for each in issued for sha256 in each.forms.values())
