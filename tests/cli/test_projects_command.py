"""`projects` and `posts`: counted from forms, shown by group, and told as data."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from evaluator.catalogue.rows import DomainRowRow, RoundRow
from evaluator.cli.options import Format
from evaluator.files import Workspace
from evaluator.form.issue import form_name
from evaluator.outputs.opendata import open_data
from evaluator.results.public import for_public
from evaluator.results.tables.strategies import strategy_list
from evaluator.secretariat import evaluate
from evaluator.secretariat.opening import open_catalogue, open_round
from tests.builders import R07, cell_of, edit
from tests.cli.test_cli import evaluator
from tests.outputs.opendata.reading import read_csv
from tests.projects import GOOD, MOE, POST, form_of

ROWS = (
    GOOD,
    {**GOOD, "number": "ISO/IEC CD 2", "title": "二つの領域", "domains": "7 ⑦量子、12 ⑫宇宙"},
    {
        **GOOD,
        "number": "ISO/IEC 3",
        "title": "策定された案件",
        "stage": "60.60",
        "proposed_on": datetime(2023, 5, 1),
        "adopted_on": datetime(2025, 12, 1),
        "withheld": "非公表",
    },
    {**GOOD, "number": "ISO/IEC CD TR 4", "deliverable": "技術報告書", "title": "報告書"},
    {**GOOD, "number": "ISO/IEC CD 5", "roles": "共同提案", "title": "共同の案件"},
)


@pytest.fixture
def asking_round(few: Workspace) -> Workspace:
    """A round that asks, in which one ministry has reported five projects and two posts."""

    def ask(book: object) -> None:
        cell_of(book["対象年度"], RoundRow, "asks", row=5).value = "尋ねる"  # type: ignore[index]
        cell_of(book["領域"], DomainRowRow, "lead", key="7").value = MOE  # type: ignore[index]

    edit(few.catalogue(R07), ask)
    catalogue, _ = open_catalogue(few, R07)
    lost = {**POST, "change": "喪失", "body": "IEC", "committee": "IEC TC 113"}
    strategy = {"progress": "未着手", "bearing": "まだない"}
    content = form_of(catalogue, MOE, ROWS, (POST, lost), (strategy,))
    few.submissions(R07).joinpath(form_name(catalogue, MOE)).write_bytes(content)
    return few


def counts(workspace: Workspace, *arguments: str) -> dict[str, dict[str, int]]:
    asked = ("projects", "R07", "--format", Format.JSON.value, *arguments)
    done = evaluator(*asked, cwd=workspace.root)
    assert done.returncode == 0, done.stderr
    told: dict[str, dict[str, int]] = json.loads(done.stdout)["counts"]
    return told


def test_counted_by_group_with_union_totals(asking_round: Workspace) -> None:
    by_domain = counts(asking_round)

    assert by_domain["⑦量子"]["2025年度 提案"] == 2
    assert by_domain["⑫宇宙"]["2025年度 提案"] == 1
    total = by_domain["計（重複を除く）"]
    assert (total["2025年度 提案"], total["2025年度 策定"], total["2023年度 提案"]) == (2, 1, 1)
    assert total["現在 進行中"] == 2
    assert by_domain["別に数える（改訂・追補・技術報告書など）"]["2025年度 提案"] == 1
    assert by_domain["確認中（役割など。計に含まない）"]["2025年度 提案"] == 1


@pytest.mark.slow
def test_counted_by_field_body_and_phase(asking_round: Workspace) -> None:
    assert counts(asking_round, "--by", "field")["戦略17分野-3 量子"]["2025年度 提案"] == 2
    by_phase = counts(asking_round, "--by", "phase", "--calendar-year")
    assert by_phase["委員会段階"]["2025年 提案"] == 2
    assert by_phase["発行段階"]["2025年 策定"] == 1


def test_the_screen_says_that_no_mark_is_given(asking_round: Workspace) -> None:
    shown = evaluator("projects", "R07", "--list", "--by", "body", cwd=asking_round.root).stdout

    assert "の評価は付けない" in shown
    assert (
        "［数える］二つの領域　ISO/IEC JTC 1 ISO/IEC CD 2　30.60（委員会段階）　提案2025年5月20日"
        in shown
    )
    assert "策定2025年12月1日　非公表" in shown


@pytest.mark.slow
def test_posts_by_body(asking_round: Workspace) -> None:
    shown = evaluator("posts", "R07", cwd=asking_round.root).stdout
    told = json.loads(evaluator("posts", "R07", "--format", "json", cwd=asking_round.root).stdout)

    assert "国際ポストの件数" in shown
    assert [(post["body"], post["change"]) for post in told] == [("ISO", "継続"), ("IEC", "喪失")]


@pytest.mark.slow
def test_they_are_open_data_and_none_that_is_withheld(asking_round: Workspace) -> None:
    results = evaluate.evaluate(open_round(asking_round, R07))

    files = dict(open_data(for_public(results)))

    titles = [row["案件名"] for row in read_csv(files["projects.csv"])]
    assert titles == [str(row["title"]) for row in ROWS if "withheld" not in row]
    domains = [row["領域"] for row in read_csv(files["projects_domains.csv"])]
    assert len(domains) == 5
    assert [row["役割"] for row in read_csv(files["posts.csv"])] == ["議長", "議長"]


def test_a_domain_on_a_page(asking_round: Workspace) -> None:
    shown = evaluator("domain", "R07", "量子", cwd=asking_round.root).stdout
    nowhere = evaluator("domain", "R07", "錬金術", cwd=asking_round.root)

    assert "⑦量子［戦略領域］　取りまとめ：環境省" in shown
    assert "状況：未着手" in shown
    assert "  委員会段階　二つの領域（ISO/IEC JTC 1 ISO/IEC CD 2）　提案2025年5月20日" in shown
    assert "■ 国際ポスト（上の案件の委員会）：なし" in shown
    assert nowhere.returncode == 2
    assert "領域「錬金術」はありません" in nowhere.stderr


@pytest.mark.slow
def test_the_strategies_are_listed_domain_by_domain(asking_round: Workspace) -> None:
    table = strategy_list(evaluate.evaluate(open_round(asking_round, R07)))

    assert table is not None
    rows = {str(line.cells[0]): line.cells[1:3] for line in table.lines()}
    assert rows["⑦量子"] == (MOE, "未着手")
    assert rows["⑫宇宙"] == ("（取りまとめ府省庁なし）", None)


def test_the_life_of_a_project_that_was_received(asking_round: Workspace) -> None:
    file = next(asking_round.submissions(R07).glob("*環境省*.xlsx"))
    received = evaluator("receive", "R07", str(file), "--as", "山田", cwd=asking_round.root)
    done = evaluator("project-history", "R07", "ISO/IEC DIS 24212", cwd=asking_round.root)
    nothing = evaluator("project-history", "R07", "P999", cwd=asking_round.root)

    assert received.returncode in (0, 1), received.stderr
    assert "環境省　第1版　山田　量子計算機の性能評価" in done.stdout
    assert "    段階：30.60" in done.stdout
    assert nothing.returncode == 1
    assert "記録はありません" in nothing.stderr


def test_a_round_that_does_not_ask_says_so(few: Workspace) -> None:
    done = evaluator("projects", "R07", cwd=few.root)

    assert done.returncode == 1
    assert "標準案件・国際ポストを尋ねていません" in done.stderr
    assert "projects.csv" not in dict(open_data(evaluate.evaluate(open_round(few, R07))))
