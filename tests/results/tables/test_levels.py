"""図表1 of a round of three levels, and of one: rows, sums, slides; made of values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from evaluator.catalogue import Catalogue
from evaluator.model import CategoryId, MarkSource, Subcategory, SubcategoryId
from evaluator.outputs.charts import charts_of, subcategories
from evaluator.outputs.page.measures import every_shelf, measure_lines
from evaluator.outputs.slides.charts import slide_charts
from evaluator.results.results import Results, results_of
from evaluator.results.tables.lists import measure_list, outcome_list
from evaluator.results.tables.subcategories import subcategory_table
from tests.levels import ONE, THREE
from tests.rating_builders import HOUSE
from tests.results.invented import CATALOGUE, SUBMISSIONS, decisions

TWO = CATALOGUE.programme.levels


def _row(id_: str, parent: str = "") -> Subcategory:
    name = f"区分{id_}"
    above = SubcategoryId(parent) if parent else None
    return Subcategory(
        id=SubcategoryId(id_), category_id=CategoryId(id_[0]), name=name, parent=above
    )


def _of(levels: tuple[str, ...], **changed: object) -> Results:
    programme = replace(CATALOGUE.programme, levels=levels)
    catalogue: Catalogue = replace(CATALOGUE, programme=programme, **changed)  # type: ignore[arg-type]
    return results_of(catalogue, SUBMISSIONS, [], decisions(), HOUSE, MarkSource.SELF, (), {})


def three() -> Results:
    """The invented round: 1-A above 1-1 and 1-2, 2-A above 2-1."""
    rows = (_row("1-A"), _row("1-1", "1-A"), _row("1-2", "1-A"), _row("2-A"), _row("2-1", "2-A"))
    return _of(THREE, subcategories=rows)


def one() -> Results:
    """The invented round with its measures in the categories themselves."""
    measures = tuple(
        m.model_copy(update={"subcategory_id": SubcategoryId(m.subcategory_id[0])})
        for m in CATALOGUE.measures
    )
    return _of(ONE, subcategories=(), measures=measures)


def lines(results: Results) -> list[tuple[Sequence[str], str]]:
    return [
        ([span.text for span in line.labels], str(line.cells[0]))
        for line in subcategory_table(results).lines()
    ]


def test_three_levels_stand_beside_each_other_with_sums_where_rows_add_up() -> None:
    results = three()

    table = subcategory_table(results)
    assert [column.head for column in table.stub] == list(THREE)
    assert sum(column.paper for column in table.stub) == 68  # as two levels have, with 評価なし
    assert lines(results) == [
        (["分類一", "区分1-A", "区分1-1"], "3件"),
        (["区分1-2"], "1件"),
        (["小計"], "4件"),
        (["分類二", "区分2-A", "区分2-1"], "2件"),
    ]


def test_of_a_single_level_there_is_a_row_each() -> None:
    results = one()

    assert [column.head for column in subcategory_table(results).stub] == list(ONE)
    assert lines(results) == [(["分類一"], "4件"), (["分類二"], "2件")]


def test_the_picture_has_a_heading_a_branch_and_says_so() -> None:
    said = subcategories.alt(three())

    assert said.startswith("取組分野別の進捗評価：")
    assert "分類一：区分1-A：区分1-13件（" in said
    assert subcategories.alt(one()).startswith("柱別の進捗評価：")


def test_a_single_level_is_drawn_once() -> None:
    names = [chart.name for chart in charts_of(one())]

    assert not [name for name in names if "施策小分類別" in name]
    assert [name for name in names if "施策分類別" in name]
    assert [name for name in map(str, charts_of(three())) if "施策小分類別" in name]


def test_a_branch_that_is_divided_has_a_slide() -> None:
    titles = [slide.title.partition("：")[0] for slide in slide_charts(three())]

    assert titles[1:3] == ["区分1-A", "区分2-A"]
    assert "分類一" not in titles  # its only row is divided, and has the slide


def test_lists_say_where_a_measure_stands_by_the_names_of_the_levels() -> None:
    measures, outcomes = measure_list(three()), outcome_list(three())

    assert measures.columns[1].head == "方策 ＞ 取組分野"
    assert measures.lines()[0].cells[1] == "区分1-A ＞ 区分1-1"
    assert outcomes.columns[0].head == "目標"
    assert measure_list(one()).lines()[0].cells[1] == "分類一"


def test_without_domains_the_page_is_looked_through_by_category() -> None:
    bare = tuple(m.model_copy(update={"domains": ()}) for m in CATALOGUE.measures)
    results = _of(TWO, domains=(), measures=bare)

    assert every_shelf(results.catalogue) == ("施策分類", ("分類一", "分類二"))
    assert [line.shelves for line in measure_lines(results)][:3] == [
        ("分類一",),
        ("分類一",),
        ("分類二",),
    ]
