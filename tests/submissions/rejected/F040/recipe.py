"""More formats of cells than Excel can open."""

from __future__ import annotations

from evaluator.xlsx.appearance import MAX_STYLES
from evaluator.xlsx.markup import main, new
from tests.recipes import Form, Told


def recipe(form: Form) -> Told:
    with form.parts() as package:
        styles = package.tree("xl/styles.xml").find(main("cellXfs"))
        assert styles is not None
        styles.extend(new("xf", numFmtId=0) for _ in range(MAX_STYLES))
    count = f"{len(styles):,}"
    return Told((("F040", "", ""),), f"セルの書式が多すぎるため読み込みません（{count}種類）。")
