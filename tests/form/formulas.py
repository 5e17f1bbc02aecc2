"""A small evaluator of the formulas that a form is issued with: live status without a client.

It knows the functions the form uses and no others, blank cells as Excel does (equal to "" and
to 0), text in arithmetic as an error, and IF as the one function that leaves a branch alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any, Final

from openpyxl.utils import range_boundaries

Value = Any
"""None (blank), bool, float, str, or a list of them (a range)."""
_ZERO: Final = date(1899, 12, 30)
_TOKEN: Final = re.compile(
    r"""\s*(?:(?P<text>"(?:[^"]|"")*")|(?P<number>\d+(?:\.\d+)?(?:E[+-]\d+)?)
    |(?P<ref>(?:(?:'[^']+'|[^\W\d]\w*)!)?\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)
    |(?P<name>[A-Z]+)|(?P<sign><>|<=|>=|[-+*/&=<>(),;{}]))""",
    re.VERBOSE,
)
_LOOSEST: Final = (("=", "<>", "<=", ">=", "<", ">"), ("&",), ("+", "-"), ("*", "/"))


class NotCalculable(Exception):
    """#VALUE! and the like."""


class Form:
    """A form as openpyxl has loaded it, calculated."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._known: dict[tuple[str, str], Value] = {}

    def value(self, sheet: str, cell: str) -> Value:
        """What a cell shows; an error is raised."""
        at = (sheet, cell)
        if at not in self._known:
            raw = self._book[sheet][cell].value
            is_formula = isinstance(raw, str) and raw.startswith("=")
            self._known[at] = _Formula(raw[1:], sheet, self).value() if is_formula else _plain(raw)
        return self._known[at]


def _plain(raw: object) -> Value:
    if isinstance(raw, datetime):
        raw = raw.date()
    if isinstance(raw, date):
        return float((raw - _ZERO).days)
    return float(raw) if isinstance(raw, int | float) and not isinstance(raw, bool) else raw


class _Formula:
    """One formula while it is being read and calculated."""

    def __init__(self, text: str, sheet: str, form: Form) -> None:
        self.sheet, self.form = sheet, form
        matches = list(_TOKEN.finditer(text))
        assert "".join(match[0] for match in matches) == text, text
        self.tokens = [(str(m.lastgroup), str(m[str(m.lastgroup)])) for m in matches]
        self.at = 0

    def value(self) -> Value:
        found = self.operation(0)()
        assert self.at == len(self.tokens), self.tokens[self.at :]
        return found

    def taken(self, *signs: str) -> str:
        """The next sign, if it is one of these, and the place after it."""
        here = self.tokens[self.at] if self.at < len(self.tokens) else ("", "")
        if here[0] == "sign" and here[1] in signs:
            self.at += 1
            return here[1]
        return ""

    def operation(self, level: int) -> Callable[[], Value]:
        if level == len(_LOOSEST):
            return self.single()
        left = self.operation(level + 1)
        while sign := self.taken(*_LOOSEST[level]):
            left = _joined(sign, left, self.operation(level + 1))
        return left

    def single(self) -> Callable[[], Value]:
        if self.taken("-"):
            inner = self.single()
            return lambda: -_number(inner())
        if self.taken("("):
            inner = self.operation(0)
            assert self.taken(")")
            return inner
        if self.taken("{"):
            return self.array()
        kind, text = self.tokens[self.at]
        self.at += 1
        if kind == "text":
            return lambda: text[1:-1].replace('""', '"')
        if kind == "number":
            return lambda: float(text)
        if kind == "ref":
            return lambda: self.cells(text)
        assert kind == "name", text
        return self.call(text) if self.taken("(") else lambda: {"TRUE": True, "FALSE": False}[text]

    def array(self) -> Callable[[], Value]:
        parts = [self.single()]
        while self.taken(";"):
            parts.append(self.single())
        assert self.taken("}")
        return lambda: [part() for part in parts]

    def call(self, name: str) -> Callable[[], Value]:
        given = [] if self.taken(")") else [self.operation(0)]
        while given and self.taken(","):
            given.append(self.operation(0))
        assert not given or self.taken(")")
        if name == "IF":
            return lambda: given[1]() if _truth(given[0]()) else given[2]()
        if name == "IFERROR":
            return lambda: _or_else(given[0], given[1])
        return lambda: _FUNCTIONS[name](*(each() for each in given))

    def cells(self, reference: str) -> Value:
        where, _, area = reference.rpartition("!")
        sheet = where.strip("'") or self.sheet
        left, top, right, bottom = range_boundaries(area.replace("$", ""))
        cells = [
            self.form.value(sheet, f"{_letter(column)}{row}")
            for row in range(int(top or 0), int(bottom or 0) + 1)
            for column in range(int(left or 0), int(right or 0) + 1)
        ]
        return cells if ":" in area else cells[0]


def _letter(column: int) -> str:
    return (_letter((column - 1) // 26) if column > 26 else "") + chr(65 + (column - 1) % 26)


# operators ----------------------------------------------------------------------------------
def _joined(
    sign: str, left: Callable[[], Value], right: Callable[[], Value]
) -> Callable[[], Value]:
    return lambda: _each(_OPERATORS[sign], left(), right())


def _each(make: Callable[..., Value], *given: Value) -> Value:
    """Calculate on single values, or item by item where one is a range."""
    length = next((len(each) for each in given if isinstance(each, list)), None)
    if length is None:
        return make(*given)
    spread = [each if isinstance(each, list) else [each] * length for each in given]
    return [make(*items) for items in zip(*spread, strict=True)]


def _compared(one: Value, other: Value) -> int:
    """Numbers come before texts, texts before truths; texts are equal in any case."""
    one = _unblank(one, other)
    other = _unblank(other, one)
    keys = [
        (2, each)
        if isinstance(each, bool)
        else (1, each.casefold())
        if isinstance(each, str)
        else (0, each)
        for each in (one, other)
    ]
    return (keys[0] > keys[1]) - (keys[0] < keys[1])


def _unblank(value: Value, beside: Value) -> Value:
    if value is not None:
        return value
    return "" if isinstance(beside, str) else 0.0


def _number(value: Value) -> float:
    if isinstance(value, str):
        raise NotCalculable("#VALUE!")
    return float(value or 0)


def _divided(one: Value, other: Value) -> float:
    if not _number(other):
        raise NotCalculable("#DIV/0!")
    return _number(one) / _number(other)


_OPERATORS: Final[dict[str, Callable[[Value, Value], Value]]] = {
    "=": lambda one, other: _compared(one, other) == 0,
    "<>": lambda one, other: _compared(one, other) != 0,
    "<": lambda one, other: _compared(one, other) < 0,
    ">": lambda one, other: _compared(one, other) > 0,
    "<=": lambda one, other: _compared(one, other) <= 0,
    ">=": lambda one, other: _compared(one, other) >= 0,
    "&": lambda one, other: _text(one) + _text(other),
    "+": lambda one, other: _number(one) + _number(other),
    "-": lambda one, other: _number(one) - _number(other),
    "*": lambda one, other: _number(one) * _number(other),
    "/": _divided,
}


# functions ----------------------------------------------------------------------------------
def _text(value: Value) -> str:
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def _truth(value: Value) -> bool:
    assert not isinstance(value, str), value
    return bool(value)


def _or_else(first: Callable[[], Value], second: Callable[[], Value]) -> Value:
    try:
        return first()
    except NotCalculable:
        return second()


def _fits(value: Value, criterion: Value) -> bool:
    match = re.fullmatch(r"(<>|<=|>=|<|>)(.*)", str(criterion))
    if not match:
        return _compared(value, criterion) == 0
    bound = float(match[2])
    return isinstance(value, float) and bool(_OPERATORS[match[1]](value, bound))


def _fitting(pairs: Iterable[Value]) -> list[bool]:
    given = list(pairs)
    columns = [[_fits(v, c) for v in area] for area, c in zip(given[::2], given[1::2], strict=True)]
    return [all(row) for row in zip(*columns, strict=True)]


def _sum_ifs(area: Value, *pairs: Value) -> float:
    fitting = zip(area, _fitting(pairs), strict=True)
    return sum((v for v, fits in fitting if fits and isinstance(v, float)), 0.0)


def _day(year: Value, month: Value, day: Value) -> float:
    first = date(int(year), int(month), 1) + timedelta(days=int(day) - 1)
    return float((first - _ZERO).days)


def _replaced(text: Value, old: Value, new: Value) -> Value:
    def replace(here: Value, sign: Value) -> str:
        return _text(here).replace(_text(sign), _text(new)) if _text(sign) else _text(here)

    return _each(replace, text, old)


_FUNCTIONS: Final[dict[str, Callable[..., Value]]] = {
    "AND": lambda *given: all(list(map(_truth, given))),
    "CHAR": lambda code: chr(int(code)),
    "COUNTIF": lambda area, criterion: float(sum(_fitting([area, criterion]))),
    "COUNTIFS": lambda *pairs: float(sum(_fitting(pairs))),
    "DATE": _day,
    "ISNUMBER": lambda value: isinstance(value, float),
    "LEN": lambda text: _each(lambda each: float(len(_text(each))), text),
    "MAX": lambda *given: max(map(_number, given)),
    "NOT": lambda value: not _truth(value),
    "OR": lambda *given: any(list(map(_truth, given))),
    "REPT": lambda text, times: _text(text) * int(times),
    "ROUNDDOWN": lambda number, _digits: float(int(_number(number))),
    "ROWS": lambda area: float(len(area)),
    "SUBSTITUTE": _replaced,
    "SUM": lambda area: sum(map(_number, area)),
    "SUMIFS": _sum_ifs,
    "SUMPRODUCT": lambda area: sum(map(_number, area)),
    "TRIM": lambda text: " ".join(filter(None, _text(text).split(" "))),
    "UPPER": lambda text: _text(text).upper(),
}
