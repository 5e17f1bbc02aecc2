"""The final report: what stands against it, its seal, and what breaks the seal."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from evaluator.errors import NeverSealed, NotFinal
from evaluator.findings.consistency import JOINT_DIFFERS
from evaluator.form.sheets import KpiAnswer
from evaluator.ledger.details import Seal
from evaluator.review.rows import ReviewRow
from evaluator.secretariat import acts
from evaluator.secretariat import seal as finality
from evaluator.secretariat.seal import OutputState, Verification, compare_seals, program
from tests.builders import R07, answer
from tests.cli.test_cli import evaluator
from tests.ledger_builders import (
    MOE,
    MOFA,
    MONDAY,
    Office,
    a_few_outputs,
    desk_of,
    reported,
    verified,
)
from tests.small_round import MEASURES, Little, decide_all

FRIDAY = MONDAY + timedelta(days=4)


def against(office: Office) -> tuple[str, ...]:
    with pytest.raises(NotFinal) as refused:
        office.publish()
    assert [e for e in office.events if isinstance(e.details, Seal)] == []
    assert reported(office.workspace) == []
    return refused.value.obstacles


@pytest.fixture
def sketched(ready: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The same round, of which a report is three small files."""
    a_few_outputs(ready.workspace, monkeypatch)
    return ready


pytestmark = pytest.mark.usefixtures("no_charts")


# what stands against it -----------------------------------------------------------------
def test_a_ministry_that_sent_nothing_is_named(little: Little) -> None:
    little.office.receive(little.saved()[0])

    said = against(little.office)

    assert f"未提出の府省庁：環境省　様式（施策{len(little.of(MOE))}件）" in said
    assert [line for line in said if "：外務省　" in line] == []


def test_each_measure_without_a_decision_is_named(little: Little) -> None:
    little.office.receive(*little.saved())
    filled = decide_all(little.office.export())
    answer(filled, ReviewRow, "S017", "final_mark", None)
    little.office.take_in(filled)

    (line,) = against(little.office)

    title = little.office.catalogue.measure_by_id[MEASURES[1]].title
    assert line == f"事務局評価の決まっていない施策：S017 {title}"


def test_a_decision_on_an_answer_that_changed_does_not_make_it_final(
    ready: Office, little: Little
) -> None:
    ready.receive(little.changed(MOFA))

    said = against(ready)

    assert len(said) == 2
    assert said[0].startswith("事務局評価の決まっていない施策：S017 ")
    assert said[1].startswith("解消していないエラーの指摘：調整_第1回.xlsxの1件（G001 調整 ")


@pytest.mark.slow
def test_an_error_is_named_with_its_cell(ready: Office, little: Little) -> None:
    path = little.saved()[0]
    kpi = next(k for k in ready.catalogue.kpis if k.measure_id == "S077")
    where = answer(path, KpiAnswer, kpi.id, "actual", "多数")
    ready.receive(path)
    ready.take_in(decide_all(ready.export()))

    (line,) = against(ready)

    assert line.startswith("解消していないエラーの指摘：外務省　")
    assert where in line


def test_a_file_that_was_never_received_is_named(ready: Office, little: Little) -> None:
    shutil.copy(little.changed(MOE), ready.workspace.submissions(R07) / "夜の様式.xlsx")

    assert against(ready) == (
        "受け付けていないファイル：夜の様式.xlsx（「evaluator receive」で受け付けてください）",
    )


def test_where_nothing_was_received_what_is_missing_is_named_all_the_same(little: Little) -> None:
    folder = little.office.workspace.submissions(R07)
    folder.mkdir(parents=True)
    shutil.copy(little.changed(MOE), folder / "夜の様式.xlsx")

    said = against(little.office)

    assert said[0].startswith("受け付けていないファイル：夜の様式.xlsx")
    assert {line.partition("　")[0] for line in said if line.startswith("未提出")} == {
        f"未提出の府省庁：{ministry}" for ministry in little.office.catalogue.respondents
    }


def test_a_contradiction_without_a_reason_is_named(ready: Office) -> None:
    report = ready.final
    result = next(r for r in report.marks if r.measure.id == "S017")
    where = next(iter(result.answers.values())).ref("self_mark")
    finding = JOINT_DIFFERS.at(where, found="○", others="環境省は「△」")
    silent = [replace(r, explanation="") for r in report.marks]
    doubted = replace(report, marks=tuple(silent), findings=(finding,))

    (gap,) = finality.obstacles(doubted, ())

    assert gap.kind == "食い違いに理由のない施策"
    assert gap.what.startswith("S017 ")
    explained = [replace(r, explanation="事務局評価の理由：協議済み") for r in silent]
    assert finality.obstacles(replace(doubted, marks=tuple(explained)), ()) == ()


# the seal -------------------------------------------------------------------------------
@pytest.mark.slow
def test_a_final_report_is_written_sealed_and_holds(ready: Office) -> None:
    before = ready.events

    event, is_new = ready.publish()

    assert is_new
    assert (event.kind, event.person, event.reason) == ("published", "山田", "公表のため")
    *others, last = ready.events[len(before) :]
    assert ([each.kind for each in others], last) == (["catalogue changed"], event)
    seal = event.details
    assert isinstance(seal, Seal)
    assert seal.after == len(before) + 1
    assert ready.workspace.version(R07, seal.catalogue).is_file()
    assert seal.inputs == {v.ministry: v.sha256 for v in ready.state.current}
    assert set(seal.marks) == set(MEASURES)
    folder = ready.published(1)
    files = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert files == set(seal.outputs)
    for copy in ("公表用", "執務用"):
        made = ("別紙.xlsx", "別紙.docx", "index.html", "スライド.pptx", "data/ratings.csv")
        assert {f"{copy}/{name}" for name in made} <= files

    sealed, found = verified(ready.workspace)
    assert sealed == event
    assert found.holds
    assert set(found.outputs.values()) == {(OutputState.SAME,)}


def test_sealing_the_same_again_adds_nothing(sketched: Office) -> None:
    event, _ = sketched.publish()

    assert sketched.publish("鈴木") == (event, False)


@pytest.mark.slow
def test_what_comes_later_does_not_break_the_seal(sketched: Office, little: Little) -> None:
    sketched.publish()
    sketched.receive(little.changed(MOFA))
    shutil.copy(little.saved()[1], sketched.workspace.submissions(R07) / "もう一つ.xlsx")

    assert verified(sketched.workspace)[1].holds


@pytest.mark.slow
def test_a_second_final_report_has_a_seal_of_its_own(sketched: Office, little: Little) -> None:
    first, _ = sketched.publish()
    sketched.receive(little.changed(MOFA))
    sketched.take_in(decide_all(sketched.export()))

    second, is_new = sketched.publish()

    assert is_new
    assert second.number > first.number
    assert verified(sketched.workspace, 1)[0] == first
    assert verified(sketched.workspace, 2)[0] == second
    assert [verified(sketched.workspace, n)[1].holds for n in (1, 2)] == [True, True]


def altered(office: Office) -> None:
    path = office.published(1) / "公表用/別紙.xlsx"
    path.write_bytes(path.read_bytes() + b" ")


def removed(office: Office) -> None:
    (office.published(1) / "公表用/別紙.xlsx").unlink()


@pytest.mark.parametrize(
    ("harm", "standing"), [(altered, OutputState.ALTERED), (removed, OutputState.MISSING)]
)
def test_a_published_file_that_is_no_longer_as_it_was_is_named(
    sketched: Office, harm: Callable[[Office], None], standing: OutputState
) -> None:
    sketched.publish()
    harm(sketched)

    _, found = verified(sketched.workspace)

    assert not found.holds
    assert {n: s for n, s in found.outputs.items() if s != (OutputState.SAME,)} == {
        "公表用/別紙.xlsx": (standing,)
    }


@pytest.mark.slow
def test_another_rubric_is_named(ready: Office) -> None:
    ready.publish()
    path = ready.workspace.rubrics(R07) / "house.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace('version = "1.0"', 'version = "1.1"'),
        encoding="utf-8",
    )

    _, found = verified(ready.workspace)

    assert found.origin == ("評価基準",)
    assert (OutputState.NOT_REMADE,) in found.outputs.values()


def test_other_tools_are_named_and_do_no_harm_by_themselves() -> None:
    seal = Seal(
        after=3,
        catalogue="a",
        rubric="r",
        inputs={},
        marks={},
        program="evaluator 0.1.0",
        libraries={"matplotlib": "3.9.0"},
        outputs={"x": "1"},
    )
    now = seal.model_copy(update={"libraries": {"matplotlib": "3.10.0"}})

    found = compare_seals(seal, now, {"x": "1"})

    assert found == Verification((), {"x": (OutputState.SAME,)}, ("matplotlib 3.9.0 → 3.10.0",))
    assert found.holds
    assert compare_seals(seal, now.model_copy(update={"outputs": {"x": "2"}}), {"x": "1"}).holds
    assert not compare_seals(seal, now, {"x": "2"}).holds


def test_the_same_tools_have_to_make_the_same() -> None:
    seal = Seal(
        after=3,
        catalogue="a",
        rubric="r",
        inputs={},
        marks={},
        program=program(),
        libraries={},
        outputs={"x": "1"},
    )

    found = compare_seals(seal, seal.model_copy(update={"outputs": {"x": "2"}}), {"x": "1"})

    assert found.outputs == {"x": (OutputState.NOT_REMADE,)}


def test_the_program_is_named_by_its_own_files() -> None:
    assert re.fullmatch(r"evaluator [\d.]+（[0-9a-f]{12}）", program())


def test_without_a_seal_there_is_nothing_to_verify(ready: Office) -> None:
    with pytest.raises(NeverSealed, match="R07 の確定版はまだありません。"):
        verified(ready.workspace)


def test_withdrawn_is_not_final(ready: Office) -> None:
    with desk_of(ready.workspace, "鈴木", FRIDAY) as desk:
        acts.withdraw(desk, MOFA, "幹部了解前のため")

    assert any(line.startswith("未提出の府省庁：") for line in against(ready))


# as commands ----------------------------------------------------------------------------
def test_the_commands_of_the_end(sketched: Office) -> None:
    root = sketched.workspace.root

    done = evaluator("report", "R07", cwd=root)
    assert (done.returncode, done.stdout) == (
        0,
        "残っている事項はありません。--final を付けると確定版を作ります。\n",
    )
    assert evaluator("verify", "R07", cwd=root).returncode == 25

    done = evaluator("report", "R07", "--final", "--as", "山田", cwd=root)
    assert done.returncode == 0
    assert done.stdout.startswith("確定版を作り、封印しました。\n")
    assert "　山田\n" in done.stdout

    done = evaluator("verify", "R07", cwd=root)
    assert done.returncode == 0
    assert "が封印のときと一致しました。" in done.stdout
    altered(sketched)
    done = evaluator("verify", "R07", cwd=root)
    assert done.returncode == 1
    assert "別紙.xlsx：ファイルが封印後に変わっている\n" in done.stdout


def test_a_refusal_prints_what_stands_against_it(little: Little) -> None:
    little.office.receive(*little.saved())
    root = little.office.workspace.root

    done = evaluator("report", "R07", "--final", cwd=root)

    assert done.returncode == 24
    assert len(done.stdout.splitlines()) == len(MEASURES)
    number = len(MEASURES)
    said = f"中止：R07 の確定版は、残っている事項が{number}件あるため作れません。"
    assert said in done.stderr
    again = evaluator("report", "R07", cwd=root)
    assert (again.returncode, again.stdout) == (1, done.stdout)
