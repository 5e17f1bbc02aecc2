"""Does the text go with the mark, and is it this year's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from evaluator.checks.rule import Yardstick, finds
from evaluator.findings import Finding
from evaluator.findings.consistency import MARK_AGAINST_TEXT, SAME_AS_LAST_YEAR
from evaluator.form.read import Submission
from evaluator.form.settings import MarkWords
from evaluator.model import MeasureId
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
        for phrase in rule.unless:
            text = text.replace(compare_key(phrase), "")
        for word in rule.words:
            if compare_key(word) in text:
                yield field, word


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
