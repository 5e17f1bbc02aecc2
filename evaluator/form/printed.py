"""What is printed on a form outside its tables: written by `issue`, known again by the checks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from evaluator.catalogue import Catalogue
from evaluator.form.live import RowState
from evaluator.form.part import Part
from evaluator.form.sheets.registry import issued_sheets
from evaluator.form.sheets.sheet import FormSheet
from evaluator.model import Round
from evaluator.programme import Programme
from evaluator.words.days import spelled

LEGEND: Final = "凡例"
CONTACT: Final = "ご担当者"
TOTAL: Final = "計"
HEADS: Final = ("記入の状況", *RowState, "進み具合")
_OF_A_SUPPLEMENT: Final = (
    "様式をお送りした後に増えた行だけを載せています。先にお送りした様式は別に集計します。",
    "様式を提出済みの場合、その内容を記入し直す必要はありません。まだの場合は併せて提出してください。",
)
_FULL_WIDTH: Final = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True)
class Route:
    """The way of a part of a divided form: to the 取りまとめ課, and from there with the others."""

    collector: str
    """The 取りまとめ課; '' where nobody is named."""
    is_collectors: bool
    """Whether it is the 取りまとめ課's own part."""
    contact: str
    """Where the ministry sends all parts."""

    @property
    def send_to(self) -> str:
        """Where this part goes."""
        if self.is_collectors:
            return self.contact
        return self.collector or "貴府省庁のフォローアップの取りまとめ担当"

    def lines(self) -> tuple[str, ...]:
        """Return what the cover says of it."""
        if self.is_collectors:
            return ("各担当課室の分割様式を集め、この様式と併せて提出してください。",)
        return (f"担当課室ごとの分割様式です。{self.contact}へは、取りまとめてから提出します。",)


@dataclass(frozen=True)
class About:
    """A form as its cover speaks of it."""

    round: Round
    """With the deadline of the ministry whose form it is."""
    programme: Programme
    title: str
    tables: Sequence[FormSheet[Any]]
    """The sheets to be filled in beside the cover."""
    route: Route | None = None
    """Which way the form of a 担当課室 takes; None for that of a whole ministry."""
    is_supplement: bool = False

    def texts(self) -> Iterator[str]:
        """Yield what is printed on the cover, formulas apart."""
        yield from (self.title, CONTACT, *self.lines(), *HEADS)
        yield from (*(sheet.title for sheet in self.tables), CONTACT, TOTAL)

    def lines(self) -> list[str]:
        """Return the lines above the table of progress."""
        this = self.round
        return [
            *([this.notice, ""] if this.notice else [""]),
            f"提出期限：{spelled(this.deadline)}",
            f"提出先：{self.route.send_to if self.route else this.contact}",
            *(self.route.lines() if self.route else ()),
            *(["", *_OF_A_SUPPLEMENT] if self.is_supplement else []),
            "",
            "記入の手順",
            *(f"{str(n).translate(_FULL_WIDTH)}．{s}" for n, s in enumerate(self.steps(), 1)),
            "",
        ]

    @cached_property
    def asked(self) -> frozenset[str]:
        """The sheets and columns that the form asks for, by key."""
        columns = (
            f"{sheet.key}.{name}"
            for sheet in self.tables
            for name in {*sheet.inputs} - self.programme.left_out(sheet.key)
        )
        return frozenset((*columns, *(sheet.key for sheet in self.tables)))

    def steps(self, table: str = "下の表") -> list[str]:
        """Return what to do, in order; `table` is what the table of progress is called."""
        return [
            "黄色の欄に記入してください。白い欄と灰色の欄は記入不要です。",
            *filter(None, (sheet.step(self.asked) for sheet in self.tables)),
            "各行の左端の「状態」が「記入済」になるまで、右端の「確認事項」に沿って直してください。",
            f"{table}が「すべて記入されています」になったら、Excelブック（.xlsx）のまま保存し、提出してください。",
        ]


def printed_texts(catalogue: Catalogue, part: Part) -> Iterator[str]:
    """Yield what is printed outside the tables of a form, sheet by sheet."""
    about = about_form(catalogue, part)
    yield from about.texts()
    for table in about.tables:
        yield from above(catalogue, part, table)


def about_form(catalogue: Catalogue, part: Part) -> About:
    """Return what the cover of a form speaks of."""
    this = catalogue.round_for(part.ministry)
    kind = "様式" if part.asked is None else "追補様式"
    title = f"{this.strategy} フォローアップ{kind}（{this.year_label}・{part.label}）"
    tables = [sheet for sheet in issued_sheets(catalogue, part) if not sheet.on_cover]
    route, is_supplement = _route(catalogue, part), part.asked is not None
    return About(this, catalogue.programme, title, tables, route, is_supplement)


def _route(catalogue: Catalogue, part: Part) -> Route | None:
    if part.division is None:
        return None
    collector = catalogue.coordinator_of(part.ministry)
    is_own = bool(collector) and part.division == collector
    return Route(collector, is_own, catalogue.round.contact)


def above(catalogue: Catalogue, part: Part, table: FormSheet[Any]) -> tuple[str, str]:
    """Return the heading and the note above a sheet's table."""
    year = catalogue.round.year_label
    return f"{table.title}（{part.label}・{year}）", table.note.format(year=year)


def legend_title(catalogue: Catalogue) -> str:
    """Return what is printed at the head of the legend's pages."""
    return f"{LEGEND}（{catalogue.round.year_label}）"
