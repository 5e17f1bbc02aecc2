"""Scale files: what is shipped, what a round's own may say, what is refused and where."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from evaluator.findings import KINDS, Finding
from evaluator.rubric import load_scale, parse_scale, shipped_scale, shipped_scale_file
from evaluator.scale import Scale, Shape, either, worst
from tests.marks import EXCELLENT, GOOD, PARTIAL, POOR, SCALE

TEXT = shipped_scale_file().read_text(encoding="utf-8")


FIRST_SIGN = f"{TEXT[: TEXT.index('sign = ')].count(chr(10)) + 1}行目"


def edited(old: str, new: str) -> str:
    """Return the shipped file with one place edited."""
    assert old in TEXT
    return TEXT.replace(old, new, 1)


def scale_of(text: str) -> Scale:
    scale, found = parse_scale(text, "scale.toml")
    assert found == ()
    assert scale is not None
    return scale


def test_the_shipped_scale_is_that_of_the_published_annex() -> None:
    assert SCALE.shown == "◎・○・△・×"
    assert [mark.name for mark in SCALE.marks] == ["excellent", "good", "partial", "poor"]
    assert (SCALE.best, SCALE.lowest) == (EXCELLENT, POOR)
    assert (SCALE.good, SCALE.behind) == ((EXCELLENT, GOOD), (PARTIAL, POOR))
    assert SCALE.needing_reason == (EXCELLENT, PARTIAL, POOR)
    assert SCALE.certain["〇"] == GOOD
    assert SCALE.asked["三角"] == PARTIAL


def test_the_shipped_file_is_right_as_a_rounds_own() -> None:
    assert scale_of(TEXT).marks == SCALE.marks


def test_only_a_rounds_own_scale_has_an_identity() -> None:
    own, same = scale_of(TEXT), scale_of(TEXT.replace("# U+25CE", ""))
    other = scale_of(edited("予定どおり進んでいる", "順調である"))

    assert shipped_scale().identity == ""
    assert own.identity == same.identity != ""
    assert other.identity != own.identity


def test_marks_of_one_sign_are_the_same_mark() -> None:
    other = scale_of(edited("予定どおり進んでいる", "順調である")).of("○")

    assert other == GOOD
    assert {GOOD: 1}[other] == 1
    assert other.meaning != GOOD.meaning
    assert GOOD != PARTIAL


def test_a_mark_is_found_by_its_sign_alone() -> None:
    assert SCALE.get("good") is None
    assert SCALE.get("〇") is None
    with pytest.raises(KeyError):
        SCALE.of("◇")


def test_marks_are_ranked_and_named_together() -> None:
    assert worst([GOOD, POOR, EXCELLENT]) == POOR
    assert either([GOOD]) == "○"
    assert either(SCALE.good) == "◎又は○"
    assert either(SCALE.marks) == "◎、○、△又は×"


def test_a_mark_may_be_a_word_that_is_not_drawn() -> None:
    text = edited('sign = "○"', 'sign = "達成"')
    mark = scale_of(text.replace('glyph = [{ shape = "circle" }]\n', "", 1)).of("達成")

    assert mark.look.glyph == ()
    assert SCALE.of("×").look.glyph[0].shape is Shape.CROSS


def only_finding(text: str) -> Finding:
    scale, found = parse_scale(text, "scale.toml")
    assert scale is None
    assert len(found) == 1, [str(each) for each in found]
    return found[0]


@pytest.mark.parametrize(
    ("code", "cell", "old", "new"),
    [
        ("L001", FIRST_SIGN, 'sign = "◎" #', 'sign = "◎ #'),
        ("L003", "marks[2].meaning", 'meaning = "予定どおり進んでいる"\n', ""),
        ("L004", "marks[1].god", "good = true\n", "good = true\ngod = 1\n"),
        ("L005", "marks[1].fill", '"#0B4F8A"', '"blue"'),
        ("L005", "marks[1].sign", '"◎" #', '"" #'),
        ("L005", "marks[1].sign", '"◎" #', '"</style>" #'),
        ("L005", "marks[1].sign", '"◎" #', "'\"' #"),
        ("L005", "marks[1].sign", '"◎" #', '"=A1" #'),
        ("L005", "marks[1].sign", '"◎" #', '"達成・済" #'),
        ("L005", "marks[1].sign", '"◎" #', '"目標を大きく上回る" #'),
        ("L005", "marks[1].name", '"excellent"', '"優"'),
        ("L005", "marks[1].good", "good = true", 'good = "はい"'),
        ("L005", "marks[1].glyph[2].size", "size = 0.5", "size = 5"),
        ("L006", "marks[1].glyph[1].shape", '[{ shape = "circle" }, ', '[{ shape = "丸" }, '),
        ("L007", "marks", '"◎" #', '"△" #'),
        ("L007", "marks", 'name = "good"', 'name = "poor"'),
        ("L007", "marks", '"二重丸"', '"〇"'),
        ("L007", "marks", '"二重丸"', '"Ｘ"'),
        ("L008", "marks[1].sign", '"◎" #', '"未提出" #'),
        ("L008", "marks[1].sign", '"◎" #', '"値なし" #'),
        ("L008", "marks[1].sign", '"◎" #', '"取消" #'),
        ("L008", "marks[2].name", 'name = "good"', 'name = "rule"'),
        ("L009", "marks", "good = true", "good = false"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_at_its_key(code: str, cell: str, old: str, new: str) -> None:
    finding = only_finding(edited(old, new))

    assert (finding.code, finding.where.cell) == (code, cell)
    assert finding.where.file == "scale.toml"
    assert "{" not in finding.message + finding.remedy


def test_a_scale_has_two_marks_at_least() -> None:
    one = TEXT[: [at.start() for at in re.finditer(r"\[\[marks\]\]\n", TEXT)][1]]

    assert only_finding(one).where.cell == "marks"
    assert only_finding("marks = []\n").where.cell == "marks"
    assert only_finding("").code == "L003"


@pytest.mark.parametrize("good", ["true", "false"])
def test_a_scale_on_which_all_marks_are_alike_says_nothing(good: str) -> None:
    finding = only_finding(re.sub("^good = .*$", f"good = {good}", TEXT, flags=re.MULTILINE))

    assert finding.code == "L009"
    assert f"（すべて good = {good} です）" in finding.message


def test_everything_wrong_is_said_at_once() -> None:
    text = edited('"#0B4F8A"', '"blue"').replace('"#6BAED6"', '"light blue"')
    _, found = parse_scale(text, "scale.toml")

    assert [(each.code, each.where.cell) for each in found] == [
        ("L005", "marks[1].fill"),
        ("L005", "marks[2].fill"),
    ]


def test_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "scale.toml"
    path.write_bytes(TEXT.encode("utf-16"))
    scale, found = load_scale(path)

    assert scale is None
    assert str(found[0]) == (
        "[エラー] L002 scale.toml：評価の段階のファイルを読めません（UTF-8ではない文字コード）。"
        "ファイルの場所を確かめ、文字コードを「UTF-8」として保存し直してください。"
    )


def test_a_file_saved_by_notepad_is_read(tmp_path: Path) -> None:
    path = tmp_path / "scale.toml"
    path.write_bytes(TEXT.replace("\n", "\r\n").encode("utf-8-sig"))
    scale, found = load_scale(path)

    assert found == ()
    assert scale is not None
    assert scale.identity == scale_of(TEXT).identity


def test_every_kind_of_finding_has_a_rejected_example() -> None:
    tested = set(re.findall(r'"(L\d{3})"', Path(__file__).read_text(encoding="utf-8")))
    assert {code for code in KINDS if code.startswith("L")} <= tested | {"L002"}
