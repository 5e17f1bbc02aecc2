"""正誤表: two editions, place by place; what is said alike is in none of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

import pytest

from evaluator.form.sheets.posts import PostAnswer, PostChange
from evaluator.form.sheets.projects import ProjectAnswer
from evaluator.model import Activity, KpiId, KpiKind, MarkSource, MeasureId, Withheld
from evaluator.results.decisions import NO_DECISIONS
from evaluator.results.errata import (
    Correction,
    Errata,
    Publication,
    Subject,
    corrections,
    statements,
)
from evaluator.results.public import for_public
from evaluator.results.results import Results, results_of
from evaluator.results.tables.corrections import errata_sentences, errata_table
from evaluator.results.tables.printed import shown
from evaluator.results.taken_back import without_taken_back
from tests.rating_builders import HOUSE, a_kpi
from tests.results.invented import results as invented
from tests.values import CAO, DOMAINS, a_catalogue, a_measure, a_table, answered, said

KPI: Final = a_kpi(KpiKind.ANNUAL, "100").model_copy(
    update={"id": KpiId("S001-1"), "measure_id": MeasureId("S001"), "name": "件数"}
)


def edition(
    mark: str = "○",
    *,
    progress: str = "進んだ。",
    value: str = "95",
    outcomes: Sequence[str] = ("一つ目。", "二つ目。"),
    activity: str = "",
    measures: Sequence[str] = ("S001",),
    unrated: Sequence[str] = (),
    withheld: bool = False,
) -> Results:
    """Return a round of one ministry."""
    domain = {"domain": DOMAINS[0].choice}
    active: dict[str, Any] = {"status": Activity.PRESENT, "text": activity}
    kept = {"withheld": Withheld.YES if withheld else None}
    form = answered(
        CAO,
        *(said(m, None if m in unrated else mark, progress=progress, **kept) for m in measures),
        kpis=[{"kpi_id": KPI.id, "measure_id": "S001", "actual": Decimal(value)} | kept],
        outcomes=[{"category": "分類一", "text": text} | kept for text in outcomes],
        activities=[domain | (active if activity else {"status": Activity.NONE})],
    )
    catalogue = a_catalogue(*(a_measure(m, domains=["D1a"]) for m in measures), kpis=[KPI])
    return results_of(
        catalogue, {CAO: form}, (), NO_DECISIONS, HOUSE, MarkSource.SELF, (), {CAO: ()}
    )


def told(before: Results, after: Results) -> list[tuple[str, str, str, str]]:
    return [(c.subject, c.place, c.before, c.after) for c in corrections(before, after)]


def test_the_same_has_nothing_to_correct() -> None:
    assert corrections(edition(), edition()) == ()
    for source in MarkSource:
        assert corrections(invented(source), invented(source)) == ()


def test_a_mark_is_corrected_and_every_count_that_it_is_in() -> None:
    assert told(edition("○"), edition("△")) == [
        ("評価", "S001　S001の施策　評価", "○", "△"),
        ("評価", "S001　S001の施策　自己評価（内閣府）", "○", "△"),
        ("件数", "別紙図表1　分類一　小分類1-1　○", "1件", "—"),
        ("件数", "別紙図表1　分類一　小分類1-1　△", "—", "1件"),
        *(
            ("件数", f"別紙図表2　{row}　{mark}", *counts)
            for row in (
                "戦略領域　①環境　計",
                "戦略領域　①環境　自然共生",
                "戦略領域（重複を除く）",
                "領域に紐づく施策（重複を除く）",
            )
            for mark, counts in (("○", ("1件", "—")), ("△", ("—", "1件")))
        ),
        *(
            ("件数", f"府省庁別　{row}　{mark}", *counts)
            for row in ("内閣府", "計")
            for mark, counts in (("○", ("1件", "—")), ("△", ("—", "1件")))
        ),
        *(
            ("件数", f"遅れの所在（{by}別）　{row}　{column}", "—", "1件")
            for by, first in (("分類", "分類一"), ("領域", "①環境"))
            for row in (first, "計")
            for column in ("内閣府", "計")
        ),
    ]


def test_of_a_text_only_the_lines_that_differ_are_told() -> None:
    before = edition(progress="一行目。\n二行目。\n三行目。")
    after = edition(progress="一行目。\n直した。\n三行目。")

    place = "S001　S001の施策　進捗状況（内閣府）"
    assert told(before, after) == [("文", place, "二行目。", "直した。")]


def test_a_value_of_a_kpi_is_told() -> None:
    place = "S001-1　件数　実績値（内閣府）"
    assert told(edition(value="95"), edition(value="59.5")) == [("KPI", place, "95", "59.5")]


@pytest.mark.parametrize(
    ("now", "differing"),
    [
        (("一つ目。", "直した。"), [("二つ目。（内閣府）", "直した。（内閣府）")]),
        (("一つ目。",), [("二つ目。（内閣府）", "")]),
        (("初め。", "一つ目。", "二つ目。"), [("", "初め。（内閣府）")]),
        (
            ("二つ目。", "一つ目。"),
            [("一つ目。（内閣府）\n二つ目。（内閣府）", "二つ目。（内閣府）\n一つ目。（内閣府）")],
        ),
    ],
)
def test_bullets_are_set_beside_what_took_their_place(
    now: Sequence[str], differing: list[tuple[str, str]]
) -> None:
    found = corrections(edition(), edition(outcomes=now))

    assert [(c.before, c.after) for c in found] == differing
    assert {c.subject for c in found} == {Subject.TEXT}
    assert {c.place.partition("の成果例")[1] for c in found} == {"の成果例"}


def test_an_activity_takes_the_place_of_the_sentence_that_there_is_none() -> None:
    *counts, (subject, place, was, now) = told(edition(), edition(activity="測る規格。"))

    assert {place.partition("　")[0] for _, place, _, _ in counts} == {"進行フェーズ"}
    assert (subject, place, now) == ("文", "①－１ 環境（自然共生）の取組", "測る規格。（内閣府）")
    assert "取組は確認されなかった" in was


def test_a_measure_that_came_later_was_not_said_before() -> None:
    found = corrections(edition(), edition(measures=["S001", "S002"]))

    assert found[0] == Correction(Subject.MARK, "S002　S002の施策　評価", "", "○")
    assert {c.before for c in found if "S002" in c.place} == {""}
    assert corrections(edition(measures=["S001", "S002"]), edition())[0].after == ""


def test_a_column_of_zeros_that_is_there_no_more_is_no_correction() -> None:
    before, after = edition(measures=["S001", "S002"], unrated=["S002"]), edition()

    found = [c for c in corrections(before, after) if c.subject is Subject.COUNT]

    assert any(c.place.endswith("未判定") and c.before == "1件" for c in found)
    assert all(c.before != c.after for c in found)
    assert [c for c in found if (c.before, c.after) == ("—", "")] == []


def test_no_place_is_named_twice(report: Results) -> None:
    this = report.catalogue.round.model_copy(update={"asks_projects": True})
    asking = replace(report, catalogue=replace(report.catalogue, round=this))

    for results in (*map(invented, MarkSource), asking):
        keys = [(each.subject, each.key) for each in statements(results)]
        assert len(keys) == len(set(keys))


# for the public ---------------------------------------------------------------------------
def told_in_public(before: Results, after: Results) -> list[tuple[str, str, str]]:
    public = for_public(without_taken_back(before, after)), for_public(after)
    return [(c.place, c.before, c.after) for c in corrections(*public)]


def test_the_public_is_told_of_texts_and_values_that_differ() -> None:
    assert told_in_public(edition(), edition(progress="直した。", value="59")) == [
        ("S001-1　件数　実績値（内閣府）", "95", "59"),
        ("S001　S001の施策　進捗状況（内閣府）", "進んだ。", "直した。"),
    ]


def test_the_public_is_not_told_again_what_was_taken_back() -> None:
    before = edition(outcomes=["一つ目。", "漏らした。"])
    after = edition(
        value="59", progress="直した。", outcomes=["一つ目。", "漏らした。"], withheld=True
    )

    assert told_in_public(before, after) == []
    assert ("S001　S001の施策　非公表（内閣府）", "", "非公表") in [
        (c.place, c.before, c.after) for c in corrections(before, after)
    ]


def reporting(project: dict[str, Any], post: dict[str, Any]) -> Results:
    """Return a round that asks for projects and posts, with one of each."""
    catalogue = a_catalogue(a_measure("S001"))
    this = catalogue.round.model_copy(update={"asks_projects": True})
    form = answered(CAO, said("S001", "○"))
    tables = {
        **form.tables,
        ProjectAnswer.sheet_key: a_table(ProjectAnswer, [project]),
        PostAnswer.sheet_key: a_table(PostAnswer, [post]),
    }
    forms = {CAO: replace(form, tables=tables)}
    source = MarkSource.SELF
    asking = replace(catalogue, round=this)
    return results_of(asking, forms, (), NO_DECISIONS, HOUSE, source, (), {CAO: ()})


NO_LISTS: Final = dict.fromkeys(("roles", "domains", "tags", "measures"), ())


def test_projects_and_posts_are_told_row_by_row_but_not_what_was_taken_back() -> None:
    project = {"project_id": "P001", "title": "測る規格", **NO_LISTS}
    post = {"body": "ISO", "role": "議長", "change": PostChange.KEPT}
    before = reporting(project, post)
    withheld = {"withheld": Withheld.YES}

    differing = told_in_public(before, reporting(project | {"title": "直した"}, post))
    assert [(place, "測る規格" in was, "直した" in now) for place, was, now in differing] == [
        ("標準案件", True, True)
    ]
    role = told_in_public(before, reporting(project, post | {"role": "幹事"}))
    assert [(place, "議長" in was, "幹事" in now) for place, was, now in role] == [
        ("国際ポスト", True, True)
    ]
    taken_back = told_in_public(before, reporting(project | withheld, post | withheld))
    assert not any(name in str(taken_back) for name in ("測る規格", "議長"))


def test_a_ministrys_own_mark_is_told_in_the_house_alone() -> None:
    own = "S001　S001の施策　自己評価（内閣府）"
    before, after = edition("○"), edition("△")

    assert own in {place for _, place, _, _ in told(before, after)}
    assert own not in {place for place, _, _ in told_in_public(before, after)}


# as printed ---------------------------------------------------------------------------------
ERRATA: Final = Errata(
    Publication(1, date(2026, 1, 5)),
    Publication(2, date(2026, 2, 10)),
    "集計の誤り",
    (
        Correction(Subject.MARK, "S001　施策　評価", "○", "△"),
        Correction(Subject.TEXT, "S001　施策　進捗状況", "", "加えた。"),
    ),
)


def test_the_table_names_both_editions_and_what_is_absent() -> None:
    table = errata_table(ERRATA)

    assert [column.head for column in table.columns] == [
        *("番号", "区分", "箇所"),
        *("誤（第1版）", "正（第2版）"),
    ]
    assert [[shown(cell) for cell in line.cells] for line in table.lines()] == [
        ["1", "評価", "S001　施策　評価", "○", "△"],
        ["2", "文", "S001　施策　進捗状況", "（記載なし）", "加えた。"],
    ]


def test_the_sentences_say_when_how_much_and_why() -> None:
    assert errata_sentences(ERRATA) == (
        "第1版（2026年1月5日公表）を訂正し、第2版（2026年2月10日公表）とした。",
        "訂正の理由：集計の誤り",
        "訂正した箇所：評価 1件、文 1件",
    )
    none = Errata(ERRATA.before, ERRATA.after, "様式の差替え", ())
    assert errata_sentences(none)[2] == "評価、件数、KPI、文に異なるところはない。"
