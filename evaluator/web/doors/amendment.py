"""An edited catalogue: what it would change, whom that concerns, and only then the change."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from evaluator.files import read_file, write_atomic
from evaluator.secretariat.amend import amend, amending
from evaluator.show import catalogue as shown
from evaluator.show.finding import in_a_line
from evaluator.web.door import Door
from evaluator.web.people import OFFICE
from evaluator.web.served import own_folder
from evaluator.web.stale import Stale
from evaluator.web.uploads import clear_old
from evaluator.web.visit import Visit
from evaluator.xlsx.source import digest

_HASH: Final = re.compile("[0-9a-f]{64}")


def upload(visit: Visit) -> Response:
    """Keep an edited catalogue apart, by its hash; nothing of the round is changed by it."""
    files = visit.files("file")
    if not files:
        raise HTTPException(422)
    content = files[0].file.read()
    with visit.desk():  # what forms were issued from has to be on record, to tell what is new
        clear_old(_folder(visit))
        sha256 = digest(content)
        write_atomic(_folder(visit) / f"{sha256}.xlsx", content)
    return visit.go(visit.round_id, "catalogue", "amended", sha256)


def _folder(visit: Visit) -> Path:
    return own_folder(visit.workspace) / "catalogues" / visit.round_id


def _kept(visit: Visit) -> bytes:
    """Return the bytes of the hash that the address names; 404 if they lie there no more."""
    sha256 = visit.request.path_params["sha256"]
    path = _folder(visit) / f"{sha256}.xlsx"
    if not _HASH.fullmatch(sha256) or not path.is_file():
        raise HTTPException(404)
    return read_file(path)


def effect(visit: Visit) -> Response:
    """Show what an edited catalogue would do in the place of the one that is there now."""
    told = amending(visit.opened, _kept(visit), visit.today)
    return visit.page(
        "amended",
        told=told,
        effects=[each for each in told.effects if each.is_one],
        seen=visit.opened.catalogue.file_sha256,
        shown=shown,
        in_a_line=in_a_line,
    )


def adopt(visit: Visit) -> Response:
    """Put it in the round's place, if the one there is still the one it was held against."""
    content = _kept(visit)
    with visit.desk() as desk:
        if desk.catalogue.file_sha256 != visit.text("seen"):
            raise Stale(desk.opened.book.events[-1:])
        done = amend(desk, content)
    return visit.go(visit.round_id, "catalogue", done=done)


_PAGE: Final = "/{round}/catalogue/amended"
DOORS: Final = (
    Door(_PAGE, upload, OFFICE, is_act=True),
    Door(f"{_PAGE}/{{sha256}}", effect, OFFICE),
    Door(f"{_PAGE}/{{sha256}}", adopt, OFFICE, is_act=True),
)
