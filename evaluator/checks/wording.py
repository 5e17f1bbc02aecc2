"""Does the text go with the mark, and is it this year's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from evaluator.form.sheets import MeasureAnswer, form_sheets
from evaluator.model import MeasureId, Withheld
from evaluator.sheets.cells import Nature
from evaluator.sheets.layout import BoundColumn
from evaluator.sheets.normalise import compare_key
from evaluator.sheets.read import Located

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
        hit = next((hit for rule in rules for hit in _hits(located, rule)), None)
        if hit:
            field, word = hit
            header = located.table.layout.by_field(field).header
            where = located.ref("self_mark")
            yield MARK_AGAINST_TEXT.at(where, found=word, mark=mark, header=header)


def _hits(located: Located[MeasureAnswer], rule: MarkWords) -> Iterator[tuple[str, str]]:
    for field in _TEXTS:
        text = compare_key(getattr(located.row, field))
        for phrase in rule.unless:
            text = text.replace(compare_key(phrase), "")
        for word in rule.words:
            if compare_key(word) in text:
                yield field, word


@finds(WITHHELD_IN_WORDS)
def withheld_in_words(submission: Submission, yardstick: Yardstick) -> Iterator[Finding]:
    """Ask about an answer that speaks of not being public where the column says nothing."""
    words = yardstick.settings.withheld_words
    for sheet in form_sheets():
        texts = [c for c in sheet.layout.columns if c.is_input and c.cell.nature is Nature.TEXT]
        if "withheld" not in sheet.inputs:
            continue
        column = sheet.layout.by_field("withheld")
        told = {"column": column.header, "choice": Withheld.YES}
        for located in submission.table(sheet.model).rows:
            hit = None if sheet.is_withheld(located.row) else _first_hit(located, texts, words)
            if hit:
                said, word = hit
                yield WITHHELD_IN_WORDS.at(
                    located.ref(said.field), found=word, header=said.header, **told
                )


def _first_hit(
    located: Located[Any], columns: Sequence[BoundColumn], words: Sequence[str]
) -> tuple[BoundColumn, str] | None:
    """Return the first text of a row that has one of the words, and which."""
    for column in columns:
        text = compare_key(str(getattr(located.row, column.field)))
        for word in words:
            if compare_key(word) in text:
                return column, word
    return None


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
