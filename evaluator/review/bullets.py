"""What a row of 掲載 says: what is typed of a bullet, and what cannot be as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from evaluator.findings import Finding
from evaluator.findings.review import (
    BAD_ORDER,
    BLANK_KEEPS,
    REASON_WITHOUT_DECISION,
)
from evaluator.ledger.details import Adoption
from evaluator.model import MinistryName
from evaluator.results.annex import Placed
from evaluator.results.decisions import (
    CANCELLED,
    BulletDecision,
)
from evaluator.results.editorial import Editing
from evaluator.review import rows
from evaluator.review.rows import BulletRow
from evaluator.sheets.read import Located
from evaluator.words.brief import shorten

UNTOUCHED: Final = "untouched"
"""Nothing was decided in the row."""
_EXCERPT: Final = 20
_FIELDS: Final = {
    "heading": "heading",
    "order": "order",
    "edited": "text",
    "attribution": "attribution",
}
"""The cells that change a bullet, by the decision's fields."""


def kept(text: str, before: str) -> str:
    """Return what a cell says: blank, what it said before; 取消, nothing."""
    return "" if text == CANCELLED else text or before


def typed_bullet(
    row: BulletRow, placed: Placed, exported: BulletDecision | None
) -> BulletDecision | str | None:
    """Return what a row decides: None is 取消. What is blank stays as it was."""
    if row.verdict is rows.BulletRuling.CANCEL:
        return None
    given = {target: getattr(row, name) for name, target in _FIELDS.items()}
    if row.verdict is None and all(value in (None, "") for value in given.values()):
        return UNTOUCHED
    before = exported.editing if exported else None
    for target, value in given.items():
        if value in (CANCELLED, 0):
            given[target] = None if target == "order" else ""
        elif value in (None, "") and before:
            given[target] = getattr(before, target)
    adoption = before.adoption if before else Adoption.ADOPTED
    if row.verdict is not None:
        adoption = Adoption(row.verdict.value)
    editing = Editing(
        key=placed.bullet.key,
        ministry=MinistryName(placed.bullet.ministry),
        adoption=adoption,
        excerpt=placed.bullet.text[:_EXCERPT],
        **given,
    )
    return BulletDecision(editing, kept(row.memo, exported.memo if exported else ""))


def bullet_objections(located: Located[BulletRow]) -> Iterator[Finding]:
    """Yield what keeps a row from being taken."""
    row, layout = located.row, located.table.layout
    if row.order is not None and row.order < 0:
        yield BAD_ORDER.at(located.ref("order"), found=row.order)
    cells = [row.verdict, *(getattr(row, name) for name in _FIELDS)]
    if row.memo and all(cell in (None, "") for cell in cells):
        header = layout.by_field("verdict").header
        where = located.ref("verdict")
        yield REASON_WITHOUT_DECISION.at(where, found=row.memo, header=header)


def blank_fields(located: Located[BulletRow], exported: BulletDecision | None) -> Iterator[Finding]:
    """Say of cells that have been emptied that what was decided stays."""
    if exported is None or located.row.verdict is rows.BulletRuling.CANCEL:
        return
    was = {name: getattr(exported.editing, target) for name, target in _FIELDS.items()}
    was |= {"verdict": exported.editing.adoption, "memo": exported.memo}
    for name, before in was.items():
        if before and located.is_blank(name) and name in located.table.columns:
            header = located.table.layout.by_field(name).header
            word = "0" if name == "order" else CANCELLED
            words = {"header": header, "now": shorten(str(before), 30), "word": word}
            yield BLANK_KEEPS.at(located.ref(name), **words)
