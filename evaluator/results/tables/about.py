"""What a reader has to know of the figures: what is open, how they were counted, where from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from evaluator import __version__
from evaluator.model import Basis
from evaluator.results import wording
from evaluator.results.results import Results
from evaluator.results.tables.lists import listed
from evaluator.results.tables.printed import PrintedColumn, PrintedTable

_GAPS: Final = (
    PrintedColumn("種類", 26, paper=50.0),
    PrintedColumn("内容", 76, paper=86.0),
    PrintedColumn("府省庁", 26, paper=24.0),
)


def gap_list(results: Results) -> PrintedTable:
    """Return what keeps the report from being final."""
    rows = ((gap.kind, gap.what, gap.owed_by) for gap in results.gaps)
    return listed("案・残りの事項", "残っている事項", _GAPS, rows)


_METHOD: Final = (PrintedColumn("項目", 22), PrintedColumn("内容", 100))


def method_list(results: Results) -> PrintedTable:
    """Return subject and sentence of everything to be known of the figures."""
    return listed("方法", "集計の方法", _METHOD, _method(results))


def _method(results: Results) -> Iterator[tuple[str, str]]:
    this, tables = results.catalogue.round, results.tables
    programme = results.catalogue.programme
    yield "対象", f"{this.strategy}の施策{tables.everything.total}件（{this.year_label}）。"
    yield "時点", wording.as_of_text(this)
    yield "見込み", _expected(results)
    yield "評価", tables.basis
    yield "評価記号", wording.mark_meaning(results.catalogue.scale)
    yield "評価なし", wording.unrated_meaning(results.catalogue.scale)
    yield "共同の施策", wording.JOINT_RULE
    yield "府省庁別", wording.MINISTRY_RULE
    if programme.domains:
        yield "領域別", wording.DOMAIN_RULE
    if results.changes:
        sources = wording.change_sources(results.changes)
        yield "前年からの変化", wording.CHANGE_RULE + wording.CHANGE_SOURCE + sources
    if results.years:
        yield "年ごとの評価", wording.YEARS_RULE + wording.PATH_RULE
    if programme.domains:
        yield "取組のない領域", wording.NOTHING_RULE
    yield "KPIの道のり", wording.PROGRESS_RULE
    yield from (("定まっていない点", text) for text in programme.open_questions)
    if this.notice:
        yield "注意", this.notice


def _expected(results: Results) -> str:
    """Say how much is 見込み, i.e. expected by the end of the year and not yet so."""
    expected = sum(
        any(answer.row.basis is Basis.EXPECTED for answer in result.answers.values())
        for result in results.marks
    )
    kpis = sum(each.is_expected for each in results.progress)
    return (
        f"年度末までの予定を含む回答（見込み）がある施策は{expected}件、"
        f"道のりの図に示すKPIのうち値が見込みのものは{kpis}件。実績と同じに数えている。"
    )


_SOURCES: Final = (
    PrintedColumn("種類・府省庁", 22),
    PrintedColumn("ファイル", 42),
    PrintedColumn("SHA-256", 70),
)


def source_list(results: Results) -> PrintedTable:
    """Return who or what, file, and hash of everything that the report was made from."""
    return listed("出所", "集計に用いたファイル", _SOURCES, _sources(results))


def _sources(results: Results) -> Iterator[tuple[str, str, str]]:
    yield "施策一覧（内容）", "catalogue.xlsx", results.catalogue.sha256
    for state in results.respondents:
        submission = results.submissions.get(state.name)
        if submission is None:
            yield state.name, f"（{state.state}）", ""
        else:
            yield from ((state.name, *form) for form in submission.forms)
    yield "評価基準（試算評価）", results.rubric.label, ""
    yield "プログラム", f"evaluator {__version__}", ""
