"""The settings of the checks: a round's own over the shipped ones, or every fault at its key."""

from __future__ import annotations

import pytest

from evaluator.findings import Finding
from evaluator.form.settings import (
    Settings,
    read_settings,
    shipped_content,
    shipped_settings,
)


def read(text: str) -> Settings:
    settings, found = read_settings("checks.toml", text.encode())
    assert found == ()
    assert settings is not None
    return settings


def faults(text: str) -> list[tuple[str, str]]:
    """Code and key of everything wrong with a file."""
    settings, found = read_settings("checks.toml", text.encode())
    assert settings is None
    assert {finding.where.file for finding in found} == {"checks.toml"}
    return [(finding.code, finding.where.cell) for finding in found]


def only(text: str) -> Finding:
    (finding,) = read_settings("checks.toml", text.encode())[1]
    return finding


def without_hash(settings: Settings) -> Settings:
    return settings.model_copy(update={"sha256": ""})


def test_an_empty_file_changes_nothing_and_is_known_by_its_hash() -> None:
    settings = read("")

    assert without_hash(settings) == shipped_settings()
    assert (len(settings.sha256), shipped_settings().sha256) == (64, "")


def test_the_shipped_file_says_all_of_it() -> None:
    assert without_hash(read(shipped_content().decode())) == shipped_settings()


def test_what_a_file_does_not_say_is_as_shipped() -> None:
    shipped, own = shipped_settings(), read("[figures]\njump = 20\n")

    assert own.figures.jump == 20
    assert own.figures.model_copy(update={"jump": shipped.figures.jump}) == shipped.figures
    assert (own.presentation, own.marks_against_text) == (
        shipped.presentation,
        shipped.marks_against_text,
    )


def test_a_list_is_said_whole() -> None:
    own = read('[[marks_against_text]]\nbeside = "good"\nwords = ["様子見"]\n')

    (rule,) = own.marks_against_text
    assert (rule.words, rule.unless) == (("様子見",), ())


def test_a_file_saved_by_notepad_is_read() -> None:
    settings, found = read_settings("checks.toml", b"\xef\xbb\xbf[figures]\r\njump = 20\r\n")

    assert found == ()
    assert settings is not None
    assert settings.figures.jump == 20


def test_everything_wrong_is_said_at_once_with_its_key() -> None:
    text = """
    jump = 3
    [figures]
    jump = 1
    lest = 5
    mark_steps = "二"
    factors = [{ factor = 10, near = 0.5 }, { factor = 100 }]
    [presentation]
    same_kind = 1.5
    rows_missing = true
    [[marks_against_text]]
    beside = "best"
    words = ["　"]
    """

    assert sorted(faults(text)) == [
        ("T003", "figures.factors[2].near"),
        ("T004", "figures.lest"),
        ("T004", "jump"),
        ("T005", "figures.factors[1].near"),
        ("T005", "figures.jump"),
        ("T005", "figures.mark_steps"),
        ("T005", "marks_against_text[1].words[1]"),
        ("T005", "presentation.rows_missing"),
        ("T005", "presentation.same_kind"),
        ("T006", "marks_against_text[1].beside"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "[figures]\njump = 1\n",
            "「figures.jump」の「1」は使えません。1より大きい数を書いてください。",
        ),
        (
            "[presentation]\nsame_kind = 0\n",
            "「presentation.same_kind」の「0」は使えません。2以上の整数を書いてください。",
        ),
        (
            "[figures]\nfactors = []\n",
            "「figures.factors」の「[]」は使えません。1つ以上書いてください。",
        ),
        (
            '[[marks_against_text]]\nbeside = "best"\nwords = []\n',
            (
                "「marks_against_text[1].beside」の「best」は選択肢にありません。"
                "good・lowest から選んでください。"
            ),
        ),
        (
            "figures = 3\n",
            (
                "「figures」の「3」は使えません。"
                "同梱の点検の設定（checks.toml）の同じ項目にならって書いてください。"
            ),
        ),
    ],
)
def test_a_fault_says_what_to_write(text: str, said: str) -> None:
    finding = only(text)

    assert finding.message + finding.remedy == said
    assert finding.severity.value == "エラー"


def test_a_file_that_is_no_toml_or_no_text_is_said_to_be_none() -> None:
    assert faults("[figures]\njump = = 2\n") == [("T001", "2行目")]
    settings, (finding,) = read_settings("checks.toml", "言葉".encode("shift_jis"))
    assert (settings, finding.code) == (None, "T002")
    assert finding.message == "点検の設定のファイルを読めません（UTF-8ではない文字コード）。"
