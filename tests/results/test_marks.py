"""Which mark of a measure counts, whose it is, and the two ways of having none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from evaluator.catalogue import Catalogue
from evaluator.findings import CellRef
from evaluator.ledger import Event
from evaluator.ledger.details import MarkDecided
from evaluator.model import Kpi, KpiKind, MeasureId, MinistryName, Unrated, ValueBasis
from evaluator.results.decisions import MarkDecision
from evaluator.results.marks import MeasureResult, final_marks, proposed_marks, self_marks
from evaluator.results.proposals import rate_all
from evaluator.scale import Mark
from tests.ledger_builders import MONDAY
from tests.marks import GOOD, PARTIAL, POOR, SCALE
from tests.rating_builders import HOUSE, a_kpi
from tests.values import CAO, METI, MOE, MOFA, a_catalogue, a_measure, answered, said

S1, S2 = MeasureId("S001"), MeasureId("S002")
Sent = Mapping[MinistryName, tuple[Mapping[str, Any], ...]]


def marked(
    catalogue: Catalogue, sent: Sent, contested: Iterable[MinistryName] = ()
) -> tuple[MeasureResult, ...]:
    forms = {ministry: answered(ministry, *rows) for ministry, rows in sent.items()}
    return self_marks(catalogue, forms, contested)


def of_one(
    lead: MinistryName | None,
    joint: tuple[MinistryName, ...],
    contested: Iterable[MinistryName] = (),
    /,
    **marks: str | None,
) -> MeasureResult:
    """Return the result of a measure that these ministries sent these marks for."""
    catalogue = a_catalogue(a_measure("S001", lead, joint))
    sent = {MinistryName(name): (said("S001", mark),) for name, mark in marks.items()}
    (result,) = marked(catalogue, sent, contested)
    return result


# the ministries' own ----------------------------------------------------------------------
@pytest.mark.parametrize("mark", list(SCALE.marks))
def test_the_leads_mark_counts_whatever_the_others_say(mark: Mark) -> None:
    result = of_one(CAO, (MOFA,), 内閣府=mark.value, 外務省="×" if mark != POOR else "◎")

    assert result.mark == mark
    assert result.said_by == (CAO,)
    assert result.evidence == (CellRef("内閣府.xlsx", "施策", "K5"),)
    assert list(result.answers) == [CAO, MOFA]


@pytest.mark.parametrize(
    ("marks", "worst", "whose"),
    [
        (("◎", "○", "△"), "△", [METI]),
        (("×", "○", "△"), "×", [CAO]),
        (("○", "△", "△"), "△", [MOFA, METI]),
        (("○", "◎", "◎"), "○", [CAO]),
        (("◎", "◎", "◎"), "◎", [CAO, MOFA, METI]),
    ],
)
def test_without_a_lead_the_worst_mark_counts_and_is_theirs_who_gave_it(
    marks: tuple[str, str, str], worst: str, whose: list[MinistryName]
) -> None:
    given = dict(zip(("内閣府", "外務省", "経済産業省"), marks, strict=True))

    result = of_one(None, (CAO, MOFA, METI), **given)

    assert result.mark == SCALE.of(worst)
    assert list(result.said_by) == whose
    assert [where.file for where in result.evidence] == [f"{name}.xlsx" for name in whose]


def test_a_blank_mark_is_undecided_and_owed_and_proves_nothing() -> None:
    result = of_one(CAO, (MOFA,), 内閣府=None, 外務省="○")

    assert (result.mark, result.said_by, result.evidence) == (Unrated.UNDECIDED, (CAO,), ())


def test_a_measure_that_is_not_in_the_form_that_came_is_undecided() -> None:
    catalogue = a_catalogue(a_measure("S001"), a_measure("S002"))

    one, two = marked(catalogue, {CAO: (said("S002", "○"),)})

    assert (one.mark, one.said_by) == (Unrated.UNDECIDED, (CAO,))
    assert two.mark == GOOD


def test_no_form_at_all_is_not_submitted() -> None:
    result = of_one(CAO, (MOFA,), 外務省="○")

    assert (result.mark, result.said_by) == (Unrated.NOT_SUBMITTED, (CAO,))
    assert list(result.answers) == [MOFA]


def test_whoever_sent_several_files_did_submit_but_said_nothing() -> None:
    assert of_one(CAO, (), [CAO]).mark is Unrated.UNDECIDED
    assert of_one(CAO, (), [MOFA]).mark is Unrated.NOT_SUBMITTED


@pytest.mark.parametrize(
    ("marks", "state", "owing"),
    [
        ({"内閣府": "◎", "外務省": None}, Unrated.UNDECIDED, (MOFA,)),
        ({"内閣府": "◎"}, Unrated.NOT_SUBMITTED, (MOFA,)),
        ({"内閣府": None}, Unrated.NOT_SUBMITTED, (CAO, MOFA)),
        ({"内閣府": None, "外務省": None}, Unrated.UNDECIDED, (CAO, MOFA)),
        ({}, Unrated.NOT_SUBMITTED, (CAO, MOFA)),
    ],
)
def test_without_a_lead_every_mark_is_needed_and_a_missing_form_is_said_first(
    marks: dict[str, str | None], state: Unrated, owing: tuple[MinistryName, ...]
) -> None:
    result = of_one(None, (CAO, MOFA), **marks)

    assert (result.mark, result.said_by, result.evidence) == (state, owing, ())


def test_of_a_row_that_stands_twice_the_first_counts() -> None:
    catalogue = a_catalogue(a_measure("S001"))

    (result,) = marked(catalogue, {CAO: (said("S001", "△"), said("S001", "◎"))})

    assert result.mark == PARTIAL
    assert result.evidence == (CellRef("内閣府.xlsx", "施策", "K5"),)


def test_results_are_in_the_registers_order_and_only_of_its_measures() -> None:
    catalogue = a_catalogue(a_measure("S002"), a_measure("S001", MOFA))

    results = marked(
        catalogue, {MOFA: (said("S001", "○"),), CAO: (said("S999", "×"), said("S002", "△"))}
    )

    assert [(r.measure.id, r.mark) for r in results] == [(S2, PARTIAL), (S1, GOOD)]


def test_the_progress_names_its_ministries_where_several_answer() -> None:
    catalogue = a_catalogue(a_measure("S001", CAO, (MOFA, MOE)), a_measure("S002"))
    forms = {
        CAO: (said("S001", "○", progress="進んだ。"), said("S002", "○", progress="終えた。")),
        MOFA: (said("S001", None),),
        MOE: (said("S001", None, progress="協力した。"),),
    }

    several, alone = marked(catalogue, forms)

    assert several.progress == "【内閣府】進んだ。\n【環境省】協力した。"
    assert alone.progress == "終えた。"


# the rubric's -----------------------------------------------------------------------------
def proposed(kpi: Kpi | None, actual: str | None, *, is_sent: bool = True) -> MeasureResult:
    """Return the result by the rubric's mark of a measure with this KPI and its value."""
    catalogue = a_catalogue(a_measure("S001"), kpis=[kpi] if kpi else [])
    given = {"kpi_id": "S001-1", "actual": actual, "basis": ValueBasis.ACTUAL}
    forms = {CAO: answered(CAO, said("S001", "◎"), kpis=[given] if kpi else [])} if is_sent else {}
    own = self_marks(catalogue, forms)
    (result,) = proposed_marks(rate_all(catalogue, forms, {}, HOUSE), own)
    return result


def test_the_rubrics_mark_takes_the_place_of_the_ministrys_own() -> None:
    result = proposed(a_kpi(KpiKind.ANNUAL, "100"), "10")

    assert result.mark == POOR
    assert [where.sheet for where in result.evidence] == ["KPI"]
    assert "×" in result.explanation
    assert result.said_by == (CAO,)


@pytest.mark.parametrize(
    ("kpi", "is_sent", "state"),
    [
        (a_kpi(KpiKind.WATCH, "100"), True, Unrated.OUT_OF_SCOPE),
        (a_kpi(KpiKind.WATCH, "100"), False, Unrated.OUT_OF_SCOPE),
        (a_kpi(KpiKind.ANNUAL, "100"), True, Unrated.UNDECIDED),
        (a_kpi(KpiKind.ANNUAL, "100"), False, Unrated.NOT_SUBMITTED),
        (None, True, Unrated.UNDECIDED),
    ],
)
def test_why_the_rubric_proposes_nothing(kpi: Kpi | None, is_sent: bool, state: Unrated) -> None:  # noqa: FBT001
    result = proposed(kpi, None, is_sent=is_sent)

    assert result.mark is state
    assert result.explanation


# the secretariat's ------------------------------------------------------------------------
def test_the_secretariats_mark_is_its_own_with_its_reason_and_cell() -> None:
    own = marked(a_catalogue(a_measure("S001")), {CAO: (said("S001", "◎"),)})
    given = MarkDecided(subject="measure", key="S001", value="△", sheet="調整", cell="M5")
    event = Event(given, MONDAY, "山田", CAO, name="調整_第1回.xlsx")

    (result,) = final_marks({S1: MarkDecision("△", "協議の結果", event=event)}, own, SCALE)

    assert result.mark == PARTIAL
    assert result.explanation == "事務局評価の理由：協議の結果"
    assert result.evidence == (CellRef("調整_第1回.xlsx", "調整", "M5"),)
    (without,) = final_marks({S1: MarkDecision("△", event=event)}, own, SCALE)
    assert without.explanation == ""


def test_without_a_decision_a_missing_form_and_a_missing_decision_stay_apart() -> None:
    catalogue = a_catalogue(a_measure("S001"), a_measure("S002", MOFA))
    own = marked(catalogue, {CAO: (said("S001", "◎"),)})

    one, two = final_marks({}, own, SCALE)

    assert (one.mark, one.evidence) == (Unrated.UNDECIDED, ())
    assert (two.mark, two.evidence) == (Unrated.NOT_SUBMITTED, ())
