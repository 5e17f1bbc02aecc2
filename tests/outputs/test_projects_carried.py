"""Slides, page, brief and the pages of domains carry projects and posts; nothing withheld is named.

The little round has a project that is withheld ("秘密", ISO/AWI 3) and a post that is.
"""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Final

import pytest
from docx import Document
from pptx import Presentation

from evaluator.outputs.document.domains import render_domains
from evaluator.outputs.every import outputs_of
from evaluator.outputs.page import render_page
from evaluator.outputs.slides.deck import render_slides
from evaluator.outputs.slides.projects import project_charts
from evaluator.results.public import for_public
from evaluator.results.results import Results
from evaluator.results.tables.posts import post_list, post_table
from tests.form.returned import faults, needs_schemas
from tests.outputs.test_brief import a_brief, opened, told
from tests.results.asking import asking

SECRET: Final = ("秘密", "ISO/AWI 3")


@pytest.fixture(scope="module")
def ours() -> Results:
    return asking()


@pytest.fixture(scope="module")
def public(ours: Results) -> Results:
    return for_public(ours)


def numbers(results: Results) -> dict[str, dict[str, tuple[float, ...]]]:
    return {
        chart.title.partition("：")[0]: {str(one.name): one.values for one in chart.series}
        for chart in project_charts(results)
    }


def test_the_slides_show_ranks_years_phases_and_posts(public: Results) -> None:
    shown = numbers(public)

    assert shown == {
        "ISOの幹事国引受数": {
            "日本": (0.0, 0.0, 0.0, 7.0, 0.0, 0.0),
            "ほかの国": (9.0, 8.0, 7.0, 0.0, 6.0, 4.0),
        },
        "IECの幹事国引受数": {
            "日本": (0.0, 0.0, 0.0, 0.0, 0.0, 2.0),
            "ほかの国": (9.0, 8.0, 6.0, 5.0, 5.0, 0.0),
        },
        "日本が主導した国際標準・ルール": {"提案": (2.0, 0.0, 2.0), "策定": (0.0, 0.0, 1.0)},
        "標準案件の段階": {"案件": (0.0, 0.0, 0.0, 3.0, 0.0, 0.0, 1.0, 0.0, 0.0)},
        "国際ポスト": {
            "獲得": (1.0, 0.0, 0.0),
            "継続": (0.0, 1.0, 0.0),
            "喪失": (1.0, 0.0, 0.0),
            "任期満了": (1.0, 0.0, 0.0),
        },
    }


def test_a_round_that_does_not_ask_has_none_of_the_slides(report: Results) -> None:
    assert list(project_charts(report)) == []


def test_withheld_posts_are_counted_for_the_public_and_not_listed(
    ours: Results, public: Results
) -> None:
    assert str(post_table(public)) == str(post_table(ours))
    ours_listed, listed = post_list(ours), post_list(public)
    assert ours_listed is not None
    assert listed is not None
    assert len(ours_listed.body) - len(listed.body) == 1


def test_the_page_has_tables_lists_and_every_domain(ours: Results, public: Results) -> None:
    whole, shown = render_page(ours).decode(), render_page(public).decode()

    assert shown.count("<summary>①") + shown.count("<summary>②") + shown.count("<summary>③") == 4
    for title in ("国際ポストの件数", "標準案件の一覧", "領域戦略の状況", "主要KPI②"):
        assert title in shown
    assert [name in whole for name in SECRET] == [True, True]
    assert [name in shown for name in SECRET] == [False, False]


def test_the_domains_are_a_page_each(ours: Results, public: Results) -> None:
    document = Document(io.BytesIO(render_domains(ours)))

    heads = [p for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert len(heads) == len(ours.catalogue.domains)
    assert [bool(p.paragraph_format.page_break_before) for p in heads] == [False, True, True, True]
    text = "\n".join(p.text for p in document.paragraphs)
    assert "委員会段階　量子計算機の性能（ISO/CD 24212）　提案2025年6月1日" in text
    shown = "\n".join(p.text for p in Document(io.BytesIO(render_domains(public))).paragraphs)
    assert not any(name in shown for name in SECRET)
    assert "（非公表）" in shown


def test_what_has_no_room_on_a_domains_page_is_counted(ours: Results) -> None:
    (first, *_) = ours.projects.every
    many = replace(ours.projects, every=(first,) * 90)

    document = Document(io.BytesIO(render_domains(replace(ours, projects=many))))

    text = [p.text for p in document.paragraphs]
    assert any(line.startswith("ほか") and line.endswith("件") for line in text)


@pytest.mark.usefixtures("no_charts")
def test_the_pages_of_domains_are_among_the_outputs_where_they_are_asked(ours: Results) -> None:
    names = [name for _, _, (name, _) in outputs_of(ours, None, ())]

    assert "領域別.docx" in names


def test_the_brief_lists_the_projects_that_serve_the_measure() -> None:
    lines = tuple(f"委員会段階　案件{n}（ISO/CD {n}）" for n in range(14))

    text = told(opened(a_brief(projects=lines)))

    assert "標準案件" in text
    assert lines[0] in text
    assert lines[-1] in text or "件は様式にあります" in text


def test_a_project_serves_the_measures_that_any_of_its_rows_names(ours: Results) -> None:
    assert ours.projects.every[0].measures == ("S001", "S002")


@needs_schemas
def test_slides_and_domains_are_valid(ours: Results) -> None:
    assert faults(render_slides(ours)) == set()
    assert faults(render_domains(ours)) == set()
    assert len(Presentation(io.BytesIO(render_slides(ours))).slides) > len(numbers(ours))
