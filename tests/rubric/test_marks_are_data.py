"""No mark stands in the code: the scale is data, and everything else asks it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

import evaluator
from tests.marks import SCALE

PACKAGE: Final = Path(evaluator.__file__).parent
SIGNS: Final = {mark.value for mark in SCALE.marks}
NAMES: Final = {mark.name for mark in SCALE.marks} - {"good"}  # which is an English word besides

ELSEWHERE: Final = {
    "lint/table.py": "△12 is minus twelve, and ± a tolerance, in any table of numbers",
    "sheets/normalise/numbers.py": "△12 is minus twelve, typed as a KPI's value",
    "outputs/charts/submissions.py": "○ and ● say whether a form has come",
}
"""Where one of the signs means something else."""


def literals(source: str) -> Iterator[str]:
    """Yield the texts of a module that are not docstrings."""
    tree = ast.parse(source)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def named_in(source: str) -> list[str]:
    """Return the texts that hold the sign of a mark, or are its name."""
    return [
        text for text in literals(source) if text in NAMES or any(sign in text for sign in SIGNS)
    ]


def test_no_module_names_a_mark() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix(): named
        for path in PACKAGE.rglob("*.py")
        if (named := named_in(path.read_text(encoding="utf-8")))
    }

    assert {module: texts for module, texts in found.items() if module not in ELSEWHERE} == {}
    assert set(ELSEWHERE) <= set(found)


@pytest.mark.parametrize("pattern", ["*.j2", "*.css", "*.js"])
def test_no_template_names_a_mark(pattern: str) -> None:
    for path in PACKAGE.rglob(pattern):
        text = path.read_text(encoding="utf-8")
        assert not [sign for sign in SIGNS if sign in text], path


def test_a_mark_in_a_text_is_seen_and_one_in_a_docstring_is_not() -> None:
    source = '"""Of ○."""\nA = f"{1}件が◎"\nB = "poor"\nC = "poorly"\n\ndef f():\n    """△"""\n'

    assert sorted(named_in(source)) == ["poor", "件が◎"]
