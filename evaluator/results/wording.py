"""The words and signs that all outputs share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from evaluator.model import MarkSource, Round, Unrated
from evaluator.results.change import Balance, Changes, Movement
from evaluator.results.counts import Counts
from evaluator.results.years import YearCounts, Years
from evaluator.scale import Scale, either

NOTHING: Final = "—"  # U+2014, as published for zero

_MOST_NAMED: Final = 3
TABLE_LABEL: Final = "別紙図表"
DOMAIN_RULE: Final = (
    "複数の領域に紐づく施策は、それぞれの領域で1件と数える。"
    "同じ領域の複数の内訳に紐づく施策は、領域の計では1件と数える。"
    "合計の欄は施策の重複を除いた件数であり、各領域の件数の和とは一致しない。"
)
MINISTRY_RULE: Final = (
    "施策は主担当の府省庁で1回だけ数え、主担当のない共同の施策は別の行とする。"
    "関係府省庁として加わる施策の件数は、評価の件数に含めない。"
)
JOINT_RULE: Final = (
    "複数の府省庁による施策は1件と数え、主担当の評価による。"
    "主担当がない場合は、関係府省庁の評価のうち最も低いものによる。"
)
CHANGE_RULE: Final = (
    "今年の施策1件を1件と数え、終了した施策は前年の施策1件を1件と数える。"
    "分割された施策は、分割後のそれぞれの施策を前年の評価と比べる。"
    "統合された施策は、前年の評価がすべて同じ場合だけ、その評価と比べる。"
)
YEARS_RULE: Final = (
    "各年度の件数は、その年度の施策を1件ずつ数えたものであり、その後に終了した施策を含む。"
    "前年度以前の評価は、施策一覧に記録されたものによる。"
)
PATH_RULE: Final = (
    "前年度以前の評価は、それを引き継いだ今年の施策の行に示す。分割された施策は分割前の施策の、"
    "統合された施策は統合前の施策の評価（異なる場合はそれぞれの評価）を示す。"
    f"{NOTHING} は、新設の前で施策がなかった年度。"
)
CHANGE_SOURCE: Final = (
    "前年の評価は、施策一覧に記録されたものによる。"
    "評価のない施策、新設・終了した施策は、上がったとも下がったともしない。"
)
NOTHING_RULE: Final = (
    "戦略に記載の府省庁がすべて「該当なし」と回答し、ほかの府省庁からも回答がない領域についてだけ、"
    "取組が確認されなかったと記す。府省庁以外の活動がないことを意味しない。"
)
PROGRESS_RULE: Final = (
    "累計・最終年度値のKPIについて、基準値から目標値までの道のりのうち進んだ割合。"
    "目安は、基準年度から目標年度まで一定の速さで進むとした場合、又は年度計画による本年度末の割合。"
)


def count_text(number: int) -> str:
    """Return a count as printed: '8件', zero as '—'."""
    return f"{number}件" if number else NOTHING


def named(names: Sequence[str]) -> str:
    """Return names in a sentence: AとB; of more than three, two and how many there are."""
    if len(names) <= _MOST_NAMED:
        return "と".join(names)
    return f"{names[0]}と{names[1]}など{len(names)}区分"


def mark_meaning(scale: Scale) -> str:
    """Return what is said of the marks as a whole."""
    return f"{scale.shown} の{len(scale.marks)}段階。{scale.remark}"


def unrated_meaning(scale: Scale) -> str:
    """Return what it means that a measure has no mark, reason by reason."""
    return (
        "未判定は様式が提出され評価が未記入又は読み取れないもの、未提出は様式が提出されていないもの、"
        f"対象外は評価基準が評価しないもの。いずれも {scale.lowest} には数えない。"
    )


def basis_note(this: Round, basis: str) -> str:
    """Return the note on what is counted up to when, and whose the marks are."""
    return f"（注）{as_of_text(this)}{basis}"


def unrated_note(number: int, scale: Scale) -> str:
    """Return the note on measures without a mark; '' if there are none."""
    if not number:
        return ""
    return f"（注）評価のない施策が{number}件あり、{scale.lowest}とは別に数えている。"


def mark_summary(counts: Counts) -> str:
    """Return the finding in one line: how many of how many have a good mark."""
    good = {mark: number for mark, number in counts.by_mark.items() if mark.is_good}
    apart = without_mark(sum(counts.by_state[state] for state in Unrated))
    return f"{counts.total}件のうち{sum(good.values())}件が{either(good)}{apart}"


def without_mark(unrated: int) -> str:
    """Return what a finding adds where measures have no mark: they are neither good nor behind."""
    return f"（評価なし{unrated}件）" if unrated else ""


def change_summary(changes: Changes) -> str:
    """Return the finding in one line: how many marks went up, and how many down."""
    moved = changes.by_movement
    mixed = f"（前年は{changes.source_before}、今年は{changes.source}）"
    return (
        f"評価を比べられる{changes.compared}件のうち{moved[Movement.BETTER]}件が上がり、"
        f"{moved[Movement.WORSE]}件が下がった{mixed if changes.is_mixed else ''}"
    )


def change_sources(changes: Changes) -> str:
    """Return what is said of whose the marks of the two years are."""
    if changes.source_before is None:
        return "前年の評価がだれによるものかは、施策一覧に記録されていない。"
    if changes.is_mixed:
        return (
            f"前年の評価は{changes.source_before}、今年の評価は{changes.source}であり、"
            "種類の異なる評価を比べている。"
        )
    return f"前年と今年の評価は、いずれも{changes.source}による。"


def years_summary(years: Years) -> str:
    """Return the finding in one line: how many marks were good in the first year, and are now."""
    told = "、".join(_good_of(each) for each in (years.years[0], years.years[-1]))
    mixed = "（年度により評価の種類が異なる）" if years.is_mixed else ""
    good = either(m for m in years.years[-1].counts.by_mark if m.is_good)
    return f"{good}は{told}{mixed}"


def _good_of(year: YearCounts) -> str:
    good = sum(number for mark, number in year.counts.by_mark.items() if mark.is_good)
    return f"{year.label}の{year.counts.total}件中{good}件"


def year_named(year: YearCounts) -> str:
    """Return a year with whose its marks are."""
    return f"{year.label}（{_sources(year)}）"


def _sources(year: YearCounts) -> str:
    return "・".join(year.sources) or "種類の記録なし"


def years_notes(years: Years) -> tuple[str, ...]:
    """Return what is said of whose the marks are, and of years that are known in part."""
    kinds = ""
    if years.is_alike:
        kinds = f"評価の種類は、いずれの年度も{_sources(years.years[0])}。"
    elif years.is_mixed:
        kinds = "種類の異なる評価を並べている。"
    return (*filter(None, (kinds,)), *years_gaps(years))


def years_gaps(years: Years) -> tuple[str, ...]:
    """Return what is said of years that are known for some measures only; nothing if of none."""
    gaps = "、".join(f"{each.label}の{each.unknown}件" for each in years.years if each.unknown)
    return (f"評価の記録がない施策（{gaps}）は件数に含めていない。",) if gaps else ()


def balance_text(balance: Balance) -> str:
    """Return how last year's number of measures has become this year's."""
    return (
        f"前年の{balance.last_year}件から、終了{balance.ended}件と統合による減{balance.merged}件を除き、"
        f"分割による増{balance.split}件と新設{balance.new}件を加えて、今年は{balance.this_year}件。"
    )


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
