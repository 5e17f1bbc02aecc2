"""主要KPI①: who holds the secretariats of committees, as counts, ranks and changes by name.

ISO and IEC are ranked apart and never added up. A number depends on the definition, so none stands
without its date, its definition and its source.
"""

from evaluator.standards.secretariats.load import (
    load_secretariats,
    secretariats_workbook,
    shipped_secretariats,
)
from evaluator.standards.secretariats.tables import Secretariats, Snapshot

__all__ = [
    "Secretariats",
    "Snapshot",
    "load_secretariats",
    "secretariats_workbook",
    "shipped_secretariats",
]
