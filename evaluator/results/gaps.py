"""What is still open in a round, in words: a report with gaps is a draft (案) and says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from evaluator.catalogue import Catalogue
from evaluator.catalogue.categories import CategoryRow
from evaluator.catalogue.texts import Shown
from evaluator.findings import Finding, Severity
from evaluator.findings.counting import count
from evaluator.form.asked import is_given_form, to_repeat
from evaluator.model import MarkSource, MeasureId, MinistryName, Unrated
from evaluator.results.annex import Annex, Submissions
from evaluator.results.marks import MeasureResult
from evaluator.sheets.layout import layout_of
from evaluator.words.brief import listed

DRAFT: Final = "案"
NO_OUTCOMES: Final = "成果例のない分類"


@dataclass(frozen=True)
class Gap:
    """Something open: what kind, what exactly, and who owes it."""

    kind: str
    what: str
    owed_by: str
    number: int = 1
    """How many things of the kind it names."""
    measure: MeasureId | None = None
    """The measure that it is about, where it is about one."""

    def __str__(self) -> str:
        """One line."""
        return f"{self.kind}：" + (f"{self.owed_by}　" if self.owed_by else "") + self.what


def draft_note(catalogue: Catalogue) -> str:
    """Say on an output that it is a draft."""
    unit = catalogue.programme.unit
    return f"この資料は案です。未判定・未提出の{unit}又は未解決の事項が残っています。"


def gaps_in_a_line(gaps: Sequence[Gap]) -> str:
    """Say how much is open of each kind, in one line."""
    kinds: Counter[str] = Counter()
    for gap in gaps:
        kinds[gap.kind] += gap.number
    return "、".join(f"{kind} {number}件" for kind, number in kinds.items()) + "。"


def gaps_of(
    catalogue: Catalogue,
    submissions: Submissions,
    results: Sequence[MeasureResult],
    annex: Annex,
    found: Sequence[Finding],
    source: MarkSource,
) -> tuple[Gap, ...]:
    """Return everything that keeps a report from being final."""
    return (
        *_not_submitted(catalogue, submissions),
        *_not_repeated(catalogue, submissions),
        *_unrated(results, source, catalogue.programme.unit),
        *_categories(annex),
        *_domains(annex),
        *_errors(submissions, found),
    )


def _not_submitted(catalogue: Catalogue, submissions: Submissions) -> Iterator[Gap]:
    for ministry in catalogue.respondents:
        if ministry not in submissions and is_given_form(catalogue, ministry):
            number = len(catalogue.measures_of(ministry))
            what = (
                f"様式（{catalogue.programme.unit}{number}件）"
                if number
                else "様式（標準案件・国際ポスト）"
            )
            kind = "府省庁" if catalogue.is_ministry(ministry) else "機関・団体・企業"
            yield Gap(f"未提出の{kind}", what, ministry)


def _not_repeated(catalogue: Catalogue, submissions: Submissions) -> Iterator[Gap]:
    for ministry in catalogue.respondents:
        open_ = to_repeat(catalogue, ministry, submissions.get(ministry))
        if open_:
            yield Gap("再掲の済んでいないKPI", listed(open_), ministry, len(open_))


def _unrated(results: Sequence[MeasureResult], source: MarkSource, unit: str) -> Iterator[Gap]:
    final = source is MarkSource.FINAL
    for result in results:
        # What has not been submitted is named once, by ministry.
        if result.mark is Unrated.UNDECIDED:
            what = f"{result.measure.id} {result.measure.title}"
            kind = f"{'事務局評価の決まっていない' if final else f'{result.mark}の'}{unit}"
            yield Gap(
                kind, what, "" if final else _names(result.said_by), measure=result.measure.id
            )


def _names(names: Sequence[MinistryName]) -> str:
    return "、".join(names)


def _categories(annex: Annex) -> Iterator[Gap]:
    layout = layout_of(CategoryRow)
    where = f"『{layout.title}』の「{layout.by_field('annex_heading').header}」"
    otherwise = f"分類ごと置かないときは、施策一覧の{where}を「{Shown.LEFT_OUT}」とする"
    for section in annex.categories:
        if section.open:
            what = f"{section.category.name}：{section.open}"
            yield Gap(NO_OUTCOMES, f"{what}（{otherwise}）", "")


def _domains(annex: Annex) -> Iterator[Gap]:
    for section in annex.domains:
        if section.open:
            yield Gap("取組の有無が未確定の領域", f"{section.heading}：{section.open}", "")


def _errors(submissions: Submissions, found: Sequence[Finding]) -> Iterator[Gap]:
    sender = {file: ministry for ministry, form in submissions.items() for file, _ in form.forms}
    by_file: dict[str, list[Finding]] = {}
    for finding in found:
        if finding.severity is Severity.ERROR:
            by_file.setdefault(finding.where.file, []).append(finding)
    for file, errors in by_file.items():
        places = [f"{e.code} {e.where.sheet} {e.where.cell}".rstrip() for e in errors]
        number = count(errors).errors
        what = f"{file}の{number}件（{listed(places)}）"
        yield Gap("解消していないエラーの指摘", what, sender.get(file, ""), number)
