"""CSV and Parquet say the same, and nothing in them runs."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pyarrow.parquet as pq
import pytest

from evaluator.outputs.opendata.formats import as_csv, as_parquet
from evaluator.outputs.opendata.levels import in_levels
from evaluator.outputs.opendata.outcomes import OutcomeRow
from evaluator.outputs.opendata.rows import TidyTable
from tests.marks import SCALE
from tests.outputs.opendata.reading import read_csv


def test_parquet_and_csv_say_the_same(files: dict[str, bytes]) -> None:
    names = {name.partition(".")[0] for name in files} - {"datapackage"}
    assert len(names) == 10
    for name in names:
        table = pq.read_table(io.BytesIO(files[f"{name}.parquet"]))
        rows = read_csv(files[f"{name}.csv"])
        assert table.num_rows == len(rows)
        for plain, typed in zip(rows, table.to_pylist(), strict=True):
            assert list(plain) == list(typed)
            for head, value in typed.items():
                assert said(value, plain[head]), (name, head, value, plain[head])


def said(value: Any, text: str) -> bool:
    """Whether a typed value is what the text of a CSV says."""
    if value is None:
        return text == ""
    if isinstance(value, bool):
        return text == str(value).lower()
    if isinstance(value, float):
        return float(text) == value
    return text == (value.isoformat() if isinstance(value, date) else str(value))


def test_types_are_those_of_the_models(files: dict[str, bytes]) -> None:
    schema = pq.read_schema(io.BytesIO(files["kpi_values.parquet"]))

    types = {field.name: str(field.type) for field in schema}
    assert types["年度"] == types["目標年度"] == "int32"
    assert types["実績値"] == types["基準値"] == "double"
    assert types["時点"] == "date32[day]"
    assert types["主KPI"] == "bool"
    assert schema.field("実績値").metadata[b"description"].decode().startswith("回答された値")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠A"])
def test_text_that_a_spreadsheet_would_run_gets_a_quote(text: str) -> None:
    row = OutcomeRow(
        year=2025,
        bullet_id="B-1",
        levels=(("C1", "分類"),),
        heading=None,
        order=1,
        text=text,
        ministry="総務省",
        file=None,
        sheet=None,
        cell=None,
    )
    table = in_levels(TidyTable(OutcomeRow, (row,), SCALE), ("施策分類",))

    assert read_csv(as_csv(table))[0]["成果"] == f"'{text}"
    assert pq.read_table(io.BytesIO(as_parquet(table))).to_pylist()[0]["成果"] == text
