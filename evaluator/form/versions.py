"""Form versions: whether a returned form can be read as it is. Decided here and nowhere else.

A version adds sheets (`FormSheet.since`); what an older form did not have is not asked of it.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

from evaluator.catalogue import Catalogue
from evaluator.form.sheets.meta import MetaRow
from evaluator.form.sheets.registry import form_version

OLDEST_READABLE: Final = 1
"""Raised when a change of the sheets makes older forms unreadable."""


class Migration(Enum):
    """What has to happen before a form can be used."""

    SAME = auto()  # nothing
    OPTIONAL = auto()  # readable; moving the answers into a fresh form would be cleaner
    REQUIRED = auto()  # the answers must be moved: evaluator template --prefill


def version_of(meta: MetaRow) -> int | None:
    """Return the version of a form; None if it is none that can be read."""
    readable = {str(version): version for version in range(OLDEST_READABLE, form_version() + 1)}
    return readable.get(meta.form_version)


def migration(meta: MetaRow, catalogue: Catalogue) -> Migration:
    """Return what a form needs, by its version and the catalogue it was issued from."""
    if version_of(meta) is None:
        return Migration.REQUIRED
    return Migration.SAME if meta.catalogue == catalogue.sha256 else Migration.OPTIONAL
