"""意見: said of a measure, answered, followed; nothing else hangs on it."""

from __future__ import annotations

import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from evaluator.errors import NotInTheLedger
from evaluator.files import Workspace
from evaluator.ledger.details import FormAccepted, RemarkAnswered, RemarkMade, Undone
from evaluator.ledger.remarks import Remark, remarks_of
from evaluator.model import MeasureId
from evaluator.secretariat.brief import brief_of
from evaluator.secretariat.history import history
from evaluator.secretariat.opening import open_round
from evaluator.secretariat.remarks import LONGEST, answer, remark
from evaluator.secretariat.status import round_status
from evaluator.secretariat.undo import undo
from tests.builders import R07
from tests.cli.test_cli import evaluator
from tests.ledger_builders import MONDAY, Office, desk_of
from tests.small_round import Little

FRIDAY = MONDAY + timedelta(days=4)
DAY = date(2026, 1, 9)


def say(workspace: Workspace, words: str = "時期は。", measure: str = "s17") -> Remark:
    with desk_of(workspace, "佐藤", FRIDAY) as desk:
        return remark(desk, measure, words)


def reply(workspace: Workspace, number: int, *, settles: bool = True) -> Remark:
    with desk_of(workspace, "山田", FRIDAY) as desk:
        return answer(desk, number, "年度内です。", settles=settles)


def remarks(workspace: Workspace) -> tuple[Remark, ...]:
    return remarks_of(open_round(workspace, R07).book.events)


def test_a_remark_is_open_until_an_answer_settles_it(ready: Office) -> None:
    workspace = ready.workspace
    made = say(workspace, " いつですか。\n根拠も。 ")
    assert (made.measure, made.said.text) == ("S017", "いつですか。\n根拠も。")
    assert (
        made.said.title
        == open_round(workspace, R07).catalogue.measure_by_id[MeasureId("S017")].title
    )
    assert [each.is_open for each in remarks(workspace)] == [True]
    reply(workspace, made.number, settles=False)
    assert [each.is_open for each in remarks(workspace)] == [True]
    reply(workspace, made.number)
    (one,) = remarks(workspace)
    assert not one.is_open
    assert [event.person for event in one.events] == ["佐藤", "山田", "山田"]


@pytest.mark.parametrize(
    ("measure", "words", "said"),
    [
        ("S999", "何か。", "施策ID「S999」は施策一覧にありません"),
        ("S017", " \n ", "意見が空欄です"),
        ("S017", "あ" * (LONGEST + 1), "字までです"),
    ],
)
def test_what_is_no_remark_is_refused(ready: Office, measure: str, words: str, said: str) -> None:
    before = ready.events
    with pytest.raises(NotInTheLedger, match=said):
        say(ready.workspace, words, measure)
    assert ready.events == before


def test_only_a_remark_is_answered(ready: Office) -> None:
    with pytest.raises(NotInTheLedger, match="1番は意見ではないか、取り消されています"):
        reply(ready.workspace, 1)
    made = say(ready.workspace)
    with desk_of(ready.workspace) as desk:
        undo(desk, made.number)
    with pytest.raises(NotInTheLedger, match="取り消されています"):
        reply(ready.workspace, made.number)
    assert remarks(ready.workspace) == ()


def test_an_answered_remark_is_taken_back_after_its_answer(ready: Office) -> None:
    made = say(ready.workspace)
    answered = reply(ready.workspace, made.number)
    with desk_of(ready.workspace) as desk:
        with pytest.raises(NotInTheLedger, match="意見への回答"):
            undo(desk, made.number)
        undo(desk, answered.events[-1].number)
        undo(desk, made.number)
    assert remarks(ready.workspace) == ()


def test_taking_back_the_last_act_takes_back_nobodys_remark(little: Little) -> None:
    office = little.office
    office.receive(*little.saved())
    with desk_of(office.workspace) as desk:
        ministry = office.catalogue.respondents[0]
        desk.write(desk.event(FormAccepted(), ministry, name="様式"))
    say(office.workspace)
    with desk_of(office.workspace) as desk:
        assert isinstance(undo(desk).details, FormAccepted)
    assert len(remarks(office.workspace)) == 1


@pytest.mark.usefixtures("no_charts")
@pytest.mark.slow
def test_no_output_and_no_edition_hangs_on_a_remark(ready: Office, tmp_path: Path) -> None:
    plain = Workspace(tmp_path / "plain")
    shutil.copytree(ready.workspace.root, plain.root)
    say(ready.workspace)
    made = say(ready.workspace, measure="S077")
    reply(ready.workspace, made.number)

    ready.publish()
    Office(plain, ready.catalogue, ready.mail).publish()

    assert files_of(ready.workspace) == files_of(plain)
    briefs = [brief_of(open_round(each, R07), "S077") for each in (ready.workspace, plain)]
    assert briefs[0] == briefs[1]
    say(ready.workspace, "公表の後の意見。")
    with desk_of(ready.workspace) as desk:
        undo(desk, ready.events[-1].number)
    assert round_status(open_round(ready.workspace, R07), DAY).since == ()
    assert ready.publish()[1] is False


def files_of(workspace: Workspace) -> dict[str, bytes]:
    folder = workspace.reports(R07)
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_life_of_a_measure_and_the_status_tell_it(ready: Office) -> None:
    made = say(ready.workspace, "時期を確かめたい。")
    reply(ready.workspace, made.number, settles=False)
    say(ready.workspace, "別の施策。", "S077")
    opened = open_round(ready.workspace, R07)

    _, life = history(opened, MeasureId("S017"))

    own = [stage.event.details for stage in life if stage.event.number >= made.number]
    assert [each.kind for each in own] == [RemarkMade.kind, RemarkAnswered.kind]
    assert [each.measure for each in round_status(opened, DAY).remarks] == ["S017", "S077"]
    root = ready.workspace.root
    assert (
        "回答の済んでいない意見：2件（S017、S077）" in evaluator("status", "R07", cwd=root).stdout
    )
    assert "時期を確かめたい。" in evaluator("history", "R07", "S017", cwd=root).stdout


def test_the_commands_say_answer_and_list(ready: Office) -> None:
    root = ready.workspace.root
    said = evaluator("remark", "R07", "s017", "時期は。", "--as", "佐藤", cwd=root)
    number = ready.events[-1].number
    assert said.stdout == f"受付簿の{number}番として残しました。\n"
    evaluator("answer", "R07", f"{number}番", "次年度に。", "--open", "--as", "山田", cwd=root)
    listed = evaluator("remarks", "R07", "--open", cwd=root).stdout
    assert "［対応中］" in listed
    assert "（対応を続けます）" in listed
    (record,) = json.loads(evaluator("remarks", "R07", "--format", "json", cwd=root).stdout)
    assert (record["measure"], record["person"], record["open"]) == ("S017", "佐藤", True)
    assert record["answers"][0]["text"] == "次年度に。"
    evaluator("answer", "R07", str(number), "済みました。", cwd=root)
    assert evaluator("remarks", "R07", "--open", cwd=root).stdout == "意見はありません。\n"
    evaluator("undo", "R07", "--event", str(number + 2), cwd=root)
    assert isinstance(ready.events[-1].details, Undone)
    assert [each.is_open for each in remarks(ready.workspace)] == [True]
