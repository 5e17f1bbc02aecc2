"""Text as it may stand in open data."""

from __future__ import annotations

import pytest

from evaluator.outputs.opendata.texts import portable, unnumbered


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("①③の㈱甲", "(1)(3)の(株)甲"),
        ("第Ⅲ期　45㎡\n髙橋", "第III期 45m2 髙橋"),
        ("⑴ ㍻", "(1) 平成"),
        ("◎○△×～－—", "◎○△×～－—"),
    ],
)
def test_platform_dependent_signs_are_replaced(text: str, plain: str) -> None:
    assert portable(text) == plain


@pytest.mark.parametrize(
    ("label", "plain"),
    [
        ("(1)産学官金の取組の強化", "産学官金の取組の強化"),
        ("① 人材育成", "人材育成"),
        ("⑰医療", "医療"),
        ("3次元データ", "3次元データ"),
    ],
)
def test_labels_lose_their_number(label: str, plain: str) -> None:
    assert unnumbered(label) == plain
