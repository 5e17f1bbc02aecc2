"""Does the text go with the mark, and is it this year's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from evaluator.checks.rule import Yardstick, finds
from evaluator.findings import Finding
from evaluator.findings.consistency import (
    MARK_AGAINST_TEXT,
    SAME_AS_LAST_YEAR,
    WITHHELD_IN_WORDS,
)
from evaluator.form.read import Submission
from evaluator.form.settings import MarkWords
from evaluator.form.sheets import FormSheet, form_sheets
from evaluator.model import MeasureId, Withheld
from evaluator.sheets.cells import Nature
from evaluator.sheets.layout import BoundColumn
from evaluator.sheets.normalise import compare_key

_TEXTS: Final = ("progress", "reason")


@finds(MARK_AGAINST_TEXT)
def mark_against_text(submission: Submission, yardstick: Yardstick) -> Iterator[Finding]:
    """Ask about a mark beside words that it does not go with; one finding per measure."""
    every, scale = yardstick.settings.marks_against_text, yardstick.catalogue.scale
    for located in submission.measures.rows:
        measure = yardstick.catalogue.measure_by_id.get(MeasureId(located.row.measure_id))
        if measure is None or submission.ministry not in measure.raters:
            continue
        mark = located.row.self_mark
        rules = [rule for rule in every if mark in rule.beside.marks(scale)]
        texts = {field: compare_key(getattr(located.row, field)) for field in _TEXTS if rules}
        hit = next((hit for rule in rules for hit in _hits(texts, rule)), None)
        if hit:
            field, word = hit
            header = located.table.layout.by_field(field).header
            where = located.ref("self_mark")
            yield MARK_AGAINST_TEXT.at(where, found=word, mark=mark, header=header)


def _hits(texts: Mapping[str, str], rule: MarkWords) -> Iterator[tuple[str, str]]:
    """Yield field and word for each word of a rule that stands in a text, given as compare keys."""
    for field, said in texts.items():
        text = said
        for phrase in rule.unless_keys:
            text = text.replace(phrase, "")
        for key, word in rule.word_by_key.items():
            if key in text:
                yield field, word


@finds(WITHHELD_IN_WORDS)
def withheld_in_words(submission: Submission, yardstick: Yardstick) -> Iterator[Finding]:
    """Ask about an answer that speaks of not being public where the column says nothing."""
    words = _any_of(yardstick.settings.withheld_words)
    for sheet in form_sheets():
        if "withheld" not in sheet.inputs:
            continue
        column, texts = sheet.layout.by_field("withheld"), _texts(sheet)
        told = {"column": column.header, "choice": Withheld.YES}
        for located in submission.table(sheet.model).rows:
            for said in () if sheet.is_withheld(located.row) else texts:
                hit = words.search(getattr(located.row, said.field))
                if hit:
                    where = located.ref(said.field)
                    yield WITHHELD_IN_WORDS.at(where, found=hit[0], header=said.header, **told)
                    break


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))


def _texts(sheet: FormSheet[Any]) -> list[BoundColumn]:
    """Return the columns of a sheet in which a ministry writes freely."""
    columns = (c for c in sheet.layout.columns if c.is_input and c.cell.nature is Nature.TEXT)
    return [c for c in columns if not c.is_many]


@finds(SAME_AS_LAST_YEAR)
def same_as_last_year(submission: Submission, _yardstick: Yardstick) -> Iterator[Finding]:
    """Ask about a text that is last year's, word for word."""
    for located in submission.measures.rows:
        before = compare_key(located.row.previous_progress)
        if before and compare_key(located.row.progress) == before:
            header = located.table.layout.by_field("progress").header
            yield SAME_AS_LAST_YEAR.at(
                located.ref("progress"), found=located.row.progress, header=header
            )
