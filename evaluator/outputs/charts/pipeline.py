"""How far the standards projects that Japan leads have come: domain by phase."""

from __future__ import annotations

from matplotlib.figure import Figure

from evaluator.outputs.charts.frame import Size
from evaluator.outputs.charts.matrix import Matrix, draw_matrix, spoken_cross
from evaluator.results.crosses import project_phases
from evaluator.results.results import Results


def title(report: Results) -> str:
    """Say the finding: which phase most projects are in."""
    projects, cross = report.projects.counted, project_phases(report)
    if not cross.total:
        return "標準案件の段階：日本が主導する案件は0件のうち0件"
    most = "と".join(f"「{name}」" for name in cross.most_columns)
    number = cross.column(cross.most_columns[0])
    return (
        f"標準案件の段階：日本が主導する{len(projects)}件のうち、領域別では{most}が{number}件で最多"
    )


def draw(report: Results, size: Size) -> Figure:
    """Return the figure. A cell: projects of a domain in a phase."""
    subtitle = (
        "日本が主導し、新たな規格などを作る案件。領域が複数ある案件は、それぞれに数えた。"
        "件数だけでは評価しない。単位：件"
    )
    matrix = Matrix(title(report), subtitle, project_phases(report), 0.3, basis="")
    figure: Figure = draw_matrix(report, size, matrix)
    return figure


def alt(report: Results) -> str:
    """Say what the picture shows, row by row."""
    return f"{title(report)}。領域と段階の表。{spoken_cross(project_phases(report))}。"
