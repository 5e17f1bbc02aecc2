"""記入要領.docx: the form explained on one sheet of A4, to be sent out with it."""

from __future__ import annotations

from typing import Final

from docx.document import Document as WordDocument
from docx.shared import Mm

from evaluator.form.instructions import Instructions, Owed
from evaluator.model import Round
from evaluator.outputs.document.page import keep_to_a_page
from evaluator.outputs.document.parts import content_of, running_heads, set_properties
from evaluator.outputs.document.table import draw_table
from evaluator.outputs.document.template import AnnexTemplate, document_on
from evaluator.results.tables.lists import listed
from evaluator.results.tables.printed import PrintedColumn

_COLUMNS: Final = (
    PrintedColumn("シート", 12, paper=22),
    PrintedColumn("欄（＊は必須）と記入のしかた", 80),
)
_NEEDED: Final = (Owed.ALWAYS, Owed.SOMETIMES)
_WAYS: Final[tuple[tuple[str, tuple[Owed, ...]], ...]] = (
    ("\n", tuple(Owed)),
    (" ", tuple(Owed)),
    ("\n", _NEEDED),
    (" ", _NEEDED),
    (" ", (Owed.ALWAYS,)),
)
"""What stands between cells, and which are explained, from the roomiest: the first that fits."""
_EDGE: Final = Mm(15)
_REST: Final = "ほかの欄の説明は、様式でその欄を選ぶと表示されます。"


def render_instructions(told: Instructions, this: Round, template: AnnexTemplate) -> bytes:
    """Return the page as the bytes of a .docx; the same words and template, the same bytes.

    Where there is no room for all cells, those that may be left blank are left out.
    """
    for between, owed in _WAYS:
        document = _set(told, this, template, between, owed)
        if keep_to_a_page(document):
            break
    return content_of(document)


def _widen(document: WordDocument) -> None:
    """Leave the text more room than the annex has: the page is to hold every cell of the form."""
    section = document.sections[0]
    for edge in ("top_margin", "bottom_margin", "left_margin", "right_margin"):
        setattr(section, edge, min(getattr(section, edge), _EDGE))


def _set(
    told: Instructions, this: Round, template: AnnexTemplate, between: str, owed: tuple[Owed, ...]
) -> WordDocument:
    document = document_on(template)
    _widen(document)
    set_properties(document, told.title, f"{this.strategy}のフォローアップ", this.year_end)
    running_heads(document, told.notice, "")
    document.add_paragraph(told.title, style="heading 1")
    for line in told.sending:
        document.add_paragraph(line, style="表の文字")
    document.add_paragraph("記入の手順", style="heading 3")
    for number, step in enumerate(told.steps, start=1):
        document.add_paragraph(f"{number}．{step}", style="表の文字")
    document.add_paragraph(f"自己評価の目安：{told.marks}", style="表の文字")
    document.add_paragraph("欄ごとの記入のしかた", style="heading 3")
    rows = [
        (sheet.title, between.join(filter(None, [sheet.note, *sheet.lines(owed)])))
        for sheet in told.sheets
    ]
    draw_table(document, listed("", "", _COLUMNS, rows))
    document.add_paragraph("" if Owed.NEVER in owed else _REST, style="注記")
    return document
