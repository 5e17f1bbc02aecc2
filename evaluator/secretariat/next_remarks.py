"""意見 of a year, moved on into the register of the next as long as they are open."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from evaluator.catalogue.carried import OFFICE, CarriedRemarkRow, RemarkStatus, RemarkYearRow
from evaluator.ledger import Event
from evaluator.ledger.remarks import Remark, remarks_of
from evaluator.results.followed import followed
from evaluator.results.results import Results
from evaluator.words.brief import listed


@dataclass(frozen=True)
class MovedRemarks:
    """The remarks that the next round begins with, and those that it does not take over."""

    rows: tuple[CarriedRemarkRow, ...]
    years: tuple[RemarkYearRow, ...]
    settled: tuple[str, ...]
    """Named: their ministries say that they are done, or will not be."""
    homeless: tuple[str, ...]
    """Named with their measures, which stand in the register no more."""

    def to_look_over(self) -> Iterator[str]:
        """Say what the secretariat has to look over."""
        if self.rows:
            yield (
                f"回答や対応の済んでいない意見{len(self.rows)}件を、様式で尋ねます"
                f"（{listed([row.id for row in self.rows])}）。府省庁にお示しする文を確かめ、"
                "尋ねないものは行を削除してください（シート『意見一覧』）。"
            )
        if self.settled:
            yield (
                f"対応済み・対応しないと回答のあった意見{len(self.settled)}件は引き継いでいません"
                f"（{listed(self.settled)}）。続けて尋ねるものはシート『意見一覧』に加えてください。"
            )
        if self.homeless:
            yield (
                f"施策が施策一覧にない意見{len(self.homeless)}件は引き継いでいません"
                f"（{listed(self.homeless)}）。"
            )


def moved_on(report: Results, events: Sequence[Event], measures: Collection[str]) -> MovedRemarks:
    """Return the remarks of before that are still open, then those made in the year that are.

    `events` are all of the year's ledger, `measures` those that the register goes on with.
    """
    this = report.catalogue.round
    before = followed(report.catalogue, report.submissions, events)
    rows = [each.remark for each in before if each.is_open]
    years = [year for each in before if each.is_open for year in each.course]
    for remark in (each for each in remarks_of(events) if each.is_open):
        row = CarriedRemarkRow(
            id=f"{this.id}-{remark.number}",
            year=this.fiscal_year,
            measure_id=remark.measure,
            text=remark.said.text,
        )
        rows.append(row)
        years += _answers(row, remark)
    there = {row.id: row.measure_id in measures for row in rows}
    return MovedRemarks(
        rows=tuple(row for row in rows if there[row.id]),
        years=tuple(year for year in years if there[year.id]),
        settled=tuple(each.remark.id for each in before if not each.is_open),
        homeless=tuple(f"{row.id} {row.measure_id}" for row in rows if not there[row.id]),
    )


def _answers(row: CarriedRemarkRow, remark: Remark) -> Iterator[RemarkYearRow]:
    """Yield what the secretariat has answered; the remark is open, so that more is to be done."""
    for _, answer in remark.answers:
        yield RemarkYearRow(
            year=row.year, id=row.id, by=OFFICE, status=RemarkStatus.GOING_ON, text=answer.text
        )
