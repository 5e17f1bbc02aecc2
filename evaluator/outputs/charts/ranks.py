"""Japan's rank in secretariats over the years, with the first five as a band; ISO and IEC apart."""

from __future__ import annotations

from datetime import date
from typing import Final

from matplotlib.figure import Figure

from evaluator.outputs import theme
from evaluator.outputs.charts.frame import Size
from evaluator.outputs.charts.timeline import Timeline, drawn
from evaluator.results.results import Results
from evaluator.standards.secretariats.ranks import BAND
from evaluator.standards.secretariats.rows import Definition, RankedBody
from evaluator.standards.secretariats.tables import Secretariats
from evaluator.words.days import spelled

_ROWS: Final = 8
"""Places that are drawn at least."""
_APART: Final = 0.62
"""Of a row: how far signs that fall together are moved apart."""
_BAND_FILL: Final = "#E4EEF7"
_SIGNS: Final = {
    Definition.AS_PUBLISHED: "o",
    Definition.EVERY: "s",
    Definition.WITHOUT_JOINT: "D",
    Definition.TOP_LEVEL: "^",
}
_BODIES: Final = {RankedBody.ISO: theme.INK, RankedBody.IEC: "white"}
Point = tuple[date, int]
Series = tuple[RankedBody, Definition]


def series(known: Secretariats) -> dict[Series, list[Point]]:
    """Return Japan's ranks by body and definition, in time; what was published is of year's end."""
    found: dict[Series, list[Point]] = {}
    for row in known.ranks:
        if row.body and row.year and row.rank:
            points = found.setdefault((row.body, Definition.AS_PUBLISHED), [])
            points.append((date(row.year + 1, 3, 31), row.rank))
    for each in known.rankings:
        if each.japan:
            points = found.setdefault((each.body, each.definition), [])
            points.append((each.as_of, each.japan.rank))
    return {key: sorted(points) for key, points in found.items()}


def _known(report: Results) -> dict[Series, list[Point]]:
    return series(report.secretariats) if report.secretariats else {}


def title(report: Results) -> str:
    """Say the finding: by how many of the ways of counting Japan is among the first five."""
    last = [points[-1][1] for points in _known(report).values()]
    within = sum(rank <= BAND for rank in last)
    return f"幹事国引受数の順位：団体と数え方の{len(last)}件のうち{within}件で上位{BAND}位以内"


def draw(report: Results, size: Size) -> Figure:
    """Return the figure."""
    known = _known(report)
    points = [point for each in known.values() for point in each]
    rows = max([_ROWS, *(rank for _, rank in points)])
    line = drawn(
        report,
        size,
        rows,
        [day for day, _ in points],
        title=title(report),
        subtitle="黒＝ISO、白＝IEC。丸＝公表、四角＝すべて、ひし形＝合同を除く、三角＝TC級。"
        f"帯＝上位{BAND}位以内",
    )
    axes = line.frame.axes
    axes.axhspan(-0.5, BAND - 0.5, facecolor=_BAND_FILL, zorder=-1, gid="band")
    for rank in range(1, rows + 1):
        line.frame.label(rank - 1, f"{rank}位")
    for key, ranks in known.items():
        body, definition = key
        places = [_place(point, key, known) for point in ranks]
        _line(line, [day for day, _ in ranks], places, (_SIGNS[definition], _BODIES[body]))
    return line.frame.figure


def _place(point: Point, key: Series, known: dict[Series, list[Point]]) -> float:
    """Return where in its row a sign stands: beside those of the same day, not on them."""
    here = [each for each, points in known.items() if point in points]
    return point[1] - 1 + (here.index(key) - (len(here) - 1) / 2) * _APART


def _line(line: Timeline, days: list[date], places: list[float], look: tuple[str, str]) -> None:
    sign, fill = look
    line.frame.axes.plot(
        [line.x(day) for day in days],
        places,
        color=theme.MUTED,
        lw=1.0,
        marker=sign,
        markersize=line.frame.letter * 0.9,
        markerfacecolor=fill,
        markeredgecolor=theme.INK,
        gid="rank",
    )


def alt(report: Results) -> str:
    """Say what the picture shows, line by line."""
    lines = [
        f"{body}（{definition}）は" + "、".join(f"{spelled(day)}に{rank}位" for day, rank in points)
        for (body, definition), points in _known(report).items()
    ]
    return f"{title(report)}。時点ごとの順位。{'。'.join(lines)}。"
