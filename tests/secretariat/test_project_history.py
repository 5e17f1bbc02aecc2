"""A project's life over three rounds, by two ministries, corrected once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from evaluator.catalogue import Catalogue
from evaluator.catalogue.project_years import ProjectYearRow
from evaluator.model import MinistryName, RoundId
from evaluator.secretariat.project_history import Life, Reported, life_of
from evaluator.show.projects import life_lines
from tests.projects import GOOD, MOE, MOFA, Cells, asking, form_of, known_project, read_back

pytestmark = pytest.mark.slow

KNOWN = known_project("P001", body="ISO/IEC JTC 1", title="量子計算機の性能評価", stage="30.60")


@pytest.fixture(scope="module")
def life(catalogue: Catalogue) -> list[Reported]:
    """Its ID is given after the first round; its number follows its stage."""
    first = asking(catalogue)
    later = asking(catalogue, KNOWN)
    again = {"stage": "DIS", "number": "ISO/IEC DIS 24212"}
    published = {"stage": "60.60", "number": "ISO/IEC 24212:2027"}
    rows: tuple[tuple[str, Catalogue, MinistryName, int, Cells], ...] = (
        ("R07", first, MOE, 1, GOOD),
        ("R07", first, MOE, 2, {**GOOD, "stage": "30.99"}),
        ("R08", later, MOE, 1, again),
        ("R08", later, MOFA, 1, {**GOOD, "number": "ISO/IEC DIS 24212", "stage": "DIS"}),
        ("R09", later, MOE, 1, published),
    )
    other = {**GOOD, "number": "ISO/IEC CD 99999", "title": "ほかの案件"}
    reports = []
    for month, (this, known, ministry, version, typed) in enumerate(rows, start=1):
        added = (typed, other) if ministry == MOFA or known is first else (typed,)
        submission, _ = read_back(form_of(known, ministry, added), known, ministry)
        at = datetime(2026, month, 5, 9, 0, tzinfo=UTC)
        reports.append(Reported(RoundId(this), at, "山田", ministry, version, submission))
    return reports


def told(life: list[Reported], name: str) -> list[tuple[str, str, int, str]]:
    return [
        (
            each.reported.round,
            each.reported.ministry,
            each.reported.version,
            "、".join(f"{before}→{now}" for head, before, now in each.changes if head == "段階"),
        )
        for each in life_of(life, name)
    ]


LIFE = [
    ("R07", "環境省", 1, "None→30.60"),
    ("R07", "環境省", 2, "30.60→30.99"),
    ("R08", "環境省", 1, "30.99→DIS"),
    ("R08", "外務省", 1, "None→DIS"),
    ("R09", "環境省", 1, "DIS→60.60"),
]


@pytest.mark.parametrize(
    "name", ["P001", "p001", "ISO/IEC CD 24212", "ISO/IEC 24212:2027", "ISO/IEC FDIS 24212"]
)
def test_it_is_followed_by_its_id_and_by_every_number_it_had(
    life: list[Reported], name: str
) -> None:
    assert told(life, name) == LIFE


def test_another_project_is_another_life(life: list[Reported]) -> None:
    assert {each.title for each in life_of(life, "P001")} == {"量子計算機の性能評価"}
    assert life_of(life, "P999") == ()


def test_the_screen_tells_only_what_changed(life: list[Reported]) -> None:
    lines = list(life_lines(Life((), life_of(life, "P001"))))

    corrected = lines.index(next(line for line in lines if "第2版" in line))
    assert lines[corrected + 1 : corrected + 3][0] == "    段階：30.60 → 30.99"
    assert lines[corrected + 2].startswith("R08　")


def test_years_before_the_first_form_are_told_from_the_register(life: list[Reported]) -> None:
    before = ProjectYearRow(
        year=2024, id="P001", stage="NP", number="ISO/IEC NP 24212", status=None
    )

    lines = list(life_lines(Life((before,), life_of(life, "P001"))))

    assert lines[0] == "2024年度　段階：NP　番号：ISO/IEC NP 24212（施策一覧『案件の経過』）"
    assert lines[1].startswith("R07　")
