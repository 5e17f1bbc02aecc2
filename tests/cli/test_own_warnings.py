"""What is odd in the secretariat's own files is printed: no ministry is told of it."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl.styles import Font

from evaluator.catalogue.kpi_rows import KpiRow
from evaluator.files import Workspace
from tests.builders import R07, cell_of, edit
from tests.cli.test_cli import evaluator


def test_a_warning_of_the_catalogue_is_printed_beside_the_error_it_explains(few: Workspace) -> None:
    def strike(book: Any) -> None:
        cell = cell_of(book["KPI一覧"], KpiRow, "target", "S017-1")
        cell.font = Font(strike=True)

    edit(few.catalogue(R07), strike)
    said = evaluator("template", "R07", cwd=few.root)

    assert said.returncode == 12
    assert "取り消し線が付いています" in said.stderr
    assert "指摘：エラー 1件、警告 1件、情報 0件" in said.stderr


@pytest.mark.slow
def test_a_warning_of_the_catalogue_is_printed_where_it_is_used(few: Workspace) -> None:
    def strike(book: Any) -> None:
        cell = cell_of(book["KPI一覧"], KpiRow, "previous", "S017-1")
        cell.font = Font(strike=True)

    edit(few.catalogue(R07), strike)

    assert "「前回値」の全体（104）に取り消し線" in evaluator("run", "R07", cwd=few.root).stderr
