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
from tests.builders import with_values

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


# five thousand measures ----------------------------------------------------------------------
SHOWN = "details.measure:visible"
GROUPS = "details.group:visible"


@pytest.fixture(scope="module")
def long_address(report: Results, tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("long") / "index.html"
    path.write_bytes(render_page(with_values(report, marks=report.marks * 46)))
    return path.as_uri()


@pytest.fixture
def long_page(browser: Any, long_address: str) -> Any:
    page = browser.new_page()
    page.goto(long_address)
    return page


def test_of_five_thousand_measures_groups_are_shown(long_page: Any) -> None:
    assert long_page.inner_text("#told") == "5014件のうち5014件を表示しています。"
    assert long_page.locator(GROUPS).count() == 15
    assert long_page.locator(SHOWN).count() == 0


def test_few_that_are_found_of_many_are_shown_at_once(long_page: Any) -> None:
    long_page.fill("input[name=q]", "標準戦略対話")

    assert long_page.locator(GROUPS).count() == 1
    assert long_page.locator(SHOWN).count() == 46
    assert "（46件）" in long_page.locator(GROUPS).inner_text()

    long_page.fill("input[name=q]", "")

    assert long_page.locator(GROUPS).count() == 15
    assert long_page.locator(SHOWN).count() == 0


def test_a_group_that_somebody_opened_stays_open(long_page: Any) -> None:
    long_page.locator("details.group > summary").first.click()
    before = long_page.locator(SHOWN).count()

    long_page.uncheck("input[value='×']")

    assert 100 < long_page.locator(SHOWN).count() <= before


def test_many_measures_are_read_without_the_script(browser: Any, long_address: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(long_address)
    page.locator("details.group > summary").last.click()
    page.locator(SHOWN).first.locator("summary").click()

    assert page.locator(f"{SHOWN} .inside").first.is_visible()


def test_many_measures_are_all_printed(long_page: Any) -> None:
    long_page.emulate_media(media="print")
    long_page.evaluate("window.dispatchEvent(new Event('beforeprint'))")

    assert long_page.locator("details.measure .inside").last.is_visible()
    assert long_page.locator("details.group:not([open])").count() == 0

    long_page.evaluate("window.dispatchEvent(new Event('afterprint'))")

    assert long_page.locator("details.group[open]").count() == 0


def test_axe_finds_nothing_in_groups(long_page: Any) -> None:
    long_page.fill("input[name=q]", "標準戦略対話")

    found = axe.Axe().run(long_page, "#measures")

    assert [rule["id"] for rule in found.response["violations"]] == []
