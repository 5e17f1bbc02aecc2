"""What a decision on a mark rests on: what the ministries answered, not how it was laid out.

A new file, another order of rows or another line break changes nothing here; another mark,
word or value does. Kept with the decision, so that it can be said what has changed since.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from evaluator.catalogue import Catalogue
from evaluator.form.read import Submission
from evaluator.form.sheets import FormSheet, MeasureAnswer, form_sheets
from evaluator.model import MeasureId, MinistryName
from evaluator.sheets import normalise
from evaluator.sheets.read import Located
from evaluator.words.brief import shorten
from evaluator.xlsx.source import digest

_LONGEST: Final = 420  # the form asks for 400 characters at most
_ROOM: Final = 28_000  # a cell holds 32,767 characters
_CUT: Final = re.compile(r"…〔([0-9a-f]{12})〕$")


@dataclass(frozen=True)
class Grounds:
    """Answers by who gave them and the field: {'外務省/self_mark': '○'}; blank ones left out."""

    answers: Mapping[str, str]

    @cached_property
    def digest(self) -> str:
        """A short hash of the answers, the same for the same answers."""
        lines = sorted(f"{key}\n{_essence(text)}" for key, text in self.answers.items())
        return digest("\n\n".join(lines).encode())[:16]

    def encoded(self) -> str:
        """Return the basis as it stands in a cell."""
        return json.dumps(dict(self.answers), ensure_ascii=False)


NO_GROUNDS: Final = Grounds({})


def decoded(text: str) -> Grounds | None:
    """Return a basis as it was encoded; None if the text is none."""
    try:
        answers = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(answers, dict) or not all(isinstance(a, str) for a in answers.values()):
        return None
    return Grounds(answers)


def grounds_of(
    catalogue: Catalogue, submissions: Mapping[MinistryName, Submission]
) -> dict[MeasureId, Grounds]:
    """Return what a decision on each measure would rest on now."""
    answers: dict[MeasureId, dict[str, str]] = {m.id: {} for m in catalogue.measures}
    for ministry, submission in submissions.items():
        for sheet in _bearing():
            for located in submission.table(sheet.model).rows:
                who = _who(ministry, located)
                for about in sheet.measures_of(catalogue, located.row):
                    if about in answers:
                        _note(answers[about], who, located, sheet.bears_on_mark)
    return {measure: Grounds(_within_a_cell(given)) for measure, given in answers.items()}


def _bearing() -> Iterator[FormSheet[Any]]:
    """Yield the sheets with answers that a mark rests on."""
    return (sheet for sheet in form_sheets() if sheet.bears_on_mark)


def _who(ministry: MinistryName, located: Located[Any]) -> str:
    """Name whose answer a row is, and of several on one measure which."""
    key = located.table.layout.model.row_key
    is_of_measure = key == MeasureAnswer.row_key
    return ministry if is_of_measure else f"{ministry} {getattr(located.row, key)}"


def _note(answers: dict[str, str], who: str, located: Located[Any], fields: Sequence[str]) -> None:
    for field in fields:
        text = " ".join(normalise.text(located.text(field)).value.split())
        key, again = f"{who}/{field}", 2
        while text and key in answers:  # a row that stands there twice
            key, again = f"{who} ({again})/{field}", again + 1
        if text:
            answers[key] = text


def _within_a_cell(answers: Mapping[str, str]) -> dict[str, str]:
    longest = min(_LONGEST, _ROOM // max(1, len(answers)))
    return {key: _cut(text, longest) for key, text in answers.items()}


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    return f"{text[:longest]}…〔{digest(_essence(text).encode())[:12]}〕"


def _essence(text: str) -> str:
    """Return what of a text must not change: its signs without spaces, or the hash of them."""
    cut = _CUT.search(text)
    return cut[1] if cut else "".join(text.split())


def changes(before: Grounds, now: Grounds) -> tuple[str, ...]:
    """Say what has changed, an answer each: '外務省の自己評価「○」→「△」'."""
    return tuple(_changes(before, now))


def _changes(before: Grounds, now: Grounds) -> Iterator[str]:
    headers = _headers()
    for key in dict.fromkeys([*before.answers, *now.answers]):
        was, says = before.answers.get(key, ""), now.answers.get(key, "")
        if _essence(was) != _essence(says):
            who, _, field = key.rpartition("/")
            yield f"{who}の{headers.get(field, field)}{_quoted(was)}→{_quoted(says)}"


def _headers() -> dict[str, str]:
    return {
        field: sheet.layout.by_field(field).header
        for sheet in _bearing()
        for field in sheet.bears_on_mark
    }


def _quoted(text: str) -> str:
    return f"「{shorten(_CUT.sub('…', text), 40)}」" if text else "（空欄）"
