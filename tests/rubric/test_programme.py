"""A programme: what a round consists of is read from its file, or refused at the key."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluator.form.sheets import form_sheets
from evaluator.outputs.charts import MODULES
from evaluator.outputs.every import DOCUMENTS
from evaluator.outputs.opendata.tables import tidy_models
from evaluator.results.tables.every import TABLES
from evaluator.rubric import (
    load_programme,
    parse_programme,
    programme_folder,
    shipped_programme,
    shipped_programmes,
)

FIRST = (programme_folder("standards-strategy") / "programme.toml").read_text(encoding="utf-8")
NAME = f"{FIRST.partition('name = ')[0].count(chr(10)) + 1}行目"
"""Where the file says its name."""


def test_a_copy_of_the_first_programme_says_the_same_and_is_another_file() -> None:
    programme, found = parse_programme(FIRST, "programme.toml")
    assert programme is not None
    assert not found
    assert programme.documents == shipped_programme().documents
    assert (shipped_programme().identity, len(programme.identity)) == ("", 64)


def test_whatever_can_be_made_is_listed_by_a_shipped_programme() -> None:
    shipped = [shipped_programme(name) for name in shipped_programmes()]
    data = set(tidy_models())
    several = {f"projects_{name}" for name in ("roles", "domains", "tags", "measures")}
    assert {n for each in shipped for n in each.charts} == set(MODULES)
    assert {n for each in shipped for n in each.documents} == set(DOCUMENTS)
    assert {n for each in shipped for n in each.tables} == set(TABLES)
    assert {n for each in shipped for n in each.sheets} == {s.key for s in form_sheets()}
    assert {n for each in shipped for n in each.data} == data - several


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ('name = "standards', "name = standards", "B001", NAME),
        ('source_note = "', 'source = "', "B003", "source_note"),
        ("domains = true", "domains = true\nfields = 3", "B004", "fields"),
        ("self_marks = true", 'self_marks = "どちらとも"', "B005", "self_marks"),
        ('levels = ["施策分類", "施策小分類"]', "levels = []", "B005", "levels"),
        ('["施策分類", "施策小分類"]', '["分類", "分類"]', "B006", "levels"),
        ('"領域別",', '"領域の別",', "B007", "outputs.charts"),
        ("without = []", 'without = ["施策.自己評価"]', "B007", "form.without"),
    ],
)
def test_what_is_wrong_is_said_at_its_key(old: str, new: str, code: str, key: str) -> None:
    assert old in FIRST
    programme, found = parse_programme(FIRST.replace(old, new, 1), "programme.toml")
    assert programme is None
    assert (found[0].kind.code, found[0].where.cell) == (code, key)


def test_a_file_that_is_no_text_is_said(tmp_path: Path) -> None:
    path = tmp_path / "programme.toml"
    path.write_bytes("名前".encode("cp932"))
    programme, found = load_programme(path)
    assert programme is None
    assert [each.kind.code for each in found] == ["B002"]
