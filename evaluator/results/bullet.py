"""A bullet of the annex: its words in lines and levels, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from evaluator.catalogue import Catalogue
from evaluator.catalogue.texts import NameOrder
from evaluator.findings import CellRef
from evaluator.model import MinistryName, Phase, Withheld
from evaluator.results.editorial import Editing
from evaluator.sheets.normalise import as_separated, known_names, unbracketed

_FIRST_LEVEL: Final = re.compile(r"^[・･][\s　]*")
"""The sign of the bullet itself, where it was typed along; the document sets its own."""
_CLOSING: Final = re.compile(
    r"[\s　]*[（(](?P<whose>(?:[^（()）]++|[（(][^（()）]*+[)）])++)[)）]$"
)
"""What a bullet's first paragraph may end in: its attribution, as it is printed."""
_SECOND_LEVEL: Final = re.compile(r"[－‐–—―ー\-・･][\s　]*")
"""How a further line of a bullet begins that is a point of its own under it."""


@dataclass(frozen=True)
class BulletLine:
    """A paragraph of a bullet; it may hold line breaks."""

    text: str
    level: int
    """1, or 2 for a point under it."""


@dataclass(frozen=True)
class Attribution:
    """Whose a bullet is: the names one by one, and as they are printed."""

    names: tuple[str, ...]
    printed: str


@dataclass(frozen=True)
class Bullet:
    """One bullet of the annex: 「・ text（attribution）」, and what stands under it."""

    key: str
    ministry: MinistryName
    """Who wrote it; `names` are those it is attributed to."""
    written: str
    """Its words as they are written, with their line breaks."""
    names: tuple[str, ...]
    attribution: str
    where: CellRef
    heading: str = ""
    phase: Phase | None = None
    is_withheld: bool = False
    """Whether its ministry does not want it published."""

    @property
    def text(self) -> str:
        """Its words in one line."""
        return " ".join(self.written.split("\n"))

    @property
    def lines(self) -> tuple[BulletLine, ...]:
        """Its paragraphs without their signs; the attribution closes the first.

        What is not to be published says so.
        """
        first, *rest = _paragraphs(self.written)
        withheld = f"【{Withheld.YES}】" if self.is_withheld else ""
        signed = BulletLine(f"{first}（{self.attribution}）{withheld}", 1)
        return (signed, *(BulletLine(text, 2) for text in rest))

    @property
    def printed(self) -> str:
        """The bullet without its sign, in one line."""
        return " ".join(" ".join(line.text.split("\n")) for line in self.lines)


def _paragraphs(written: str) -> Iterator[str]:
    """Yield the bullet, then each point under it; a line without a sign goes on with the last."""
    paragraph, *lines = _FIRST_LEVEL.sub("", written).split("\n")
    for line in map(str.strip, lines):
        sign = _SECOND_LEVEL.match(line)
        if sign:
            yield paragraph
            paragraph = line[sign.end() :]
        elif line:
            paragraph += f"\n{line}"
    yield paragraph


def as_decided(bullet: Bullet, decision: Editing, catalogue: Catalogue) -> Bullet:
    """Return a bullet as the secretariat has edited it; its attribution is printed as typed."""
    typed = unbracketed(decision.attribution)
    names = known_names(typed, catalogue.ministry_names).parts
    text, closing = _parted(decision.text, names or bullet.names, catalogue, is_typed=bool(typed))
    bullet = replace(
        bullet,
        written=text or bullet.written,
        heading=decision.heading or bullet.heading,
    )
    whose = typed or closing
    if not whose:
        return bullet
    names = known_names(whose, catalogue.ministry_names).parts
    printed = " ".join(whose.split("\n"))
    return replace(bullet, names=names or (printed,), attribution=printed)


def signed(
    written: str, typed: str, ministry: MinistryName, catalogue: Catalogue
) -> tuple[str, Attribution]:
    """Return a ministry's bullet and whose it is; an attribution that it ends in stands once.

    `typed` is what its ministry wrote into the cell of the attribution.
    """
    whose = attributed_to(typed, ministry, catalogue)
    text, closing = _parted(written, whose.names, catalogue, is_typed=bool(typed))
    return text, attributed_to(closing, ministry, catalogue) if closing else whose


def _parted(
    written: str, whose: tuple[str, ...], catalogue: Catalogue, *, is_typed: bool
) -> tuple[str, str]:
    """Return a text without the attribution that its first paragraph ends in, and that.

    It is one if its brackets hold nothing but known names: those whose it is, or where nobody has
    typed any, others after a whole sentence. Else the text stays, and there is none ('').
    """
    lines = written.split("\n")
    below = (n for n, line in enumerate(lines) if n and _SECOND_LEVEL.match(line.strip()))
    last = next(below, len(lines)) - 1
    found = _CLOSING.search(lines[last])
    named = known_names(found["whose"] if found else "", catalogue.ministry_names)
    if not found or named.unknown or not named.parts:
        return written, ""
    lines[last] = lines[last][: found.start()]
    is_others = not is_typed and lines[last].endswith("。")
    if set(named.parts) != set(whose) and not is_others:
        return written, ""
    return "\n".join(lines), found["whose"]


def attributed_to(written: str, ministry: MinistryName, catalogue: Catalogue) -> Attribution:
    """Return whose a bullet is by what its ministry wrote, in the round's order; its own if blank.

    Another spelling of a ministry is replaced by its name (経産省 → 経済産業省); a collective
    name stays as written, for 関係省庁 and 関係府省 are not the same list. A name that is in no
    register, which was asked about, is not printed.
    """
    texts = catalogue.texts
    names = list(known_names(written, catalogue.ministry_names).names)
    if texts.name_order is NameOrder.CUSTOMARY:
        last = len(catalogue.ministries)
        names.sort(key=lambda name: catalogue.rank_of_name.get(name, last))
    whose = tuple(names) or (ministry,)
    own = as_separated(written, catalogue.ministry_names) if texts.keeps_separators else ""
    return Attribution(whose, own or texts.separator.join(whose))
