"""Where △ and × lie: category by ministry, and domain by ministry."""

from __future__ import annotations

from matplotlib.figure import Figure

from evaluator.outputs.charts.frame import Size
from evaluator.outputs.charts.matrix import Matrix, draw_matrix, spoken_cross
from evaluator.results import wording
from evaluator.results.crosses import Cross, behind, behind_by_category, behind_by_domain
from evaluator.results.results import Results
from evaluator.scale import either


def _cross(report: Results) -> Cross:
    """Return both grids as one: the categories, and below them the domains that have any."""
    categories, domains = behind_by_category(report), behind_by_domain(report)
    rows = (*categories.rows, *(row for row in domains.rows if domains.row(row)))
    return Cross(rows, categories.columns, {**categories.cells, **domains.cells})


def title(report: Results) -> str:
    """Say the finding: where most of them are."""
    categories = behind_by_category(report)
    marks, number = either(report.catalogue.scale.behind), len(behind(report))
    if not number:
        return f"{marks}の施策はない"
    where = wording.named([f"「{name}」" for name in categories.most])
    whose = wording.named(categories.most_columns)
    return (
        f"{marks}の施策{number}件は、分類では{where}（{categories.row(categories.most[0])}件）、"
        f"府省庁では{whose}（{categories.column(categories.most_columns[0])}件）に最も多い"
    )


def _matrix(report: Results) -> Matrix:
    subtitle = (
        f"上は{report.tables.levels[0]}、下は該当のある領域（複数の領域に紐づく施策はそれぞれで数える）。"
        "主担当の府省庁別。単位：件"
    )
    return Matrix(title(report), subtitle, _cross(report), adds_up=False)


def draw(report: Results, size: Size) -> Figure:
    """Return the figure. A cell: measures behind of a category or domain, and of a lead."""
    figure: Figure = draw_matrix(report, size, _matrix(report))
    return figure


def alt(report: Results) -> str:
    """Say what the picture shows, row by row."""
    return f"{title(report)}。分類・領域と府省庁の表。{spoken_cross(_matrix(report).drawn)}。"
