"""The tables: complete, joined by their keys, every missing value with its reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluator.outputs.opendata import open_data
from evaluator.outputs.opendata.formats import as_csv
from evaluator.outputs.opendata.tables import tidy_tables
from evaluator.results.results import Results
from tests.builders import linted
from tests.marks import SCALE
from tests.outputs.opendata.reading import read_csv


def test_the_marks_add_up_to_the_published_ones(files: dict[str, bytes]) -> None:
    rows = read_csv(files["ratings.csv"])

    assert len(rows) == 109
    counts = {mark.value: sum(row["評価"] == mark.value for row in rows) for mark in SCALE.marks}
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


def test_tables_join_by_their_keys(files: dict[str, bytes], draft: Results) -> None:
    names = [table.model.table for table in tidy_tables(draft)]
    tables = {name: read_csv(files[f"{name}.csv"]) for name in names}

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


@pytest.mark.parametrize("which", ["report", "draft"])
def test_our_own_tables_keep_the_rules(
    tmp_path: Path, which: str, request: pytest.FixtureRequest
) -> None:
    for name, content in open_data(request.getfixturevalue(which)):
        (tmp_path / name).write_bytes(content)

    assert [f for path in sorted(tmp_path.glob("*.csv")) for f in linted(path)] == []
