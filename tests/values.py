"""A round as values, no file anywhere: a register, and what ministries answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeVar

from evaluator.catalogue import Catalogue
from evaluator.catalogue.rows import TextRow
from evaluator.catalogue.shipped import register_rows
from evaluator.catalogue.succession import Predecessor
from evaluator.catalogue.texts import TextKey, Texts
from evaluator.form.issued import Issued
from evaluator.form.read import Submission
from evaluator.form.sheets import (
    ActivityAnswer,
    KpiAnswer,
    MeasureAnswer,
    MetaRow,
    OutcomeAnswer,
    form_sheets,
)
from evaluator.model import (
    Category,
    CategoryId,
    DomainGroup,
    DomainRow,
    DomainRowId,
    Kpi,
    Measure,
    MeasureId,
    Ministry,
    MinistryName,
    Round,
    RoundId,
    Subcategory,
    SubcategoryId,
)
from evaluator.scale import Mark
from evaluator.sheets.cells import written
from evaluator.sheets.layout import Row, layout_of
from evaluator.sheets.records import row_of
from evaluator.sheets.table import Located, Table
from evaluator.xlsx.source import Box, Cell, Raw, Sheet, Source
from tests.marks import SCALE

CAO, MOFA, METI, MOE = map(MinistryName, ("内閣府", "外務省", "経済産業省", "環境省"))
FIRST_ROW: Final = 5
"""Number of the first row of every table."""
EVERYWHERE: Final = Box(1, 1, 10_000, 200)

R = TypeVar("R", bound=Row)


# the register ------------------------------------------------------------------------------
ROUND: Final = Round(
    id=RoundId("R07"),
    fiscal_year=2025,
    strategy="見本の戦略",
    deadline=date(2026, 1, 30),
    contact="",
    source_note="",
    rubric="house",
    notice="",
)


def a_measure(
    id_: str,
    lead: MinistryName | None = CAO,
    joint: Sequence[MinistryName] = (),
    *,
    domains: Sequence[str] = (),
    subcategory: str = "1-1",
    previous: Mark | None = None,
) -> Measure:
    return Measure(
        id=MeasureId(id_),
        subcategory_id=SubcategoryId(subcategory),
        title=f"{id_}の施策",
        lead=lead,
        joint=tuple(joint),
        division="",
        domains=tuple(map(DomainRowId, domains)),
        previous_mark=previous,
        previous_progress="",
    )


def _domain(id_: str, mark: str, name: str, part: str, group: DomainGroup) -> DomainRow:
    return DomainRow(
        id=DomainRowId(id_), mark=mark, domain=name, part=part, group=group, ministries=()
    )


DOMAINS: Final = (
    _domain("D1a", "①", "環境", "自然共生", DomainGroup.STRATEGIC),
    _domain("D1b", "①", "環境", "脱炭素", DomainGroup.STRATEGIC),
    _domain("D2", "②", "食料", "", DomainGroup.STRATEGIC),
    _domain("D3", "③", "防災", "", DomainGroup.IMPORTANT),
)
CATEGORIES: Final = tuple(
    Category(id=CategoryId(id_), name=name, headings=headings, subtitle="", lead="")
    for id_, name, headings in (("1", "分類一", ("国際", "国内")), ("2", "分類二", ()))
)
SUBCATEGORIES: Final = tuple(
    Subcategory(id=SubcategoryId(id_), category_id=CategoryId(id_[0]), name=f"小分類{id_}")
    for id_ in ("1-1", "1-2", "2-1")
)
MINISTRIES: Final = tuple(
    Ministry(name=name, order=order, short="", kind="府省", parent=None, aliases=())
    for order, name in enumerate((CAO, MOFA, METI, MOE))
)


TEXTS: Final = Texts(
    {TextKey(row.key): row.value for row in register_rows()[TextRow] if isinstance(row, TextRow)},
    {"年度": ROUND.year_label, "西暦": str(ROUND.fiscal_year), "戦略": ROUND.strategy},
)


def a_catalogue(
    *measures: Measure, kpis: Sequence[Kpi] = (), previous: Sequence[Predecessor] = ()
) -> Catalogue:
    return Catalogue(
        round=ROUND,
        scale=SCALE,
        ministries=MINISTRIES,
        categories=CATEGORIES,
        subcategories=SUBCATEGORIES,
        domains=DOMAINS,
        measures=measures,
        kpis=tuple(kpis),
        texts=TEXTS,
        previous=tuple(previous),
        sha256="",
    )


# answers -----------------------------------------------------------------------------------
def a_row(model: type[R], **given: Any) -> R:
    """Return a row in which everything else is blank."""
    return model(**(dict(row_of(model, {})) | given))


def a_table(model: type[R], rows: Sequence[Mapping[str, Any]] = (), file: str = "") -> Table[R]:
    """Return a sheet as read, its columns where the form has them, and its cells."""
    layout = layout_of(model)
    columns = {column.field: at for at, column in enumerate(layout.columns, start=1)}
    numbered = list(enumerate(rows, start=FIRST_ROW))
    cells = {
        (number, columns[name]): Cell(_in_a_cell(value))
        for number, row in numbered
        for name, value in row.items()
        if value not in ("", None, ())
    }
    sheet = Sheet(layout.title, cells, validated=(EVERYWHERE,))
    table: Table[R] = Table(file, layout, sheet, columns, body=FIRST_ROW)
    located = tuple(Located(a_row(model, **row), table, number) for number, row in numbered)
    return replace(table, rows=located)


def _in_a_cell(value: object) -> Raw:
    shown = written(value)
    return float(shown) if isinstance(shown, Decimal) else shown


def answered(
    ministry: MinistryName,
    *measures: Mapping[str, Any],
    kpis: Sequence[Mapping[str, Any]] = (),
    outcomes: Sequence[Mapping[str, Any]] = (),
    activities: Sequence[Mapping[str, Any]] = (),
    more: Mapping[type[Row], Sequence[Mapping[str, Any]]] | None = None,
    file: str = "",
    sha256: str = "",
) -> Submission:
    """Return what a ministry sent: the rows of its sheets, with what is not blank in them."""
    file = file or f"{ministry}.xlsx"
    rows: dict[type[Row], Sequence[Mapping[str, Any]]] = {
        MeasureAnswer: measures,
        KpiAnswer: kpis,
        OutcomeAnswer: outcomes,
        ActivityAnswer: activities,
        **(more or {}),
    }
    models = [sheet.model for sheet in form_sheets()]
    return Submission(
        tables={model.sheet_key: a_table(model, rows.get(model, ()), file) for model in models},
        file=file,
        sha256=sha256,
        ministry=ministry,
        meta=a_table(MetaRow, (), file),
        source=Source(file, "", ()),
        issued=Issued(a_catalogue(), ministry, is_current=True),
    )


def said(measure: str, mark: str | None, **more: Any) -> dict[str, Any]:
    """Return a row of 施策: which mark a ministry gave a measure, None if it left it blank."""
    return {"measure_id": measure, "self_mark": mark and SCALE.of(mark), **more}
