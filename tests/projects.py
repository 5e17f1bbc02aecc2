"""A round that asks for standards projects: two ministries, a few projects, forms to type into."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from evaluator.catalogue import Catalogue
from evaluator.catalogue.posts import PostRow
from evaluator.catalogue.projects import ProjectRow
from evaluator.checks import Yardstick, check_all, findings_of
from evaluator.findings import Finding
from evaluator.form.issue import form_name, write_form
from evaluator.form.read import Submission, read_submission
from evaluator.form.settings import shipped_settings
from evaluator.form.sheets.posts import PostAnswer
from evaluator.form.sheets.projects import ProjectAnswer
from evaluator.form.sheets.strategies import StrategyAnswer
from evaluator.model import MinistryName
from evaluator.sample.first_year import fill_form
from evaluator.sheets.layout import Row, layout_of
from evaluator.sheets.records import row_of
from tests.builders import cell_of

MOE: Final = MinistryName("環境省")
MOFA: Final = MinistryName("外務省")
FIRST: Final = 5
Cells = Mapping[str, object]
"""What is typed into a row, by field."""
GOOD: Final[Cells] = {
    "title": "量子計算機の性能評価",
    "stage": "30.60",
    "body": "ISO/IEC JTC 1",
    "committee": "ISO/IEC JTC 1/SC 42",
    "number": "ISO/IEC CD 24212",
    "renewal": "新規",
    "deliverable": "国際規格",
    "roles": "提案国、プロジェクトリーダー",
    "evidence": "N1234",
    "proposed_on": datetime(2025, 5, 20),
    "domains": "7 ⑦量子",
    "tags": "戦略17分野-3 量子",
}
POST: Final[Cells] = {
    "body": "ISO",
    "committee": "ISO/TC 268",
    "role": "議長",
    "organization": "某研究所",
    "since": datetime(2024, 4, 1),
    "change": "継続",
}


def asking(catalogue: Catalogue, *known: ProjectRow, lead: MinistryName = MOE) -> Catalogue:
    """Return the catalogue of a round that asks, in which a ministry leads the domain 量子."""
    domains = (
        domain.model_copy(update={"lead": lead if domain.id == "7" else None})
        for domain in catalogue.domains
    )
    this = catalogue.round.model_copy(update={"asks_projects": True})
    return replace(catalogue, round=this, domains=tuple(domains), projects=known, sha256="asks")


def known_project(name: str, ministry: MinistryName = MOE, **cells: str) -> ProjectRow:
    """Return a project of the register."""
    return row_of(ProjectRow, {"id": name, "ministry": ministry, **cells})


def known_post(role: str, ministry: MinistryName = MOE) -> PostRow:
    """Return a post of the register."""
    held = {"body": "ISO", "committee": "ISO/TC 268", "organization": "某研究所"}
    return row_of(PostRow, {"ministry": ministry, "role": role, "since": "2024/4/1", **held})


def form_of(
    catalogue: Catalogue,
    ministry: MinistryName = MOE,
    projects: tuple[Cells, ...] = (),
    posts: tuple[Cells, ...] = (),
    strategies: tuple[Cells, ...] = (),
) -> bytes:
    """Return a ministry's form, filled as the sample fills it, with these rows typed in."""
    content = fill_form(write_form(catalogue, ministry), catalogue, ministry)
    book = load_workbook(io.BytesIO(content))
    _type(book, ProjectAnswer, projects)
    _type(book, PostAnswer, posts)
    _type(book, StrategyAnswer, strategies)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _type(book: Any, model: type[Row], rows: tuple[Cells, ...]) -> None:
    for number, cells in enumerate(rows, start=FIRST):
        for field, value in cells.items():
            cell_of(book[model.sheet_title], model, field, row=number).value = value


def read_back(
    content: bytes, catalogue: Catalogue, ministry: MinistryName = MOE
) -> tuple[Submission, tuple[Finding, ...]]:
    """Return a form as it is read and everything that is told of it."""
    submission, read = read_submission(form_name(catalogue, ministry), content, catalogue)
    assert submission is not None, read
    return submission, findings_of(submission, read, yardstick(catalogue))


def yardstick(catalogue: Catalogue) -> Yardstick:
    """Return what submissions are held against."""
    return Yardstick(catalogue, shipped_settings())


def about_projects(found: tuple[Finding, ...]) -> list[tuple[str, str]]:
    """Return code and field of what is told of the three sheets, in order."""
    models: tuple[type[Row], ...] = (ProjectAnswer, PostAnswer, StrategyAnswer)
    titles = {model.sheet_title: layout_of(model) for model in models}
    told = []
    for each in found:
        layout = titles.get(each.where.sheet)
        if layout is not None:
            told.append((each.code, f"{each.where.sheet}!{each.where.cell}"))
    return told


def at(model: type[Row], field: str, row: int = 0) -> str:
    """Return sheet and address of a field in the n-th row of the body."""
    letter = get_column_letter(layout_of(model).index(field) + 1)
    return f"{model.sheet_title}!{letter}{FIRST + row}"


def across(submissions: Mapping[MinistryName, Submission], catalogue: Catalogue) -> list[Finding]:
    """Return what is told of projects when several submissions are looked at together."""
    told = check_all(submissions, yardstick(catalogue)).values()
    return [each for found in told for each in found if each.code.startswith("P")]
