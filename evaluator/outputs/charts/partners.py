"""Who works with whom: the lead of a measure by the ministries that join in."""

from __future__ import annotations

from matplotlib.figure import Figure

from evaluator.outputs.charts.frame import Size
from evaluator.outputs.charts.matrix import Matrix, draw_matrix, spoken_cross
from evaluator.results import wording
from evaluator.results.crosses import partners
from evaluator.results.results import Results


def title(report: Results) -> str:
    """Say the finding: how many measures several ministries work on, and who joins in most."""
    measures = report.catalogue.measures
    shared = sum(len(measure.ministries) > 1 for measure in measures)
    cross = partners(report)
    most = wording.named(cross.most_columns)
    found = f"府省庁の連携：{len(measures)}件のうち{shared}件を複数の府省庁で担当"
    return f"{found}、関係府省庁として最も多いのは{most}" if most else found


def _matrix(report: Results) -> Matrix:
    without = sum(measure.lead is None for measure in report.catalogue.measures)
    subtitle = (
        "行は主担当、列は関係府省庁。関係府省庁が複数ある施策はそれぞれで数える。単位：件"
        + (f"　主担当のない共同の施策{without}件を除く" if without else "")
    )
    return Matrix(title(report), subtitle, partners(report), 0.22)


def draw(report: Results, size: Size) -> Figure:
    """Return the figure. A cell: measures of a lead that a ministry joins in."""
    figure: Figure = draw_matrix(report, size, _matrix(report))
    return figure


def alt(report: Results) -> str:
    """Say what the picture shows, row by row."""
    return f"{title(report)}。主担当と関係府省庁の表。{spoken_cross(_matrix(report).drawn)}。"
