"""The words and signs that all outputs share."""

from __future__ import annotations

from typing import Final

from evaluator.aggregate import Counts
from evaluator.model import Mark, Round, Unrated

NOTHING: Final = "—"  # U+2014, as published for zero

TABLE_LABEL: Final = "別紙図表"
TABLE_1: Final = f"{TABLE_LABEL}1"
TABLE_2: Final = f"{TABLE_LABEL}2"
MARK_SPANNER: Final = "進捗評価"
UNRATED_SPANNER: Final = "評価なし"
SELF_BASIS: Final = "評価は各府省庁の自己評価による。"
DOMAIN_RULE: Final = (
    "複数の領域に紐づく施策は、それぞれの領域で1件と数える。"
    "同じ領域の複数の内訳に紐づく施策は、領域の計では1件と数える。"
    "合計の欄は施策の重複を除いた件数であり、各領域の件数の和とは一致しない。"
)


def count_text(number: int) -> str:
    """Return a count as printed: '8件', zero as '—'."""
    return f"{number}件" if number else NOTHING


def cells_of(counts: Counts, *, with_unrated: bool) -> list[str]:
    """Return a row's printed counts: total, the four marks, and the unrated if asked."""
    states = [*Mark, *(Unrated if with_unrated else ())]
    return [f"{counts.total}件", *(count_text(counts.by_state[state]) for state in states)]


def basis_note(this: Round) -> str:
    """Return the note on what is counted up to when, and whose the marks are."""
    return f"（注）{as_of_text(this)}{SELF_BASIS}"


def unrated_note(number: int) -> str:
    """Return the note on measures without a mark; '' if there are none."""
    if not number:
        return ""
    return f"（注）評価のない施策が{number}件あり、未判定・未提出として×とは別に数えている。"


def as_of_text(this: Round) -> str:
    """Return the day up to which the results count."""
    return f"{this.year_label}末（{this.year_end.year}年3月31日）まで。予定を含む。"
