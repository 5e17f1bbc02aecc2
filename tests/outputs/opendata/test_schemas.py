"""The schemas and the package describe the files as they are."""

from __future__ import annotations

import json
from dataclasses import replace

from evaluator.model import MarkSource
from evaluator.outputs.opendata import open_data
from evaluator.outputs.opendata.tables import tidy_tables
from evaluator.results.public import for_public
from evaluator.results.results import Results
from evaluator.xlsx.source import digest


def test_the_package_describes_every_file(files: dict[str, bytes], draft: Results) -> None:
    package = json.loads(files["datapackage.json"])

    assert [resource["name"] for resource in package["resources"]] == [
        table.model.table for table in tidy_tables(draft)
    ]
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


def test_the_json_schemas_name_the_columns(files: dict[str, bytes], draft: Results) -> None:
    for table in tidy_tables(draft):
        schema = json.loads(files[f"{table.model.table}.schema.json"])
        assert list(schema["properties"]) == list(table.model.heads())
    values = json.loads(files["kpi_values.schema.json"])
    assert values["properties"]["実績値"]["type"] == ["number", "null"]


def test_what_the_public_never_reads_is_not_named_to_it(report: Results) -> None:
    published = dict(open_data(replace(for_public(report), source=MarkSource.FINAL)))

    kinds = json.loads(published["ratings.schema.json"])["$defs"]["OfficialSource"]["enum"]
    assert kinds == ["自己評価", "事務局評価"]
    for name, content in published.items():
        assert "試算".encode() not in content, name
