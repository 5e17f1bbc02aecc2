"""A finding is a kind, a place and some words; its Japanese is made when it is shown."""

from __future__ import annotations

import pickle
from collections import Counter

import pytest

from evaluator.findings import KINDS, LETTERS, CellRef, kinds_in
from evaluator.findings.value import ANSWER_MISSING, NOT_A_CHOICE, NOT_A_NUMBER

WHERE = CellRef("外務省.xlsx", "施策", "L9")


def test_a_kind_stands_in_the_module_of_its_letter() -> None:
    wrong = [
        kind.code
        for letter, module in LETTERS.items()
        for kind in kinds_in(module)
        if not kind.code.startswith(letter)
    ]

    assert wrong == []


def test_no_code_is_given_twice() -> None:
    declared = Counter(kind.code for module in LETTERS.values() for kind in kinds_in(module))

    assert [code for code, number in declared.items() if number > 1] == []
    assert len(KINDS) == declared.total()


def test_a_finding_speaks_when_it_is_asked() -> None:
    finding = NOT_A_CHOICE.at(WHERE, found="丸", header="自己評価", choices="◎・○・△・×")

    assert (finding.code, finding.severity.value) == ("V002", "エラー")
    assert finding.message == "「自己評価」の「丸」は選択肢にありません。"
    assert finding.remedy == "◎・○・△・× から選んでください。"


def test_a_finding_keeps_only_the_words_that_its_kind_asks_for() -> None:
    finding = NOT_A_NUMBER.at(WHERE, found="多数", header="実績値", help="", choices="")

    assert finding.words == (("header", "実績値"),)


def test_a_word_that_is_missing_is_a_bug_at_once() -> None:
    with pytest.raises(KeyError, match="header"):
        NOT_A_NUMBER.at(WHERE, found="多数")


def test_what_was_found_is_cut_to_what_a_sentence_has_room_for() -> None:
    finding = NOT_A_NUMBER.at(WHERE, found="約\n" + "あ" * 80, header="実績値")

    assert finding.found == "約 " + "あ" * 57 + "…"


def test_a_finding_travels_by_the_code_of_its_kind() -> None:
    finding = ANSWER_MISSING.at(WHERE, header="自己評価", help="◎・○・△・× から選んでください。")
    assert finding.message == "「自己評価」が未記入です。"
    packed = pickle.dumps(finding.standing_for([finding, finding]))

    again = pickle.loads(packed)  # noqa: S301

    assert again == finding.standing_for([finding, finding])
    assert again.kind is ANSWER_MISSING
    assert "が未記入です".encode() not in packed
    assert len({finding, pickle.loads(pickle.dumps(finding))}) == 1  # noqa: S301


def test_a_finding_told_for_others_of_its_kind_says_how_many_and_where() -> None:
    rows = [
        NOT_A_NUMBER.at(CellRef("a.xlsx", "KPI", f"L{row}"), found="多数", header="実績値")
        for row in range(9, 18)
    ]

    told = rows[0].standing_for(rows)

    assert told.message == (
        "「実績値」の「多数」を数値として読めません。"
        "（同じ指摘がほか8件：L10、L11、L12、L13、L14、L15ほか2件）"
    )
    assert (told.covers, told.cells) == (9, tuple(f"L{row}" for row in range(10, 18)))
    assert list(told.one_by_one()) == rows
