"""A form looked at among others of its round: what is said beside other ministries, too.

`check` looks at a file among those given with it, and needs no ledger; `receive` looks at it among
what counts as well, as `status` and `run` do once it counts itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from evaluator.checks import check_among
from evaluator.findings import Finding
from evaluator.findings.order import numbered
from evaluator.form.read import Submission
from evaluator.model import MinistryName
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


def neighbours(
    opened: OpenRound,
    given: Iterable[Submission | None],
    counting: Mapping[MinistryName, Submission] = MappingProxyType({}),
) -> Neighbours:
    """Return what a file is looked at among: those `given` with it, and what counts beside them.

    Of a ministry of which several different ones are given, what counts already is taken.
    """
    by_ministry: dict[MinistryName, dict[str, Submission]] = {}
    for form in given:
        if form is not None:
            by_ministry.setdefault(form.ministry, {})[form.sha256] = form
    alone = {
        name: next(iter(same.values())) for name, same in by_ministry.items() if len(same) == 1
    }
    return Neighbours(opened, {**counting, **alone})
