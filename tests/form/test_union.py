"""Which form takes the place of which, and which count together: values, no file anywhere."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from evaluator.catalogue import Catalogue
from evaluator.form.issued import Issued
from evaluator.form.read import Submission
from evaluator.form.since import never_asked
from evaluator.form.union import takes_the_place, together, united
from evaluator.model import MinistryName
from tests.values import METI, MOFA, a_catalogue, a_measure, answered, said

IDS: Final = ("S1", "S2", "S3", "S4")
OLD: Final = replace(a_catalogue(*(a_measure(id_, MOFA) for id_ in IDS[:2])), sha256="old")
NOW: Final = replace(a_catalogue(*(a_measure(id_, MOFA) for id_ in IDS)), sha256="now")
BOTH: Final = replace(a_catalogue(a_measure("S1", MOFA), a_measure("S2", METI)), sha256="both")


def whole(
    catalogue: Catalogue = OLD, ministry: MinistryName = MOFA, *, is_kept: bool = True
) -> Submission:
    return replace(answered(ministry), issued=Issued(catalogue, ministry, is_kept))


def supplement(*ids: str) -> Submission:
    form = answered(MOFA, *(said(id_, "○") for id_ in ids))
    return replace(form, issued=Issued(NOW, MOFA, asked={"measures": ids, "kpis": ()}))


def replaces(new: Submission, old: Submission) -> bool:
    return takes_the_place(new, old, NOW, MOFA)


def test_a_form_of_then_replaces_itself_and_leaves_the_supplement() -> None:
    assert replaces(whole(), whole())
    assert not replaces(whole(), supplement("S3"))


def test_a_form_of_now_replaces_every_one() -> None:
    assert replaces(whole(NOW), whole())
    assert replaces(whole(NOW), supplement("S3", "S4"))


def test_a_supplement_replaces_no_form() -> None:
    assert not replaces(supplement(*IDS), whole())


@given(st.sets(st.sampled_from(IDS)), st.sets(st.sampled_from(IDS)))
def test_a_supplement_replaces_one_that_asks_for_no_more(one: set[str], other: set[str]) -> None:
    assert replaces(supplement(*sorted(one)), supplement(*sorted(other))) == (other <= one)


def test_what_is_asked_for_no_more_keeps_no_form() -> None:
    later = replace(OLD, sha256="later")

    assert takes_the_place(whole(later), supplement("S3"), later, MOFA)


def test_forms_of_ministries_that_joined_count_beside_each_other() -> None:
    joined = replace(a_catalogue(a_measure("S1", MOFA), a_measure("S2", MOFA)), sha256="joined")
    mofa, meti = whole(BOTH, MOFA), whole(BOTH, METI)

    assert not takes_the_place(mofa, meti, joined, MOFA)
    assert takes_the_place(mofa, mofa, joined, MOFA)
    assert takes_the_place(whole(joined), meti, joined, MOFA)


@given(st.sets(st.sampled_from(IDS[2:])))
def test_what_was_never_asked_is_asked_once(already: set[str]) -> None:
    forms = [whole().issued, supplement(*sorted(already)).issued]

    left = tuple(id_ for id_ in IDS[2:] if id_ not in already)

    assert never_asked(forms, NOW, MOFA) == ({"measures": left, "kpis": ()} if left else {})


def test_of_a_version_that_nobody_kept_nothing_is_asked_later() -> None:
    assert never_asked([whole(NOW, is_kept=False).issued], NOW, MOFA) == {}


def test_together_they_are_a_whole_form_with_the_answers_of_both() -> None:
    form = replace(answered(MOFA, said("S1", "△"), file="a.xlsx"), issued=Issued(OLD, MOFA))
    first, second = together([form, supplement("S3")])

    both = united(first, second)

    assert (first.others, second.others) == ((second.issued,), (first.issued,))
    assert [row.row.measure_id for row in both.measures.rows] == ["S1", "S3"]
    assert not both.is_supplement
    assert [name for name, _ in both.forms] == ["a.xlsx", "外務省.xlsx"]
