"""The text is last year's."""

from __future__ import annotations

from dataclasses import replace

from tests.recipes import Form, MeasureAnswer, Told


def recipe(form: Form) -> Told:
    text = "前年度に調査を行い、\n報告書を公表した。"
    measures = tuple(
        measure.model_copy(update={"previous_progress": text}) if measure.id == "S017" else measure
        for measure in form.catalogue.measures
    )
    form.reissue(replace(form.catalogue, measures=measures))
    cell = form.put(MeasureAnswer, "progress", "S017", text.replace("\n", "") + "　")
    return Told((("C005", "施策", cell),), "「進捗状況」が前年の進捗状況と同じ文章です。")
