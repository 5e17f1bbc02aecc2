"""index.html in a browser: no fault that axe knows, nothing wider than the screen, filters kept.

Needs chromium and what stands in requirements-browser.lock, which only .ci/run installs.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from evaluator.outputs.charts.render import render_charts
from evaluator.outputs.page import render_page
from evaluator.results.results import Results

CHROMIUM = shutil.which("chromium")
playwright = pytest.importorskip("playwright.sync_api")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as running:
        yield running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])


@pytest.fixture(scope="module")
def address(report: Results, tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("page") / "index.html"
    path.write_bytes(render_page(report, list(render_charts(report))))
    return path.as_uri()


@pytest.fixture
def show(browser: Any, address: str) -> Any:
    def shown(query: str = "", **given: Any) -> Any:
        size = {"width": given.pop("width", 1200), "height": 900}
        page = browser.new_page(viewport=size, **given)
        page.goto(f"{address}{query}")
        return page

    return shown


@pytest.mark.parametrize("width", [390, 1200])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    show: Any, width: int, scheme: str
) -> None:
    page = show(width=width, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")

    found = axe.Axe().run(page)

    assert [rule["id"] for rule in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_narrow_screen_has_cards_and_charts_of_its_own(show: Any) -> None:
    page = show(width=390)

    assert page.locator("#charts .narrow svg").first.is_visible()
    assert not page.locator("#charts .wide svg").first.is_visible()
    assert not page.locator("#table thead").is_visible()
    heads = page.locator("#table td").evaluate_all(
        "cells => cells.map(cell => getComputedStyle(cell, '::before').content)"
    )
    assert heads[:5] == ['"施策件数"', '"◎"', '"○"', '"△"', '"×"']


def test_what_is_searched_stands_in_the_address_and_is_found_again(show: Any) -> None:
    page = show()
    page.fill("input[name=q]", "ＡＳＥＡＮ 規格")
    page.uncheck("input[value='○']")
    told = page.inner_text("#told")
    assert "109件のうち" in told
    assert told != "109件のうち109件を表示しています。"

    again = show("?" + page.url.partition("?")[2])

    assert again.inner_text("#told") == told
    again.click("button[type=reset]")
    again.wait_for_function("!location.search")
    assert again.inner_text("#told") == "109件のうち109件を表示しています。"


def test_an_address_opens_on_what_it_says(show: Any) -> None:
    page = show(f"?ministry={quote('外務省')}&without={quote('○,△')}")

    shown = page.locator("details.measure:visible")
    assert {each.get_attribute("data-mark") for each in shown.all()} == {"×"}


def test_the_summary_alone_can_be_printed(show: Any) -> None:
    page = show()
    page.evaluate("document.body.dataset.print = 'summary'")
    page.emulate_media(media="print")

    assert page.locator("#table").is_visible()
    assert page.locator("#behind").is_visible()
    for left_out in ("#measures", "#outcomes", "#domains", "nav"):
        assert not page.locator(left_out).is_visible()
