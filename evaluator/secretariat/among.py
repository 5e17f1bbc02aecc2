"""A form looked at among what counts of its round: what is said beside other ministries, too.

So a file is told the same by `check`, by `receive`, and once it counts by `status` and `run`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evaluator.checks import check_among
from evaluator.files import LEDGER_NAME
from evaluator.findings import Finding
from evaluator.findings.order import numbered
from evaluator.form.read import Submission
from evaluator.model import MinistryName
from evaluator.secretariat.incoming import files_below
from evaluator.secretariat.opening import OpenRound


@dataclass(frozen=True)
class Neighbours:
    """What counts of a round, or is handed in with a file."""

    opened: OpenRound
    submissions: Mapping[MinistryName, Submission]

    def told(self, form: Submission, own: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return what is told of a form, in order and numbered: its `own`, and beside others."""
        among = {**self.submissions, form.ministry: form}
        beside = check_among(form.ministry, among, self.opened.yardstick)
        return numbered((*own, *beside), form.sheets)


def neighbours(opened: OpenRound, given: Iterable[Submission | None]) -> Neighbours:
    """Return what a file is looked at among: what counts, but for those `given` with it.

    Of a ministry of which several different ones are given, what counts already is taken.
    """
    by_ministry: dict[MinistryName, dict[str, Submission]] = {}
    for form in given:
        if form is not None:
            by_ministry.setdefault(form.ministry, {})[form.sha256] = form
    alone = {
        name: next(iter(same.values())) for name, same in by_ministry.items() if len(same) == 1
    }
    return Neighbours(opened, {**_counting(opened), **alone})


def _counting(opened: OpenRound) -> Mapping[MinistryName, Submission]:
    workspace = opened.workspace
    folder = workspace.submissions(opened.id)
    has_ledger = workspace.database or (folder / LEDGER_NAME).exists()
    if not has_ledger and not any(files_below(folder, workspace)):
        return {}
    # A check of a form needs no ledger where nothing has come yet.
    from evaluator.secretariat.collect import collect  # noqa: PLC0415

    return collect(opened).submissions
