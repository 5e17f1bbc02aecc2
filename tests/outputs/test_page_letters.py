"""The drawings of the page share the outlines of their letters, and show what they did."""

from __future__ import annotations

import re
from collections import Counter

from evaluator.outputs import theme
from evaluator.outputs.charts import categories, summary
from evaluator.outputs.charts.frame import A4, PHONE
from evaluator.outputs.page.letters import with_shared_letters
from evaluator.results.results import Results

OUTLINE = '<path id="{id}" d="{d}" transform="scale(0.015625)"/>'


def a_drawing(name: str, **outlines: str) -> tuple[str, str]:
    paths = "".join(OUTLINE.format(id=f"{name}-{key}", d=d) for key, d in outlines.items())
    uses = "".join(f'<use xlink:href="#{name}-{key}"/>' for key in outlines)
    return name, f"<svg><defs>{paths}</defs>{uses}</svg>"


def test_a_letter_is_defined_once_and_used_from_everywhere() -> None:
    letters, drawn = with_shared_letters(
        [a_drawing("図1", a="M 1 2", b="M 3 4"), a_drawing("図2", a="M 1 2")]
    )

    assert letters.count("<path") == 2
    assert 'd="M 3 4"' in letters
    assert drawn == [
        '<svg><use xlink:href="#a"/><use xlink:href="#b"/></svg>',
        '<svg><use xlink:href="#a"/></svg>',
    ]


def test_an_outline_of_the_same_name_that_differs_stays_where_it_is() -> None:
    other = a_drawing("図2", a="M 9 9")

    letters, drawn = with_shared_letters([a_drawing("図1", a="M 1 2"), other])

    assert letters.count("<path") == 1
    assert drawn[1] == other[1]


def test_no_drawing_is_no_letter() -> None:
    assert with_shared_letters([("図1-n", "")])[1] == [""]


def test_every_letter_of_real_charts_is_there(report: Results) -> None:
    with theme.themed():
        drawings = [
            (name, theme.svg(module.draw(report, size), name, "題", "説明"))
            for name, module, size in (("図3", categories, A4), ("図8-n", summary, PHONE))
        ]

    letters, drawn = with_shared_letters(drawings)

    together = letters + "".join(drawn)
    ids = Counter(re.findall(r'\sid="([^"]+)"', together))
    used = set(re.findall(r'href="#([^"]+)"', together))
    assert used
    assert {ids[name] for name in used} == {1}
    assert len(together) < sum(len(svg) for _, svg in drawings) * 0.7
