"""A sheet was taken over from another ministry's form."""

from __future__ import annotations

from evaluator.model import MinistryName
from tests.recipes import Form, KpiAnswer, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    own, other = form.catalogue.measures_of(form.ministry), "環境省"
    foreign = form.catalogue.measures_of(MinistryName(other))
    for mine, theirs in zip(own, foreign, strict=True):
        form.put(MeasureAnswer, "measure_id", str(mine.id), str(theirs.id))
    return Told(
        (("F021", "施策", ""),),
        "このシートは環境省の様式のものです。外務省の回答として読めません。",
        covers=4,
    )


def recipe_kpis(form: Form) -> Told:
    own, other = form.catalogue.kpis_of(form.ministry), "環境省"
    foreign = form.catalogue.kpis_of(MinistryName(other))
    for mine, theirs in zip(own, foreign, strict=False):
        form.put(KpiAnswer, "kpi_id", str(mine.id), str(theirs.id))
    return Told((("F021", "KPI", ""),), covers=6)
