"""What is said is a whole sentence, whatever the cell holds, and fits the file that it is about."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest

from evaluator.findings import KINDS, CellRef, Document, Finding, Kind
from evaluator.findings.file import DAMAGED, NOT_A_WORKBOOK, OLD_FORMAT, SHEET_MISSING, UNSAFE
from evaluator.findings.own import OWN
from evaluator.findings.structure import COLUMN_MISSING
from evaluator.findings.value import ERROR_VALUE, NUMBER_GUESSED
from evaluator.sheets.normalise import quantity
from evaluator.sheets.normalise.numbers import plain

PLACE: Final = CellRef("様式.xlsx", "KPI", "Q5")
HALVES: Final = re.compile(r"「」|（）|『』|、、|。。|、。|：。|第版|^[、。はをがの]|-0\b")
"""What is left of a sentence where a word is missing."""
ALWAYS_THERE: Final = frozenset(
    {
        *("count", "number", "limit", "length", "rows", "year", "expected", "event", "first"),
        *("ministry", "sheet", "header", "headers", "what", "state", "other", "others"),
        *("remedy", "help", "body", "choices", "key", "known", "marks", "measure", "near"),
        "sentence",
    }
)
"""Words that are the program's own: a number, a name of the register, a part of a sentence."""

NAMES_WHAT_IT_IS_ABOUT: Final = frozenset({"F020", "S030", "N006", "P011"})
"""What these have found is the name of a thing, which has one."""


def told(kind: Kind, document: Document, blank: str = "") -> Finding:
    """Return a finding in which a word is missing, or what stands in the cell."""
    words = {name: "" if name == blank else "甲" for name in kind.blanks}
    return kind.at(PLACE, found="" if not blank else "乙", **words).of(document)


def sentences(finding: Finding) -> list[str]:
    return [finding.message, finding.remedy]


CASES: Final = [
    pytest.param(kind, document, id=f"{code}-{document}")
    for code, kind in KINDS.items()
    for document in Document
    if document is Document.FORM or code in OWN[document]
]


@pytest.mark.parametrize(("kind", "document"), CASES)
def test_no_sentence_has_a_gap_where_a_cell_is_blank(kind: Kind, document: Document) -> None:
    cell = () if kind.code in NAMES_WHAT_IT_IS_ABOUT else ("",)
    for blank in (*cell, *(name for name in kind.blanks if name not in ALWAYS_THERE)):
        for sentence in sentences(told(kind, document, blank)):
            assert not HALVES.search(sentence), (blank, sentence)
            assert sentence.endswith(("。", "）", "甲")), (blank, sentence)
            assert "{" not in sentence


def test_what_is_blank_is_called_so() -> None:
    finding = ERROR_VALUE.at(PLACE, found="", header="実績値")
    guess = NUMBER_GUESSED.at(PLACE, found="", header="実績値", guess="5")

    assert finding.message == "「実績値」がエラー値になっています。"
    assert guess.message.startswith("「実績値」の空欄は")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (NOT_A_WORKBOOK, {"what": "PDF"}),
        (OLD_FORMAT, {"what": "古いExcel形式"}),
        (DAMAGED, {"what": "圧縮形式の誤り"}),
        (UNSAFE, {"what": "マクロ"}),
        (SHEET_MISSING, {"sheet": "調整"}),
        (COLUMN_MISSING, {"header": "理由"}),
    ],
    ids=lambda value: value.code if isinstance(value, Kind) else "",
)
@pytest.mark.parametrize("document", [Document.CATALOGUE, Document.REVIEW])
def test_of_the_secretariats_own_files_nobody_is_asked_to_send_a_form(
    kind: Kind, words: dict[str, object], document: Document
) -> None:
    said = " ".join(sentences(kind.at(PLACE, **words).of(document)))

    assert "様式" not in said
    assert "お送り" not in said
    assert kind.code in OWN[document]


def test_a_data_file_is_called_one() -> None:
    finding = UNSAFE.at(PLACE, what="マクロ").of(Document.DATA)

    assert finding.message == "データに要らない仕組み（マクロ）が含まれているため読み込みません。"


@pytest.mark.parametrize("raw", [-0.0, "-0", "－０", "▲0", "-0.00"])
def test_nought_has_no_sign(raw: float | str) -> None:
    assert str(quantity(raw).value).startswith("0")
    assert plain(Decimal("-0.0")) == "0"


def test_alternatives_are_spelled_one_way() -> None:
    root = Path(__file__).parents[2]
    texts = [*root.glob("evaluator/**/*.py"), *root.glob("evaluator/**/*.toml")]
    texts += [root / "README.md", *root.glob("docs/*.md")]
    kana = "ま" + "たは"

    assert [str(path) for path in texts if kana in path.read_text(encoding="utf-8")] == []
