"""The register: the catalogue as the rest of the program sees it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

from evaluator.catalogue.carried import CarriedRemarkRow, RemarkYearRow, by_remark
from evaluator.catalogue.history import PastYear
from evaluator.catalogue.posts import PostRow
from evaluator.catalogue.project_years import ProjectYearRow
from evaluator.catalogue.projects import ProjectRow
from evaluator.catalogue.succession import Predecessor, Succession, unchanged
from evaluator.catalogue.texts import Texts
from evaluator.catalogue.tree import BELOW, Branch, grown, paths
from evaluator.findings import CellRef, Finding
from evaluator.model import (
    Category,
    CategoryId,
    DomainRow,
    DomainRowId,
    Kpi,
    KpiId,
    Measure,
    MeasureId,
    Ministry,
    MinistryName,
    Round,
    Subcategory,
    SubcategoryId,
)
from evaluator.programme import Programme
from evaluator.rubric import InputName, shipped_programme
from evaluator.scale import Scale
from evaluator.sheets.normalise import compare_key
from evaluator.standards import Standards, shipped_standards
from evaluator.words.addresses import corners

_COLLECTIVE: Final = "総称"
_NONE: Final = MeasureId("")


@dataclass(frozen=True)
class Catalogue:
    """A round's register, checked: every reference in it resolves."""

    round: Round
    scale: Scale
    """The marks that the round gives."""
    ministries: tuple[Ministry, ...]
    categories: tuple[Category, ...]
    subcategories: tuple[Subcategory, ...]
    domains: tuple[DomainRow, ...]
    measures: tuple[Measure, ...]
    kpis: tuple[Kpi, ...]
    texts: Texts
    previous: tuple[Predecessor, ...]
    """The measures of last year as the mapping has them; none where there is no mapping."""
    sha256: str
    """Hash of the catalogue's content (not of the file that holds it), its own scale included."""
    file_sha256: str = field(default="", compare=False)
    """Hash of the file that holds it."""
    projects: tuple[ProjectRow, ...] = ()
    """The standards projects that were known when the round began."""
    project_years: tuple[ProjectYearRow, ...] = ()
    """Where they stood in the years before, as far as that is put down."""
    posts: tuple[PostRow, ...] = ()
    """The posts that were."""
    history: tuple[PastYear, ...] = ()
    """The years before last year, the earliest first; none where none is put down."""
    carried: tuple[CarriedRemarkRow, ...] = ()
    """The remarks of the years before that are asked about."""
    remark_years: tuple[RemarkYearRow, ...] = ()
    """What was answered to them so far."""
    programme: Programme = field(default_factory=shipped_programme)
    """What the round consists of."""
    own_standards: Standards | None = field(default=None, compare=False)
    """The round's own tables of standards bodies, where it has any."""
    kpi_cells: Mapping[KpiId, Mapping[InputName, CellRef]] = field(
        default_factory=dict, compare=False
    )
    """Where the workbook holds a KPI's baseline, target and plan."""
    measure_rows: Mapping[tuple[str, int], MeasureId] = field(default_factory=dict, compare=False)
    """Which measure a row of the workbook is about, by sheet and row, where it is about one."""

    @property
    def standards(self) -> Standards:
        """What is known of standards bodies: the round's own tables, or the shipped ones."""
        return self.own_standards or shipped_standards()

    @cached_property
    def respondents(self) -> tuple[MinistryName, ...]:
        """Who answers this round, in customary order: for measures, or for projects alone."""
        asked = (m.name for m in self.ministries if self.round.asks_projects and m.asks_projects)
        named = {*self._measures_by_ministry, *asked}
        return tuple(ministry.name for ministry in self.ministries if ministry.name in named)

    @cached_property
    def measure_respondents(self) -> tuple[MinistryName, ...]:
        """Those of them who answer for a measure."""
        return tuple(name for name in self.respondents if self.measures_of(name))

    def is_ministry(self, name: MinistryName) -> bool:
        """Whether a respondent is a ministry, and no agency, association or company."""
        known = self.ministry_by_name.get(name)
        return known is None or known.is_ministry

    @cached_property
    def ministry_by_name(self) -> dict[MinistryName, Ministry]:
        """The ministries by name."""
        return {ministry.name: ministry for ministry in self.ministries}

    @cached_property
    def ministry_names(self) -> dict[str, str]:
        """The ministries' printed names by every spelling that is certain, as compare keys."""
        named = {compare_key(m.name): str(m.name) for m in self.ministries}
        return {
            # A collective name is a label of its own: 関係省庁 is not turned into 関係府省.
            compare_key(alias): alias if m.kind == _COLLECTIVE else str(m.name)
            for m in self.ministries
            for alias in m.aliases
        } | named

    def respondent(self, named: str) -> MinistryName | None:
        """Return the respondent that is meant by a name, an alias or a short form of its own."""
        key = compare_key(named)
        meant = MinistryName(self.ministry_names.get(key, ""))
        if meant in self.respondents:
            return meant
        short = [m.name for m in self.ministries if m.short and compare_key(m.short) == key]
        asked = [name for name in short if name in self.respondents]
        return asked[0] if len(asked) == 1 else None

    def concerned(self, finding: Finding) -> tuple[MinistryName, ...]:
        """Return the ministries whose measure a finding about the catalogue concerns."""
        row, _ = next(corners(finding.where.cell), (0, 0))
        measure = self.measure_by_id.get(self.measure_rows.get((finding.where.sheet, row), _NONE))
        return measure.ministries if measure else ()

    @cached_property
    def measure_by_id(self) -> dict[MeasureId, Measure]:
        """The measures by ID."""
        return {measure.id: measure for measure in self.measures}

    @cached_property
    def kpi_by_id(self) -> dict[KpiId, Kpi]:
        """The KPIs by ID."""
        return {kpi.id: kpi for kpi in self.kpis}

    @cached_property
    def category_by_id(self) -> dict[CategoryId, Category]:
        """The categories by ID."""
        return {category.id: category for category in self.categories}

    @property
    def levels(self) -> tuple[str, ...]:
        """What the levels of its categories are called, the widest first."""
        return self.programme.levels

    @cached_property
    def tree(self) -> tuple[Branch, ...]:
        """The categories with all that stands below them."""
        return grown(self.categories, self.subcategories)

    @cached_property
    def _paths(self) -> dict[str, tuple[Branch, ...]]:
        return {path[-1].id: path for path in paths(self.tree, len(self.levels))}

    @property
    def lowest(self) -> tuple[str, ...]:
        """The rows of the lowest level by ID, in the order of the printed tables."""
        return tuple(self._paths)

    def path_of(self, measure: Measure) -> tuple[Branch, ...]:
        """Return where a measure stands: a row of each level, its category first."""
        return self._paths[measure.subcategory_id]

    def category_of(self, measure: Measure) -> Category:
        """Return the category that a measure stands in."""
        return self.category_by_id[CategoryId(self.path_of(measure)[0].id)]

    @property
    def place_title(self) -> str:
        """What `place_of` is called: the levels below the categories, in one line."""
        return BELOW.join(self.levels[1:] or self.levels)

    def place_of(self, measure: Measure) -> str:
        """Return where in its category a measure stands; the category where that is all."""
        path = [each.name for each in self.path_of(measure)]
        return BELOW.join(path[1:] or path)

    def whole_place_of(self, measure: Measure) -> str:
        """Return where a measure stands, from its category down, in one line."""
        return BELOW.join(each.name for each in self.path_of(measure))

    @cached_property
    def subcategory_by_id(self) -> dict[SubcategoryId, Subcategory]:
        """The subcategories by ID."""
        return {subcategory.id: subcategory for subcategory in self.subcategories}

    @cached_property
    def domain_by_id(self) -> dict[DomainRowId, DomainRow]:
        """The domain rows by ID."""
        return {domain.id: domain for domain in self.domains}

    @cached_property
    def rank_of_name(self) -> dict[str, int]:
        """Place in customary order (建制順) of every name, alias included."""
        return {
            name: rank
            for rank, ministry in enumerate(self.ministries)
            for name in (*ministry.aliases, ministry.name)
        }

    @cached_property
    def name_by_spelling(self) -> dict[str, MinistryName]:
        """The name of a ministry by any spelling of it, under its `compare_key`.

        Collective names are left out: 関係省庁 and 関係府省 are not the same list.
        """
        return {
            compare_key(name): ministry.name
            for ministry in self.ministries
            if ministry.kind != _COLLECTIVE
            for name in (ministry.name, *ministry.aliases)
        }

    @cached_property
    def kpis_by_measure(self) -> dict[MeasureId, tuple[Kpi, ...]]:
        """The KPIs of each measure, main KPI first; those it shares with others among them."""
        table: dict[MeasureId, tuple[Kpi, ...]] = {measure.id: () for measure in self.measures}
        for kpi in self.kpis:
            table[kpi.measure_id] += (kpi,)
        for kpi in self.kpis:
            for name in kpi.shared_with:
                # Of a measure that has a main KPI of its own the shared one is not the main one.
                has_main = any(each.main for each in table[name])
                table[name] += (kpi.model_copy(update={"main": not has_main}),)
        return {key: tuple(sorted(kpis, key=lambda k: not k.main)) for key, kpis in table.items()}

    @cached_property
    def course_of_remarks(self) -> Mapping[str, tuple[RemarkYearRow, ...]]:
        """What was answered to each remark of the years before, the earliest year first."""
        return by_remark(self.remark_years)

    @cached_property
    def succession(self) -> Succession:
        """How last year's measures have become this year's; without a mapping each goes on."""
        return Succession(self.previous or tuple(map(unchanged, self.measures)))

    def deadline_of(self, ministry: MinistryName) -> date:
        """Return when a ministry's form is due: its own deadline, or else the round's."""
        known = self.ministry_by_name.get(ministry)
        return (known and known.deadline) or self.round.deadline

    def coordinator_of(self, ministry: MinistryName) -> str:
        """Return the 取りまとめ課 that is named for a ministry; '' if none is."""
        known = self.ministry_by_name.get(ministry)
        return known.coordinator if known else ""

    def round_for(self, ministry: MinistryName) -> Round:
        """Return the round as it is for a ministry: with the deadline that it has."""
        return self.round.model_copy(update={"deadline": self.deadline_of(ministry)})

    @cached_property
    def _measures_by_ministry(self) -> dict[MinistryName, tuple[Measure, ...]]:
        found: dict[MinistryName, list[Measure]] = defaultdict(list)
        for measure in self.measures:
            for ministry in dict.fromkeys(measure.ministries):
                found[ministry].append(measure)
        return {ministry: tuple(measures) for ministry, measures in found.items()}

    def measures_of(self, ministry: MinistryName) -> tuple[Measure, ...]:
        """The measures that a ministry answers for, as lead or not."""
        return self._measures_by_ministry.get(ministry, ())

    def kpis_of(self, ministry: MinistryName) -> tuple[Kpi, ...]:
        """The KPIs that a ministry reports."""
        return tuple(
            kpi
            for measure in self.measures_of(ministry)
            if measure.kpi_respondent == ministry
            for kpi in self.kpis_by_measure[measure.id]
            if kpi.measure_id == measure.id
        )

    def domains_of(self, ministry: MinistryName) -> tuple[DomainRow, ...]:
        """The domain rows that the plan assigns to a ministry or one of its offices."""
        return tuple(row for row in self.domains if self.is_assigned(row, ministry))

    def is_assigned(self, domain: DomainRow, ministry: MinistryName) -> bool:
        """Whether the plan assigns a domain row to a ministry or one of its offices."""
        names = self._with_offices.get(ministry, {ministry})
        return not names.isdisjoint(domain.ministries)

    @cached_property
    def _with_offices(self) -> dict[MinistryName, set[MinistryName]]:
        """A ministry that has offices, and them."""
        found: dict[MinistryName, set[MinistryName]] = {}
        for office in self.ministries:
            if office.parent:
                found.setdefault(office.parent, {office.parent}).add(office.name)
        return found
