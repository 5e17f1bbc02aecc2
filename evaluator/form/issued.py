"""What a form says when it is issued: one row per measure, KPI and assigned domain.

The printed columns come from the catalogue and nothing else, so a returned form can be held
against them. The inputs are blank, or hold answers carried over from earlier files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evaluator.catalogue import Catalogue
from evaluator.form.sheets import (
    ActivityAnswer,
    ContactRow,
    KpiAnswer,
    MeasureAnswer,
    OutcomeAnswer,
)
from evaluator.model import Kpi, MainKpi, Measure, MinistryName
from evaluator.rating.due import due_this_year
from evaluator.sheets.layout import Row, layout_of

Inputs = Mapping[str, object]
"""The input fields of one row, by field name; what is left out is blank."""


@dataclass(frozen=True)
class Answers:
    """Answers to print into a form: keyed rows by key, the others in order."""

    contact: Inputs = field(default_factory=dict)
    measures: Mapping[str, Inputs] = field(default_factory=dict)
    kpis: Mapping[str, Inputs] = field(default_factory=dict)
    outcomes: Sequence[Inputs] = ()
    activities: Sequence[Inputs] = ()


NO_ANSWERS = Answers()


@dataclass(frozen=True)
class Part:
    """Whose form it is: a ministry's, or that of one 担当課室 of it."""

    ministry: MinistryName
    division: str | None = None
    """None is the whole ministry; '' are the rows for which the catalogue names nobody."""

    @property
    def label(self) -> str:
        """How the part is named to readers."""
        if self.division is None:
            return self.ministry
        return f"{self.ministry} {self.division or '担当課室の指定なし'}"

    def measures(self, catalogue: Catalogue) -> tuple[Measure, ...]:
        """The measures that the part answers for."""
        every = catalogue.measures_of(self.ministry)
        if self.division is None:
            return every
        return tuple(m for m in every if division_of(m, self.ministry) == self.division)

    def kpis(self, catalogue: Catalogue) -> tuple[Kpi, ...]:
        """The KPIs that the part reports."""
        mine = {measure.id for measure in self.measures(catalogue)}
        return tuple(k for k in catalogue.kpis_of(self.ministry) if k.measure_id in mine)


def division_of(measure: Measure, ministry: MinistryName) -> str:
    """Return the 担当課室 that answers a measure in a ministry; the catalogue names the lead's."""
    return measure.division if measure.lead == ministry else ""


def parts_of(catalogue: Catalogue, ministry: MinistryName) -> tuple[Part, ...]:
    """Return the ministry's parts, one per 担当課室, in the order of their first measure."""
    divisions = [division_of(m, ministry) for m in catalogue.measures_of(ministry)]
    return tuple(Part(ministry, division) for division in dict.fromkeys(divisions))


def _blank(model: type[Row]) -> dict[str, object]:
    return {c.field: c.cell.parse(None).value for c in layout_of(model).columns if c.is_input}


def contact_row(inputs: Inputs) -> ContactRow:
    """Return the contact's row."""
    return ContactRow.model_validate(_blank(ContactRow) | dict(inputs))


def measure_row(
    catalogue: Catalogue, measure: Measure, inputs: Inputs | None = None
) -> MeasureAnswer:
    """Return a measure's row as issued."""
    subcategory = catalogue.subcategory_by_id[measure.subcategory_id]
    printed = {
        "measure_id": measure.id,
        "title": measure.title,
        "category": catalogue.category_by_id[subcategory.category_id].name,
        "subcategory": subcategory.name,
        "ministries": _ministries(measure),
        "domains": "、".join(catalogue.domain_by_id[row].label for row in measure.domains),
        "kpi_summary": "\n".join(kpi_summary(k) for k in catalogue.kpis_by_measure[measure.id]),
        "previous_mark": measure.previous_mark,
        "previous_progress": measure.previous_progress,
    }
    return MeasureAnswer.model_validate(printed | _blank(MeasureAnswer) | dict(inputs or {}))


def _ministries(measure: Measure) -> str:
    if measure.lead is None:
        return "共同：" + "、".join(measure.joint)
    return measure.lead + (f"（関係：{'、'.join(measure.joint)}）" if measure.joint else "")


def kpi_summary(kpi: Kpi) -> str:
    """Return a KPI in one line: name and target."""
    if kpi.target is None:
        return f"{kpi.name}（目標なし）"
    year = f"{kpi.target_year}年度 " if kpi.target_year else ""
    return f"{kpi.name}（{year}{kpi.target:,f}{kpi.unit}）"


def kpi_row(catalogue: Catalogue, kpi: Kpi, inputs: Inputs | None = None) -> KpiAnswer:
    """Return a KPI's row as issued."""
    printed = kpi.model_dump(exclude={"id", "main", "plan"}) | {
        "kpi_id": kpi.id,
        "measure": catalogue.measure_by_id[kpi.measure_id].title,
        "main": MainKpi.MAIN if kpi.main else None,
        "plan": "\n".join(str(step) for step in kpi.plan),
        "due": due_this_year(kpi, catalogue.round.fiscal_year),
    }
    return KpiAnswer.model_validate(printed | _blank(KpiAnswer) | dict(inputs or {}))


def outcome_rows(answers: Answers) -> list[OutcomeAnswer]:
    """Return the rows of 成果例: nothing is printed there but what was carried over."""
    blank = _blank(OutcomeAnswer)
    return [OutcomeAnswer.model_validate(blank | dict(inputs)) for inputs in answers.outcomes]


def activity_rows(catalogue: Catalogue, part: Part, answers: Answers) -> list[ActivityAnswer]:
    """Return a row per assigned domain, then what was carried over beyond the first of each.

    A part of a ministry has no assigned domains: whether there is 該当なし is for the ministry.
    """
    blank = _blank(ActivityAnswer)
    assigned = catalogue.domains_of(part.ministry) if part.division is None else ()
    rest = list(answers.activities)
    rows = []
    for domain in assigned:
        given = next((inputs for inputs in rest if inputs["domain"] == domain.choice), None)
        if given is not None:
            rest.remove(given)
        rows.append({"domain": domain.choice} | dict(given or {}))
    return [ActivityAnswer.model_validate(blank | dict(inputs)) for inputs in [*rows, *rest]]
