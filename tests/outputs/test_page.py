"""index.html: self-contained, complete without the script, and every user's text escaped."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from evaluator.outputs.page import render_page
from evaluator.results.results import Results
from tests.builders import with_values
from tests.outputs.test_document import CHART


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.script = ""
        self._in = ""
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._in = tag

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002  # as the base has it
        self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in == "script":
            self.script += data
        else:
            self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.elements if name == tag]

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


@pytest.fixture(scope="module")
def page(report: Results) -> Page:
    return Page(render_page(report, [CHART]))


def test_nothing_is_fetched(page: Page, report: Results) -> None:
    for tag, attrs in page.elements:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base", "audio", "video"}
        assert "src" not in attrs
        assert not str(attrs.get("href") or "#").startswith(("http", "//"))
    style = re.search(rb"<style>(.*?)</style>", render_page(report), re.DOTALL)
    assert style
    assert b"url(" not in style[1]
    assert b"@import" not in style[1]


def test_only_our_script_may_run(page: Page) -> None:
    policy = next(m["content"] for m in page.all("meta") if "http-equiv" in m)
    digest = base64.b64encode(hashlib.sha256(page.script.encode()).digest()).decode()

    assert len(page.all("script")) == 1
    assert f"script-src 'sha256-{digest}'" in str(policy)
    assert "default-src 'none'" in str(policy)
    assert not [name for _, attrs in page.elements for name in attrs if name.startswith("on")]


def test_every_measure_opens_to_its_explanation(page: Page, report: Results) -> None:
    rows = [attrs for attrs in page.all("details") if attrs.get("class") == "measure"]
    assert len(rows) == 109
    assert "hidden" not in rows[0]
    first = report.marks[0]
    answer = next(iter(first.answers.values())).row
    for text in (first.measure.title, answer.progress, answer.reason, "シート『施策』 K5"):
        assert " ".join(text.split()) in page.text
    two = next(attrs for attrs in rows if attrs["data-ministries"] == "厚生労働省|農林水産省")
    assert two["data-mark"] == "△"


def test_filters_are_there_only_with_the_script(page: Page, report: Results) -> None:
    (form,) = page.all("form")
    assert "hidden" in form
    assert len(page.all("option")) == 2 + len(report.catalogue.respondents) + 17
    search, *boxes = page.all("input")
    assert (search["type"], search["name"]) == ("search", "q")
    assert [attrs["value"] for attrs in boxes] == ["◎", "○", "△", "×"]
    labelled = len(page.all("label"))
    assert labelled == 1 + len(boxes) + len(page.all("select"))


def test_the_leads_of_the_annex_and_the_meaning_of_each_mark_are_there(
    page: Page, report: Results
) -> None:
    annex = report.annex
    assert annex.part_2 is not None
    leads = [annex.part_1.lead, annex.part_2.lead, *(s.lead for s in annex.categories)]
    for text in filter(None, leads):
        assert " ".join(text.split()) in page.text
    for mark in report.catalogue.scale.marks:
        assert page.text.count(mark.meaning) > sum(r.mark == mark for r in report.marks)


def test_the_measures_behind_stand_on_the_page(page: Page, report: Results) -> None:
    assert "遅れのある施策（21件）" in page.text
    late = next(r for r in report.marks if r.mark == report.catalogue.scale.lowest)
    assert page.text.count(late.measure.title) >= 2


def test_every_cell_can_say_its_head_where_there_is_no_room_for_a_table(page: Page) -> None:
    cells = page.all("td")

    assert cells
    assert all("data-head" in attrs for attrs in cells)


def test_headings_are_in_order_and_tables_have_scopes(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all("scope" in attrs for attrs in page.all("th"))
    assert page.all("html")[0]["lang"] == "ja"


def test_the_finding_comes_before_the_table(draft: Results, page: Page) -> None:
    assert "109件のうち88件が◎又は○。" in page.text
    assert page.text.index("88件が◎又は○。") < page.text.index("施策小分類")
    assert "（評価なし" in Page(render_page(draft)).text


def test_a_draft_says_so(draft: Results, page: Page) -> None:
    drafted = Page(render_page(draft))

    assert "【案】この資料は案です。" in drafted.text
    assert "残っている事項" not in page.text
    assert "［案］経済産業省の回答がなく、取組の有無は未確定。" in drafted.text


def test_nothing_reported_is_still_a_page(report: Results) -> None:
    empty = with_values(
        report,
        marks=(),
        rated=(),
        progress=(),
        annex=replace(report.annex, categories=(), domains=()),
        tables=replace(report.tables, by_branch=()),
    )

    assert "施策（0件）" in Page(render_page(empty)).text


# many measures -----------------------------------------------------------------------------
@pytest.fixture(scope="module")
def long_page(report: Results) -> Page:
    return Page(render_page(with_values(report, marks=report.marks * 3), [CHART]))


def test_many_measures_are_folded_by_where_they_stand(long_page: Page, report: Results) -> None:
    folded = [attrs for attrs in long_page.all("details") if attrs.get("class") == "group"]
    first = report.catalogue.whole_place_of(report.marks[0].measure)

    assert len(folded) == len(report.catalogue.subcategories)
    assert not any("open" in attrs or "hidden" in attrs for attrs in folded)
    assert f"{first}（ 24 件）" in " ".join(long_page.words)


def test_every_one_of_many_measures_is_there(long_page: Page, report: Results) -> None:
    rows = [attrs for attrs in long_page.all("details") if attrs.get("class") == "measure"]

    assert len(rows) == 3 * len(report.marks)
    assert "施策（327件）" in long_page.text


def test_a_few_measures_are_one_list(page: Page) -> None:
    assert not [attrs for attrs in page.all("details") if attrs.get("class") == "group"]
