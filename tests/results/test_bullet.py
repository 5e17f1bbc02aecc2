"""A bullet of the annex: its words in lines and levels, and whose it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from evaluator.findings import CellRef
from evaluator.model import MinistryName
from evaluator.results.bullet import Bullet, as_decided, attributed_to
from evaluator.results.editorial import Editing
from tests.values import CAO, METI, MOFA, a_catalogue

CATALOGUE = a_catalogue()


def a_bullet(written: str, **given: Any) -> Bullet:
    bullet = Bullet("0" * 16, CAO, written, (CAO,), "内閣府", CellRef("a.xlsx", "成果例", "D5"))
    return replace(bullet, **given)


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        ("甲", [("甲（内閣府）", 1)]),
        ("甲\n乙", [("甲\n乙（内閣府）", 1)]),
        ("甲\n－乙", [("甲（内閣府）", 1), ("乙", 2)]),
        ("甲\n・ 乙\n丙", [("甲（内閣府）", 1), ("乙\n丙", 2)]),
        ("甲\n  - 乙\n\n－　丙", [("甲（内閣府）", 1), ("乙", 2), ("丙", 2)]),
        ("・ 甲", [("甲（内閣府）", 1)]),
    ],
)
def test_a_line_with_a_sign_is_a_point_under_the_first(
    written: str, lines: list[tuple[str, int]]
) -> None:
    bullet = a_bullet(written)

    assert [(line.text, line.level) for line in bullet.lines] == lines
    assert bullet.printed == " ".join(text.replace("\n", " ") for text, _ in lines)
    assert bullet.text == written.replace("\n", " ")


def test_what_is_not_to_be_published_says_so_after_whose_it_is() -> None:
    (first, second) = a_bullet("甲\n・乙", is_withheld=True).lines

    assert (first.text, second.text) == ("甲（内閣府）【非公表】", "乙")


@pytest.mark.parametrize(
    ("given", "words", "heading", "names", "attribution"),
    [
        ({}, "甲", "国内", (CAO,), "内閣府"),
        ({"text": "乙"}, "乙", "国内", (CAO,), "内閣府"),
        ({"heading": "国際"}, "甲", "国際", (CAO,), "内閣府"),
        ({"attribution": "外務省\n経済産業省"}, "甲", "国内", (MOFA, METI), "外務省 経済産業省"),
        ({"attribution": "某研究所"}, "甲", "国内", ("某研究所",), "某研究所"),
        ({"attribution": "、"}, "甲", "国内", ("、",), "、"),
    ],
)
def test_a_decision_puts_in_what_it_gives(
    given: dict[str, str], words: str, heading: str, names: tuple[str, ...], attribution: str
) -> None:
    decision = Editing(key="0" * 16, ministry=CAO, **given)

    decided = as_decided(a_bullet("甲", heading="国内"), decision, CATALOGUE)

    assert (decided.written, decided.heading) == (words, heading)
    assert (decided.names, decided.attribution) == (names, attribution)


@pytest.mark.parametrize(
    ("written", "names", "printed"),
    [
        ("", (CAO,), "内閣府"),
        ("経済産業省・外務省", (METI, MOFA), "経済産業省、外務省"),
        ("某研究所", (CAO,), "内閣府"),
        ("経済産業省、某研究所", (METI,), "経済産業省"),
    ],
)
def test_a_bullet_is_of_those_that_are_known_or_else_of_who_wrote_it(
    written: str, names: tuple[MinistryName, ...], printed: str
) -> None:
    whose = attributed_to(written, CAO, CATALOGUE)

    assert (whose.names, whose.printed) == (names, printed)
