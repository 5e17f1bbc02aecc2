"""An earlier edition without what a later one withholds: that and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from evaluator.form.sheets import KpiAnswer, OutcomeAnswer
from evaluator.form.sheets.posts import PostAnswer
from evaluator.model import MarkSource, Withheld
from evaluator.results.decisions import NO_DECISIONS
from evaluator.results.results import Results, results_of
from evaluator.results.taken_back import without_taken_back
from tests.rating_builders import HOUSE
from tests.values import CAO, METI, a_catalogue, a_measure, answered

CATALOGUE = a_catalogue(a_measure("S001", CAO), a_measure("S002", METI))
Rows = Sequence[Mapping[str, Any]]


def edition(outcomes: Rows, posts: Rows = (), kpis: Rows = ()) -> Results:
    """Return an edition with these rows from 内閣府, and one bullet of 経済産業省."""
    forms = {
        CAO: answered(CAO, outcomes=outcomes, kpis=kpis, more={PostAnswer: posts}),
        METI: answered(METI, outcomes=[said("一")]),
    }
    return results_of(CATALOGUE, forms, (), NO_DECISIONS, HOUSE, MarkSource.SELF, (), {})


def said(text: str, **more: Any) -> dict[str, Any]:
    return {"category": "分類一", "text": text, **more}


def hidden(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "withheld": Withheld.YES}


def test_a_bullet_is_withheld_that_its_ministry_withholds_later_and_no_other() -> None:
    before = edition([said("一"), said("二"), said("三", withheld=Withheld.YES)])
    after = edition([hidden(said("一")), said("二")])

    found = without_taken_back(before, after)

    rows = found.submissions[CAO].table(OutcomeAnswer).rows
    assert [bool(each.row.withheld) for each in rows] == [True, False, True]
    (section, *_) = found.annex.categories
    told = {(each.ministry, each.text): each.is_withheld for each in section.bullets}
    assert told == {(CAO, "一"): True, (CAO, "二"): False, (CAO, "三"): True, (METI, "一"): False}


def test_a_row_without_a_key_is_known_by_all_that_was_answered_in_it() -> None:
    posts = [{"body": "ISO", "role": "議長"}, {"body": "ISO", "role": "幹事"}]

    found = without_taken_back(edition([], posts), edition([], [hidden(posts[1]), posts[0]]))

    rows = found.submissions[CAO].table(PostAnswer).rows
    assert [bool(each.row.withheld) for each in rows] == [False, True]


def test_a_row_with_a_key_is_known_by_it_whatever_was_answered_since() -> None:
    kpis = [{"kpi_id": "S001-1", "note": "甲"}, {"kpi_id": "S001-2"}]
    later = [hidden({"kpi_id": "S001-1", "note": "乙"}), kpis[1]]

    found = without_taken_back(edition([], kpis=kpis), edition([], kpis=later))

    rows = found.submissions[CAO].table(KpiAnswer).rows
    assert [bool(each.row.withheld) for each in rows] == [True, False]


def test_of_a_ministry_that_sent_nothing_later_all_stays_as_it_was() -> None:
    before, after = edition([said("一")]), edition([hidden(said("一"))])
    after = replace(after, submissions={METI: after.submissions[METI]})

    assert without_taken_back(before, after).submissions[CAO] == before.submissions[CAO]
