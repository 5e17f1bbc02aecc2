"""主要KPI①: how far Japan is from losing its place among the first five, in words."""

from __future__ import annotations

from datetime import date

import pytest

from evaluator.results.tables.secretariats import margin_text
from evaluator.standards.secretariats.ranks import Ranking, ranked
from evaluator.standards.secretariats.rows import JAPAN, Definition, RankedBody


@pytest.mark.parametrize(
    ("japan", "others", "said"),
    [
        (6, [9, 8, 7, 6, 5], "1件（2件失うと6位以下）"),
        (5, [9, 8, 7, 6, 5], "0件（1件失うと6位以下）"),
        (4, [9, 8, 7, 6, 5], "5位まであと1件"),
        (3, [9, 8, 7, 6, 5, 1], "5位まであと2件"),
        (4, [9, 8, 7, 6], "比べられる国が足りません"),
        (0, [9, 8, 7, 6, 5], "比べられる国が足りません"),
    ],
)
def test_the_margin_is_said_from_either_side(japan: int, others: list[int], said: str) -> None:
    counts = {f"国{number}": count for number, count in enumerate(others)}
    places = ranked(counts | ({JAPAN: japan} if japan else {}))
    ranking = Ranking(RankedBody.ISO, date(2026, 5, 2), Definition.EVERY, "出典", places)

    assert margin_text(ranking) == said
