"""index.html: the round on one page that needs no network, to look at and to look things up.

Everything that came from outside is escaped by the template engine; the only script is ours
and is named by its hash, so that a browser would run no other.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Final

from jinja2 import BaseLoader, Environment, StrictUndefined
from markupsafe import Markup

from evaluator.form.sheets import MeasureAnswer
from evaluator.model import Mark, MeasureId, MinistryName, Unrated
from evaluator.outputs.picture import Picture
from evaluator.outputs.workbook.about import method_lines, provenance_lines
from evaluator.outputs.workbook.changes import CHANGE_HEADS, change_line
from evaluator.results import wording
from evaluator.results.gaps import DRAFT, DRAFT_NOTE, counted
from evaluator.results.marks import MeasureResult
from evaluator.results.results import Results
from evaluator.sheets.read import Located

_TEMPLATE: Final = "page.html.j2"
_SCRIPT: Final = "page.js"


@dataclass(frozen=True)
class Answer:
    """What one ministry wrote of a measure."""

    ministry: MinistryName
    mark: str
    basis: str
    progress: str
    reason: str
    next_plan: str
    url: str
    where: str


@dataclass(frozen=True)
class MeasureLine:
    """A measure as the page shows it."""

    id: str
    title: str
    subcategory: str
    mark: str
    is_rated: bool
    ministries: tuple[MinistryName, ...]
    lead: str
    domains: tuple[str, ...]
    said_by: str
    evidence: tuple[str, ...]
    explanation: str
    """How the mark came about, where it is not the ministry's own."""
    proposed: str
    """試算評価, with its calculation."""
    answers: tuple[Answer, ...]
    kpis: tuple[str, ...]
    before: str
    """Last year's mark, and whether this year's is better or worse."""


def render_page(report: Results, pictures: Sequence[Picture] = ()) -> bytes:
    """Return the page as bytes; the same report, the same bytes."""
    environment = Environment(
        loader=BaseLoader(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    script = _read(_SCRIPT)
    states = [*Mark, *(s for s in Unrated if report.tables.everything.by_state[s])]
    page = environment.from_string(_read(_TEMPLATE)).render(
        annex=report.annex,
        round=report.catalogue.round,
        tables=report.tables,
        gaps=report.gaps,
        counted_gaps=counted(report.gaps),
        draft=DRAFT,
        draft_note=DRAFT_NOTE,
        states=states,
        count_text=wording.count_text,
        notes=[wording.basis_note(report.catalogue.round, report.tables.basis)],
        label=wording.TABLE_1,
        pictures=[(picture, Markup(picture.svg)) for picture in pictures],  # noqa: S704  # ours
        measures=tuple(measure_lines(report)),
        ministries=report.catalogue.respondents,
        domains=list(dict.fromkeys(f"{row.mark}{row.domain}" for row in report.catalogue.domains)),
        changes=report.changes,
        change_lines=tuple(map(change_line, report.changes.notable)) if report.changes else (),
        change_heads=CHANGE_HEADS,
        change_notes=_change_notes(report),
        summary=wording.mark_summary(report.tables.everything),
        method=tuple(method_lines(report)),
        provenance=tuple(provenance_lines(report)),
        script=Markup(script),  # noqa: S704  # a file of the package
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )
    return page.encode()


def _change_notes(report: Results) -> tuple[str, ...]:
    """Return what has to be said under the table of changes."""
    if report.changes is None:
        return ()
    return (
        f"{wording.change_summary(report.changes)}。",
        wording.balance_text(report.changes.balance),
        wording.CHANGE_RULE + wording.CHANGE_SOURCE,
    )


def _read(name: str) -> str:
    return (resources.files("evaluator.outputs") / name).read_text(encoding="utf-8")


def measure_lines(report: Results) -> Iterator[MeasureLine]:
    """Yield every measure with all that the page tells of it."""
    catalogue, before = report.catalogue, _before(report)
    for result, rated in zip(report.marks, report.rated, strict=True):
        measure, proposal = result.measure, rated.proposal
        rows = [catalogue.domain_by_id[domain] for domain in measure.domains]
        yield MeasureLine(
            id=measure.id,
            title=measure.title,
            subcategory=catalogue.subcategory_by_id[measure.subcategory_id].name,
            mark=result.mark.value,
            is_rated=isinstance(result.mark, Mark),
            ministries=measure.ministries,
            lead=measure.lead or "共同",
            domains=tuple(dict.fromkeys(f"{row.mark}{row.domain}" for row in rows)),
            said_by=_said_by(result),
            evidence=tuple(map(str, result.evidence)),
            explanation=result.explanation,
            proposed=f"{proposal.mark or proposal.reason}（{proposal.sentence}）",
            answers=tuple(_answer(name, located) for name, located in result.answers.items()),
            kpis=tuple(_kpis(report, measure.id)),
            before=before.get(measure.id, ""),
        )


def _before(report: Results) -> dict[MeasureId, str]:
    """Return what is said of last year, for every measure of this one."""
    if report.changes is None:
        return {}
    return {
        each.measure.id: f"{each.before}（{each.kind}、{each.movement}）"
        for each in report.changes.transitions
        if each.measure
    }


def _said_by(result: MeasureResult) -> str:
    names = "、".join(result.said_by)
    if isinstance(result.mark, Mark):
        return f"{names}の回答"
    return f"{names}の回答に評価がない"


def _answer(ministry: MinistryName, located: Located[MeasureAnswer]) -> Answer:
    row = located.row
    return Answer(
        ministry=ministry,
        mark=row.self_mark or "",
        basis=row.basis or "",
        progress=row.progress,
        reason=row.reason,
        next_plan=row.next_plan,
        url=row.evidence_url,
        where=str(located.ref("progress")),
    )


def _kpis(report: Results, measure_id: str) -> Iterator[str]:
    for each in report.progress:
        if each.kpi.measure_id == measure_id:
            yield (
                f"{each.kpi.name}：{each.value:,f}{each.kpi.unit}"
                f"（目標{each.kpi.target:,f}{each.kpi.unit}、"
                f"道のりの{each.covered_percent}、目安{each.pace_percent}）"
            )
