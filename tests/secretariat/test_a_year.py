"""The minutes of a year: a blank start, changes under way, two editions, and the year after.

Two ministries, a handful of measures; every step is a command, and what it says is asserted.
"""

from __future__ import annotations

import re
from datetime import date
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any, Final

import pytest

from evaluator.catalogue.categories import SubcategoryRow
from evaluator.catalogue.kpi_rows import KpiRow
from evaluator.catalogue.rows import DomainRowRow, MeasureRow, MinistryRow, RoundRow
from tests.builders import cell_of, edit
from tests.outputs.opendata.reading import read_csv
from tests.year import Office, sheet_of

MOFA, MOE, AGENCY = "外務省", "環境省", "環境庁"
WELL: Final = {"self_mark": "○", "progress": "予定どおり進めた。", "basis": "実績"}
HOSTED: Final = WELL | {"progress": "会議を2件誘致した。"}
PERSON: Final = ("--as", "山田")


def value(number: int) -> dict[str, object]:
    return {"actual": number, "as_of": date(2027, 12, 31), "basis": "実績"}


def measure(title: str, lead: str, domain: str = "") -> dict[str, object]:
    return {"subcategory_id": "1-1", "title": title, "lead": lead, "domains": domain or None}


def kpi(of: str, name: str, target: int, unit: str = "件") -> dict[str, object]:
    fixed = {"main": "主", "kind": "年度値", "direction": "増", "target_year": 2027}
    return {"measure_id": of, "name": name, "target": target, "unit": unit} | fixed


def days(said: list[str]) -> list[str]:
    """Leave out when it was, and by which account."""
    return [
        re.sub(r"　\d{4}-\d\d-\d\d \d\d:\d\d　\S+$", "　（日時と担当者）", line) for line in said
    ]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path, "R09")


def fill_in_the_round(book: Any) -> None:
    """Type what the empty register asks for first, and keep of the rest what is needed."""
    this = sheet_of(book, RoundRow)
    cell_of(this, RoundRow, "deadline", row=5).value = date(2028, 1, 31)
    cell_of(this, RoundRow, "contact", row=5).value = "事務局 標準担当"
    for model, kept in ((DomainRowRow, ("5", "12")), (SubcategoryRow, ("1-1",))):
        sheet = sheet_of(book, model)
        for number in range(sheet.max_row, 4, -1):
            if cell_of(sheet, model, "id", row=number).value not in kept:
                sheet.delete_rows(number)
    domains = sheet_of(book, DomainRowRow)
    for number, ministry in ((5, MOFA), (6, MOE)):
        cell_of(domains, DomainRowRow, "ministries", row=number).value = ministry


def rename_the_ministry(book: Any) -> None:
    """Let 環境省 be called 環境庁 wherever it stands; the old name becomes another spelling."""
    for model, field in ((MinistryRow, "name"), (MeasureRow, "lead"), (DomainRowRow, "ministries")):
        sheet = sheet_of(book, model)
        for number in range(5, sheet.max_row + 1):
            cell = cell_of(sheet, model, field, row=number)
            if cell.value == MOE:
                cell.value = AGENCY
                if model is MinistryRow:
                    cell_of(sheet, model, "aliases", row=number).value = MOE


@pytest.mark.slow
@pytest.mark.usefixtures("no_charts")
def test_a_year(office: Office) -> None:  # noqa: PLR0915  # a story
    says = office.says

    # OCTOBER. The round begins empty and says what it needs; then the forms go out.
    assert says("init", "R09") == [
        "templates/R09/catalogue.xlsx",
        "Excelで開き、対象年度の提出期限と提出先、施策一覧、KPI一覧の順に記入してください。",
        "記入したら「evaluator template R09」で様式を作れます。",
    ]
    assert says("template", "R09", code=12)[-1] == (
        "中止：施策一覧 templates/R09/catalogue.xlsx に誤りがあるため中止しました。"
    )
    edit(office.catalogue, fill_in_the_round)
    office.edit(
        MeasureRow,
        {
            "M01": measure("国際標準の提案", MOFA, "5"),
            "M02": measure("専門家の派遣", MOFA),
            "M03": measure("環境標準の普及", MOE, "12"),
        },
    )
    office.edit(
        KpiRow,
        {
            "M01-1": kpi("M01", "提案件数", 5),
            "M02-1": kpi("M02", "派遣人数", 40, "人"),
            "M03-1": kpi("M03", "普及件数", 10),
        },
    )
    assert says("template", "R09")[:2] == [
        "templates/R09/R09_様式_外務省.xlsx",
        "templates/R09/R09_様式_環境省.xlsx",
    ]

    # DECEMBER. 外務省 answers first.
    first = office.filled(
        office.form(MOFA),
        "外務省.xlsx",
        {"M01": WELL, "M02": WELL, "M01-1": value(5), "M02-1": value(41)},
    )
    assert says("check", str(first)) == ["■ 外務省.xlsx", "  指摘はありません。"]
    assert says("receive", "R09", str(first), *PERSON) == [
        "外務省.xlsx：外務省　第1版　受け付けました",
        "    エラー 0件、警告 0件、情報 0件",
    ]

    # The list of measures changes: one comes, one ends, a target moves. Each is told to whom it
    # concerns, before and after it is on record.
    office.edit(MeasureRow, {"M04": measure("国際会議の誘致", MOFA, "5"), "M02": None})
    office.edit(KpiRow, {"M04-1": kpi("M04", "誘致件数", 2), "M02-1": None})
    office.edit(KpiRow, {"M03-1": {"target": 12}})
    changed = says("catalogue", "log", "R09")
    assert days(changed) == [
        "第1版　（日時と担当者）",
        "  最初の版です。",
        "第2版　未記録（次の作業で記録します）",
        "  施策M04「国際会議の誘致」を追加しました。",
        "    外務省（受付済み）：追補様式（template --supplement）を送ってください。",
        "  施策M02「専門家の派遣」を終了としました。",
        "    外務省（受付済み）：その回答は集計しません。",
        (
            "  KPI M03-1「普及件数」の目標を"
            "「10件（2027年度）」から「12件（2027年度）」に変更しました。"
        ),
        "    環境省（未提出）：対応は不要です。",
    ]

    # 外務省 gets the new row alone, and its answer counts on top of the others.
    (issued, *_) = says("template", "R09", "--supplement")
    assert issued == "templates/R09/追補/R09_追補様式_外務省_第2版.xlsx"
    assert days(says("catalogue", "log", "R09"))[2] == "第2版　（日時と担当者）"
    more = office.filled(
        office.root / issued, "外務省 追補.xlsx", {"M04": HOSTED, "M04-1": value(2)}
    )
    assert says("check", str(more)) == ["■ 外務省 追補.xlsx", "  指摘はありません。"]
    assert says("receive", "R09", str(more), *PERSON)[0] == (
        "外務省 追補.xlsx：外務省　第2版（追補）　受け付けました"
    )

    # JANUARY. 環境省 asks for more time, answers on the form of the first version, and is renamed.
    office.edit(MinistryRow, {MOE: {"deadline": date(2028, 2, 10)}})
    # A reminder asks it for the form by its own day, and asks 外務省 for nothing.
    reminded = says("mail", "R09", "督促", "--today", "2028-02-01")
    (draft,) = (line for line in reminded if line.endswith(".eml"))
    assert draft == "reports/R09/メール/R09_督促_環境省.eml"
    letter = message_from_bytes((office.root / draft).read_bytes(), policy=default)
    body = letter.get_body()
    assert body is not None
    assert "2028年2月10日" in body.get_content()
    assert [part.get_filename() for part in letter.iter_attachments()] == ["R09_様式_環境省.xlsx"]
    counted = value(10) | {"as_of": date(2028, 4, 30)}
    late = office.filled(office.form(MOE), "環境省 様式.xlsx", {"M03": WELL, "M03-1": counted})
    said = says("receive", "R09", str(late), *PERSON, code=1)
    assert said[0] == "環境省 様式.xlsx：環境省　第1版　受け付けました"
    (beyond,) = (line for line in said if line.startswith("[エラー]"))
    assert "C009 環境省 様式.xlsx シート『KPI』 S5：時点（2028/4/30）が" in beyond
    assert "　環境省の提出期限を2028年1月31日から2028年2月10日に変更しました。" in "\n".join(
        says("catalogue", "log", "R09")
    ).replace("  ", "　")
    edit(office.catalogue, rename_the_ministry)
    assert says("catalogue", "log", "R09")[-2:] == [
        "  「環境省」の名称を「環境庁」に変更しました。",
        "    環境庁（受付済み）：対応は不要です。",
    ]

    # Its value is of a day after the year's end, and the secretariat knows why: it is let pass for
    # this form, by name and with a reason; until then the form cannot be accepted.
    assert says("accept", "R09", AGENCY, *PERSON, code=23) == [
        (
            "中止：環境庁の第1版にはエラーが1件あるため、受理できません。直したものを受け付けるか、"
            "「evaluator waive」で了承してから受理してください。"
        )
    ]
    why = ("--reason", "年度末の値を4月末に集計する統計のため")
    waived = says("waive", "R09", AGENCY, "C009", *why, *PERSON)
    assert waived[0] == "環境庁の「環境省 様式.xlsx」の指摘を了承しました。"
    for ministry in (MOFA, AGENCY):
        says("accept", "R09", ministry, *PERSON)

    # A withdrawal by mistake, named as the ministry was called, is taken back.
    assert says("withdraw", "R09", MOE, "--reason", "別の府省庁と取り違え", *PERSON) == [
        "環境庁の第1版を取り下げました。"
    ]
    (undone,) = says("undo", "R09", "--reason", "取下げの誤り", *PERSON)
    assert re.fullmatch(r"受付簿の\d+番（取下げ、環境庁、山田）を取り消しました。", undone)
    told = says("status", "R09")
    assert [line for line in told if line.startswith("回答府省庁")] == ["回答府省庁：2（受理 2）"]

    # FEBRUARY. The secretariat decides, and publishes the first edition.
    assert says("review", "export", "R09")[0] == "templates/R09/調整_第1回.xlsx"
    decided = office.decided(
        "templates/R09/調整_第1回.xlsx",
        {
            "M01": ("○", "目標どおり"),
            "M03": ("△", "新しい目標に届かない"),
            "M04": ("○", "目標どおり"),
        },
    )
    assert says("review", "import", "R09", str(decided), "--as", "鈴木")[0] == (
        "決定 3件、変更なし 4件、受け付けられない 0件"
    )
    assert says("report", "R09", "--final", *PERSON)[:2] == [
        "確定版を作り、封印しました。",
        "  reports/R09/確定版/第1版",
    ]
    public = office.root / "reports/R09/確定版/第1版/公表用"
    rows = read_csv((public / "data/ratings.csv").read_bytes())
    assert {row["施策ID"]: row["進捗状況"] for row in rows} == {
        "M01": WELL["progress"],
        "M03": WELL["progress"],
        "M04": HOSTED["progress"],  # of the supplement, in a row that the form has too
    }

    # APRIL. 外務省 finds a mistake. Nothing is written over; the correction says what it corrects.
    wrong = WELL | {"self_mark": "△", "progress": "4件を提案した。", "reason": "集計を誤った。"}
    says("template", "R09")
    again = office.filled(
        office.form(MOFA),
        "外務省（訂正）.xlsx",
        {"M01": wrong, "M04": HOSTED, "M01-1": value(4), "M04-1": value(2)},
    )
    assert says("receive", "R09", str(again), *PERSON, code=1)[0] == (
        "外務省（訂正）.xlsx：受け付けていません"
    )
    reason = ("--replace-accepted", "--reason", "提案件数の誤り")
    received = says("receive", "R09", str(again), *reason, *PERSON)
    assert received[0].startswith("外務省（訂正）.xlsx：外務省　第3版　受け付けました")
    assert "      変更　KPI・Q5　M01-1　実績値：「5」 → 「4」" in received
    says("accept", "R09", MOFA, *PERSON)
    says("review", "export", "R09")
    decided = office.decided("templates/R09/調整_第2回.xlsx", {"M01": ("△", "4件にとどまる")})
    says("review", "import", "R09", str(decided), "--as", "鈴木")
    assert says("report", "R09", "--final", *PERSON, code=24)[-1] == (
        "中止：第1版の公表の後に変わったところがあります。"
        "訂正版（第2版）として作るには、訂正の理由を付けてください（--reason）。"
    )
    corrected = says("report", "R09", "--final", "--reason", "外務省の回答の誤り", *PERSON)
    assert corrected[0] == "訂正版（第2版）を作り、封印しました。"
    assert corrected[1].startswith("正誤表：評価 2件、")
    assert [line for line in says("verify", "R09") if "一致しました" in line] == [
        line for line in says("verify", "R09") if re.fullmatch(r"(\d+)件のうち\1件が.*", line)
    ]

    # What was published of M01 can be told from beginning to end.
    life = says("history", "R09", "M01")
    assert [re.sub(r"^\d+　[\d :-]+　", "", line) for line in life if "公表" in line] == [
        "事務局評価　○（確定版第1版）　公表　山田",
        "事務局評価　△（確定版第2版）　公表　山田",
    ]

    # THE NEXT YEAR begins from what was published.
    assert says("init", "R10", "--from", "R09")[1].startswith("前年の評価はR09の確定版（第2版、")
