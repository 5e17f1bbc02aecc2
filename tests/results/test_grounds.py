"""What a mark is decided on: the answers, not how they were laid out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from evaluator.form.read import Submission
from evaluator.model import Basis, KpiKind, MeasureId, MinistryName, ValueBasis
from evaluator.results.grounds import Grounds, changes, decoded, grounds_of
from tests.rating_builders import a_kpi
from tests.values import CAO, MOFA, a_catalogue, a_measure, answered, said

CATALOGUE = a_catalogue(
    a_measure("S001", CAO, [MOFA]), a_measure("S002"), kpis=[a_kpi(KpiKind.ANNUAL, "100")]
)
S1, S2 = MeasureId("S001"), MeasureId("S002")


def on(*rows: Mapping[str, Any], kpis: tuple[Mapping[str, Any], ...] = ()) -> Grounds:
    """Return what a decision on S001 would rest on if 内閣府 had sent these rows."""
    forms: dict[MinistryName, Submission] = {CAO: answered(CAO, *rows, kpis=kpis)}
    return grounds_of(CATALOGUE, forms)[S1]


def test_the_answers_that_bear_on_a_mark_are_named_by_who_gave_them() -> None:
    row = said("S001", "○", progress="進んだ。", reason="理由", basis=Basis.EXPECTED)
    kpi = {
        "kpi_id": "S001-1",
        "measure_id": "S001",
        "actual": Decimal("1234.5"),
        "as_of": date(2026, 3, 31),
        "basis": ValueBasis.EXPECTED,
        "note": "速報",
    }
    forms = {
        CAO: answered(CAO, row, said("S002", "△"), kpis=[kpi]),
        MOFA: answered(MOFA, said("S001", "×")),
    }

    found = grounds_of(CATALOGUE, forms)

    assert found[S1].answers == {
        "内閣府/self_mark": "○",
        "内閣府/progress": "進んだ。",
        "内閣府/reason": "理由",
        "内閣府/basis": "見込み",
        "内閣府 S001-1/actual": "1234.5",
        "内閣府 S001-1/as_of": "2026-03-31",
        "内閣府 S001-1/basis": "見込み",
        "内閣府 S001-1/note": "速報",
        "外務省/self_mark": "×",
    }
    assert found[S2].answers == {"内閣府/self_mark": "△"}


def test_next_years_plan_and_a_link_do_not_bear_on_it() -> None:
    row = said("S001", "○", next_plan="続ける。", evidence_url="https://example.go.jp/")

    assert on(row).answers == {"内閣府/self_mark": "○"}


def test_of_a_measure_that_nobody_spoke_of_there_are_no_answers() -> None:
    assert grounds_of(CATALOGUE, {}) == {S1: Grounds({}), S2: Grounds({})}
    assert on(said("S999", "○")) == Grounds({})


def test_a_row_that_stands_twice_or_thrice_is_told_apart() -> None:
    found = on(said("S001", "○"), said("S001", "△"), said("S001", "×"))

    assert found.answers == {
        "内閣府/self_mark": "○",
        "内閣府 (2)/self_mark": "△",
        "内閣府 (3)/self_mark": "×",
    }


@pytest.mark.parametrize("text", ["二つの　文。\nあと", " 二つの 文。 あと ", "二つの文。あと"])
def test_spaces_and_line_breaks_change_nothing(text: str) -> None:
    plain = on(said("S001", "○", progress="二つの 文。 あと"))

    other = on(said("S001", "○", progress=text))

    assert other.digest == plain.digest
    assert changes(plain, other) == ()


def test_the_order_of_answers_changes_nothing_and_another_word_does() -> None:
    one, other = Grounds({"a": "x", "b": "y"}), Grounds({"b": "y", "a": "x"})

    assert one.digest == other.digest
    assert len(one.digest) == 16
    assert one.digest != Grounds({"a": "y", "b": "x"}).digest
    assert one.digest != Grounds({"a": "x"}).digest


# in a cell --------------------------------------------------------------------------------
def test_grounds_go_into_a_cell_and_come_back() -> None:
    grounds = Grounds({"外務省/self_mark": "○"})

    assert grounds.encoded() == '{"外務省/self_mark": "○"}'
    assert decoded(grounds.encoded()) == grounds


@pytest.mark.parametrize("text", ["", "{", "[]", '"x"', "1", '{"a": 1}', "[" * 100_000])
def test_what_is_no_grounds_is_none(text: str) -> None:
    assert decoded(text) is None


def test_a_long_answer_is_cut_and_still_told_from_another() -> None:
    whole, longer = "あ" * 420, "あ" * 421

    kept, cut = (on(said("S001", "○", progress=text)) for text in (whole, longer))
    other = on(said("S001", "○", progress="あ" * 420 + "い"))

    assert kept.answers["内閣府/progress"] == whole
    assert cut.answers["内閣府/progress"].startswith(whole + "…〔")
    assert len(cut.answers["内閣府/progress"]) == 420 + 3 + 12
    assert len({kept.digest, cut.digest, other.digest}) == 3
    (change,) = changes(cut, other)
    assert change.startswith(f"内閣府の進捗状況「{'あ' * 39}…」→")


def test_many_answers_fit_into_a_cell() -> None:
    rows = [said("S001", "○", progress=f"{number}{'あ' * 400}") for number in range(200)]

    found = on(*rows)

    assert len(found.answers) == 400
    assert len(found.encoded()) <= 32_767
    assert {len(text) for text in found.answers.values()} == {1, 28_000 // 400 + 3 + 12}


# what has changed -------------------------------------------------------------------------
def test_each_answer_that_changed_is_told_by_its_header() -> None:
    before = Grounds({"内閣府/self_mark": "○", "内閣府/reason": "理由", "内閣府/progress": "同じ"})
    now = Grounds({"内閣府/self_mark": "△", "内閣府/progress": "同じ", "内閣府/basis": "実績"})

    assert changes(before, now) == (
        "内閣府の自己評価「○」→「△」",
        "内閣府の評価の理由「理由」→（空欄）",
        "内閣府の実績／見込み（空欄）→「実績」",
    )


def test_a_field_that_is_no_more_is_told_by_its_name() -> None:
    assert changes(Grounds({"内閣府 S001-1/former": "1"}), Grounds({})) == (
        "内閣府 S001-1のformer「1」→（空欄）",
    )
