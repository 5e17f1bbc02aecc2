"""The secretariat's board."""

from __future__ import annotations

from evaluator.files import Workspace
from tests.builders import R07
from tests.web.browsers import Browser


def test_the_board_says_what_status_says(alone: Browser) -> None:
    page = alone.get("/R07").text
    assert "回答府省庁：13" in page
    assert "未提出 11" in page


def test_a_catalogue_that_cannot_be_used_is_said_with_its_reasons(
    alone: Browser, few: Workspace
) -> None:
    few.catalogue(R07).write_bytes(b"PK no workbook")
    answer = alone.get("/R07")
    assert answer.status_code == 500
    assert "施策一覧" in answer.text
    assert "Traceback" not in answer.text
