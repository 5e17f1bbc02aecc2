"""The open data: complete, loadable without cleaning, and what its schemas say it is."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from evaluator.model import Mark
from evaluator.outputs.opendata import as_csv, as_parquet, open_data
from evaluator.outputs.opendata.tidy import (
    MODELS,
    OutcomeRow,
    TidyTable,
    portable,
    tidy_tables,
    unnumbered,
)
from evaluator.results.results import Results
from evaluator.xlsx.source import digest
from tests.builders import linted


@pytest.fixture(scope="module")
def files(report: Results) -> dict[str, bytes]:
    return dict(open_data(report))


def read_csv(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in content
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_marks_add_up_to_the_published_ones(files: dict[str, bytes]) -> None:
    rows = read_csv(files["ratings.csv"])

    assert len(rows) == 109
    counts = {mark.value: sum(row["評価"] == mark for row in rows) for mark in Mark}
    assert counts == {"◎": 1, "○": 87, "△": 17, "×": 4}
    assert {row["評価の状態"] for row in rows} == {"評価あり"}
    assert rows[0]["記入ファイル"] == "R07_様式_内閣府.xlsx"


def test_missing_values_are_blank_with_their_reason_beside(draft: Results) -> None:
    tables = {table.model.table: table for table in tidy_tables(draft)}

    ratings = read_csv(as_csv(tables["ratings"]))
    assert {row["評価の状態"] for row in ratings if not row["評価"]} == {"未提出"}
    values = read_csv(as_csv(tables["kpi_values"]))
    assert {row["実績値の状態"] for row in values if not row["実績値"]} == {"未提出"}
    domains = read_csv(as_csv(tables["domain_activities"]))
    semiconductors = next(row for row in domains if row["領域番号"] == "D13")
    assert (semiconductors["取組の有無"], semiconductors["取組"]) == ("未確定", "")


def test_tables_join_by_their_keys(files: dict[str, bytes]) -> None:
    tables = {name: read_csv(files[f"{name}.csv"]) for name in MODELS}

    measures = {row["施策ID"] for row in tables["ratings"]}
    for name in ("measure_ministries", "measure_domains", "kpi_values"):
        assert {row["施策ID"] for row in tables[name]} <= measures
    bullets = {row["掲載ID"] for name in ("outcomes", "domain_activities") for row in tables[name]}
    assert {row["掲載ID"] for row in tables["attributions"]} == bullets - {""}
    assert len(bullets - {""}) == 102
    package = json.loads(files["datapackage.json"])
    for resource in package["resources"]:
        key = resource["schema"]["primaryKey"]
        rows = tables[resource["name"]]
        assert len({tuple(row[head] for head in key) for row in rows}) == len(rows)


def test_parquet_and_csv_say_the_same(files: dict[str, bytes]) -> None:
    for name in MODELS:
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


def test_the_package_describes_every_file(files: dict[str, bytes], draft: Results) -> None:
    package = json.loads(files["datapackage.json"])

    assert [resource["name"] for resource in package["resources"]] == list(MODELS)
    for resource in package["resources"]:
        content = files[resource["path"]]
        assert resource["hash"] == f"sha256:{digest(content)}"
        assert resource["bytes"] == len(content)
        fields = resource["schema"]["fields"]
        head = content.decode("utf-8-sig").split("\r\n")[0].split(",")
        assert [field["name"] for field in fields] == head
        assert all(field["description"] for field in fields)
        assert resource["schema"]["missingValues"] == [""]
    marks = package["resources"][0]["schema"]["fields"][8]
    assert marks["constraints"] == {"required": False, "enum": ["◎", "○", "△", "×"]}
    assert "架空" in package["description"]
    assert not package["description"].startswith("案")
    assert json.loads(dict(open_data(draft))["datapackage.json"])["description"].startswith("案。")


def test_the_json_schemas_name_the_columns(files: dict[str, bytes]) -> None:
    for name, model in MODELS.items():
        schema = json.loads(files[f"{name}.schema.json"])
        assert list(schema["properties"]) == list(model.heads())
    values = json.loads(files["kpi_values.schema.json"])
    assert values["properties"]["実績値"]["type"] == ["number", "null"]


@pytest.mark.parametrize("which", ["report", "draft"])
def test_our_own_tables_keep_the_rules(
    tmp_path: Path, which: str, request: pytest.FixtureRequest
) -> None:
    for name, content in open_data(request.getfixturevalue(which)):
        (tmp_path / name).write_bytes(content)

    assert [f for path in sorted(tmp_path.glob("*.csv")) for f in linted(path)] == []


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("①③の㈱甲", "(1)(3)の(株)甲"),
        ("第Ⅲ期　45㎡\n髙橋", "第III期 45m2 髙橋"),
        ("⑴ ㍻", "(1) 平成"),
        ("◎○△×～－—", "◎○△×～－—"),
    ],
)
def test_platform_dependent_signs_are_replaced(text: str, plain: str) -> None:
    assert portable(text) == plain


@pytest.mark.parametrize(
    ("label", "plain"),
    [
        ("(1)産学官金の取組の強化", "産学官金の取組の強化"),
        ("① 人材育成", "人材育成"),
        ("⑰医療", "医療"),
        ("3次元データ", "3次元データ"),
    ],
)
def test_labels_lose_their_number(label: str, plain: str) -> None:
    assert unnumbered(label) == plain


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠A"])
def test_text_that_a_spreadsheet_would_run_gets_a_quote(text: str) -> None:
    row = OutcomeRow(
        year=2025,
        bullet_id="B-1",
        category_id="C1",
        category="分類",
        heading=None,
        order=1,
        text=text,
        ministry="総務省",
        file=None,
        sheet=None,
        cell=None,
    )
    table = TidyTable(OutcomeRow, (row,))

    assert read_csv(as_csv(table))[0]["成果"] == f"'{text}"
    assert pq.read_table(io.BytesIO(as_parquet(table))).to_pylist()[0]["成果"] == text
