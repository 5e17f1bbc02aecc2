"""The small mistakes that benchmarks/mutation.py makes: what is changed, and what never is."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from benchmarks.mutants import mutants_of
from benchmarks.mutation import ROOT, equivalent


def changes(folder: Path, source: str) -> list[str]:
    (folder / "a.py").write_text(source, encoding="utf-8")
    return [mutant.change for mutant in mutants_of(folder, "a.py")]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a < b", ["a < b → a <= b"]),
        ("a is b == c", ["a is b == c → a is not b == c", "a is b == c → a is b != c"]),
        ("a in b", ["a in b → a not in b"]),
        ("a and b or c", ["a and b or c → (a and b) and c", "a and b → a or b"]),
        ("x = not a", ["not a → a"]),
        ("x = 7", ["7 → 8 in x = 7", "7 → 6 in x = 7"]),
        ("x = True", ["True → False in x = True"]),
        ("x = f(a, b, c)", ["f(a, b, c) → f(b, a, c)"]),
        ("x = [a for a in b if a.c]", ["a.c → not a.c"]),
        ("x = a if b else c", ["b → not b"]),
        ("while a:\n    x += y", ["a → not a", "x += y → pass"]),
        ("def f():\n    return a + b", ["return a + b → return None"]),
        ("def f():\n    return tuple(a)", ["return tuple(a) → return ()"]),
        ("def f():\n    raise E", ["raise E → pass"]),
        ("def f():\n    yield a", ["yield a → pass"]),
    ],
)
def test_what_is_changed(tmp_path: Path, source: str, expected: list[str]) -> None:
    statement = source if not source.startswith("a ") else f"x = {source}"

    assert changes(tmp_path, statement) == expected


@pytest.mark.parametrize(
    "source",
    [
        '"""What it is for."""',
        "def f(a: Annotated[int, 1]) -> Literal[2]: pass",
        "@cached(size=3)\nclass A(B, key=4): pass",
        "x: Annotated[int, Field(ge=1)]",
        "if TYPE_CHECKING:\n    import a",
        "def f():\n    return None",
        "x = f(*a, b)",
        "x = f(a, a)",
        "x = max(a, b)",
    ],
)
def test_what_is_for_readers_or_says_a_type_stays(tmp_path: Path, source: str) -> None:
    assert changes(tmp_path, source) == []


def test_a_mutant_is_the_file_with_one_change(tmp_path: Path) -> None:
    source = "class A:\n    def f(self, a):\n        return a < 1 and a == 2\n"
    (tmp_path / "a.py").write_text(source, encoding="utf-8")

    every = mutants_of(tmp_path, "a.py")

    written = [ast.dump(ast.parse(mutant.source(tmp_path))) for mutant in every]
    assert len({*written, ast.dump(ast.parse(source))}) == len(every) + 1
    assert {mutant.scope for mutant in every} == {"A.f"}
    assert {mutant.line for mutant in every} == {3}
    assert every[0].name == "a.py: A.f: return a < 1 and a == 2 → return None"


@pytest.mark.slow
def test_what_is_said_to_change_nothing_is_a_change_of_todays_code() -> None:
    assert equivalent(ROOT)
