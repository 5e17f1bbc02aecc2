"""No text can make a pattern go back and forth over it: twice the text, about twice the time."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable
from typing import Final

import pytest

from evaluator.lint import rules
from evaluator.lint.cells import Texts
from evaluator.lint.table import _NUMBER as PLAIN_NUMBER
from evaluator.lint.table import PlainColumn, _without_unit
from evaluator.sheets import normalise
from evaluator.sheets.normalise import Rejected

Parse = Callable[[str], object]

LENGTH: Final = 32_000
"""About as much as Excel lets a cell hold."""


def parsed(parse: Parse) -> Parse:
    def read(text: str) -> object:
        try:
            return parse(text)
        except Rejected as refusal:
            return refusal

    return read


def head_names(head: str) -> bool:
    return PlainColumn(1, head, Texts(array("I"), [])).names


NUMBERS: Final = {
    "qualified": "1弱{弱}x",
    "qualified twice": "1弱{弱x}",
    "prefixed": "{約}1\n2",
    "digits": "{1}\n2",
    "grouped": "1{,111}x",
    "grouped twice": "1{,111}\n1{,111}x",
    "ranges": "1{~}1x1",
    "brackets": "1{(}",
    "bracket pairs": "1{(1)}x",
    "unclosed": "1{(1}){)}",
    "spaces": "1{ }x{ }1",
    "signs": "{+}1",
    "points": "1{.1}x",
}
TEXTS: Final = {
    "escapes": "{_x00}{01_}",
    "nested escapes": "{_x00}_x0001_{01_}",
    "ideographs": "{神a\u3099}",
    "carriage returns": "{\r}x",
}
ADDRESSES: Final = {
    "labels": "http://a{a.} x",
    "bare labels": "www.{a.}!",
    "many": "{http://a.b }",
    "glued": "{http://}",
    "no dot": "http://{a}",
    "slashes": "http://a.b{/}、",
}
LISTS: Final = {
    "separators": "{、}",
    "names": "{総務省、}x",
    "brackets": "{（}x",
    "brackets that never close": "{（、}x",
    "rooms": "府（{a・}）",
}
PARSERS: Final[dict[str, tuple[Parse, dict[str, str]]]] = {
    "quantity": (lambda text: normalise.quantity(text, "件"), NUMBERS),
    "day": (normalise.day, NUMBERS),
    "year": (normalise.year, NUMBERS),
    "text": (normalise.text, TEXTS),
    "identifier": (normalise.identifier, TEXTS | NUMBERS),
    "steps": (normalise.steps, {"steps": "{2026:1;}x", "colons": "2026{:}"}),
    "url": (normalise.url, ADDRESSES),
    "names": (lambda text: normalise.known_names(text, {"総務省": "総務省"}), LISTS),
    "unit in head": (rules._has_unit, {"opened": "{(}", "closed": "({)}"}),
    "head": (_without_unit, {"opened": "{(}", "pairs": "{(1)}x"}),
    "names in head": (head_names, {"opened": "{(}", "numbers": "{番号}x"}),
    "plain number": (PLAIN_NUMBER.fullmatch, {"digits": "{1}x", "points": "{1.}x"}),
    "several": (rules._SEVERAL_NUMBERS.fullmatch, {"list": "1{、1}x", "spaces": "1{ }、{ }x"}),
    "spaces": (rules._SPACED.search, {"wide": "{あ　}", "single": "{a }"}),
    "era": (rules._ERA.fullmatch, {"spaces": "令和{ }", "parts": "令和7年{1}x"}),
}
CASES: Final = [
    pytest.param(parsed(parse), shape, id=f"{name}: {kind}")
    for name, (parse, shapes) in PARSERS.items()
    for kind, shape in shapes.items()
]


def filled(shape: str, length: int) -> str:
    """Repeat what stands in braces until the text is about so long."""
    parts = [part.partition("}") for part in shape.split("{")]
    repeated = [body for body, brace, _ in parts if brace]
    times = length // sum(map(len, repeated))
    return "".join(body * times + rest if brace else body for body, brace, rest in parts)


def took(parse: Parse, text: str) -> float:
    """The least CPU time of a few goes."""
    times = []
    for _ in range(3):
        begun = time.process_time()
        parse(text)
        times.append(time.process_time() - begun)
    return min(times)


@pytest.mark.parametrize(("parse", "shape"), CASES)
def test_a_long_text_takes_time_in_step_with_its_length(parse: Parse, shape: str) -> None:
    quarter, whole = filled(shape, LENGTH // 4), filled(shape, LENGTH)

    # Linear is 4, quadratic 16; what takes less than a few milliseconds cannot be measured.
    noise = 0.004
    assert took(parse, whole) < 9 * (took(parse, quarter) + noise)
