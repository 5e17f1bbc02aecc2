"""One domain on the screen: everything that a round knows of it."""

from __future__ import annotations

from collections.abc import Iterator

from evaluator.results.domain_page import DomainPage
from evaluator.results.tables.strategies import bearer_text, kpi_text
from evaluator.standards.words import StagePhase
from evaluator.words.days import spelled


def as_lines(page: DomainPage) -> Iterator[str]:
    """Yield the page, part by part; a part without anything says so."""
    row = page.row
    yield f"{row.label}［{row.group}］　取りまとめ：{row.lead or '定めなし'}"
    yield from _part("領域の標準化戦略", _strategy(page))
    yield from _part(
        "施策", (f"{m.mark.value}　{m.measure.id} {m.measure.title}" for m in page.measures)
    )
    yield from _part("取組", _activities(page))
    yield from _part("標準案件（段階別）", _projects(page))
    yield from _part(
        "国際ポスト（上の案件の委員会）",
        (f"{p.committee} {p.role}（{p.organization}）{p.change}" for _, p in page.posts),
    )


def _part(title: str, lines: Iterator[str]) -> Iterator[str]:
    told = list(lines)
    yield f"■ {title}" + ("" if told else "：なし")
    yield from (f"  {line}" for line in told)


def _strategy(page: DomainPage) -> Iterator[str]:
    answer = page.strategy
    if answer is None:
        return
    yield f"状況：{answer.progress or '未回答'}"
    for head, text in (
        ("目標", answer.target),
        ("KPI", kpi_text(answer).replace("\n", "、")),
        ("担い手", bearer_text(answer)),
        ("今後の予定", answer.schedule),
    ):
        if text:
            yield f"{head}：{text}"


def _activities(page: DomainPage) -> Iterator[str]:
    for bullet in page.section.bullets if page.section else ():
        phase = f"［{bullet.phase}］" if bullet.phase else ""
        yield f"{bullet.text}（{bullet.attribution}）{phase}"


def _projects(page: DomainPage) -> Iterator[str]:
    order = [*StagePhase, None]
    for each in sorted(page.projects, key=lambda p: order.index(p.phase)):
        phase = each.state or (f"{each.phase}段階" if each.phase else "段階を確認中")
        days = [
            f"{what}{spelled(day)}"
            for what, day in (("提案", each.proposed), ("策定", each.established))
            if day
        ]
        name = f"{each.title or '（非公表）'}（{each.called}）"
        yield "　".join([f"{phase}　{name}", *days])
