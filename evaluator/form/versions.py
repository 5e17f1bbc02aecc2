"""Form versions: whether a returned form can be read as it is. Decided here and nowhere else."""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

from evaluator.catalogue import Catalogue
from evaluator.form.sheets import FORM_VERSION, MetaRow

STILL_READABLE: Final[frozenset[str]] = frozenset()
"""Earlier versions whose every answer the present sheets still hold, under the same keys."""


class Migration(Enum):
    """What has to happen before a form can be used."""

    SAME = auto()  # nothing
    OPTIONAL = auto()  # readable; moving the answers into a fresh form would be cleaner
    REQUIRED = auto()  # the answers must be moved: evaluator template --prefill


def migration(meta: MetaRow, catalogue: Catalogue) -> Migration:
    """Return what a form needs, by its version and the catalogue it was issued from."""
    if meta.form_version not in STILL_READABLE | {FORM_VERSION}:
        return Migration.REQUIRED
    same = meta.form_version == FORM_VERSION and meta.catalogue == catalogue.sha256
    return Migration.SAME if same else Migration.OPTIONAL
