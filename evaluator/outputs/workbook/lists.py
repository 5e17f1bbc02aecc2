"""The lists: 成果例, 領域別の取組, and the measures one by one, each with the cell it is from."""

from __future__ import annotations

from collections.abc import Sequence

from evaluator.outputs.workbook.parts import ListColumn, set_page, write_list
from evaluator.results.results import Results
from evaluator.sheets.write import Book


def write_sheet(
    book: Book,
    report: Results,
    name: str,
    columns: Sequence[ListColumn],
    rows: Sequence[Sequence[str]],
    title: str,
) -> None:
    """Write a list as a sheet of its own: filter, frozen and repeated heads, A4 landscape."""
    sheet = book.sheet(name)
    write_list(book, sheet, columns, rows)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
    set_page(sheet, report, f"{title}（{report.catalogue.round.year_label}）", landscape=True)
    sheet.repeat_rows(0)


_OUTCOMES = (
    ListColumn("施策分類", 24),
    ListColumn("見出し", 26),
    ListColumn("順", 5, centred=True),
    ListColumn("成果", 70),
    ListColumn("府省庁", 20),
    ListColumn("記入箇所", 34),
)


def write_outcomes(book: Book, report: Results) -> None:
    """成果例 in the order of the annex."""
    rows = [
        (
            section.category.name,
            group.heading,
            str(number),
            bullet.text,
            bullet.attribution,
            str(bullet.where),
        )
        for section in report.annex.categories
        for group in section.groups
        for number, bullet in enumerate(group.bullets, start=1)
    ]
    write_sheet(book, report, "成果例", _OUTCOMES, rows, "主な成果")


_ACTIVITIES = (
    ListColumn("区分", 11),
    ListColumn("領域", 34),
    ListColumn("順", 5, centred=True),
    ListColumn("取組", 66),
    ListColumn("府省庁", 22),
    ListColumn("進行フェーズ", 12, centred=True),
    ListColumn("記入箇所", 34),
)


def write_activities(book: Book, report: Results) -> None:
    """領域別の取組 in the order of the annex; a domain without any has its sentence."""
    rows: list[tuple[str, ...]] = []
    for section in report.annex.domains:
        head = (section.row.group.value, section.heading)
        rows += [
            (
                *head,
                str(number),
                bullet.text,
                bullet.attribution,
                bullet.phase or "",
                str(bullet.where),
            )
            for number, bullet in enumerate(section.bullets, start=1)
        ]
        if not section.bullets:
            rows.append((*head, "", section.nothing or section.open, "", "", ""))
    write_sheet(book, report, "領域別の取組", _ACTIVITIES, rows, "領域別の取組")


_MEASURES = (
    ListColumn("施策ID", 8),
    ListColumn("施策小分類", 26),
    ListColumn("施策名", 30),
    ListColumn("主担当／関係府省庁", 16),
    ListColumn("評価", 7, centred=True),
    ListColumn("進捗状況", 56),
    ListColumn("評価の根拠", 32),
)


def write_measures(book: Book, report: Results) -> None:
    """Every measure with its mark and the cell it came from."""
    rows = [
        (
            result.measure.id,
            report.catalogue.subcategory_by_id[result.measure.subcategory_id].name,
            result.measure.title,
            "、".join(result.measure.ministries),
            result.mark.value,
            result.progress,
            "\n".join([*filter(None, [result.explanation]), *map(str, result.evidence)]),
        )
        for result in report.marks
    ]
    write_sheet(book, report, "施策別", _MEASURES, rows, "施策別の評価と進捗状況")
