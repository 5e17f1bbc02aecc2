"""領域戦略: the state of a domain's own standards strategy, asked of the ministry that leads it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, ClassVar, Final

from evaluator.catalogue import Catalogue
from evaluator.form.part import Given, Part
from evaluator.form.sheets.conditions import Filled, Is, IsNot
from evaluator.form.sheets.sheet import GIVEN, REMARK, STATE, FormSheet, How, Need, row_of
from evaluator.model import DomainRow
from evaluator.sheets.cells import Day, Identifier, Line, Number, Text, one_of
from evaluator.sheets.layout import Column, Row


class StrategyState(StrEnum):
    """How far a domain's own strategy has come."""

    NOT_BEGUN = "未着手"
    CONSIDERED = "検討中"
    MADE = "策定済"
    CARRIED_OUT = "実行中"


class Bearing(StrEnum):
    """Whether somebody bears the standardization of a domain."""

    SOMEBODY = "あり"
    NOBODY_YET = "まだない"


class StrategyAnswer(Row):
    """領域戦略: one row per domain that the ministry leads."""

    sheet_key: ClassVar[str] = "strategies"
    sheet_title: ClassVar[str] = "領域戦略"
    row_key: ClassVar[str] = "domain_id"
    row_height: ClassVar[float] = 47

    state: Annotated[Text, STATE] = ""
    domain_id: Annotated[Identifier, Column("領域番号", 9, GIVEN)]
    domain: Annotated[Line, Column("領域", 32, GIVEN)]
    progress: Annotated[
        StrategyState | None,
        one_of(StrategyState),
        Column("戦略の状況", 11, help="領域の標準化戦略の状況です。", required=True, centre=True),
    ]
    target: Annotated[
        Text,
        Column("目標", 44, help="領域の標準化で目指す姿を200字以内で記入。", max_length=200),
    ]
    kpi: Annotated[Line, Column("KPI", 30, help="領域の主なKPIの名称を記入してください。")]
    value: Annotated[
        Number, Column("KPIの値", 11, help="数値だけを記入してください。", unit_from="unit")
    ]
    unit: Annotated[Line, Column("単位", 8, help="件、%、社 などを記入してください。")]
    as_of: Annotated[Day, Column("時点", 12, help="2026/3/31 の形で記入してください。")]
    other_kpis: Annotated[
        Text, Column("ほかのKPI", 34, help="ほかのKPIの名称、値、時点を1行に1件記入してください。")
    ]
    bearing: Annotated[
        Bearing | None,
        one_of(Bearing),
        Column(
            "担い手の有無",
            11,
            help="標準化を担う者がいるかどうかです。",
            required=True,
            centre=True,
        ),
    ]
    bearer: Annotated[
        Text, Column("担い手", 30, help="標準化を担う機関・団体・企業を記入してください。")
    ]
    schedule: Annotated[
        Text, Column("今後の予定", 40, help="時期と内容を200字以内で記入。", max_length=200)
    ]
    remark: Annotated[Text, REMARK] = ""


def rows(catalogue: Catalogue, part: Part, given: Given) -> Sequence[StrategyAnswer]:
    """Return a row for each domain that the ministry leads."""
    return [
        row_of(
            StrategyAnswer,
            {"domain_id": str(domain.id), "domain": domain.label},
            given.keyed.get(domain.id),
        )
        for domain in led_by(catalogue, part)
    ]


def led_by(catalogue: Catalogue, part: Part) -> tuple[DomainRow, ...]:
    """Return the domains whose strategy the ministry answers for; of its parts one does."""
    if not part.answers_domains(catalogue):
        return ()
    return tuple(domain for domain in catalogue.domains if domain.lead == part.ministry)


def _is_issued(catalogue: Catalogue, part: Part) -> bool:
    return catalogue.round.asks_projects and bool(led_by(catalogue, part))


_BEGUN: Final = IsNot("progress", StrategyState.NOT_BEGUN)

STRATEGIES: Final = FormSheet(
    StrategyAnswer,
    rows,
    note="貴府省庁が取りまとめる領域について、領域の標準化戦略の状況を記入してください。",
    how=(
        How(f"シート「{StrategyAnswer.sheet_title}」に、領域ごとの標準化戦略の状況を記入します。"),
    ),
    needs=(
        Need("target", _BEGUN),
        Need("value", Filled("kpi")),
        Need("as_of", Filled("value")),
        Need("bearer", Is("bearing", Bearing.SOMEBODY)),
        Need("schedule", _BEGUN),
    ),
    since=2,
    is_issued=_is_issued,
    open_data="strategies",
)
