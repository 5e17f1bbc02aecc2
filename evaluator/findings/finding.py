"""A finding is a kind, a place and some words; its Japanese is made when it is shown.

So a finding is small, can be compared and put into a set, and travels between processes by the
code of its kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import datetime, time
from enum import StrEnum
from functools import cached_property
from string import Formatter
from typing import Final

from evaluator.findings.cause import Cause
from evaluator.findings.own import OWN, Document, Words
from evaluator.words.brief import listed, shorten


class Severity(StrEnum):
    """How much a finding matters, worst first."""

    ERROR = "エラー"  # must be mended; the answer does not count
    WARNING = "警告"  # should be looked at; the answer counts
    INFO = "情報"  # said so that nothing is changed in silence


@dataclass(frozen=True, order=True, slots=True)
class CellRef:
    """Where a finding is: as much of the address as there is."""

    file: str
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        """The address as an official reads it."""
        place = f"{self.file}"
        if self.sheet:
            place += f" シート『{self.sheet}』"
        return place + (f" {self.cell}" if self.cell else "")


@dataclass(frozen=True)
class Kind:
    """A kind of finding. `message` and `remedy` are str.format templates."""

    code: str
    severity: Severity
    message: str
    remedy: str
    hidden_by: tuple[Cause, ...] = ()
    """What it follows from: beside one of these it is not told."""
    is_numerous: bool = False
    """Damage that comes in numbers: from some number on the first is told for all of its sheet."""

    @cached_property
    def blanks(self) -> tuple[str, ...]:
        """The words that the templates ask for, but for `found`."""
        names = (name for text in (self.message, self.remedy) for name in _blanks(text))
        return tuple(name for name in dict.fromkeys(names) if name != "found")

    def at(self, where: CellRef, *, found: object = "", **words: object) -> Finding:
        """Return the finding at a place; `found` is the value as it stands in the cell.

        Words that the templates do not ask for are left out; a missing one is a KeyError.
        """
        asked = tuple((name, str(words[name])) for name in self.blanks)
        return Finding(self, where, asked, shorten(_shown(found)))


_NONE: Final = ("", "")
_LOOK: Final = "内容を確かめてください。"


def _shown(found: object) -> str:
    """Return a value as a spreadsheet shows it."""
    if isinstance(found, bool):
        return str(found).upper()
    if isinstance(found, datetime) and found.time() == time.min:
        return f"{found.year}/{found.month}/{found.day}"
    return str(found)


def _blanks(template: str) -> Iterator[str]:
    return (name for _, name, _, _ in Formatter().parse(template) if name)


@dataclass(frozen=True)
class Finding:
    """One thing wrong at one place."""

    kind: Kind
    where: CellRef
    words: tuple[tuple[str, str], ...] = ()
    """What fills the blanks of the kind's templates, by name."""
    found: str = ""
    covers: int = 1
    """How many findings it stands for, itself included: a root cause and what follows from it."""
    cells: tuple[str, ...] = ()
    """Further cells of the same sheet that it is about, besides `where`."""
    document: Document = Document.FORM
    """What the file is: of the secretariat's own some things are said in other words."""
    parts: tuple[Finding, ...] = ()
    """The findings that are told as this one, if several are: the first stands at its place."""
    number: int = field(default=0, compare=False)
    """Its number among all that is told with it, the same everywhere; 0 until it has one."""

    @property
    def code(self) -> str:
        """The code of its kind."""
        return self.kind.code

    @property
    def severity(self) -> Severity:
        """The severity of its kind."""
        return self.kind.severity

    @cached_property  # of a finding told for thousands it stands in thousands of notes
    def message(self) -> str:
        """What is wrong, in a Japanese sentence; of a repetition also how often and where."""
        message = self._own[0] or self.kind.message
        return self._filled(message) + self._repeated()

    @property
    def remedy(self) -> str:
        """What to do about it, in a Japanese sentence."""
        return self._filled(self._own[1] or self.kind.remedy) or _LOOK

    @property
    def _own(self) -> Words:
        is_own = self.document is not Document.FORM
        return OWN[self.document].get(self.code, _NONE) if is_own else _NONE

    def _filled(self, template: str) -> str:
        """Return a template with its words; one that is blank stands in no quotation marks."""
        words = {"found": self.found, **dict(self.words)}
        if not all(words.values()):
            for name in [name for name, word in words.items() if not word]:
                template = template.replace(f"「{{{name}}}」", "空欄").replace(
                    f"（{{{name}}}）", ""
                )
        return template.format(**words)

    def of(self, document: Document) -> Finding:
        """Return the finding as one about this document."""
        return replace(self, document=document)

    def covering(self, count: int, cells: Iterable[str] = ()) -> Finding:
        """Return the finding as standing for `count`, about further cells of its sheet too."""
        return replace(self, covers=count, cells=tuple(cells))

    def standing_for(self, parts: Iterable[Finding]) -> Finding:
        """Return the finding as told for all of these, about their cells if it is about a cell."""
        told = tuple(parts)
        cells = (cell for part in told for cell in (part.where.cell, *part.cells))
        further = tuple(cell for cell in cells if cell and cell != self.where.cell)
        return replace(
            self,
            parts=told,
            covers=sum(part.covers for part in told),
            cells=further if self.where.cell else (),
        )

    def one_by_one(self) -> Iterator[Finding]:
        """Yield the findings that are told as this one; itself if it is told by itself."""
        for part in self.parts:
            yield from part.one_by_one()
        if not self.parts:
            yield self

    def _repeated(self) -> str:
        """Say how many more findings of its own kind it stands for, and where they are."""
        if not self.parts or self.parts[0].kind != self.kind:
            return ""
        first, *others = self.parts
        how = "同じ指摘" if all(each.message == first.message for each in others) else "同種の指摘"
        cells = [each.where.cell for each in others if each.where.cell]
        places = f"：{listed(cells)}" if cells else ""
        return f"（{how}がほか{len(others)}件{places}）"

    def __getstate__(self) -> dict[str, object]:
        """Leave the sentence behind."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def __str__(self) -> str:
        """One line: severity, code, place, message, remedy."""
        return f"[{self.severity}] {self.code} {self.where}：{self.message}{self.remedy}"


@dataclass
class Findings:
    """The findings collected so far, in the order in which they were met."""

    items: list[Finding] = field(default_factory=list)

    def add(self, finding: Finding) -> None:
        """Collect one more."""
        self.items.append(finding)

    def extend(self, findings: Iterable[Finding]) -> None:
        """Collect several more."""
        self.items.extend(findings)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding is of level エラー."""
    return any(finding.severity is Severity.ERROR for finding in findings)
