"""What the secretariat has changed since the form was issued: said, and held against nobody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from evaluator.catalogue.amendments import Remedy, amendments
from evaluator.checks.rule import Yardstick, finds
from evaluator.findings import CellRef, Finding, Kind
from evaluator.findings.amendment import ASKED_AGAIN, CHANGED, MORE_ASKED, SET_ASIDE
from evaluator.form.read import Submission

KIND_OF: Final[Mapping[Remedy, Kind]] = {
    Remedy.NOTHING: CHANGED,
    Remedy.SUPPLEMENT: MORE_ASKED,
    Remedy.ASIDE: SET_ASIDE,
    Remedy.ASKED_AGAIN: ASKED_AGAIN,
}


@finds(*KIND_OF.values())
def amended(submission: Submission, yardstick: Yardstick) -> Iterator[Finding]:
    """Tell the ministry what has changed that concerns it, and what that asks of it."""
    issued = submission.issued
    if issued.is_current or not issued.is_kept:
        return
    for amendment in amendments(issued.catalogue, yardstick.catalogue):
        remedy = amendment.concerns.get(submission.ministry)
        if remedy is not None:
            yield KIND_OF[remedy].at(CellRef(submission.file), did=amendment.did)
