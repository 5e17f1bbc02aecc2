"""Findings: what is wrong in a workbook, where, and what to do about it.

Every kind is declared once, in the module of its letter, with a code that never changes, its
severity, and its Japanese message and remedy. A finding is collected, never raised.
"""

from __future__ import annotations

import copyreg
from collections.abc import Callable
from types import ModuleType
from typing import Final

from evaluator.findings import (
    amendment,
    annex,
    catalogue,
    consistency,
    entrance,
    file,
    mail,
    moving,
    opendata,
    plan,
    programme,
    projects,
    review,
    rubric,
    scale,
    settings,
    standards,
    structure,
    succession,
    value,
)
from evaluator.findings.cause import Cause, Scope
from evaluator.findings.finding import CellRef, Finding, Findings, Kind, Severity, has_errors
from evaluator.findings.own import Document

__all__ = [
    "KINDS",
    "LETTERS",
    "Cause",
    "CellRef",
    "Document",
    "Finding",
    "Findings",
    "Kind",
    "Scope",
    "Severity",
    "has_errors",
    "kind_of",
    "kinds_in",
]

LETTERS: Final = {
    "F": file,
    "H": amendment,
    "S": structure,
    "V": value,
    "C": consistency,
    "M": moving,
    "P": projects,
    "G": review,
    "K": catalogue,
    "Y": succession,
    "A": annex,
    "R": rubric,
    "L": scale,
    "B": programme,
    "T": settings,
    "N": standards,
    "W": mail,
    "E": entrance,
    "D": opendata,
    "Q": plan,
}
"""The module of each letter; its `TITLE` says in Japanese what the letter stands for."""


def kinds_in(module: ModuleType) -> tuple[Kind, ...]:
    """Return the kinds that a module declares."""
    return tuple(each for each in vars(module).values() if isinstance(each, Kind))


KINDS: Final = {kind.code: kind for module in LETTERS.values() for kind in kinds_in(module)}
"""Every kind of finding, by its code."""


def kind_of(code: str) -> Kind:
    """Return the kind of a code. KeyError if there is none."""
    return KINDS[code]


def _by_code(kind: Kind) -> tuple[Callable[[str], Kind], tuple[str]]:
    return kind_of, (kind.code,)


copyreg.pickle(Kind, _by_code)
