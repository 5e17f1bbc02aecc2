"""Who stands where, who owes what, and how they are asked; the life of a measure."""

from __future__ import annotations

import json
import os
import re
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from evaluator import cli
from evaluator.errors import NotInTheLedger
from evaluator.form.sheets import MeasureAnswer
from evaluator.model import MeasureId
from evaluator.secretariat import history
from evaluator.secretariat.lock import round_lock
from evaluator.secretariat.opening import open_round
from evaluator.secretariat.reading import check_version
from evaluator.secretariat.status import FormStatus
from evaluator.show import history as show_history
from evaluator.show import status as show_status
from tests.builders import R07
from tests.cli.test_cli import evaluator
from tests.ledger_builders import MOE, MOFA, MONDAY, Forms, Office, read_once, reported

BEFORE, DEADLINE, AFTER = date(2026, 1, 20), date(2026, 1, 30), date(2026, 2, 2)


@pytest.fixture
def mixed(office: Office, forms: Forms) -> Office:
    """外務省 with an error, 環境省 clean, and a file that is no form."""
    office.receive(
        office.save(forms[MOFA, ""], "外務省.xlsx"),
        office.save(forms[MOE, "○"], "環境省.xlsx"),
        office.save(b"minutes", "議事録.xlsx"),
    )
    return office


def test_every_ministry_has_one_state_and_says_what_is_missing(mixed: Office) -> None:
    status = mixed.status(BEFORE)

    shown = {
        one.ministry: (one.state, show_status.what_is_missing(one)) for one in status.ministries
    }
    first = mixed.catalogue.measures_of(MOFA)[0].id
    assert shown.pop(MOFA) == (FormStatus.ERRORS, f"自己評価 1件（{first}）")
    assert shown.pop(MOE) == (FormStatus.CLEAN, "")
    assert set(shown.values()) == {(FormStatus.NOT_SUBMITTED, "様式")}
    assert [event.name for event in status.unusable] == ["議事録.xlsx"]
    assert show_status.counts_line(status) == (
        f"回答府省庁：{len(shown) + 2}（未提出 {len(shown)}、エラーあり 1、指摘なし 1）"
    )
    assert sum(status.counts.values()) == len(mixed.catalogue.respondents)


@pytest.mark.parametrize(
    ("today", "said"), [(BEFORE, "あと10日"), (DEADLINE, "本日"), (AFTER, "3日経過")]
)
def test_the_deadline_and_the_days_to_it(office: Office, today: date, said: str) -> None:
    assert show_status.deadline_line(office.status(today)) == (f"提出期限：2026年1月30日（{said}）")


def test_a_dropped_file_is_shown_as_not_yet_received(office: Office, forms: Forms) -> None:
    folder = office.workspace.submissions(R07)
    folder.mkdir(parents=True)
    (folder / "a.xlsx").write_bytes(forms[MOFA, "○"])

    (mofa,) = [one for one in office.status(BEFORE).ministries if one.ministry == MOFA]

    assert (mofa.state, mofa.version) == (FormStatus.CLEAN, None)


def test_two_different_files_are_for_the_secretariat_to_settle(
    office: Office, forms: Forms
) -> None:
    office.receive(office.save(forms[MOFA, "○"], "a.xlsx"))
    (office.workspace.submissions(R07) / "b.xlsx").write_bytes(forms[MOFA, "×"])

    status = office.status(BEFORE)

    (mofa,) = [one for one in status.ministries if one.ministry == MOFA]
    assert mofa.state is FormStatus.CONTESTED
    assert mofa not in status.owing


def test_json_says_the_same(mixed: Office) -> None:
    record = json.loads(json.dumps(show_status.as_record(mixed.status(BEFORE))))

    assert record["days_left"] == 10
    assert record["counts"]["エラーあり"] == 1
    (mofa,) = [one for one in record["ministries"] if one["ministry"] == MOFA]
    assert (mofa["state"], mofa["version"], mofa["errors"]) == ("エラーあり", 1, 1)
    assert mofa["last"]["kind"] == "received"
    assert mofa["last"]["at"] == "2026-01-05T00:30:00+00:00"
    assert record["unusable"][0]["details"] == {"codes": ["F001"]}


# history ---------------------------------------------------------------------------------
def test_the_life_of_a_measure(mixed: Office, forms: Forms) -> None:
    measure = mixed.catalogue.measures_of(MOFA)[0]
    tuesday = datetime(2026, 1, 6, tzinfo=UTC)
    mixed.receive(mixed.save(forms[MOFA, "○"], "二.xlsx"), person="佐藤", at=tuesday)
    opened = open_round(mixed.workspace, R07)

    life = history.life_of(
        measure,
        mixed.catalogue,
        opened.book.events,
        lambda version: check_version(opened, version).submission,
    )

    assert [(stage.version, stage.event.person) for stage in life] == [
        (1, "山田"),
        (2, "佐藤"),
        (1, "佐藤"),
    ]
    (mark,) = [said for said in life[1].answers if said.field == "self_mark"]
    column = next(c for c in MeasureAnswer.model_fields if c == "self_mark")
    assert (mark.field, mark.before, mark.text, mark.is_changed) == (column, "", "○", True)
    assert mark.where.sheet == "施策"
    assert re.fullmatch(r"[A-Z]+\d+", mark.where.cell)
    lines = list(show_history.as_lines(measure, life))
    assert f"    施策 {mark.where.cell}　{measure.id}　自己評価：（空欄） → ○" in lines
    record = show_history.as_record(measure, life)
    assert record["events"][1]["sha256"] == life[1].event.sha256
    assert {said["key"] for said in record["events"][0]["answers"]} == {
        measure.id,
        *(kpi.id for kpi in mixed.catalogue.kpis_by_measure[measure.id]),
    }


def test_a_measure_of_others_has_no_part_in_it(mixed: Office) -> None:
    of_others = next(m for m in mixed.catalogue.measures if not {MOFA, MOE} & set(m.ministries))

    assert history.history(open_round(mixed.workspace, R07), of_others.id)[1] == ()
    with pytest.raises(NotInTheLedger, match="施策ID「S999」は施策一覧にありません"):
        history.history(open_round(mixed.workspace, R07), MeasureId("S999"))


# the commands ----------------------------------------------------------------------------
@dataclass
class Terminal:
    """The program on a command line, in this process: starting one takes seconds."""

    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]
    folder: Path

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Return the exit code, and both outputs without their line breaks."""
        self.monkeypatch.chdir(self.folder)
        self.monkeypatch.setattr(sys, "argv", ["evaluator", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = self.capsys.readouterr()
        code = ended.value.code
        assert isinstance(code, int)
        return code, said.out.replace("\n", ""), said.err.replace("\n", "")


@pytest.fixture
def terminal(
    office: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Terminal:
    read_once(monkeypatch)
    return Terminal(monkeypatch, capsys, office.workspace.root)


def test_the_commands_of_the_ledger(office: Office, forms: Forms, terminal: Terminal) -> None:
    office.save(forms[MOFA, ""], "a.xlsx")
    office.save(forms[MOE, "○"], "[最終]b.xlsx")

    code, said, wrong = terminal.run("receive", "R07", str(office.mail), "--as", "山田")
    assert code == 1
    assert "a.xlsx：外務省　第1版　受け付けました    エラー 1件、警告 0件、情報 0件" in said
    assert "[最終]b.xlsx：環境省　第1版　受け付けました" in said
    assert "V001 a.xlsx" in wrong

    assert terminal.run("accept", "R07", "外務省")[0] == 23
    code, said, _ = terminal.run("accept", "R07", "環境省", "--as", "鈴木")
    assert (code, said) == (0, "環境省の第1版を受理しました。")
    _, said, _ = terminal.run("return", "R07", "外務省", "--reason", "要修正")
    assert said == "外務省の第1版を差戻しとして記録しました。"
    _, said, _ = terminal.run("withdraw", "R07", "環境省", "--reason", "誤送信")
    assert said == "環境省の第1版を取り下げました。"

    day = ("--today", "2026-01-20")
    code, said, _ = terminal.run("status", "R07", *day)
    assert code == 0
    assert "提出期限：2026年1月30日（あと10日）" in said
    assert "差戻し 1" in said
    code, said, _ = terminal.run("mail", "R07", "督促", *day)
    assert code == 0
    assert "メール/R07_督促_外務省.eml" in said
    assert "メール/R07_督促_環境省.eml" in said
    record = json.loads(terminal.run("status", "R07", *day, "--format", "json")[1])
    assert (record["counts"]["差戻し"], record["counts"]["取下げ"]) == (1, 1)

    first = office.catalogue.measures_of(MOFA)[0].id
    assert "外務省　第1版　受付　山田" in terminal.run("history", "R07", first)[1]


def test_what_excel_keeps_of_an_open_file_is_not_received(
    office: Office, forms: Forms, terminal: Terminal
) -> None:
    form = office.save(forms[MOE, "○"], "b.xlsx")
    lock = office.save(b"\x05Yamada", "~$b.xlsx")

    code, said, _ = terminal.run("receive", "R07", str(form), str(lock))

    assert (code, "~$" in said) == (0, False)
    received = [event.name for event in office.events if event.kind == "received"]
    assert received == ["b.xlsx"]


def test_a_name_and_a_reason_that_are_no_text_are_kept_as_such(
    office: Office, forms: Forms, terminal: Terminal
) -> None:
    office.receive(office.save(forms[MOE, "○"], "b.xlsx"))
    broken = os.fsdecode(b"\xff\x1b[31m")

    code, _, _ = terminal.run("accept", "R07", "環境省", "--as", broken, "--reason", broken)

    assert code == 0
    assert (office.events[-1].person, office.events[-1].reason) == ("? [31m", "? [31m")


@pytest.mark.usefixtures("no_charts")
def test_a_run_while_somebody_receives_is_told_who(
    office: Office, forms: Forms, terminal: Terminal
) -> None:
    office.receive(office.save(forms[MOE, "○"], "b.xlsx"))

    with round_lock(office.workspace, R07, "佐藤", MONDAY):
        code, _, wrong = terminal.run("run", "R07")

    assert code == 22
    assert "佐藤さんが" in wrong
    assert reported(office.workspace) == []


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["receive", "R07", "ない.xlsx"], 2, "ファイル ない.xlsx がありません"),
        (["receive", "R99", "."], 11, "施策一覧"),
        (["receive", "R07", "."], 2, "様式として扱うファイルがありません"),
        (["receive", "R07", ".", "--replace-accepted"], 2, "--reason で理由を付けて"),
        (["withdraw", "R07", "外務省"], 2, "--reason"),
        (["return", "R07", "外務省", "--reason", "　"], 2, "--reason に理由を記入"),
        (["withdraw", "R07", "外交省", "--reason", "x"], 23, "「外交省」は回答府省庁にありません"),
        (["return", "R07", "外務省", "--reason", "x"], 23, "受け付けていません"),
        (["status", "R07", "--today", "明日"], 2, "日付として読めません"),
        (["history", "R07", "S999"], 23, "施策一覧にありません"),
        (["run", "R07"], 13, "提出された様式がありません"),
        (
            ["run", "R07", "--prefer", "ない.xlsx"],
            2,
            "ない.xlsx は R07 の提出フォルダーにありません",
        ),
    ],
)
def test_what_the_operator_did_wrong(
    terminal: Terminal, arguments: list[str], code: int, said: str
) -> None:
    ended, out, wrong = terminal.run(*arguments)

    assert ended == code
    assert said in out + wrong


@pytest.mark.parametrize(
    "command",
    ["receive", "withdraw", "accept", "return", "put-aside", "status", "mail", "history"],
)
def test_each_command_shows_an_example(terminal: Terminal, command: str) -> None:
    code, said, _ = terminal.run(command, "--help")

    assert code == 0
    assert f"例：evaluator {command}" in said


def test_it_is_said_when_nobody_is_to_be_reminded(ready: Office) -> None:
    done = evaluator("mail", "R07", "督促", cwd=ready.workspace.root)

    assert "督促のメールを送る府省庁はありません。" in done.stderr
    assert not (ready.workspace.reports(R07, "メール")).exists()
