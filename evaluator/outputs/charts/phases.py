"""How far the activities of each domain have come: domain by phase of standardization."""

from __future__ import annotations

from matplotlib.figure import Figure

from evaluator.outputs.charts.frame import Size
from evaluator.outputs.charts.matrix import Matrix, draw_matrix, spoken_cross
from evaluator.results.crosses import phases
from evaluator.results.results import Results


def title(report: Results) -> str:
    """Say the finding: which phase most activities are in."""
    cross = phases(report)
    if not cross.total:
        return "領域別の取組の進行フェーズ：掲載した取組はない"
    most = "と".join(f"「{name}」" for name in cross.most_columns)
    number = cross.column(cross.most_columns[0])
    return f"領域別の取組の進行フェーズ：{cross.total}件のうち{most}が{number}件で最も多い"


def draw(report: Results, size: Size) -> Figure:
    """Return the figure. A cell: bullets of a domain in a phase."""
    subtitle = "別紙に掲載した取組を、府省庁の回答した進行フェーズで数えた。単位：件"
    matrix = Matrix(title(report), subtitle, phases(report), 0.36)
    figure: Figure = draw_matrix(report, size, matrix)
    return figure


def alt(report: Results) -> str:
    """Say what the picture shows, row by row."""
    return f"{title(report)}。領域と進行フェーズの表。{spoken_cross(phases(report))}。"
