"""What the charts plot is what was counted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from matplotlib.figure import Figure

from evaluator import pipeline
from evaluator.aggregate import Counts, Tables
from evaluator.catalogue import Catalogue
from evaluator.files import Workspace
from evaluator.model import Mark
from evaluator.render import charts, theme
from tests.builders import R07


@pytest.fixture(scope="module")
def tables(sample_workspace: Workspace) -> Tables:
    return pipeline.evaluate(sample_workspace, R07).tables


@pytest.fixture(autouse=True)
def themed() -> Iterator[None]:
    with theme.themed():
        yield


def bars(figure: Figure) -> list[tuple[float, float, float]]:
    """Return place, start and width of every bar."""
    patches = figure.axes[0].patches
    return [
        (round(p.get_y() + p.get_height() / 2), p.get_x(), p.get_width())  # type: ignore[attr-defined]
        for p in patches
    ]


def test_stacked_bars_are_the_counts(tables: Tables, catalogue: Catalogue) -> None:
    plotted = bars(charts.subcategory_bars(tables, catalogue))

    expected = []
    place = -1
    for _, rows in tables.by_subcategory:
        place += 1
        for row in rows:
            place += 1
            start = 0
            for mark in Mark:
                if row.by_state[mark]:
                    expected.append((place, start, row.by_state[mark]))
                    start += row.by_state[mark]
    assert plotted == expected


def test_the_title_states_the_finding(tables: Tables, catalogue: Catalogue) -> None:
    texts = [text.get_text() for text in charts.subcategory_bars(tables, catalogue).texts]

    assert "施策小分類別の進捗評価：109件のうち88件が◎または○" in texts
    assert any("出典" in text for text in texts)
    assert any("見本" in text and "架空" in text for text in texts)


def test_the_grid_has_every_domain_and_its_numbers(tables: Tables, catalogue: Catalogue) -> None:
    axes = charts.domain_grid(tables, catalogue).axes[0]

    texts = [text.get_text() for text in axes.texts]
    for domain in tables.by_domain:
        assert f"{domain.mark}{domain.name}" in texts
    numbers = sorted(int(t) for t in texts if t.isdigit())
    counted = sorted(n for d in tables.by_domain for n in d.whole.by_state.values() if n)
    assert numbers == counted


def test_nothing_counted_and_long_labels_still_draw(catalogue: Catalogue, tables: Tables) -> None:
    empty = Counts("長い名前" * 15, dict.fromkeys(tables.everything.by_state, 0))
    bare = Tables((("分類", (empty,)),), (), (empty, empty), empty, empty, "")

    for chart in (charts.subcategory_bars, charts.domain_grid):
        assert theme.png(chart(bare, catalogue)).startswith(b"\x89PNG")


def test_no_sign_is_missing_from_the_font(tables: Tables, catalogue: Catalogue) -> None:
    # A missing glyph is a warning, and warnings are errors here.
    for chart in (charts.subcategory_bars, charts.domain_grid):
        theme.png(chart(tables, catalogue))
