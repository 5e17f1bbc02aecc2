"""What the charts plot is what was counted."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from matplotlib.figure import Figure
from matplotlib.font_manager import get_font
from matplotlib_fontja import get_font_ttf_path

from evaluator.model import MinistryName, Unrated
from evaluator.outputs import theme
from evaluator.outputs.charts import (
    behind,
    categories,
    charts_of,
    domains,
    kpis,
    ministries,
    outlook,
    partners,
    phases,
    subcategories,
    submissions,
    summary,
)
from evaluator.outputs.charts.frame import A4, SLIDE, Size
from evaluator.outputs.charts.matrix import MOST_COLUMNS, Matrix, draw_matrix
from evaluator.outputs.charts.render import Drawn, render_charts
from evaluator.results import crosses
from evaluator.results.counts import BranchCounts, Counts, RoundCounts
from evaluator.results.crosses import Cross
from evaluator.results.outlook import outlooks
from evaluator.results.public import for_public
from evaluator.results.results import Results
from tests.builders import with_values
from tests.marks import GOOD, SCALE
from tests.outputs.test_document import CHART


@pytest.fixture(autouse=True)
def themed() -> Iterator[None]:
    with theme.themed():
        yield


def bars(figure: Figure) -> list[tuple[float, float, float]]:
    """Return place, start and width of every bar."""
    patches = [p for p in figure.axes[0].patches if p.get_gid() != "legend"]
    return [
        (round(p.get_y() + p.get_height() / 2), p.get_x(), p.get_width())  # type: ignore[attr-defined]
        for p in patches
    ]


def expected_bars(
    rows: list[Counts | str], tables: RoundCounts
) -> list[tuple[float, float, float]]:
    expected: list[tuple[float, float, float]] = []
    for place, row in enumerate(rows):
        start = 0
        for state in tables.everything.shown if isinstance(row, Counts) else ():
            number = row.by_state[state]  # type: ignore[union-attr]
            if number:
                expected.append((place, start, number))
                start += number
    return expected


@pytest.mark.parametrize("size", [A4, SLIDE])
@pytest.mark.parametrize("which", ["report", "draft"])
def test_stacked_bars_are_the_counts(
    size: Size, which: str, request: pytest.FixtureRequest
) -> None:
    report: Results = request.getfixturevalue(which)
    tables = report.tables
    grouped: list[Counts | str] = []
    for branch in tables.by_branch:
        grouped += [branch.whole.label, *(each.whole for each in branch.below)]
    plotted: list[tuple[Any, list[Counts | str]]] = [
        (subcategories, grouped),
        (categories, list(tables.by_category)),
        (ministries, [m.led for m in tables.by_ministry]),
    ]

    for module, rows in plotted:
        assert bars(module.draw(report, size)) == expected_bars(rows, tables)


def texts(figure: Figure) -> list[str]:
    return [text.get_text() for text in (*figure.texts, *figure.axes[0].texts)]


def test_every_number_is_written_and_every_mark_is_drawn(report: Results) -> None:
    figure = subcategories.draw(report, A4)

    written = sorted(int(t) for t in texts(figure) if t.isdecimal())
    rows = report.tables.lowest
    assert written == sorted(n for row in rows for n in row.by_state.values() if n)
    drawn = [line.get_gid() for line in figure.axes[0].lines if line.get_gid()]
    legend = 5  # ◎ is two circles
    assert len([gid for gid in drawn if gid != "mark-excellent"]) == len(written) - 1 + legend - 2


def test_titles_state_the_finding_with_source_date_and_notice(report: Results) -> None:
    for chart in charts_of(report):
        shown = "".join(texts(chart.draw(report, A4)))
        assert re.search(r"\d+(件|府省庁|区分)(のうち.*\d+|は、)", chart.title(report))
        assert chart.title(report) in shown
        assert "出典" in shown
        assert "2026年3月31日" in shown
        assert "見本" in shown
    assert subcategories.title(report) == "施策小分類別の進捗評価：109件のうち88件が◎又は○"


def test_a_finding_says_how_many_measures_have_no_mark(report: Results, draft: Results) -> None:
    for chart in (subcategories, ministries):
        assert "評価なし" not in chart.title(report)
        assert chart.title(draft).endswith(f"（評価なし{draft.tables.unrated}件）")


@pytest.mark.slow
def test_nothing_is_outside_the_picture(report: Results, draft: Results) -> None:
    for each in (report, draft):
        for chart in charts_of(each):
            for size in (A4, SLIDE):
                figure = chart.draw(each, size)
                figure.canvas.draw()
                right, top = figure.get_size_inches() * figure.dpi
                for text in (*figure.texts, *figure.axes[0].texts):
                    box = text.get_window_extent()
                    assert box.x0 >= -1, (chart.name, text.get_text())
                    assert box.x1 <= right + 1, (chart.name, text.get_text())
                    assert box.y0 >= -1, (chart.name, text.get_text())
                    assert box.y1 <= top + 1, (chart.name, text.get_text())


def test_row_labels_do_not_run_into_the_plot(report: Results) -> None:
    figure = subcategories.draw(report, A4)
    figure.canvas.draw()
    axis = figure.axes[0].transData.transform((0, 0))[0]

    labels = [t for t in figure.axes[0].texts if t.get_text().startswith(("①", "②", "③"))]
    assert len(labels) == 12
    assert all(label.get_window_extent().x1 <= axis for label in labels)


def test_the_grid_has_every_domain_and_its_numbers(report: Results) -> None:
    figure = domains.draw(report, A4)

    shown = texts(figure)
    for domain in report.tables.by_domain:
        assert f"{domain.mark}{domain.name}" in shown
    numbers = sorted(int(t) for t in shown if t.isdecimal())
    by_domain = report.tables.by_domain
    counted = sorted(n for d in by_domain for n in d.whole.by_state.values() if n)
    assert numbers == counted
    widths = sorted(round(width / 0.86 * 7) for _, _, width in bars(figure))
    assert widths == counted  # 7 measures, the most, fill a cell


def test_kpis_stand_where_they_are_on_their_way(report: Results) -> None:
    figure = kpis.draw(report, A4)

    dots = [line for line in figure.axes[0].lines if line.get_gid() == "kpi"]
    main = sorted((p for p in report.progress if p.kpi.main), key=lambda p: p.lead)
    assert len(main) == 43
    plotted = [round(float(line.get_xdata()[0]), 6) for line in dots]  # type: ignore[index,arg-type]
    low, high = Fraction(-20), Fraction(120)
    assert plotted == [round(float(min(max(p.covered * 100, low), high)), 6) for p in main[:36]]
    markers = [line.get_marker() for line in dots]
    assert markers == [kpis.AHEAD if p.lead >= 0 else kpis.BEHIND for p in main[:36]]
    hollow = [line.get_markerfacecolor() == "white" for line in dots]
    assert hollow == [p.is_expected for p in main[:36]]
    first = main[0]
    assert (first.kpi.id, first.value, first.kpi.target) == ("S055-1", Decimal(49), Decimal(30))
    assert "49／30日以下" in texts(figure)


def test_submissions_show_state_share_and_findings(draft: Results) -> None:
    figure = submissions.draw(draft, A4)

    states = [line.get_gid() for line in figure.axes[0].lines if line.get_gid()]
    assert states.count("received") == 2
    assert states.count("missing") == 11
    rated = [p for p in figure.axes[0].patches if p.get_gid() == "rated"]
    shares = [round(p.get_width() / 1.5, 3) for p in rated]  # type: ignore[attr-defined]
    assert sorted(shares) == [0.0] * 11 + [1.0] * 2
    assert "0／16" in texts(figure)
    assert submissions.title(draft) == "提出状況：13府省庁のうち2が提出、エラーの指摘0件"


def test_alternative_text_says_every_row(report: Results) -> None:
    said = subcategories.alt(report)
    assert "①経済界・学術界・金融界への働きかけを行う。8件（◎0、○7、△1、×0）" in said
    assert "国土交通省11件（◎1、○9、△1、×0）" in ministries.alt(report)
    assert "⑬半導体1件（◎0、○1、△0、×0）" in domains.alt(report)
    assert "内閣府：提出済み、評価済み16件／16件、エラー0件、警告0件" in submissions.alt(report)
    assert "S055「認証の申請から登録までの平均日数」は" in kpis.alt(report)


def bare(report: Results) -> Results:
    """Return a round with nothing in it but a label that is too long."""
    states = report.tables.everything.by_state
    empty = Counts("長い名前" * 15, dict.fromkeys(states, 0))
    branch = BranchCounts(replace(empty, label="分類" * 30), (BranchCounts(empty),))
    levels = report.tables.levels
    tables = RoundCounts(SCALE, levels, (branch,), (), (empty, empty), empty, empty, "")
    return with_values(report, tables=tables, progress=(), ministries=(), marks=())


def test_nothing_counted_and_long_labels_still_draw(report: Results) -> None:
    empty = bare(report)

    for chart in charts_of(empty):
        assert chart.draw(empty, SLIDE)
        assert theme.png(chart.draw(empty, A4)).startswith(b"\x89PNG")
        assert chart.alt(empty)
    label = next(t for t in subcategories.draw(empty, A4).axes[0].texts if "長い" in t.get_text())
    assert label.get_text().replace("\n", "") == "長い名前" * 15


def test_a_domain_that_is_missing_is_left_out_and_the_rest_stays(report: Results) -> None:
    fewer = replace(report.tables, by_domain=report.tables.by_domain[1:])

    shown = texts(domains.draw(with_values(report, tables=fewer), A4))

    assert "①環境・エネルギー" not in shown
    assert "②食料・農林水産業" in shown
    assert "16領域別の進捗評価：領域に紐づく46件のうち42件が◎又は○" in shown


def test_states_without_a_mark_are_hatched_and_named(draft: Results) -> None:
    figure = categories.draw(draft, A4)

    hatched = [p for p in figure.axes[0].patches if p.get_hatch() and p.get_gid() != "legend"]
    assert sum(p.get_width() for p in hatched) == draft.tables.unrated  # type: ignore[attr-defined]
    assert Unrated.NOT_SUBMITTED.value in texts(figure)
    assert draft.tables.everything.by_state[GOOD] > 0


def test_svg_has_title_description_and_ids_of_its_own(report: Results) -> None:
    figure = categories.draw(report, A4)

    drawing = ET.fromstring(theme.svg(figure, "図3", "題<1>", "説明&"))  # noqa: S314  # ours

    (title, description) = list(drawing)[:2]
    assert (title.text, description.text) == ("題<1>", "説明&")
    assert drawing.get("aria-labelledby") == "図3-title 図3-desc"
    ids = [node.get("id", "") for node in drawing.iter() if node.get("id")]
    assert all(name.startswith("図3-") for name in ids)
    used = [
        value.lstrip("#")
        for node in drawing.iter()
        for key, value in node.attrib.items()
        if key.endswith("href")
    ]
    assert used
    assert set(used) <= set(ids)


@pytest.mark.slow
def test_no_sign_is_missing_from_the_font(report: Results, draft: Results) -> None:
    known = get_font(str(get_font_ttf_path())).get_charmap()

    for each in (report, draft):
        for chart in charts_of(each):
            signs = set("".join(texts(chart.draw(each, A4)))) - {"\n"}
            assert [sign for sign in signs if ord(sign) not in known] == []


# two-way counts ----------------------------------------------------------------------------
def squares(figure: Figure) -> int:
    return sum(p.get_gid() == "number" for p in figure.axes[0].patches)


@pytest.mark.parametrize("size", [A4, SLIDE])
@pytest.mark.parametrize(
    ("module", "cross"), [(phases, crosses.phases), (partners, crosses.partners)]
)
def test_a_grid_draws_every_number_and_nothing_where_there_is_none(
    report: Results, size: Size, module: Any, cross: Any
) -> None:
    figure, counted = module.draw(report, size), cross(report)

    numbers = [n for row in counted.rows for c in counted.columns if (n := counted.of(row, c))]
    drawn = [text for text in texts(figure) if text.isdecimal()]
    assert sorted(map(int, drawn)) == sorted(numbers)
    assert squares(figure) == len(numbers)
    assert texts(figure).count("—") == len(counted.rows) * len(counted.columns) - len(numbers)


def test_where_the_marks_behind_lie_is_drawn_by_category_and_by_domain(report: Results) -> None:
    figure = behind.draw(report, A4)

    by_category, by_domain = crosses.behind_by_category(report), crosses.behind_by_domain(report)
    drawn = sum(int(text) for text in texts(figure) if text.isdecimal())
    assert drawn == by_category.total + by_domain.total
    assert behind.title(report) == (
        "△又は×の施策21件は、分類では「(4)国際連携の強化」（8件）、"
        "府省庁では経済産業省（5件）に最も多い"
    )


@pytest.mark.parametrize("size", [A4, SLIDE])
def test_the_summary_has_all_the_categories_and_the_lowest_by_name(
    report: Results, size: Size
) -> None:
    figure = summary.draw(report, size)

    everything = Counts("", report.tables.everything.by_state)
    rows: list[Counts | str] = [everything, *report.tables.by_category]
    assert bars(figure) == expected_bars(rows, report.tables)
    assert summary.title(report) == "109件のうち88件が◎又は○、×は4件"
    named = [text.get_text() for text in figure.axes[0].texts if text.get_gid() == "named"]
    assert named[0] == "× の施策"
    assert [line.split("　")[0] for line in named[1:]] == ["S055", "S077", "S092", "S105"]


def test_the_outlook_draws_the_year_of_arrival_of_each_that_would_be_late(report: Results) -> None:
    figure = outlook.draw(report, A4)

    late = sorted(
        (o for o in outlooks(report) if o.progress.kpi.main and o.is_late),
        key=lambda each: -each.late_by,
    )
    dots = [line for line in figure.axes[0].lines if line.get_gid() == "arrival"]
    last = max(each.progress.kpi.target_year or 0 for each in late[:30]) + 6
    expected = [min(each.arrival or last + 1, last) for each in late[:30]]
    assert [int(line.get_xdata()[0]) for line in dots] == expected  # type: ignore[index,arg-type]
    known = sum(o.progress.kpi.main and o.is_known for o in outlooks(report))
    assert outlook.title(report).startswith(
        f"到達の見通し：主KPI{known}件のうち{len(late)}件は、今の速さでは目標年度に届かない"
    )


def test_what_has_nothing_to_draw_is_left_out(report: Results) -> None:
    without_ways = with_values(report, progress=())

    names = {chart.name for chart in charts_of(report)}
    assert {chart.name for chart in charts_of(without_ways)} == names - {
        "図5_KPI",
        "図12_到達の見通し",
    }


# two copies --------------------------------------------------------------------------------
@pytest.mark.slow
def test_what_shows_the_same_to_both_is_drawn_once(report: Results) -> None:
    public = with_values(for_public(report), progress=report.progress[1:])
    known = [replace(CHART, name=chart.name) for chart in charts_of(public)]

    drawn = list(render_charts(report, Drawn(public, iter(known))))

    anew = [picture.name for picture in drawn if picture not in known]
    assert anew == ["図5_KPI", "図6_提出状況", "図12_到達の見通し"]
    assert [picture.name for picture in drawn] == [chart.name for chart in charts_of(report)]


@pytest.mark.slow
def test_it_is_what_would_have_been_drawn(report: Results) -> None:
    public = for_public(report)
    shared = list(render_charts(report, Drawn(public, render_charts(public))))

    assert shared == list(render_charts(report))


# many ministries -----------------------------------------------------------------------------
@pytest.fixture
def many(report: Results) -> Results:
    """The sample's ministries and states of submission ten times over."""
    again = [
        replace(each, led=replace(each.led, label=f"{each.led.label}{n}"))
        for n in range(10)
        for each in report.tables.by_ministry
    ]
    states = [
        replace(each, name=MinistryName(f"{each.name}{n}"))
        for n in range(10)
        for each in report.ministries
    ]
    return with_values(
        report, tables=replace(report.tables, by_ministry=tuple(again)), ministries=tuple(states)
    )


def test_a_chart_of_many_ministries_stands_on_a_page(many: Results) -> None:
    for module in (ministries, submissions):
        figure = module.draw(many, A4)
        assert figure.get_figheight() < 297 / 25.4
        assert any(t.startswith("ほか") for t in texts(figure))


def test_a_grid_of_many_ministries_has_columns_that_can_be_read(report: Results) -> None:
    names = [f"{n}省" for n in range(100)]
    cross = Cross(tuple(names), tuple(names), {(name, name): 1 for name in names})

    figure = draw_matrix(report, A4, Matrix("題", "", cross))

    low, high = figure.axes[0].get_xlim()
    assert (low, high) == (0, MOST_COLUMNS)
    assert "65" in texts(figure)  # rows that are left out, whose columns are too


def test_the_ministries_that_are_left_out_are_counted_in_words(many: Results) -> None:
    figure = ministries.draw(many, A4)

    kept = sum(width for _, _, width in bars(figure))
    (told,) = (t for t in texts(figure) if t.startswith(tuple("123456789")) and "（◎" in t)
    assert kept + int(told.partition("件")[0]) == 10 * 109
    assert f"ほか{len(many.tables.by_ministry) - 35}区分" in texts(figure)


def test_who_has_not_submitted_is_never_among_the_others(draft: Results) -> None:
    received, missing = (
        next(each for each in draft.ministries if (each.state == "提出済み") is came)
        for came in (True, False)
    )
    states = (
        *[replace(received, name=MinistryName(f"{n}")) for n in range(60)],
        replace(missing, name=MinistryName("最後")),
    )

    said = submissions.alt(with_values(draft, ministries=tuple(states)))

    assert "最後：未提出" in said
    assert "ほか26区分：提出済み26／26" in said
