"""A round of plan-kpi in values: its shipped catalogue, and what was answered to some of it."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Final

import openpyxl

from evaluator.catalogue import Catalogue
from evaluator.catalogue.load import load_catalogue
from evaluator.catalogue.rows import RoundRow
from evaluator.catalogue.shipped import new_catalogue
from evaluator.model import AnswerForm, KpiId, MarkSource, MinistryName, RoundId, ValueBasis
from evaluator.results.decisions import NO_DECISIONS
from evaluator.results.results import Results, results_of
from evaluator.rubric import Rubric, load_rubric, parse_scale, programme_folder, shipped_programme
from evaluator.sheets.layout import layout_of
from tests.builders import cell_of
from tests.values import answered

PLAN: Final = "plan-kpi"
ROUND: Final = RoundId("R08-plan-kpi")
_FIRST_ROW: Final = 5


@cache
def plan_rubric() -> Rubric:
    folder = programme_folder(PLAN)
    scale, found = parse_scale((folder / "scale.toml").read_text(encoding="utf-8"), "scale.toml")
    assert scale is not None, found
    loaded, found = load_rubric(folder / "rubrics" / "plan-kpi.toml", scale)
    assert loaded is not None, found
    return loaded


@cache
def plan_catalogue() -> Catalogue:
    """Return the catalogue of a new round, with what the secretariat has to fill in first."""
    programme, scale = shipped_programme(PLAN), plan_rubric().scale
    content = filled_in(new_catalogue(ROUND, programme, scale))
    catalogue, found = load_catalogue("catalogue.xlsx", content, ROUND, scale, programme=programme)
    assert catalogue is not None, [str(each) for each in found]
    assert {each.code for each in found} == {"K022"}  # those that are answered in words
    return catalogue


def filled_in(content: bytes) -> bytes:
    """Type what a new round asks the secretariat for."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for field, value in (("deadline", date(2027, 3, 5)), ("contact", "内閣府")):
        sheet = book[layout_of(RoundRow).title]
        cell_of(sheet, RoundRow, field, "", _FIRST_ROW).value = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def answer(
    kpi: str, value: str | None, day: date, written: str = "", **more: Any
) -> dict[str, Any]:
    """Return a row of the form's KPI sheet: a value, or the words of one answered in words."""
    known = plan_catalogue().kpi_by_id[KpiId(kpi)]
    return {
        "kpi_id": kpi,
        "measure_id": known.measure_id,
        "unit": known.unit,
        "actual": None if value is None else Decimal(value),
        "as_of": day,
        "basis": ValueBasis.ACTUAL,
        "answer": written,
        "in_words": AnswerForm.WORDS if known.in_words else AnswerForm.AS_WRITTEN,
        **more,
    }


END_OF_YEAR: Final = date(2026, 12, 31)
ANSWERS: Final[Mapping[str, Sequence[tuple[Any, ...]]]] = {
    "農林水産省": [("K14-1", "1.9", END_OF_YEAR, "約1.9")],
    "警察庁": [("K09A-1", "81", END_OF_YEAR)],
    "内閣府（知財）": [
        ("K30-1", "31.2", END_OF_YEAR),
        ("K32-1", "51", date(2027, 3, 31)),
        ("T06-1", "1", date(2027, 2, 1)),
    ],
    "特許庁": [("K16C-1", None, date(2027, 3, 1), "応募702・支援169")],
    "未定（内閣府）": [
        ("K01-1", "53", END_OF_YEAR, "約53"),
        ("K02-1", "11", END_OF_YEAR),
        ("K05-1", "3480", date(2026, 3, 31)),
        ("K10-1", "0.8", END_OF_YEAR, "0.8に迫る"),
        ("K30U-1", "19.8", END_OF_YEAR),
    ],
}


def plan_results(source: MarkSource = MarkSource.PROPOSED, **withheld: Any) -> Results:
    """Return what the answers come to; `withheld` says more of every answer."""
    submissions = {
        MinistryName(ministry): answered(
            MinistryName(ministry), kpis=[answer(*row, **withheld) for row in rows]
        )
        for ministry, rows in ANSWERS.items()
    }
    return results_of(
        plan_catalogue(),
        submissions,
        (),
        NO_DECISIONS,
        plan_rubric(),
        source,
        (),
        {},
    )
