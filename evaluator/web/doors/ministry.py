"""One ministry as the secretariat sees it: its versions, findings, and what happened."""

from __future__ import annotations

from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from evaluator.checks import BETWEEN
from evaluator.files import read_file
from evaluator.findings import Severity
from evaluator.findings.order import grouped
from evaluator.ledger import Event, Version
from evaluator.ledger.details import FormReceived
from evaluator.ledger.heirs import of_forms
from evaluator.ledger.undo import may_be_undone
from evaluator.results.decisions import who
from evaluator.secretariat.mail.letters import Letter
from evaluator.secretariat.status import MinistryStatus, round_status
from evaluator.secretariat.version_changes import compare_versions
from evaluator.show import comparison as differences
from evaluator.show import status as shown
from evaluator.show.finding import in_a_line
from evaluator.web.door import Door
from evaluator.web.people import MINISTRY_AND_OFFICE, OFFICE
from evaluator.web.sent import attached
from evaluator.web.stale import fingerprint, last_number
from evaluator.web.visit import Visit


def ministry(visit: Visit) -> Response:
    """Show where a ministry stands, what is told of its form, and what may be done about it."""
    one = standing_of(visit)
    events = visit.opened.book.events
    own = of_forms(events, visit.ministry)
    standing = visit.opened.book.state.of(visit.ministry)
    return visit.page(
        "ministry",
        one=one,
        standing=standing,
        before=_before(standing.versions),
        counted=_counted,
        groups=grouped(one.findings),
        can_be_waived=lambda finding: finding.severity is not Severity.INFO and one.version,
        is_between=lambda finding: finding.kind in BETWEEN,
        told=fingerprint(one.findings),
        in_a_line=in_a_line,
        who=who,
        own=tuple(reversed(own)),
        undoable={event.number for event in own if may_be_undone(event, events)},
        seen=last_number(own),
        letters=tuple(Letter),
        shown=shown,
        done=tuple(event for event in visit.done if event in own),
    )


def standing_of(visit: Visit) -> MinistryStatus:
    """Return where the ministry of the address stands; 404 if it is not asked for anything."""
    for one in round_status(visit.opened, visit.today).ministries:
        if one.ministry == visit.ministry:
            return one
    raise HTTPException(404)


def _before(versions: tuple[Version, ...]) -> dict[int, int]:
    """Return for each version the last one before it that it can be compared with."""
    last: dict[bool, int] = {}
    before = {}
    for version in versions:
        if version.is_supplement in last:
            before[version.number] = last[version.is_supplement]
        last[version.is_supplement] = version.number
    return before


def _counted(event: Event) -> str:
    """Say how many findings a form had when it came."""
    said = event.details.findings if isinstance(event.details, FormReceived) else {}
    return "、".join(f"{severity} {number}" for severity, number in said.items() if number)


def differing(visit: Visit) -> Response:
    """Show what differs between two versions, which the address names as `old` and `new`."""
    old, new = (_version(visit, visit.request.query_params.get(n, "")) for n in ("old", "new"))
    comparison = compare_versions(visit.opened, old, new)
    return visit.page(
        "differing",
        old=old,
        new=new,
        comparison=comparison,
        differences=differences,
        in_a_line=in_a_line,
    )


def file(visit: Visit) -> Response:
    """Send a version back, byte for byte as it came."""
    version = _version(visit, visit.request.path_params["number"])
    content = read_file(visit.opened.book.archive.path(version.sha256))
    return attached(version.name, content)


def _version(visit: Visit, number: str) -> Version:
    for version in visit.opened.book.state.of(visit.ministry).versions:
        if str(version.number) == number:
            return version
    raise HTTPException(404)


_PAGE: Final = "/{round}/ministry/{ministry}"
DOORS: Final = (
    Door(_PAGE, ministry, OFFICE),
    Door(f"{_PAGE}/differences", differing, OFFICE),
    Door(f"{_PAGE}/version/{{number}}", file, MINISTRY_AND_OFFICE),
)
