"""再掲: a KPI that is answered in another round, named as 「R08:S001-1」."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

from evaluator.catalogue.tables import Tables
from evaluator.findings import Finding
from evaluator.findings.catalogue import REPEAT_UNREADABLE
from evaluator.model import KpiId, RoundId

_REPEATED: Final = re.compile(r"([A-Za-z0-9]+)((?:-[A-Za-z0-9]+)*):([A-Za-z0-9-]+)")


class Repeated(NamedTuple):
    """Where a KPI is answered."""

    round: RoundId
    kpi: KpiId


def repeated(text: str) -> Repeated | None:
    """Return what a cell names, whatever its width; None if it names nothing."""
    found = _REPEATED.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
    if found is None:
        return None
    year, programme, kpi = found.groups()
    return Repeated(RoundId(year.upper() + programme.lower()), KpiId(kpi.upper()))


def check_repeats(tables: Tables) -> Iterator[Finding]:
    """What is repeated is of another round."""
    own = {row.row.id for row in tables.round.rows}
    for kpi in tables.kpis.rows:
        if kpi.row.repeats:
            named = repeated(kpi.row.repeats)
            if named is None or named.round in own:
                yield REPEAT_UNREADABLE.at(kpi.ref("repeats"), found=kpi.row.repeats)
