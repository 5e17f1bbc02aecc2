"""主要KPI②: standards and rules that Japan led, by year of the event, and the list behind it.

Numbers by domain, field, body and phase; a project in two domains counts in both, and once in all.
No mark is made of them: the plan's own note forbids judging by the count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from evaluator.catalogue import Catalogue
from evaluator.results.projects import Project, Projects, year_of
from evaluator.results.results import Results
from evaluator.results.tables.by import By
from evaluator.results.tables.lists import listed
from evaluator.results.tables.printed import (
    CountCell,
    PrintedCell,
    PrintedColumn,
    PrintedRow,
    PrintedTable,
    Spanner,
)
from evaluator.standards.words import Counting, StagePhase
from evaluator.words.days import spelled

YEARS: Final = 3
"""How many years are shown, this one the last."""
_NOWHERE: Final = "（記入なし）"
NO_MARK: Final = (
    "（注）計画の注記により件数だけでは評価しないこととされているため、{marks}の評価は付けない。"
)
_RULES: Final = (
    "（注）提案・策定は、それぞれの日が属する{year}で数える。{of}が複数ある案件は、それぞれに数え、"
    "計では1件とする。改訂・追補、技術報告書などは別に数え、役割などを確認中の案件は数えない。"
)


def project_table(
    results: Results, by: By = By.DOMAIN, *, calendar: bool = False
) -> PrintedTable | None:
    """Return what Japan led in proposing and establishing; None where the round does not ask."""
    if not results.catalogue.round.asks_projects:
        return None
    this, projects = results.catalogue.round, results.projects
    years = range(this.fiscal_year - YEARS + 1, this.fiscal_year + 1)
    columns = (PrintedColumn("提案", 8, centred=True), PrintedColumn("策定", 8, centred=True))

    def cells(of: Iterable[Project], *, is_sum: bool = False) -> tuple[PrintedCell, ...]:
        return tuple(_cells(tuple(of), years, calendar=calendar, is_sum=is_sum))

    groups = _GROUPS[by](results.catalogue)
    body = [
        PrintedRow(name, cells(of)) for name, of in _grouped(projects.counted, groups, _KEYS[by])
    ]
    apart, asked = projects.of(Counting.APART), projects.of(Counting.ASK)
    body += [
        PrintedRow("計（重複を除く）", cells(projects.counted, is_sum=True), is_sum=True),
        PrintedRow("別に数える（改訂・追補・技術報告書など）", cells(apart)),
        PrintedRow("確認中（役割など。計に含まない）", cells(asked)),
    ]
    words = {"year": "暦年" if calendar else "年度（4月から翌年3月）", "of": by.head}
    return PrintedTable(
        name=f"標準案件（{by.head}別）",
        title=f"主要KPI② 日本が主導した国際標準・ルール（{by.head}別、{this.year_label}）",
        stub=(PrintedColumn(by.head, 40),),
        spanners=(
            Spanner("現在", (PrintedColumn("進行中", 8, centred=True),)),
            *(Spanner(_year(year, calendar=calendar), columns) for year in years),
        ),
        body=tuple(body),
        source=this.source_note,
        counted="案件数",
        notes=(_RULES.format(**words), NO_MARK.format(marks=results.catalogue.scale.shown)),
    )


def _year(year: int, *, calendar: bool) -> str:
    return f"{year}年" if calendar else f"{year}年度"


def _cells(
    of: tuple[Project, ...], years: Iterable[int], *, calendar: bool, is_sum: bool
) -> Iterator[CountCell]:
    yield CountCell(sum(each.is_under_way for each in of), is_sum=is_sum)
    events = ([each.proposed for each in of], [each.established for each in of])
    for year in years:
        for days in events:
            known = [year_of(day, calendar=calendar) for day in days if day]
            yield CountCell(known.count(year), is_sum=is_sum)


# groups -----------------------------------------------------------------------------------
_KEYS: Final[dict[By, Callable[[Project], tuple[str, ...]]]] = {
    By.DOMAIN: lambda each: each.domains,
    By.FIELD: lambda each: each.tags,
    By.BODY: lambda each: (each.body,) if each.body else (),
    By.PHASE: lambda each: (_phase_of(each),),
}
_GROUPS: Final[dict[By, Callable[[Catalogue], Iterable[tuple[str, str]]]]] = {
    By.DOMAIN: lambda c: [(each.choice, each.label) for each in c.domains],
    By.FIELD: lambda c: [(each.choice, each.choice) for each in c.standards.tags],
    By.BODY: lambda c: [(each.name, f"{each.name}（{each.ja}）") for each in c.standards.bodies],
    By.PHASE: lambda _: [(name, name) for name in (*map(_phase, StagePhase), _OVER)],
}
_OVER: Final = "中止・統合など"


def _phase(phase: StagePhase) -> str:
    return f"{phase}段階"


def _phase_of(project: Project) -> str:
    if project.state is not None:
        return _OVER
    return _phase(project.phase) if project.phase else ""


def _grouped(
    projects: Iterable[Project],
    groups: Iterable[tuple[str, str]],
    keys_of: Callable[[Project], tuple[str, ...]],
) -> Iterator[tuple[str, list[Project]]]:
    """Yield the groups in their order; those that a list holds though empty, too."""
    of: dict[str, list[Project]] = {}
    for project in projects:
        for key in keys_of(project) or ("",):
            of.setdefault(key, []).append(project)
    known = dict(groups)
    for key, name in known.items():
        if key in of or len(known) <= _SHOWN_THOUGH_EMPTY:
            yield name, of.get(key, [])
    rest = [each for key, group in of.items() if key not in known for each in group]
    if rest:
        yield _NOWHERE, list(dict.fromkeys(rest))


_SHOWN_THOUGH_EMPTY: Final = 20
"""Domains, fields and phases are shown though nothing is in them; bodies are too many."""


# the list behind the numbers ----------------------------------------------------------------
_LIST: Final = (
    PrintedColumn("案件ID", 8),
    PrintedColumn("案件名", 36),
    PrintedColumn("団体", 14),
    PrintedColumn("番号", 22),
    PrintedColumn("段階", 12),
    PrintedColumn("状態", 8),
    PrintedColumn("日本の役割", 20),
    PrintedColumn("提案", 15),
    PrintedColumn("策定", 15),
    PrintedColumn("領域", 26),
    PrintedColumn("回答者", 18),
    PrintedColumn("数え方", 10),
    PrintedColumn("記入箇所", 34, internal=True),
)


def project_list(results: Results) -> PrintedTable | None:
    """Return every project behind the numbers; one that is withheld is there without a name."""
    if not results.catalogue.round.asks_projects:
        return None
    title = f"標準案件の一覧（{results.catalogue.round.year_label}）"
    return listed("標準案件", title, _LIST, _rows(results.projects), results.audience)


def _rows(projects: Projects) -> Iterator[tuple[PrintedCell, ...]]:
    for each in projects.every:
        title = each.title or "（非公表）"
        mark = "【非公表】" if each.is_withheld and each.title else ""
        yield (
            each.project_id,
            f"{title}{mark}",
            each.body,
            each.number,
            each.stage if each.phase is None else f"{each.stage}（{_phase(each.phase)}）",
            each.state.value if each.state else "",
            "、".join(each.roles),
            spelled(each.proposed) if each.proposed else "再提案" if each.repeats else "",
            spelled(each.established) if each.established else "",
            "、".join(each.domains),
            "、".join(each.ministries),
            each.counting.value,
            "\n".join(map(str, each.where)),
        )
