"""A project's way from one round into the next, under one ID."""

from __future__ import annotations

import pytest

from evaluator.catalogue import Catalogue
from evaluator.secretariat.next_projects import moved_on
from tests.projects import GOOD, MOE, MOFA, asking, form_of, known_project, read_back

KNOWN = (
    known_project("P001", body="ISO", title="続く案件", stage="WD", number="ISO/WD 11111"),
    known_project("P002", body="ISO", title="中止された案件", stage="CD"),
    known_project("P007", MOFA, body="ISO", title="回答のない案件", stage="DIS"),
)


@pytest.fixture(scope="module")
def asks(catalogue: Catalogue) -> Catalogue:
    return asking(catalogue, *KNOWN)


def test_what_was_answered_is_what_the_next_round_begins_with(asks: Catalogue) -> None:
    typed = (
        {"stage": "CD", "number": "ISO/CD 11111"},
        {"stage": "30.98", "status": "中止"},
        GOOD,
    )
    submission, _ = read_back(form_of(asks, MOE, typed), asks)

    rows = moved_on(asks.projects, {MOE: submission})

    assert [(row.id, row.ministry, row.stage, row.title) for row in rows] == [
        ("P001", "環境省", "CD", "続く案件"),
        ("P007", "外務省", "DIS", "回答のない案件"),
        ("P008", "環境省", "30.60", "量子計算機の性能評価"),
    ]
    assert rows[0].number == "ISO/CD 11111"
    assert rows[2].roles == ("提案国", "プロジェクトリーダー")
    assert rows[2].domains == ("7 ⑦量子",)
