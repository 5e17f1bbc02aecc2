"""What is known of a domain in words, part by part: the screen, Word and the page show the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from evaluator.results.domain_page import DomainPage
from evaluator.results.projects import Project
from evaluator.results.tables.strategies import bearer_text, kpi_text
from evaluator.standards.words import StagePhase
from evaluator.words.days import spelled


@dataclass(frozen=True)
class Part:
    """A heading and what stands under it; nothing is said to be nothing."""

    title: str
    lines: tuple[str, ...]


def heading(page: DomainPage) -> str:
    """Return the domain, its group, and who leads it."""
    row = page.row
    return f"{row.label}［{row.group}］　取りまとめ：{row.lead or '定めなし'}"


def parts(page: DomainPage) -> tuple[Part, ...]:
    """Return all that is known of a domain, in the order of reading."""
    row = page.row
    told = (
        ("領域の標準化戦略", _strategy(page)),
        ("留意点", _items(row.considerations, row.items_source)),
        ("個別分野", _items(row.fields, row.items_source)),
        ("施策", (f"{m.mark.value}　{m.measure.id} {m.measure.title}" for m in page.measures)),
        ("取組", _activities(page)),
        ("標準案件（段階別）", _projects(page)),
        ("国際ポスト（上の案件の委員会）", _posts(page)),
        ("標準案件の成長分野", _tags(page)),
    )
    return tuple(Part(title, tuple(lines)) for title, lines in told)


def _items(items: Sequence[str], source: str) -> Iterator[str]:
    """Yield short items in one line, with where they are taken from."""
    if items:
        yield "；".join(items) + (f"（出典：{source}）" if source else "")


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


_ORDER: Final = (*StagePhase, None)


def _projects(page: DomainPage) -> Iterator[str]:
    yield from map(project_line, sorted(page.projects, key=lambda p: _ORDER.index(p.phase)))


def project_line(project: Project) -> str:
    """Return a project in a line: how far it has come, what it is called, and when."""
    days = [
        f"{what}{spelled(day)}"
        for what, day in (("提案", project.proposed), ("策定", project.established))
        if day
    ]
    name = f"{project.title or '（非公表）'}（{project.called}）"
    return "　".join([f"{_phase(project)}　{name}", *days])


def _phase(project: Project) -> str:
    if project.state:
        return project.state.value
    return f"{project.phase}段階" if project.phase else "段階を確認中"


def _posts(page: DomainPage) -> Iterator[str]:
    for _, post in page.posts:
        yield f"{post.committee} {post.role}（{post.organization}）{post.change or ''}"


def _tags(page: DomainPage) -> Iterator[str]:
    tags = dict.fromkeys(tag for each in page.projects for tag in each.tags)
    for tag in tags:
        yield f"{tag}：{sum(tag in each.tags for each in page.projects)}件"
