"""A table of a plan's items: what is read of it, and what is said of the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluator.catalogue import Catalogue
from evaluator.catalogue.plan import PlanItem, read_plan
from evaluator.findings import Finding
from tests.plans import HEADS, Row, item, plan

NAME: Final = "measures.csv"


def read(content: bytes, catalogue: Catalogue) -> tuple[tuple[PlanItem, ...], list[str]]:
    items, found = read_plan(NAME, content, catalogue)
    return items, [f"{each.code} {each.where.cell}" for each in found]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_the_chapters_items_are_read_in_any_usual_encoding(
    catalogue: Catalogue, encoding: str
) -> None:
    rows = (
        item("M1-1-001", in_standards_chapter="no", ministries_as_listed="知らない庁"),
        item("m3-3-002", ministries_as_listed="内閣府 (知財);経産省; 文科省 ", title="型の普及"),
    )
    items, found = read(plan(rows, encoding), catalogue)
    assert found == []
    assert items == (
        PlanItem(
            id="M3-3-002",
            title="型の普及",
            heading="②標準エコシステムの強化",
            ministries=("内閣府（知財）", "経済産業省", "文部科学省"),  # type: ignore[arg-type]
        ),
    )


def test_lines_and_columns_may_stand_otherwise(catalogue: Catalogue) -> None:
    rows = plan((item("A1"), item("A2")), heads=reversed(HEADS))
    blank_line = rows.replace(b"\r\n", b"\r\n,,,,,,,,\r\n", 1)
    items, found = read(blank_line.replace(b"\r\n", b"\n"), catalogue)
    assert [each.id for each in items] == ["A1", "A2"]
    assert found == []


def test_every_domain_is_known_by_its_heading(catalogue: Catalogue) -> None:
    headings = [f"3.活用 > ＜領域別の取組＞ > {row.label}" for row in catalogue.domains]
    headings[0] = headings[0].replace("（", "(").replace("）", ")").replace("①", "①-1")
    rows = [item(f"D{n}", kind="domain", heading_path=h) for n, h in enumerate(headings)]
    items, found = read(plan(rows), catalogue)
    assert [each.domain for each in items] == [row.id for row in catalogue.domains]
    assert found == []


def test_a_repeat_is_named_and_not_doubled(catalogue: Catalogue) -> None:
    rows = (
        item("A1"),
        item("A2", marked_repeat="yes", repeat_of="A1"),
        item("A3", marked_repeat="yes", repeat_of="B9"),
        item("A4", marked_repeat="yes", repeat_of="A4"),
        item("A5", marked_repeat="yes", repeat_of="A6"),
        item("A6", marked_repeat="yes", repeat_of="A5"),
    )
    items, found = read(plan(rows), catalogue)
    assert found == ["Q009 3行目"]
    assert [each.id for each in items] == ["A1", "A3", "A4", "A5", "A6"]


LEFT_OUT: Final[dict[str, Row]] = {
    "no number": item(""),
    "a number that is none": item("3の1"),
    "no title": item("A2", title=" "),
    "a title that no form holds": item("A2", title="あ" * 201),
    "a number given before": item("A1"),
    "more ministries than there are": item("A2", ministries_as_listed="環境省;" * 101),
    "neither yes nor no": item("A2", in_standards_chapter="たぶん"),
    "neither repeated nor not": item("A2", marked_repeat=""),
}


@pytest.mark.parametrize("case", LEFT_OUT)
def test_a_bad_row_is_left_out_and_the_others_go_on(catalogue: Catalogue, case: str) -> None:
    items, found = read(plan((item("A1"), LEFT_OUT[case], item("A3"))), catalogue)
    assert found == ["Q003 3行目"]
    assert [each.id for each in items] == ["A1", "A3"]


def test_a_row_of_another_width_is_left_out(catalogue: Catalogue) -> None:
    items, found = read(plan([item("A1")]) + b"A2,only\r\n", catalogue)
    assert (len(items), found) == (1, ["Q003 3行目"])


def test_what_a_row_names_and_nobody_knows_is_left_blank(catalogue: Catalogue) -> None:
    rows = (
        item("A1", ministries_as_listed="知らない庁;関係府省;環境省"),
        item("A2", kind="domain", heading_path="⑱知らない領域"),
    )
    items, found = read(plan(rows), catalogue)
    assert found == ["Q006 2行目", "Q007 2行目", "Q008 3行目"]
    assert [each.ministries for each in items] == [("環境省",), ("環境省",)]
    assert items[1].domain is None


def test_a_name_that_stands_in_many_rows_is_told_once(catalogue: Catalogue) -> None:
    rows = [item(f"A{n}", ministries_as_listed="環境省;関係府省") for n in range(3)]
    (finding,) = told(plan(rows), catalogue)
    assert (finding.code, finding.where.cell, finding.cells) == (
        "Q007",
        "2行目",
        ("3行目", "4行目"),
    )


NOT_A_TABLE: Final[dict[str, tuple[bytes, str]]] = {
    "another encoding": (plan([item("A1")], "utf-16"), "Q001"),
    "an open quote": (plan([item("A1")]) + b'"A2', "Q001"),
    "a workbook": (b"PK\x03\x04\x14\x00\x00\xff\xff\x81", "Q001"),
    "nothing": (b"", "Q002"),
    "another table": (b"id,title\r\nA1,x\r\n", "Q002"),
    "another chapter": (plan([item("A1", in_standards_chapter="no")]), "Q005"),
}


@pytest.mark.parametrize("case", NOT_A_TABLE)
def test_a_file_that_is_no_such_table_gives_a_finding(catalogue: Catalogue, case: str) -> None:
    content, code = NOT_A_TABLE[case]
    _, found = read(content, catalogue)
    assert code in [each.partition(" ")[0] for each in found]


def test_a_missing_column_is_named(catalogue: Catalogue) -> None:
    heads = [head for head in HEADS if head not in ("kind", "title")]
    (finding,) = told(plan([item("A1")], heads=heads), catalogue)
    assert finding.message == "1行目に見出し「title、kind」がありません。"


def told(content: bytes, catalogue: Catalogue) -> Sequence[Finding]:
    return read_plan(NAME, content, catalogue)[1]


def test_of_a_table_that_has_no_end_the_rest_is_not_read(catalogue: Catalogue) -> None:
    rows = [item(f"A{n}") for n in range(2_005)]
    assert [each.code for each in told(plan(rows), catalogue)] == ["Q004"]
    broken = [item("") for _ in range(50)]
    assert [each.code for each in told(plan(broken), catalogue)] == ["Q003"] * 20 + ["Q004"]


@given(st.binary(max_size=200), st.integers(0, 400))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_file_breaks_the_reader(catalogue: Catalogue, junk: bytes, at: int) -> None:
    good = plan((item("A1"), item("A2", kind="domain")))
    for content in (junk, good[:at] + junk + good[at:], good[:at]):
        for finding in told(content, catalogue):
            assert finding.message
