"""The pictures of projects and posts plot what the forms said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from matplotlib.figure import Figure

from evaluator.catalogue.texts import TextKey
from evaluator.model import MinistryName
from evaluator.outputs import theme
from evaluator.outputs.charts import charts_of, delays, pipeline, posts, ranks, way
from evaluator.outputs.charts.frame import A4, SLIDE
from evaluator.outputs.document import shown_in
from evaluator.outputs.picture import Picture
from evaluator.results.projects import Project, Projects
from evaluator.results.results import Results
from evaluator.standards.secretariats import shipped_secretariats
from evaluator.standards.words import Counting, Milestone, ProjectState, Renewal, StagePhase
from tests.builders import with_values

PLAN, DAY = date(2024, 4, 1), date(2024, 12, 1)


@pytest.fixture(autouse=True)
def themed() -> Iterator[None]:
    with theme.themed():
        yield


def project(title: str, **changed: object) -> Project:
    plain = Project(
        names=frozenset(),
        project_id="",
        title=title,
        number="",
        body="ISO",
        committee="",
        actor="",
        ministries=(MinistryName("環境省"),),
        roles=(),
        deliverable="",
        renewal=Renewal.NEW,
        stage="CD",
        phase=StagePhase.COMMITTEE,
        state=None,
        days={Milestone.PROPOSED: DAY},
        plans={Milestone.PROPOSED: PLAN, Milestone.ADOPTED: date(2030, 1, 1)},
        establishing=Milestone.ADOPTED,
        counting=Counting.COUNTED,
        domains=("7 ⑦量子",),
        tags=(),
        successors=frozenset(),
        repeats=False,
        is_withheld=False,
        where=(),
    )
    return replace(plain, **changed)  # type: ignore[arg-type]


PROJECTS = Projects(
    (
        project("遅れた案件"),
        project("予定どおりの案件", days={Milestone.PROPOSED: PLAN}, domains=()),
        project("中止の案件", state=ProjectState.ENDED, domains=("7 ⑦量子", "12 ⑫宇宙")),
        project("確認中の案件", counting=Counting.ASK),
        project(
            "未達の案件", days={}, domains=("1-1 ①環境・エネルギー（気候変動・エネルギー・GX）",)
        ),
    )
)


@pytest.fixture
def asking(report: Results) -> Results:
    this = report.catalogue.round.model_copy(update={"asks_projects": True})
    catalogue = replace(report.catalogue, round=this)
    return with_values(report, catalogue=catalogue, projects=PROJECTS)


def texts(figure: Figure) -> list[str]:
    return [text.get_text().replace("\n", "") for text in (*figure.texts, *figure.axes[0].texts)]


def marked(figure: Figure, gid: str) -> int:
    return sum(line.get_gid() == gid for line in figure.axes[0].lines)


def test_the_pipeline_counts_projects_that_japan_leads(asking: Results) -> None:
    figure = pipeline.draw(asking, A4)

    numbers = [text for text in texts(figure) if text.isdecimal()]
    assert sum(map(int, numbers)) == 5  # the one in two domains counts in both
    assert "（領域の記入なし）" in texts(figure)
    assert "⑦量子は委員会1件、中止・統合など1件" in pipeline.alt(asking)
    assert pipeline.title(asking).startswith("標準案件の段階：日本が主導する4件のうち")


def test_the_way_has_what_happened_filled_and_what_is_planned_in_outline(asking: Results) -> None:
    figure = way.draw(asking, A4)

    assert marked(figure, "actual") == 3
    assert marked(figure, "planned") == 4 + 1
    assert "確認中の案件" not in "".join(texts(figure))


def test_delays_are_told_with_what_has_not_been_reached(asking: Results) -> None:
    told = delays.delays(asking)

    assert [(each.title, each.reached) for each in told] == [
        ("未達の案件", None),
        ("遅れた案件", DAY),
    ]
    assert marked(delays.draw(asking, A4), "delay") == 2
    assert delays.title(asking) == "標準案件の遅れ：予定日のある3件のうち2件が1か月を超えて遅れた"


def test_only_a_round_that_asks_has_them(report: Results, asking: Results) -> None:
    names = [chart.name.partition("_")[2] for chart in charts_of(asking)]

    assert names[-5:] == [
        *("標準案件の段階", "標準案件の経過", "標準案件の遅れ", "国際ポスト"),
        "幹事国引受数の順位",
    ]
    assert [n for n in (chart.name for chart in charts_of(report)) if "標準案件" in n] == []


@pytest.mark.parametrize("module", [pipeline, way, delays, posts, ranks])
def test_a_round_without_any_still_draws(report: Results, module: object) -> None:
    this = report.catalogue.round.model_copy(update={"asks_projects": True})
    empty = with_values(report, catalogue=replace(report.catalogue, round=this))

    for size in (A4, SLIDE):
        assert module.draw(empty, size)  # type: ignore[attr-defined]
    assert module.alt(empty)  # type: ignore[attr-defined]


def test_the_ranks_stand_in_the_band_and_iec_apart(report: Results) -> None:
    known = with_values(report, secretariats=shipped_secretariats())
    figure = ranks.draw(known, A4)

    assert len(ranks.series(shipped_secretariats())) == marked(figure, "rank") == 5
    assert ranks.title(known) == "幹事国引受数の順位：団体と数え方の5件のうち4件で上位5位以内"
    assert "IEC（公表の数え方）は2025年3月31日に3位" in ranks.alt(known)


def test_they_stand_in_the_word_file_only_if_asked_for(asking: Results) -> None:
    pictures = [
        Picture("図13", "題", "説明", b"", "", b"", 1, 1, for_us=False, of_projects=True),
        Picture("図1", "題", "説明", b"", "", b"", 1, 1, for_us=False),
    ]
    texts = asking.catalogue.texts
    switched = replace(texts, values={**texts.values, TextKey.PROJECT_FIGURES: "載せる"})
    on = with_values(asking, catalogue=replace(asking.catalogue, texts=switched))

    assert [each.name for each in shown_in(asking, pictures)] == ["図1"]
    assert [each.name for each in shown_in(on, pictures)] == ["図13", "図1"]
