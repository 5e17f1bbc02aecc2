"""What a reader has to know of the figures: what is open, how they were counted, where from."""

from __future__ import annotations

from collections.abc import Iterator

from evaluator import __version__
from evaluator.model import Basis
from evaluator.outputs.workbook.parts import ListColumn, set_page, write_list
from evaluator.results import wording
from evaluator.results.gaps import DRAFT_NOTE, counted
from evaluator.results.results import Results
from evaluator.sheets.write import Book
from evaluator.xlsx.looks import MUTED


def write_gaps(book: Book, report: Results) -> None:
    """What keeps the report from being final; stands first, and only in a draft."""
    sheet = book.sheet("案・残りの事項")
    sheet.write_string(0, 0, DRAFT_NOTE, book.format(bold=True, font_size=12))
    sheet.write_string(1, 0, counted(report.gaps), book.format())
    columns = (ListColumn("種類", 26), ListColumn("内容", 76), ListColumn("府省庁", 26))
    rows = [(gap.kind, gap.what, gap.owed_by) for gap in report.gaps]
    write_list(book, sheet, columns, rows, top=2)
    sheet.freeze_panes(3, 0)
    set_page(sheet, report, "残っている事項", landscape=True)
    sheet.repeat_rows(2)


def write_method(book: Book, report: Results) -> None:
    """How the figures came about."""
    sheet = book.sheet("方法")
    sheet.write_string(0, 0, "集計の方法", book.format(bold=True, font_size=12))
    columns = (ListColumn("項目", 22), ListColumn("内容", 100))
    write_list(book, sheet, columns, list(method_lines(report)), top=1)
    set_page(sheet, report, "集計の方法", landscape=True)


def method_lines(report: Results) -> Iterator[tuple[str, str]]:
    """Yield subject and sentence of everything to be known of the figures."""
    this, tables = report.catalogue.round, report.tables
    yield "対象", f"{this.strategy}の施策{tables.everything.total}件（{this.year_label}）。"
    yield "時点", wording.as_of_text(this)
    yield "見込み", _expected(report)
    yield "評価", tables.basis
    yield "評価記号", wording.MARK_MEANING
    yield "評価なし", wording.UNRATED_MEANING
    yield "共同の施策", wording.JOINT_RULE
    yield "府省庁別", wording.MINISTRY_RULE
    yield "領域別", wording.DOMAIN_RULE
    if report.changes:
        yield "前年からの変化", wording.CHANGE_RULE + wording.CHANGE_SOURCE
    yield "取組のない領域", wording.NOTHING_RULE
    yield "KPIの道のり", wording.PROGRESS_RULE
    yield from (("定まっていない点", text) for text in wording.OPEN_QUESTIONS)
    if this.notice:
        yield "注意", this.notice


def _expected(report: Results) -> str:
    """Say how much is 見込み, i.e. expected by the end of the year and not yet so."""
    expected = sum(
        any(report_row.row.basis is Basis.EXPECTED for report_row in result.answers.values())
        for result in report.marks
    )
    kpis = sum(each.is_expected for each in report.progress)
    return (
        f"年度末までの予定を含む回答（見込み）がある施策は{expected}件、"
        f"道のりの図に示すKPIのうち値が見込みのものは{kpis}件。実績と同じに数えている。"
    )


def write_provenance(book: Book, report: Results) -> None:
    """From which files, by which program; every figure can be followed back to a hash."""
    sheet = book.sheet("出所")
    sheet.write_string(0, 0, "集計に用いたファイル", book.format(bold=True, font_size=12))
    sheet.write_string(
        1, 0, "ハッシュはファイルの内容から計算した SHA-256。", book.format(font_color=MUTED)
    )
    columns = (
        ListColumn("種類・府省庁", 22),
        ListColumn("ファイル", 42),
        ListColumn("SHA-256", 70),
    )
    write_list(book, sheet, columns, list(provenance_lines(report)), top=2)
    set_page(sheet, report, "集計に用いたファイル", landscape=True)


def provenance_lines(report: Results) -> Iterator[tuple[str, str, str]]:
    """Yield who or what, file, and hash of everything that the report was made from."""
    yield "施策一覧（内容）", "catalogue.xlsx", report.catalogue.sha256
    for state in report.ministries:
        submission = report.submissions.get(state.name)
        if submission is None:
            yield state.name, f"（{state.state}）", ""
        else:
            yield state.name, submission.file, submission.sha256
    yield "評価基準（試算評価）", report.rubric.label, ""
    yield "プログラム", f"evaluator {__version__}", ""
