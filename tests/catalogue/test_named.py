"""Which measure is meant by what was typed."""

from __future__ import annotations

import pytest

from evaluator.catalogue.named import measure_meant, nearest
from tests.values import a_catalogue, a_measure

ROUND = a_catalogue(a_measure("S001"), a_measure("S012"), a_measure("M012"), a_measure("M020"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("S012", "S012"),
        ("Ｓ０１２", "S012"),
        (" s012 ", "S012"),
        ("S12", "S012"),
        ("Ｍ１２", "M012"),
        ("s-12", "S012"),
        ("20", "M020"),
        ("１", "S001"),
    ],
)
def test_a_measure_is_meant_whatever_the_width_the_capitals_and_the_noughts(
    typed: str, meant: str
) -> None:
    assert measure_meant(ROUND, typed) == meant


@pytest.mark.parametrize("typed", ["12", "S013", "", "施策", "S0123", "0"])
def test_what_means_none_or_several_means_none(typed: str) -> None:
    assert measure_meant(ROUND, typed) is None


def test_those_that_look_alike_are_named_nearest_first() -> None:
    assert nearest(ROUND, "Ｍ０２１")[0].id == "M020"
    assert nearest(ROUND, "施策") == ()
