"""Two-way counts: where the marks that are behind lie, in which phase, who works with whom.

A measure counts once in a row, however many parts of a domain it touches; in several domains it
counts once in each. A bullet counts once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from evaluator.model import Phase
from evaluator.results.counts import NO_LEAD, largest, others_label
from evaluator.results.marks import MeasureResult
from evaluator.results.projects import Project
from evaluator.results.results import Results
from evaluator.scale import Mark
from evaluator.standards.words import StagePhase

NO_PHASE: Final = "記入なし"
Pair = tuple[str, str]


@dataclass(frozen=True)
class Cross:
    """How many there are of each row with each column; what is not there is 0."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[Pair, int]

    def of(self, row: str, column: str) -> int:
        """Return the number in a cell."""
        return self.cells.get((row, column), 0)

    def row(self, row: str) -> int:
        """Return the sum of a row."""
        return sum(self.of(row, column) for column in self.columns)

    def column(self, column: str) -> int:
        """Return the sum of a column."""
        return sum(self.of(row, column) for row in self.rows)

    def folded(self, rows: int, columns: int) -> Cross:
        """Return so many rows and columns at most: the largest in their order, the others as one.

        Only where a sum of rows, and one of columns, says something.
        """
        row_of = _folding(self.rows, self.row, rows)
        column_of = _folding(self.columns, self.column, columns)
        cells: Counter[Pair] = Counter()
        for row, column in product(self.rows, self.columns):
            cells[row_of[row], column_of[column]] += self.of(row, column)
        return _cross(_others_last(row_of), _others_last(column_of), cells)

    @property
    def total(self) -> int:
        """The sum of all cells."""
        return sum(map(self.row, self.rows))

    @property
    def most(self) -> tuple[str, ...]:
        """The rows with the largest sum; none where there is nothing."""
        return _most({row: self.row(row) for row in self.rows})

    @property
    def most_columns(self) -> tuple[str, ...]:
        """The columns with the largest sum; none where there is nothing."""
        return _most({column: self.column(column) for column in self.columns})


def _folding(names: Sequence[str], count: Callable[[str], int], most: int) -> dict[str, str]:
    """Return for each name, in order, itself or the label of the others."""
    _, others = largest([count(name) for name in names], most)
    label, folded = others_label(len(others)), set(others)
    return {name: label if at in folded else name for at, name in enumerate(names)}


def _others_last(names: Mapping[str, str]) -> list[str]:
    return [name for name, shown in names.items() if name == shown] + [
        shown for name, shown in names.items() if name != shown
    ]


def _most(sums: Mapping[str, int]) -> tuple[str, ...]:
    largest = max(sums.values(), default=0)
    return tuple(name for name, number in sums.items() if number == largest and number)


def _cross(rows: Iterable[str], columns: Iterable[str], pairs: Iterable[Pair]) -> Cross:
    return Cross(tuple(dict.fromkeys(rows)), tuple(dict.fromkeys(columns)), Counter(pairs))


def behind(results: Results) -> tuple[MeasureResult, ...]:
    """Return the measures whose mark is not a good one, in the catalogue's order."""
    return tuple(r for r in results.marks if isinstance(r.mark, Mark) and r.mark.is_behind)


def _leads(results: Results) -> list[str]:
    """Return the ministries that lead a measure, and at the end those measures without a lead."""
    return [row.led.label for row in results.tables.by_ministry if row.led.total]


def _lead(result: MeasureResult) -> str:
    return result.measure.lead or NO_LEAD


def behind_by_category(results: Results) -> Cross:
    """Count the measures behind by category and lead."""
    catalogue = results.catalogue
    pairs = ((catalogue.category_of(r.measure).name, _lead(r)) for r in behind(results))
    return _cross((each.name for each in catalogue.categories), _leads(results), pairs)


def behind_by_domain(results: Results) -> Cross:
    """Count the measures behind by domain and lead."""
    catalogue = results.catalogue
    pairs = (
        (domain, _lead(result))
        for result in behind(results)
        for domain in {_domain(results, row) for row in result.measure.domains}
    )
    return _cross((f"{d.mark}{d.domain}" for d in catalogue.domains), _leads(results), pairs)


def _domain(results: Results, row: str) -> str:
    domain = next(each for each in results.catalogue.domains if each.id == row)
    return f"{domain.mark}{domain.domain}"


def phases(results: Results) -> Cross:
    """Count the bullets of the annex by domain and phase of standardization."""
    sections = results.annex.domains
    pairs = (
        (f"{section.row.mark}{section.row.domain}", bullet.phase or NO_PHASE)
        for section in sections
        for bullet in section.bullets
    )
    rows = (f"{each.mark}{each.domain}" for each in results.catalogue.domains)
    without = any(b.phase is None for section in sections for b in section.bullets)
    return _cross(rows, (*Phase, *([NO_PHASE] if without else [])), pairs)


def partners(results: Results) -> Cross:
    """Count the measures by their lead and by each ministry that joins in."""
    pairs = [
        (measure.lead, partner)
        for measure in results.catalogue.measures
        if measure.lead
        for partner in measure.joint
    ]
    named: Sequence[str] = results.catalogue.respondents
    leads = [name for name in named if any(lead == name for lead, _ in pairs)]
    joined = [name for name in named if any(partner == name for _, partner in pairs)]
    return _cross(leads, joined, pairs)


NO_DOMAIN: Final = "（領域の記入なし）"
DEAD_END: Final = "中止・統合など"
NO_STAGE: Final = "段階を確認中"


def project_phases(results: Results) -> Cross:
    """Count the projects that Japan leads by domain and phase; once in each domain."""
    named = {row.choice: f"{row.mark}{row.domain}" for row in results.catalogue.domains}
    pairs = [
        (domain, _phase_of(project))
        for project in results.projects.counted
        for domain in {named.get(each, NO_DOMAIN) for each in project.domains} or {NO_DOMAIN}
    ]
    rows = [*named.values(), *(name for name, _ in pairs if name == NO_DOMAIN)]
    rest = [name for _, name in pairs if name in (DEAD_END, NO_STAGE)]
    return _cross(rows, [*StagePhase, *rest], pairs)


def _phase_of(project: Project) -> str:
    if project.state is not None:
        return DEAD_END
    return project.phase or NO_STAGE
