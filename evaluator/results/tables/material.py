"""評価・課題の材料: what the secretariat writes its assessment paragraphs from. Facts, no sentence.

For each category, then each domain: the measures that moved first, those that are behind, the
rest, and under them the bullets, with marks and texts side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from evaluator.model import Audience, MeasureId
from evaluator.results.annex import CategorySection, DomainSection
from evaluator.results.bullet import Bullet
from evaluator.results.change import Movement, Transition
from evaluator.results.marks import MeasureResult
from evaluator.results.proposals import reported_values
from evaluator.results.results import Results
from evaluator.results.tables.lists import listed
from evaluator.results.tables.outlook import kpis_told
from evaluator.results.tables.printed import PrintedCell, PrintedColumn, PrintedTable
from evaluator.scale import Mark

_COLUMNS: Final = (
    PrintedColumn("区分", 26),
    PrintedColumn("種類", 8, centred=True),
    PrintedColumn("変化", 10, centred=True),
    PrintedColumn("前年の評価", 8, centred=True),
    PrintedColumn("今年の評価", 8, centred=True),
    PrintedColumn("施策", 30),
    PrintedColumn("府省庁", 14),
    PrintedColumn("進捗状況、成果例・取組", 60),
    PrintedColumn("KPI：値／目標", 36),
)
_Row = tuple[PrintedCell, ...]


def material_list(results: Results) -> PrintedTable | None:
    """Return all that stands behind an assessment, by category and domain; not for the public."""
    if results.audience is not Audience.INTERNAL:
        return None
    title = f"評価・課題の材料（{results.catalogue.round.year_label}）"
    return listed("評価・課題の材料", title, _COLUMNS, _rows(results))


def _rows(results: Results) -> Iterator[_Row]:
    catalogue = results.catalogue
    sections = {section.category.id: section for section in results.annex.categories}
    told = _Told(results)
    for category in catalogue.categories:
        measures = (r for r in results.marks if catalogue.category_of(r.measure) == category)
        yield from told.group(category.name, measures, sections.get(category.id))
    for section in results.annex.domains:
        measures = (r for r in results.marks if section.row.id in r.measure.domains)
        yield from told.group(section.heading, measures, section)


class _Told:
    """The rows of a group, with what is looked up for them once."""

    def __init__(self, results: Results) -> None:
        self._results = results
        self._values = reported_values(results.submissions)
        changes = results.changes.transitions if results.changes else ()
        self._changes = {each.measure.id: each for each in changes if each.measure}

    def group(
        self,
        name: str,
        measures: Iterable[MeasureResult],
        section: CategorySection | DomainSection | None,
    ) -> Iterator[_Row]:
        """Yield a group's measures, then its bullets."""
        for result in sorted(measures, key=self._rank):
            yield self._measure(name, result)
        for bullet in section.bullets if section else ():
            yield _bullet(
                name, bullet, "成果例" if isinstance(section, CategorySection) else "取組"
            )

    def _change(self, measure: MeasureId) -> Transition | None:
        return self._changes.get(measure)

    def _rank(self, result: MeasureResult) -> tuple[int, int]:
        change = self._change(result.measure.id)
        moved = _ORDER.get(change.movement, len(_ORDER)) if change else len(_ORDER)
        is_behind = isinstance(result.mark, Mark) and result.mark.is_behind
        return moved, 0 if is_behind else 1

    def _measure(self, name: str, result: MeasureResult) -> _Row:
        measure, change = result.measure, self._change(result.measure.id)
        return (
            name,
            "施策",
            change.movement.value if change else None,
            change.before.value if change else None,
            result.mark.value,
            f"{measure.id} {measure.title}",
            measure.lead or "共同",
            result.progress,
            "\n".join(kpis_told(self._results, measure.id, self._values)),
        )


_ORDER: Final = {Movement.BETTER: 0, Movement.WORSE: 1}


def _bullet(name: str, bullet: Bullet, kind: str) -> _Row:
    return (name, kind, None, None, None, None, bullet.attribution, bullet.text, None)
