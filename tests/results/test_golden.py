"""The invented round comes to what golden.txt says, to the letter."""

from __future__ import annotations

from tests.results.golden import GOLDEN, golden


def test_the_invented_round_comes_to_what_it_did() -> None:
    assert golden() == GOLDEN.read_text(encoding="utf-8")
