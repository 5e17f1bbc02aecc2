"""Two-way counts: each adds up to what the other tables say."""

from __future__ import annotations

from dataclasses import replace

from evaluator.results import wording
from evaluator.results.crosses import (
    Cross,
    behind,
    behind_by_category,
    behind_by_domain,
    partners,
    phases,
)
from evaluator.results.results import Results
from evaluator.results.tables.crosses import behind_category_table, partner_table


def test_the_marks_behind_add_up_to_those_of_the_categories(report: Results) -> None:
    cross = behind_by_category(report)
    scale = report.catalogue.scale

    expected = {c.label: sum(c.by_mark[m] for m in scale.behind) for c in report.tables.by_category}
    assert {row: cross.row(row) for row in cross.rows} == expected
    assert cross.total == len(behind(report)) == 17 + 4
    rows = [each.led for each in report.tables.by_ministry]
    led = {row.label: sum(row.by_mark[mark] for mark in scale.behind) for row in rows}
    assert {name: cross.column(name) for name in cross.columns} == led


def test_a_measure_counts_once_in_each_of_its_domains(report: Results) -> None:
    cross = behind_by_domain(report)

    behind_marks = report.catalogue.scale.behind
    expected = {
        f"{d.mark}{d.name}": sum(d.whole.by_mark[m] for m in behind_marks)
        for d in report.tables.by_domain
    }
    assert {row: cross.row(row) for row in cross.rows} == expected


def test_every_bullet_of_the_annex_is_in_one_phase(report: Results) -> None:
    cross = phases(report)

    assert cross.total == sum(len(section.bullets) for section in report.annex.domains) == 60
    assert (cross.row("⑬半導体"), cross.row("①環境・エネルギー")) == (0, 11)


def test_a_phase_that_was_left_blank_is_a_column_of_its_own(report: Results) -> None:
    first, *others = report.annex.domains
    blank = replace(first, bullets=tuple(replace(b, phase=None) for b in first.bullets))
    annex = replace(report.annex, domains=(blank, *others))

    cross = phases(replace(report, annex=annex))

    assert cross.columns[-1] == "記入なし"
    assert cross.column("記入なし") == len(first.bullets)
    assert "記入なし" not in phases(report).columns


def test_a_pair_of_ministries_counts_for_each_measure(report: Results) -> None:
    cross = partners(report)

    pairs = sum(len(m.joint) for m in report.catalogue.measures if m.lead)
    assert cross.total == pairs
    of_two = [
        m for m in report.catalogue.measures if m.lead == "内閣府" and "文部科学省" in m.joint
    ]
    assert cross.of("内閣府", "文部科学省") == len(of_two) == 2
    assert partner_table(report).notes[0].endswith("主担当のない共同の施策1件を除く。")


def test_the_table_says_the_numbers_and_their_sums(report: Results) -> None:
    *_, last = behind_category_table(report).lines()

    assert (last.is_sum, str(last.cells[-1])) == (True, "21件")


def test_small_rows_and_columns_are_counted_as_one_and_nothing_is_lost() -> None:
    cells = {("a", "x"): 5, ("b", "y"): 1, ("c", "z"): 2, ("c", "x"): 1, ("nobody", "x"): 7}
    cross = Cross(("a", "b", "c"), ("x", "y", "z"), cells)

    folded = cross.folded(2, 2)

    assert (folded.rows, folded.columns) == (("a", "ほか2区分"), ("x", "ほか2区分"))
    assert [[folded.of(row, column) for column in folded.columns] for row in folded.rows] == [
        [5, 0],
        [1, 3],
    ]
    assert folded.total == cross.total == 9
    assert cross.folded(3, 3).rows == cross.rows


def test_a_sentence_names_three_and_counts_more() -> None:
    assert wording.named(["甲"]) == "甲"
    assert wording.named(["甲", "乙", "丙"]) == "甲と乙と丙"
    assert wording.named(["甲", "乙", "丙", "丁"]) == "甲と乙など4区分"
