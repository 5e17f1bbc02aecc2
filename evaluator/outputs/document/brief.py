"""One measure on one sheet of A4, to be taken along: set on the same template as the annex.

It is one page however long the answers are: what has no room is shortened, and says so with the
place where the whole stands.
"""

from __future__ import annotations

import io
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from docx.document import Document as WordDocument
from docx.shared import Length

from evaluator.model import Audience
from evaluator.outputs import theme
from evaluator.outputs.charts import path as plot
from evaluator.outputs.document.page import keep_to_a_page
from evaluator.outputs.document.parts import (
    content_of,
    running_heads,
    set_properties,
    text_width,
)
from evaluator.outputs.document.table import draw_table
from evaluator.outputs.document.template import AnnexTemplate, document_on
from evaluator.results.brief import Brief, KpiPath, Told
from evaluator.results.tables.lists import listed
from evaluator.results.tables.printed import PrintedColumn


@dataclass(frozen=True)
class Room:
    """How much of each thing is shown: letters of a text, and items of a list."""

    letters: int
    items: int


_ROOMS: Final = (
    *(Room(letters, 12) for letters in (2000, 900, 600, 450)),
    *(Room(letters, 8) for letters in (350, 280)),
    *(Room(letters, 6) for letters in (220, 180, 140)),
    *(Room(letters, 4) for letters in (110, 90, 70)),
    *(Room(letters, 2) for letters in (60, 45, 30)),
    Room(20, 1),
)
"""From plenty to little: the first with which the page holds everything is taken."""
_TITLE: Final = 80
_MARKS: Final = (
    PrintedColumn("年度", 12, paper=22),
    PrintedColumn("評価", 8, paper=14, centred=True),
    PrintedColumn("だれの評価か", 20, paper=34),
    PrintedColumn("理由・計算", 60),
)
_HAPPENED: Final = (
    PrintedColumn("日時", 16, paper=30),
    PrintedColumn("人", 10, paper=20),
    PrintedColumn("事項", 40),
    PrintedColumn("ファイル・セル", 40, paper=46),
)


def render_brief(brief: Brief, template: AnnexTemplate) -> bytes:
    """Return the page as the bytes of a .docx; the same brief and template, the same bytes."""
    picture = _plot(brief)

    def fits(room: Room) -> bool:
        return keep_to_a_page(_set(brief, template, picture, room))

    plenty, *less = _ROOMS
    room = plenty if fits(plenty) else less[bisect_left(less[:-1], x=True, key=fits)]
    document = _set(brief, template, picture, room)
    keep_to_a_page(document)
    return content_of(document)


def _plot(brief: Brief) -> tuple[bytes, KpiPath] | None:
    """Draw the first KPI that has values of two years."""
    path = next((each for each in brief.kpis if plot.can_be_drawn(each)), None)
    if path is None:
        return None
    with theme.themed():
        return theme.png(plot.draw(path)), path


def _set(
    brief: Brief, template: AnnexTemplate, picture: tuple[bytes, KpiPath] | None, room: Room
) -> WordDocument:
    this, measure = brief.round, brief.measure
    title = f"{measure.id}　{measure.title}"
    document = document_on(template)
    set_properties(document, title, f"{this.strategy}のフォローアップ", this.year_end)
    about = f"【{Audience.INTERNAL}】{this.strategy}　{this.year_label}　{this.notice}"
    running_heads(document, about, "")
    document.add_paragraph(_within(title, _TITLE, "施策一覧"), style="heading 1")
    document.add_paragraph(_within(brief.facts, room.letters, "施策一覧"), style="注記")
    for remark in brief.remarks:
        document.add_paragraph(f"※ {remark}", style="注記")
    _kpis(document, brief.kpis, picture, room)
    _marks(document, brief, room)
    _answers(document, brief.answers, room)
    _lines(document, "標準案件", brief.projects, room)
    _lines(document, "前年度からの意見", brief.carried, room)
    _happened(document, brief, room)
    return document


def _within(text: str, letters: int, where: str) -> str:
    """Shorten a text openly."""
    flat = " ".join(text.splitlines())
    if len(flat) <= letters:
        return flat
    return f"{flat[:letters]}……（以下略、原文は{where}）"


def _kpis(
    document: WordDocument,
    kpis: Sequence[KpiPath],
    picture: tuple[bytes, KpiPath] | None,
    room: Room,
) -> None:
    document.add_paragraph("KPI", style="heading 3")
    if not kpis:
        document.add_paragraph("この施策にKPIはありません。", style="表の文字")
    for kpi in kpis[: room.items]:
        said = f"{kpi.summary}　→　{kpi.reported}"
        text = _within(said, max(room.letters, 60), "施策一覧と様式")
        document.add_paragraph(text, style="表の文字")
    left = len(kpis) - room.items
    if left > 0:
        document.add_paragraph(f"ほかのKPI {left}件は施策一覧にあります。", style="表の文字")
    if picture:
        _picture(document, *picture)


def _picture(document: WordDocument, png: bytes, path: KpiPath) -> None:
    unit = f"（{path.unit}）" if path.unit else ""
    name = _within(path.name, _TITLE, "施策一覧")
    document.add_paragraph(f"図：{name}{unit}", style="注記")
    paragraph = document.add_paragraph(style="表の文字")
    width = text_width(document)
    shape: Any = paragraph.add_run().add_picture(io.BytesIO(png), width=Length(width))
    shape._inline.docPr.set("name", "KPIの推移")
    shape._inline.docPr.set("descr", plot.alt(path))


def _marks(document: WordDocument, brief: Brief, room: Room) -> None:
    document.add_paragraph("評価", style="heading 3")
    shown = brief.marks[: max(room.items, 4)]
    rows = [
        (each.year, each.mark, each.whose, _within(each.reason, room.letters, "様式・調整表"))
        for each in shown
    ]
    draw_table(document, listed("", "", _MARKS, rows))
    if brief.evidence:
        where = _within(brief.evidence, max(room.letters, 100), "受付簿")
        document.add_paragraph(f"自己評価の記入箇所：{where}", style="注記")
    left = len(brief.marks) - len(shown)
    if left > 0:
        document.add_paragraph(f"これより前の評価 {left}件は略しました。", style="注記")


def _answers(document: WordDocument, answers: Sequence[Told], room: Room) -> None:
    document.add_paragraph("進捗状況", style="heading 3")
    if not answers:
        document.add_paragraph("回答はまだありません。", style="表の文字")
    for told in answers[: room.items]:
        text = _within(told.text, room.letters, told.where)
        where = "" if told.where in text else f"（{told.where}）"
        document.add_paragraph(f"【{told.head}】{text}{where}", style="表の文字")
    left = len(answers) - room.items
    if left > 0:
        others = "、".join(told.head for told in answers[room.items :])
        document.add_paragraph(
            _within(f"ほか{left}府省庁（{others}）の回答は様式にあります。", 100, "様式"),
            style="表の文字",
        )


def _lines(document: WordDocument, heading: str, lines: Sequence[str], room: Room) -> None:
    """Show what is told in a line each, standards projects or remarks, where there is any."""
    if not lines:
        return
    document.add_paragraph(heading, style="heading 3")
    for line in lines[: room.items]:
        text = _within(line, max(room.letters, 60), "様式")
        document.add_paragraph(text, style="表の文字")
    left = len(lines) - room.items
    if left > 0:
        document.add_paragraph(f"ほか{left}件は様式にあります。", style="表の文字")


def _happened(document: WordDocument, brief: Brief, room: Room) -> None:
    document.add_paragraph("経緯", style="heading 3")
    if not brief.happened:
        document.add_paragraph("受付簿に記録はありません。", style="注記")
        return
    shown = brief.happened[-room.items :]
    rows = [
        (each.day, each.person, _within(each.what, max(room.letters, 40), "受付簿"), each.where)
        for each in shown
    ]
    draw_table(document, listed("", "", _HAPPENED, rows))
    left = len(brief.happened) - len(shown)
    more = f"これより前の{left}件は略しました。" if left else ""
    whole = f"evaluator history {brief.round.id} {brief.measure.id}"
    document.add_paragraph(f"{more}すべての経緯：{whole}", style="注記")
