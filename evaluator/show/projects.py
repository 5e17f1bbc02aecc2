"""Projects and posts as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evaluator.results.projects import Project
from evaluator.results.results import Results
from evaluator.results.tables.by import By
from evaluator.results.tables.posts import posts_of
from evaluator.results.tables.printed import CountCell, PrintedRow
from evaluator.results.tables.projects import project_table
from evaluator.secretariat.project_history import Life
from evaluator.words.days import local_time, spelled


def as_data(results: Results, by: By, *, calendar: bool) -> dict[str, Any]:
    """Return the counts by group, and every project behind them."""
    table = project_table(results, by, calendar=calendar)
    heads = [
        f"{spanner.head} {column.head}".strip()
        for spanner in (table.spanners if table else ())
        for column in spanner.columns
    ]
    rows = [row for row in (table.body if table else ()) if isinstance(row, PrintedRow)]
    return {
        "asked": results.catalogue.round.asks_projects,
        "by": by,
        "counts": {
            row.label: {
                head: cell.number
                for head, cell in zip(heads, row.cells, strict=True)
                if isinstance(cell, CountCell)
            }
            for row in rows
        },
        "projects": [_project(each) for each in results.projects.every],
    }


def as_lines(results: Results) -> Iterator[str]:
    """Yield every project behind the counts, how it counts first."""
    for each in results.projects.every:
        name = f"{each.project_id} {each.title}".strip()
        phase = f"（{each.phase}段階）" if each.phase else ""
        days = [
            f"{what}{spelled(day)}"
            for what, day in (("提案", each.proposed), ("策定", each.established))
            if day
        ]
        state = [each.state.value] if each.state else []
        withheld = ["非公表"] if each.is_withheld else []
        told = "　".join([each.called, f"{each.stage}{phase}", *state, *days, *withheld])
        yield f"［{each.counting}］{name}　{told}"
        yield f"    {'、'.join(each.ministries)}　{'、'.join(map(str, each.where))}"


def life_lines(life: Life) -> Iterator[str]:
    """Yield the life of a project; of a later version only what its ministry changed."""
    for row in life.before:
        number = f"　番号：{row.number}" if row.number else ""
        status = f"　{row.status}" if row.status else ""
        yield f"{row.year}年度　段階：{row.stage}{number}{status}（施策一覧『{row.sheet_title}』）"
    for told in life.told:
        said = told.reported
        yield (
            f"{said.round}　{local_time(said.at)}　{said.ministry}　第{said.version}版"
            f"　{said.person}　{told.title}　{told.where}"
        )
        for header, before, now in told.changes:
            was = f"{before or '（空欄）'} → " if before is not None else ""
            yield f"    {header}：{was}{now or '（空欄）'}"
        if not told.changes:
            yield "    変更なし"


def _project(each: Project) -> dict[str, Any]:
    return {
        "project_id": each.project_id,
        "title": each.title,
        "number": each.number,
        "body": each.body,
        "committee": each.committee,
        "stage": each.stage,
        "phase": each.phase,
        "state": each.state,
        "roles": each.roles,
        "proposed": each.proposed,
        "established": each.established,
        "repeats": each.repeats,
        "counting": each.counting,
        "domains": each.domains,
        "fields": each.tags,
        "ministries": each.ministries,
        "withheld": each.is_withheld,
        "where": [str(where) for where in each.where],
    }


def posts_data(results: Results) -> list[dict[str, Any]]:
    """Return every post."""
    return [
        {"ministry": ministry, **located.row.model_dump(mode="json", exclude={"state", "remark"})}
        for ministry, located in posts_of(results)
    ]
