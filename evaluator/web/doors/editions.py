"""確定版: what stands against it, making it, the editions with their files, and verifying them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from evaluator.files import staged
from evaluator.model import Audience
from evaluator.results.errata import FILES as ERRATA
from evaluator.secretariat.editions import Edition, edition_label, editions_of, on_disk
from evaluator.secretariat.made import MadeFile, files_in
from evaluator.secretariat.readiness import against_final
from evaluator.secretariat.seal import OutputState, state_on_disk
from evaluator.secretariat.status import changes_since
from evaluator.show import edition as shown
from evaluator.web import sent
from evaluator.web.door import Door
from evaluator.web.gap_pages import page_of
from evaluator.web.html import mishap
from evaluator.web.jobs.begin import begin
from evaluator.web.jobs.job import Jobs, Order, Work
from evaluator.web.people import OFFICE, OFFICE_AND_READERS
from evaluator.web.stale import last_number
from evaluator.web.visit import Visit

AUDIENCES: Final = {audience.name.lower(): audience for audience in Audience}
"""Who a copy is for, as addresses say it."""


@dataclass(frozen=True)
class SealedFile:
    """A file of an edition: as it was sealed, and as it lies there."""

    name: str
    state: OutputState
    made: MadeFile | None

    @property
    def is_good(self) -> bool:
        """Whether it is what was published."""
        return self.made is not None and self.state is OutputState.SAME


def editions(visit: Visit) -> Response:
    """Show what stands against a final report, and the editions there are."""
    opened, jobs = visit.opened, Jobs(visit.workspace, visit.round_id)
    published = editions_of(opened.book.events)
    return visit.page(
        "editions",
        round=opened.catalogue.round,
        against=[(gap, page_of(visit, gap)) for gap in against_final(opened)],
        editions=tuple(reversed(published)),
        next_label=edition_label(len(published) + 1),
        since=changes_since(opened.book.events, published),
        seen=last_number(opened.book.events),
        jobs=jobs.latest(),
        running=jobs.running(),
    )


def sure(visit: Visit) -> Response:
    """Ask once more, with what is about to be done."""
    events = visit.opened.book.events
    published = editions_of(events)
    return visit.page(
        "publish",
        round=visit.opened.catalogue.round,
        editions=published,
        next_label=edition_label(len(published) + 1),
        seen=last_number(events),
        reason=visit.request.query_params.get("reason", ""),
    )


def publish(visit: Visit) -> Response:
    """Have the next edition made."""
    seen = visit.text("seen")
    if not seen.isdecimal():
        raise HTTPException(400)
    return _begun(
        visit,
        Order(
            work=Work.EDITION,
            person=visit.person.name,
            at=visit.now,
            reason=visit.text("reason"),
            seen=int(seen),
        ),
    )


def verify(visit: Visit) -> Response:
    """Have the editions, or one of them, made again and compared."""
    number = visit.text("edition")
    edition = int(number) if number.isdecimal() else None
    person, at = visit.person.name, visit.now
    return _begun(visit, Order(work=Work.VERIFY, person=person, at=at, edition=edition))


def _begun(visit: Visit, order: Order) -> Response:
    number = begin(visit.workspace, visit.round_id, order)
    return visit.go(visit.round_id, "reports", "job", number)


def edition(visit: Visit) -> Response:
    """Show an edition with its files."""
    chosen = _edition(visit)
    copies = _copies(_files(visit, chosen))
    round_ = visit.opened.catalogue.round
    return visit.page(
        "edition",
        round=round_,
        edition=chosen,
        sealed=shown.sealed_line(chosen),
        copies=copies,
        keys={audience.value: key for key, audience in AUDIENCES.items()},
        errata=ERRATA,
    )


def file(visit: Visit) -> Response:
    """Send a file of an edition, if it is what was published."""
    chosen = _edition(visit)
    name = visit.request.path_params["name"]
    found = next((each for each in _files(visit, chosen) if each.name == name), None)
    if found is None:
        raise HTTPException(404)
    if found.made is None or not found.is_good:
        return _not_as_sealed([found])
    return sent.attachment(found.made)


def zipped(visit: Visit) -> Response:
    """Send all that an edition says to the public, or to the house, as one file."""
    chosen = _edition(visit)
    audience = AUDIENCES.get(visit.request.path_params["audience"])
    if audience is None:
        raise HTTPException(404)
    files = _copies(_files(visit, chosen)).get(audience.value, [])
    if not files:
        raise HTTPException(404)
    wrong = [each for each in files if not each.is_good]
    if wrong:
        return _not_as_sealed(wrong)
    inside = [(each.name, each.made.path) for each in files if each.made]
    return sent.zipped(inside, f"{visit.round_id}_確定版_{chosen.label}_{audience}.zip")


def _edition(visit: Visit) -> Edition:
    number = visit.request.path_params["edition"]
    every = editions_of(visit.opened.book.events)
    found = next((each for each in every if each.number == number and each.is_kept), None)
    if found is None:
        raise HTTPException(404)
    return found


def _files(visit: Visit, chosen: Edition) -> list[SealedFile]:
    """Return the files that an edition was sealed with; nothing else lies there for anybody."""
    folder = chosen.folder(visit.workspace, visit.round_id)
    there = files_in(folder if folder.exists() else staged(folder))
    hashes = on_disk(chosen, visit.workspace, visit.round_id)
    return [
        SealedFile(name, state_on_disk(sha256, hashes[name]), there.get(name))
        for name, sha256 in chosen.seal.outputs.items()
    ]


def _copies(files: Sequence[SealedFile]) -> Mapping[str, list[SealedFile]]:
    """Return the files by the copy they belong to: 公表用, 執務用; '' in an edition of 0.1.0."""
    copies: dict[str, list[SealedFile]] = {}
    for each in files:
        first = each.name.partition("/")[0]
        copies.setdefault(first if first in set(Audience) else "", []).append(each)
    return copies


def _not_as_sealed(files: Sequence[SealedFile]) -> Response:
    return mishap(
        409,
        "取り出せません",
        "公表したときのファイルではないため、送りませんでした。",
        "確定版のページで検証し、控えから元に戻してください。",
        [f"{each.name}：{each.state}" for each in files],
    )


DOORS: Final = (
    Door("/{round}/editions", editions, OFFICE_AND_READERS),
    Door("/{round}/editions", publish, OFFICE, is_act=True),
    Door("/{round}/editions/sure", sure, OFFICE),
    Door("/{round}/editions/verify", verify, OFFICE, is_act=True),
    Door("/{round}/editions/{edition:int}", edition, OFFICE_AND_READERS),
    Door("/{round}/editions/{edition:int}/file/{name:path}", file, OFFICE_AND_READERS),
    Door("/{round}/editions/{edition:int}/zip/{audience}", zipped, OFFICE_AND_READERS),
)
