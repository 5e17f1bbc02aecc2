"""docs/rubric.md: the rubrics and their example tables, written from the rubric files.

A test compares the page in docs/ with what comes out here; to write it anew:
`python -m evaluator.outputs.reference.rubric docs/rubric.md`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from importlib import resources
from pathlib import Path
from typing import Final

from evaluator.model import Direction, KpiKind
from evaluator.rating import ExampleResult, run_examples
from evaluator.rating.percent import plain
from evaluator.rating.sentence import quantity
from evaluator.rubric import SHIPPED, Example, KindRule, NoMark, Rubric, Rung, shipped_rubric

_COMMON: Final = "rubric.md"
"""The part that is the same for every rubric; beside this module."""


def rubric_page(rubrics: Iterable[Rubric]) -> str:
    """Return the whole page."""
    common = (resources.files("evaluator.outputs.reference") / _COMMON).read_text(encoding="utf-8")
    sections = ["\n".join(_section(rubric)) for rubric in rubrics]
    return "\n\n".join([common.rstrip(), *sections]) + "\n"


def _section(rubric: Rubric) -> Iterator[str]:
    yield f"## {rubric.name}：{rubric.title}（第{rubric.version}版）"
    yield ""
    yield from rubric.description.strip().splitlines()
    yield ""
    yield f"- 複数のKPI：{rubric.combination}"
    yield f"- 見込み：{rubric.expected}"
    yield ""
    meanings = ((mark.value, words) for mark, words in rubric.words.items())
    yield from _table(("評価", "意味"), meanings)
    yield ""
    yield from _table(
        ("評価なし", "意味"), ((reason, rubric.no_mark.of(reason)) for reason in NoMark)
    )
    yield ""
    rows = (row for kind in KpiKind for row in _kind_rows(kind, rubric.kinds[kind]))
    yield from _table(("KPIの種類", "規則", "評価", "条件", "言葉"), rows)
    yield ""
    yield f"### {rubric.name} の例"
    yield ""
    results = run_examples(rubric)
    yield from _table(("例", "入力", "評価", "計算"), (_example_row(result) for result in results))


def _kind_rows(kind: KpiKind, rule: KindRule) -> Iterator[tuple[str, ...]]:
    if not rule.rungs:
        yield kind, rule.rule, "なし", "", ""
    for number, (mark, rung) in enumerate(rule.rungs):
        first = (kind, rule.rule) if number == 0 else ("", "")
        yield (*first, mark.value, _condition(rung), rung.words)


def _condition(rung: Rung) -> str:
    if rung.above is not None:
        text = f"{_threshold(rung.above)}超"
    elif rung.at_least is not None:
        text = f"{_threshold(rung.at_least)}以上"
    else:
        return "上のどれでもない"
    if rung.in_target_year is not None:
        text += f"（目標年度には{_threshold(rung.in_target_year)}以上）"
    return text.replace("目標到達以上", "目標到達")


def _threshold(threshold: object) -> str:
    return plain(threshold) if isinstance(threshold, Fraction) else str(threshold)


def _example_row(result: ExampleResult) -> tuple[str, ...]:
    rating = result.rating
    shown = str(rating.mark) if rating.mark else f"なし（{rating.reason}）"
    if rating.is_boundary:
        shown += " 境界"
    return result.example.title, _inputs(result.example), shown, rating.sentence


def _inputs(example: Example) -> str:
    """Write the inputs of an example as an official would note them down."""
    unit = example.unit
    numbers = (
        ("基準", example.baseline, example.baseline_year),
        ("目標", example.target, example.target_year),
    )
    texts = [
        f"{name}{quantity(n, unit)}{_year(year)}" for name, n, year in numbers if n is not None
    ]
    if example.plan:
        texts.append(f"計画 {example.plan}")
    if example.actual is None:
        texts.append(f"値 {example.basis}")
    else:
        texts.append(f"{example.basis}{quantity(example.actual, unit)}{_year(example.value_year)}")
    if example.direction is Direction.DOWN:
        texts.append("少ないほど良い")
    return "、".join(texts)


def _year(year: int | None) -> str:
    return f"（{year}年度）" if year else ""


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _line(heads)
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield _line(row)


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def main(path: str) -> None:
    """Write the page of the shipped rubrics to a file."""
    page = rubric_page(shipped_rubric(name) for name in SHIPPED)
    Path(path).write_text(page, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1])
