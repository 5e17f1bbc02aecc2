"""The files that count, in one zip under names that can be read, with a list of all versions."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from openpyxl import load_workbook

from evaluator.errors import NothingSubmitted
from evaluator.secretariat import acts
from evaluator.secretariat.bundle import HandedIn, bundle
from evaluator.secretariat.opening import open_round
from evaluator.sheets.layout import layout_of
from evaluator.words.days import local_time
from evaluator.words.filenames import apart, file_name
from evaluator.xlsx.source import digest
from tests.builders import R07, cell_of
from tests.cli.test_cli import evaluator
from tests.ledger_builders import MOE, MOFA, MONDAY, Office, desk_of
from tests.small_round import Little

TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def office(little: Little) -> Office:
    """環境省's form came once, 外務省's twice."""
    office = little.office
    office.receive(*little.saved())
    office.receive(little.changed(MOFA), person="鈴木", at=TUESDAY)
    return office


def packed(office: Office) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(bundle(open_round(office.workspace, R07))[0]))


def listed(archive: zipfile.ZipFile) -> list[dict[str, Any]]:
    sheet = load_workbook(io.BytesIO(archive.read("一覧.xlsx")))["一覧"]
    fields = [column.field for column in layout_of(HandedIn).columns]
    return [
        {field: cell_of(sheet, HandedIn, field, row=row).value for field in fields}
        for row in range(5, sheet.max_row + 1)
    ]


def test_the_files_that_count_keep_their_bytes_under_readable_names(office: Office) -> None:
    archive = packed(office)

    names = ["一覧.xlsx", "外務省_第2版_2026-01-06.xlsx", "環境省_第1版_2026-01-05.xlsx"]
    assert archive.namelist() == names
    for name, ministry in zip(names[1:], (MOFA, MOE), strict=True):
        current = office.state.of(ministry).current
        assert current is not None
        assert digest(archive.read(name)) == current.sha256


def test_the_list_says_who_when_which_bytes_and_what_counts(office: Office) -> None:
    with desk_of(office.workspace, "佐藤", TUESDAY) as desk:
        acts.accept(desk, MOE)

    first, second, other = listed(packed(office))

    assert [(row["ministry"], row["version"], row["counts"]) for row in (first, second, other)] == [
        (MOFA, 1, "集計しない"),
        (MOFA, 2, "集計する"),
        (MOE, 1, "集計する"),
    ]
    assert [row["state"] for row in (first, second, other)] == [
        "差替え",
        "受付",
        f"受理（{local_time(TUESDAY)} 佐藤）",
    ]
    assert (second["at"], second["person"], second["came_as"]) == (
        local_time(TUESDAY),
        "鈴木",
        "外務省（差替え）.xlsx",
    )
    assert (first["name"], second["name"]) == (None, "外務省_第2版_2026-01-06.xlsx")
    content = packed(office).read(second["name"])
    assert (second["sha256"], second["size"]) == (digest(content), len(content))


def test_a_withdrawn_version_and_a_ministry_without_one_are_listed(office: Office) -> None:
    with desk_of(office.workspace) as desk:
        acts.withdraw(desk, MOFA, "幹部了解前のため")

    archive = packed(office)

    assert archive.namelist() == ["一覧.xlsx", "環境省_第1版_2026-01-05.xlsx"]
    assert [row["state"] for row in listed(archive)] == ["差替え", "取下げ", "受付"]


def test_the_same_ledger_gives_the_same_bytes(office: Office) -> None:
    assert bundle(open_round(office.workspace, R07)) == bundle(open_round(office.workspace, R07))


def test_without_a_form_on_record_it_says_what_to_do(little: Little) -> None:
    with pytest.raises(NothingSubmitted, match="「evaluator receive R07 ファイル」で受け付けて"):
        bundle(open_round(little.office.workspace, R07))


def test_the_command_names_what_it_left_out(office: Office, little: Little) -> None:
    root = office.workspace.root
    dropped = office.workspace.submissions(R07) / "未受付.xlsx"
    dropped.write_bytes(little.forms[MOE, "△"])

    done = evaluator("files", "R07", cwd=root)

    assert (done.returncode, done.stdout) == (0, "reports/R07/提出ファイル.zip（2ファイル）\n")
    assert "受け付けていないため入れていません：未受付.xlsx" in done.stderr
    assert (root / "reports/R07/提出ファイル.zip").read_bytes() == bundle(
        open_round(office.workspace, R07)
    )[0]


# names ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("外務省", "外務省"),
        ("A/B\\C:D", "A／B＼C：D"),
        ("../../etc", "／..／etc"),
        ("con", "＿con"),
        ("NUL.txt", "＿NUL.txt"),
        ("省 . ", "省"),
        ("", "＿"),
        ("省\u202exslx\n庁", "省xslx庁"),
        ("省" * 200, "省" * 60),
    ],
)
def test_a_name_is_no_path_and_no_device(typed: str, name: str) -> None:
    assert file_name(typed) == name


def test_names_that_would_be_the_same_are_told_apart() -> None:
    assert apart(["A.xlsx", "a.xlsx", "B.xlsx", "A.xlsx"]) == [
        "A.xlsx",
        "a（2）.xlsx",
        "B.xlsx",
        "A（3）.xlsx",
    ]
