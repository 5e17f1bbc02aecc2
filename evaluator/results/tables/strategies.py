"""領域戦略: the state of each domain's own strategy, beside what is under way in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from evaluator.form.sheets.strategies import StrategyAnswer
from evaluator.results.domain_page import strategies_of
from evaluator.results.results import Results
from evaluator.results.tables.lists import listed
from evaluator.results.tables.printed import PrintedCell, PrintedColumn, PrintedTable
from evaluator.words.days import spelled

NOT_ASKED: Final = "（取りまとめ府省庁なし）"
UNANSWERED: Final = "（未回答）"
_LIST: Final = (
    PrintedColumn("領域", 30),
    PrintedColumn("取りまとめ府省庁", 16),
    PrintedColumn("戦略の状況", 11, centred=True),
    PrintedColumn("目標", 40),
    PrintedColumn("KPI", 34),
    PrintedColumn("担い手", 24),
    PrintedColumn("今後の予定", 36),
    PrintedColumn("施策", 7, centred=True),
    PrintedColumn("標準案件", 9, centred=True),
)


def strategy_list(results: Results) -> PrintedTable | None:
    """Return every domain with its strategy; None where the round does not ask."""
    if not results.catalogue.round.asks_projects:
        return None
    title = f"領域戦略の状況（{results.catalogue.round.year_label}）"
    return listed("領域戦略", title, _LIST, _rows(results))


def _rows(results: Results) -> Iterator[tuple[PrintedCell, ...]]:
    answered = strategies_of(results)
    for domain in results.catalogue.domains:
        _, answer = answered.get(domain.id, (None, None))
        measures = sum(domain.id in each.domains for each in results.catalogue.measures)
        projects = sum(domain.choice in each.domains for each in results.projects.every)
        state = answer.progress.value if answer and answer.progress else UNANSWERED
        yield (
            domain.label,
            domain.lead or NOT_ASKED,
            state if domain.lead else None,
            answer.target if answer else None,
            kpi_text(answer) if answer else None,
            bearer_text(answer) if answer else None,
            answer.schedule if answer else None,
            f"{measures}件",
            f"{projects}件",
        )


def kpi_text(answer: StrategyAnswer) -> str:
    """Return a domain's KPIs with their values and dates, one a line."""
    value = "" if answer.value is None else f"{answer.value:,f}{answer.unit}"
    as_of = f"（{spelled(answer.as_of)}時点）" if answer.as_of else ""
    main = f"{answer.kpi}：{value}{as_of}" if answer.kpi else ""
    return "\n".join(filter(None, (main, answer.other_kpis)))


def bearer_text(answer: StrategyAnswer) -> str:
    """Return who bears a domain's standardization, or that nobody does yet."""
    return answer.bearer or (answer.bearing.value if answer.bearing else "")
