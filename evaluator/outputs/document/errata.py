"""正誤表.docx: what an edition corrects, on the same template as 別紙.docx."""

from __future__ import annotations

from evaluator.outputs.document.parts import content_of, running_heads, set_properties
from evaluator.outputs.document.table import draw_table
from evaluator.outputs.document.template import AnnexTemplate, document_on, shipped_template
from evaluator.results.errata import Errata
from evaluator.results.results import Results
from evaluator.results.tables.corrections import errata_sentences, errata_table


def render_errata(errata: Errata, results: Results, template: AnnexTemplate | None = None) -> bytes:
    """Return 正誤表.docx of the edition that `results` are; the same, the same bytes."""
    table, this = errata_table(errata), results.catalogue.round
    title = f"{results.annex.title}　{table.title}"
    document = document_on(template or shipped_template())
    set_properties(document, title, f"{this.strategy}のフォローアップ", errata.after.day)
    running_heads(document, this.notice, "")
    document.add_paragraph(title, style="Title")
    for sentence in errata_sentences(errata):
        document.add_paragraph(sentence, style="Body Text")
    if errata.corrections:
        draw_table(document, table)
    return content_of(document)
