"""The words and signs that all outputs share."""

from __future__ import annotations

from typing import Final

from evaluator.aggregate import Counts
from evaluator.model import Mark, MarkSource, Round, Unrated

NOTHING: Final = "—"  # U+2014, as published for zero

TABLE_1: Final = "別紙図表1"
TABLE_1_CAPTION: Final = "施策分類別の施策件数と進捗評価"
TABLE_2: Final = "別紙図表2"
TABLE_2_CAPTION: Final = "戦略領域・重要領域別の施策件数と進捗評価"
MARK_SPANNER: Final = "進捗評価"
UNRATED_SPANNER: Final = "評価なし"
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


def as_of_text(this: Round) -> str:
    """Return the day up to which the results count."""
    return f"{this.year_label}末（{this.year_end.year}年3月31日）まで。予定を含む。"


def basis_text(source: MarkSource, rubric: str) -> str:
    """Return the sentence that says whose marks are counted; `rubric` is the rubric's label."""
    return {
        MarkSource.SELF: "評価は各府省庁の自己評価による。",
        MarkSource.PROPOSED: f"評価は評価基準「{rubric}」による試算であり、公式の評価ではない。",
        MarkSource.FINAL: "評価は事務局評価による。",
    }[source]


def suffix(source: MarkSource) -> str:
    """Return what is added to the names of files that do not hold the ministries' own marks."""
    return "" if source is MarkSource.SELF else f"（{source}）"
