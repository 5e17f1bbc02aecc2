"""What a form was issued from: it is read by that, whatever the catalogue says by now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from evaluator.catalogue import Catalogue
from evaluator.form.part import Asked, Part
from evaluator.model import MinistryName

Kept: TypeAlias = Callable[[str], Catalogue | None]
"""Finds a version of the catalogue by the hash of its content; None if nobody kept it."""


def none_kept(_sha256: str) -> None:
    """Keep no version but the one at hand."""
    return


@dataclass(frozen=True)
class Issued:
    """The version of the catalogue that a form was issued from, and the ministry as it was then."""

    catalogue: Catalogue
    ministry: MinistryName
    is_kept: bool = True
    """Without it the catalogue is the one at hand, and what is printed in the form is believed."""
    asked: Asked | None = None
    """The rows that a supplement asks for; None is the whole form."""

    @property
    def part(self) -> Part:
        """Whose form it is, as it was issued."""
        return Part(self.ministry, asked=self.asked)


def issued_from(
    sha256: str,
    ministry: MinistryName,
    catalogue: Catalogue,
    kept: Kept,
    asked: Asked | None = None,
) -> Issued:
    """Return what a form with this hash in it was issued from; `catalogue` is the one at hand."""
    version = catalogue if sha256 == catalogue.sha256 else kept(sha256)
    return Issued(version or catalogue, ministry, is_kept=version is not None, asked=asked)
