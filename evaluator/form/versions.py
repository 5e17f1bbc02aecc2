"""Form versions: whether a returned form can be read as it is. Decided here and nowhere else.

A version adds sheets (`FormSheet.since`); what an older form did not have is not asked of it.
"""

from __future__ import annotations

from typing import Final

from evaluator.form.sheets.meta import MetaRow
from evaluator.form.sheets.registry import form_version

OLDEST_READABLE: Final = 1
"""Raised when a change of the sheets makes older forms unreadable."""


def version_of(meta: MetaRow) -> int | None:
    """Return the version of a form; None if it is none that can be read."""
    readable = {str(version): version for version in range(OLDEST_READABLE, form_version() + 1)}
    return readable.get(meta.form_version)
