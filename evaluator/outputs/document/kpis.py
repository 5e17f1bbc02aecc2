"""KPI.docx: the KPIs section by section as the plan prints them, a paragraph and a table each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from docx.document import Document as WordDocument

from evaluator.outputs.document.parts import (
    caption,
    content_of,
    picture,
    running_heads,
    set_properties,
    title,
)
from evaluator.outputs.document.table import draw_table
from evaluator.outputs.document.template import AnnexTemplate, document_on, shipped_template
from evaluator.outputs.picture import Picture
from evaluator.results.followup import Followed
from evaluator.results.followup_said import said
from evaluator.results.gaps import DRAFT
from evaluator.results.results import Results
from evaluator.results.tables.followup import section_table, sections

KPIS: Final = "KPI.docx"
_LABEL: Final = "図表"
_FIGURE: Final = "参考図"
_DEEPEST_HEADING: Final = 3
"""Of the template; levels below it have the same."""


def render_kpis(
    results: Results, pictures: Sequence[Picture] = (), template: AnnexTemplate | None = None
) -> bytes:
    """Return KPI.docx as bytes; the same results and template, the same bytes."""
    this = results.catalogue.round
    document = document_on(template or shipped_template())
    heading = f"{this.strategy}のフォローアップ（{this.year_label}）"
    set_properties(document, heading, f"{this.strategy}のフォローアップ", this.year_end)
    running_heads(document, this.notice, DRAFT if results.is_draft else "")
    title(document, heading)
    if results.edition:
        document.add_paragraph(results.edition, style="出典")
    _about(document, results)
    _sections(document, results)
    for number, each in enumerate((p for p in pictures if not p.for_us), start=1):
        picture(document, each.png, each.name, each.alt)
        caption(document, _FIGURE, number, each.caption)
    return content_of(document)


def _about(document: WordDocument, results: Results) -> None:
    """Say whose the verdicts are, and that nobody has set what they mean."""
    basis, remark = results.tables.basis, results.catalogue.scale.remark
    for line in filter(None, (basis, remark)):
        document.add_paragraph(line, style="注記")


def _sections(document: WordDocument, results: Results) -> None:
    before: list[str] = []
    for number, (_, told) in enumerate(sections(results), start=1):
        path = [each.name for each in results.catalogue.path_of(told[0].result.measure)]
        for depth, name in enumerate(path, start=1):
            if path[:depth] != before[:depth]:
                level = min(depth, _DEEPEST_HEADING)
                document.add_paragraph(name, style=f"heading {level}")
        before = path
        _section(document, results, path[-1], told, number)


def _section(
    document: WordDocument, results: Results, name: str, told: Sequence[Followed], number: int
) -> None:
    for each in told:
        document.add_paragraph(said(each), style="Body Text")
    heading = f"{name} : KPIの推移"
    draw_table(document, section_table(results, heading, told))
    document.add_paragraph(results.catalogue.round.source_note, style="出典")
    caption(document, _LABEL, number, heading)
