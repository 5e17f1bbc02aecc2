"""The formulas of a sheet, taken out before it is parsed, and each parsed once for all forms.

Two thirds of a form's bytes are the formulas of its live hints: the same in every form, and hardly
ever looked at. In what is parsed a number stands for each; what it says is kept by its bytes. The
same parser judges a formula apart as would have judged it in its place.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

LIFTED: Final = "lifted-formula"
"""The element that has a formula's number, where <f> has its text."""
_TAG: Final = LIFTED.encode("ascii")
_NUMBERED: Final = b"<%b>%%d</%b>" % (_TAG, _TAG)
_MET: Final[dict[bytes, str]] = {}
"""What the formulas say that were met last, in whatever workbook."""
_FORMULA: Final = re.compile(rb"<f>([^<]*)</f>")
_LONGEST: Final = 8_192
"""Bytes of a formula that is kept: the signs that Excel takes."""
_KEPT: Final = 2_048
"""Formulas: those of some hundred rows of each sheet, a few megabytes."""


def lifted(part: bytes, parser: etree.XMLParser) -> tuple[bytes, list[str]]:
    """Return a sheet's XML with numbers for its plain formulas, and these ('=A1') by number.

    Raises etree.XMLSyntaxError if one of them is no XML.
    """
    formulas: list[bytes] = []

    def numbered(found: re.Match[bytes]) -> bytes:
        before = part.rfind(b"<", 0, found.start())
        if len(found[1]) > _LONGEST or not part.startswith(b"<c ", before):
            return found[0]
        formulas.append(found[1])
        return _NUMBERED % (len(formulas) - 1)

    rest = _FORMULA.sub(numbered, part)
    if not _is_plain(rest, len(formulas)):
        return part, []
    return rest, _said(formulas, parser)


def _is_plain(rest: bytes, count: int) -> bool:
    """Whether all that looked like a formula was one: it may stand in a comment or the like."""
    is_other = _has(rest, b"<!") or _has(rest[2:], b"<?")
    return not is_other and rest.count(_TAG) == 2 * count


def _has(part: bytes, pair: bytes) -> bool:
    # One sign is found many times as fast as two.
    return any(before.endswith(pair[:1]) for before in part.split(pair[1:])[:-1])


def _said(formulas: list[bytes], parser: etree.XMLParser) -> list[str]:
    """Return what formulas say; those that are met for the first time are parsed together."""
    met = {formula: said for formula in formulas if (said := _MET.get(formula)) is not None}
    if new := [formula for formula in dict.fromkeys(formulas) if formula not in met]:
        root = etree.fromstring(b"<f><f>%b</f></f>" % b"</f><f>".join(new), parser)
        first = {formula: f"={node.text or ''}" for formula, node in zip(new, root, strict=True)}
        met |= first
        _keep(first)
    return [met[formula] for formula in formulas]


def _keep(said: dict[bytes, str]) -> None:
    if len(_MET) + len(said) > _KEPT:
        _MET.clear()
    if len(said) <= _KEPT:
        _MET.update(said)
