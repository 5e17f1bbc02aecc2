"""index.html: the round on one page that needs no network, to look at and to look things up.

Everything that came from outside is escaped by the template engine; the only script is ours
and is named by its hash, so that a browser would run no other.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from importlib import resources
from typing import Any, Final

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from evaluator.form.sheets.outcomes import OUTCOMES
from evaluator.model import Audience
from evaluator.outputs.page.kpis import told_of_kpis
from evaluator.outputs.page.letters import with_shared_letters
from evaluator.outputs.page.measures import MANY, every_shelf, grouped, measure_lines
from evaluator.outputs.page.projects import told_of_projects
from evaluator.outputs.page.style import with_marks
from evaluator.outputs.picture import Picture, narrow_name
from evaluator.results import wording
from evaluator.results.gaps import DRAFT, draft_note, gaps_in_a_line
from evaluator.results.results import Results
from evaluator.results.tables.about import gap_list, method_list, source_list
from evaluator.results.tables.outlook import BEHIND, behind_list
from evaluator.results.tables.printed import PrintedTable, shown
from evaluator.results.tables.subcategories import subcategory_table
from evaluator.results.tables.year_on_year import change_list, change_table
from evaluator.results.tables.years import path_list, years_table

_TEMPLATE: Final = "page.html.j2"
_TABLE: Final = "table.html.j2"
_STYLE: Final = "page.css"
_SCRIPT: Final = "page.js"


def render_page(results: Results, pictures: Sequence[Picture] = ()) -> bytes:
    """Return the page as bytes; the same results, the same bytes."""
    script = _read(_SCRIPT)
    letters, drawn = with_shared_letters(
        [each for p in pictures for each in ((p.name, p.svg), (narrow_name(p.name), p.narrow))]
    )
    programme = results.catalogue.programme
    style = with_marks(_read(_STYLE), results.catalogue.scale)
    page = (
        _environment()
        .get_template(_TEMPLATE)
        .render(
            annex=results.annex,
            edition=results.edition,
            round=results.catalogue.round,
            gaps=gap_list(results),
            counted_gaps=gaps_in_a_line(results.gaps),
            draft=DRAFT,
            draft_note=draft_note(results.catalogue),
            states=results.tables.everything.shown,
            summary=wording.mark_summary(results.tables.everything),
            table_1=subcategory_table(results),
            changes=change_table(results),
            change_list=change_list(results),
            years=years_table(results),
            paths=path_list(results),
            behind=behind_list(results) if BEHIND in programme.tables else None,
            has_outcomes=OUTCOMES.key in programme.sheets,
            followup=told_of_kpis(results),
            marks=results.catalogue.scale.marks,
            mark_meaning=wording.mark_meaning(results.catalogue.scale),
            letters=Markup(letters),  # noqa: S704  # ours
            figures=[
                (picture, Markup(wide), Markup(narrow))  # noqa: S704  # likewise
                for picture, wide, narrow in zip(pictures, drawn[::2], drawn[1::2], strict=True)
            ],
            number=len(results.marks),
            groups=grouped(tuple(measure_lines(results))),
            many=MANY,
            place_title=results.catalogue.place_title,
            projects=told_of_projects(results),
            ministries=results.catalogue.measure_respondents,
            shelves=every_shelf(results.catalogue),
            method=method_list(results),
            sources=source_list(results) if results.audience is Audience.INTERNAL else None,
            style=Markup(style),  # noqa: S704  # a file of the package
            script=Markup(script),  # noqa: S704  # likewise
            script_hash=script_hash(),
        )
    )
    return page.encode()


def script_hash() -> str:
    """Return by what name a browser knows our script, in base64: it is to run no other."""
    return base64.b64encode(hashlib.sha256(_read(_SCRIPT).encode()).digest()).decode()


def table_html(table: PrintedTable) -> str:
    """Return a table with a stub as the page has it: what stands inside its element."""
    macros: Any = _environment().get_template(_TABLE).module
    return str(macros.grid(table))


def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_read),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["shown"] = shown
    return environment


def _read(name: str) -> str:
    return (resources.files(__name__) / name).read_text(encoding="utf-8")
