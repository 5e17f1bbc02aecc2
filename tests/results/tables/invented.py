"""A table that no round has, with every part that a table can have."""

from __future__ import annotations

from evaluator.results.tables.printed import (
    CountCell,
    PrintedColumn,
    PrintedRow,
    PrintedTable,
    RowGroup,
    Spanner,
)


def a_row(label: str, number: int, text: str | None = None) -> PrintedRow:
    return PrintedRow(label, (CountCell(number, is_sum=True), CountCell(number), text))


INVENTED = PrintedTable(
    name="果物",
    label="別紙図表",
    number=9,
    title="果物の件数（令和7年度）",
    subtitle="3件が赤い",
    stub=(PrintedColumn("区分", 10, paper=30.0), PrintedColumn("果物", 20, paper=40.0)),
    spanners=(
        Spanner("", (PrintedColumn("件数", 8, centred=True),)),
        Spanner("色", (PrintedColumn("赤", 8, centred=True), PrintedColumn("備考", 20))),
    ),
    body=(
        RowGroup("木になるもの", (a_row("りんご", 3), a_row("梨", 0, "まだ\n青い"))),
        RowGroup("空の区分", ()),
        RowGroup(
            "木にならないもの",
            (PrintedRow("いちご", (CountCell(12, is_sum=True), CountCell(12, shaded=True), None)),),
        ),
        PrintedRow("計", (CountCell(15, is_sum=True), CountCell(15), None), is_sum=True),
    ),
    source="（出典）八百屋",
    notes=("（注）梨は青い。",),
)
GRID = [
    ["区分", "果物", "件数", "色", "色"],
    ["区分", "果物", "件数", "赤", "備考"],
    ["木になるもの", "りんご", "3件", "3件", ""],
    ["木になるもの", "梨", "0件", "—", "まだ\n青い"],
    ["木にならないもの", "いちご", "12件", "12件", ""],
    ["計", "計", "15件", "15件", ""],
]
"""What stands in each cell, spans filled in."""
