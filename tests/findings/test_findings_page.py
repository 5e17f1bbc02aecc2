"""docs/findings.md says what the program says."""

from __future__ import annotations

from pathlib import Path

from evaluator.findings import KINDS
from evaluator.outputs.reference.findings import findings_page

PAGE = Path(__file__).parents[2] / "docs" / "findings.md"


def test_the_page_is_not_stale() -> None:
    assert PAGE.read_text(encoding="utf-8") == findings_page(), "make docs"


def test_every_kind_has_a_line_with_words_for_its_blanks() -> None:
    page = findings_page()

    assert [code for code in KINDS if f"| {code} |" not in page] == []
    assert "| V001 | エラー | 「〔列の見出し〕」が未記入です。 | 〔列の説明〕 |" in page
    assert "{" not in page


def test_the_page_says_what_hides_what() -> None:
    page = findings_page()

    assert "| S010 | 同じシート | S002、S003、S004、S005、S011、S020、V001 |" in page
    assert "| V009 | 同じセル | S016 |" in page
