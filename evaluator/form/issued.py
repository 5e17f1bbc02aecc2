"""What a form was issued from: it is read by that, whatever the catalogue says by now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

from evaluator.catalogue import Catalogue
from evaluator.form.part import Asked, Part
from evaluator.form.printed import printed_texts
from evaluator.form.sheets.sheet import FormSheet
from evaluator.model import MinistryName
from evaluator.sheets.normalise import compare_key
from evaluator.sheets.table import R

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
    is_current: bool = False
    """Whether that catalogue is the one at hand."""
    asked: Asked | None = None
    """The rows that a supplement asks for; None is the whole form."""
    _rows: dict[str, Mapping[str, Any]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def part(self) -> Part:
        """Whose form it is, as it was issued."""
        return Part(self.ministry, asked=self.asked)

    @cached_property
    def printed(self) -> frozenset[str]:
        """What is printed outside the tables of the form, as compare keys."""
        return frozenset(map(compare_key, printed_texts(self.catalogue, self.part)))

    def rows(self, sheet: FormSheet[R]) -> Mapping[str, R]:
        """Return the rows of a sheet as issued, by key: reader and checks ask for the same."""
        if sheet.key not in self._rows:
            self._rows[sheet.key] = sheet.issued(self.catalogue, self.part)
        return self._rows[sheet.key]


def issued_from(
    sha256: str,
    ministry: MinistryName,
    catalogue: Catalogue,
    kept: Kept,
    asked: Asked | None = None,
) -> Issued:
    """Return what a form with this hash in it was issued from; `catalogue` is the one at hand."""
    if sha256 == catalogue.sha256:
        return Issued(catalogue, ministry, is_current=True, asked=asked)
    version = kept(sha256)
    return Issued(version or catalogue, ministry, is_kept=version is not None, asked=asked)
