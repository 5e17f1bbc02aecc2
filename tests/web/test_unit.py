"""The desk speaks of what a round asks about in its programme's own word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from evaluator.files import Workspace
from evaluator.secretariat.begin import begin
from tests.plan_kpi import ROUND, filled_in
from tests.web.browsers import Browser, browser_on, named

ELSEWHERE = re.compile("施策(一覧|体系|フォローアップ)|別表の施策ごとの各省庁KPI（109施策、導出）")
"""Names of files, data and the desk itself, whatever is asked about; and the title of a KPI."""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Browser:
    """Somebody of the secretariat, on a round of plan-kpi to which nobody has answered."""
    workspace = Workspace(Path(tmp_path_factory.mktemp("unit")))
    path, _ = begin(workspace, ROUND)
    path.write_bytes(filled_in(path.read_bytes()))
    return named(browser_on(workspace), "佐藤")


@pytest.mark.parametrize(
    "page",
    [
        *("", "/catalogue", "/receive", "/review", "/review/as-rated", "/review/K01"),
        *("/to-do", "/measures", "/measures/K01", "/remarks", "/reports"),
    ],
)
def test_a_round_of_kpis_speaks_of_kpis(browser: Browser, page: str) -> None:
    shown = browser.get(f"/{ROUND}{page}")
    assert shown.status_code == 200
    assert "KPI" in shown.text
    assert "施策" not in ELSEWHERE.sub("", shown.text)
