"""All that is known of secretariats, as plain data."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from evaluator.standards.secretariats import Secretariats
from evaluator.standards.secretariats.overruled import overruled


def as_data(known: Secretariats) -> dict[str, Any]:
    """Return the rankings with every country's place, what was published, and the handovers."""
    return {
        "published": [row.model_dump(mode="json") for row in known.ranks],
        "rankings": [
            {
                "body": each.body,
                "as_of": each.as_of,
                "definition": each.definition,
                "source": each.source,
                "counted": each.counted,
                "run_by_iec": each.by_iec,
                "japan": asdict(each.japan) if each.japan else None,
                "tied": each.tied,
                "margin_to_sixth": each.margin,
                "places": [asdict(place) for place in each.places],
            }
            for each in known.rankings
        ],
        "handovers": [
            asdict(each) | {"won": each.is_won, "lost": each.is_lost} for each in known.handovers
        ],
        "overruled": [asdict(each) for each in overruled(known)],
    }
