"""ISO's open data of technical committees (JSON lines or CSV) → committees, or findings by line.

The data are ISO's, under ODC-By 1.0: whoever shows a number names the source. What is not quite in
order gives no committee but a finding, since a number made of half a file would be wrong.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Final

from evaluator.findings import CellRef, Finding, Findings, has_errors
from evaluator.findings.standards import (
    COMMITTEE_TWICE,
    FIELD_MISSING,
    LINE_BROKEN,
    NO_COMMITTEES,
    NOT_UTF8,
    STATUS_UNKNOWN,
    TOO_MANY_BROKEN,
)
from evaluator.standards.secretariats.rows import Definition

MOST_BROKEN: Final = 20
"""Lines; after so many broken ones nothing more is to be learnt from the rest."""
_LONGEST_LINE: Final = 1_000_000
_DEEPEST: Final = 20
_ACTIVE: Final = "Active"
_SUSPENDED: Final = "Suspended"


class Level(Enum):
    """What sort of committee it is, told by its reference."""

    TOP = auto()  # TC, PC
    SUB = auto()  # SC
    JOINT_TOP = auto()  # JTC
    JOINT_SUB = auto()  # an SC of a JTC
    JOINT_SYSTEMS = auto()  # JSyC
    OTHER = auto()  # CASCO, workshops: no technical committee


_LEVELS: Final = (
    (Level.JOINT_SUB, re.compile(r"(?:ISO/IEC|IEC/ISO) JTC \d+/SC \d+", re.ASCII)),
    (Level.JOINT_TOP, re.compile(r"(?:ISO/IEC|IEC/ISO) JTC \d+", re.ASCII)),
    (Level.JOINT_SYSTEMS, re.compile(r"(?:ISO/IEC|IEC/ISO) JSyC .+")),
    (Level.SUB, re.compile(r"ISO/TC \d+/SC \d+", re.ASCII)),
    (Level.TOP, re.compile(r"ISO/(?:TC|PC) \d+", re.ASCII)),
)
_COUNTED: Final[Mapping[Definition, frozenset[Level]]] = {
    Definition.EVERY: frozenset(Level) - {Level.OTHER},
    Definition.WITHOUT_JOINT: frozenset({Level.TOP, Level.SUB}),
    Definition.TOP_LEVEL: frozenset({Level.TOP, Level.JOINT_TOP}),
}


@dataclass(frozen=True)
class Committee:
    """A committee and who holds its secretariat."""

    reference: str
    is_active: bool
    secretariat: str
    """The organization's acronym; '' where the post is vacant."""

    @property
    def level(self) -> Level:
        """What sort of committee it is."""
        fitting = (level for level, form in _LEVELS if form.fullmatch(self.reference))
        return next(fitting, Level.OTHER)

    @property
    def is_run_by_iec(self) -> bool:
        """Whether IEC runs it, so that it is listed here and is nothing of ISO's alone."""
        return self.reference.startswith("IEC/ISO ")

    def counts_by(self, definition: Definition) -> bool:
        """Whether it is counted: suspended and vacant ones never are."""
        is_held = self.is_active and bool(self.secretariat)
        return is_held and self.level in _COUNTED.get(definition, frozenset())


def read_committees(
    name: str, content: bytes
) -> tuple[tuple[Committee, ...] | None, tuple[Finding, ...]]:
    """Read a file of ISO's open data, by what stands in it; None if it has errors."""
    found = Findings()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return None, (NOT_UTF8.at(_line(name, line)),)
    is_json = text.lstrip()[:1] in ("{", "[")
    records = _from_json(name, text, found) if is_json else _from_csv(name, text, found)
    committees = tuple(_committees(name, records, found))
    if not committees and not has_errors(found.items):
        found.add(NO_COMMITTEES.at(CellRef(name)))
    return (None if has_errors(found.items) else committees), tuple(found.items)


def _line(name: str, number: int) -> CellRef:
    return CellRef(name, "", f"{number}行目")


_Record = tuple[int, Mapping[str, Any]]


def _from_json(name: str, text: str, found: Findings) -> Iterator[_Record]:
    broken = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        record = _object(line)
        if record is not None:
            yield number, record
            continue
        broken += 1
        found.add(LINE_BROKEN.at(_line(name, number), found=line[:40]))
        if broken == MOST_BROKEN:
            found.add(TOO_MANY_BROKEN.at(_line(name, number), count=broken))
            return


def _object(line: str) -> Mapping[str, Any] | None:
    """Return a line of JSON as an object; None if it is none, or built to break a reader."""
    if len(line) > _LONGEST_LINE or _depth(line) > _DEEPEST:
        return None
    try:
        value = json.loads(line)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _depth(line: str) -> int:
    """Return how many brackets are open at most, those within texts counted too."""
    depth = deepest = 0
    for sign in re.findall(r"[\[{\]}]", line):
        depth += 1 if sign in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _from_csv(name: str, text: str, found: Findings) -> Iterator[_Record]:
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        for record in reader:
            yield reader.line_num, record
    except csv.Error:
        found.add(LINE_BROKEN.at(_line(name, reader.reader.line_num), found="CSV"))


_FIELDS: Final = ("reference", "status")
_HOLDERS: Final = ("secretariat", "secretariat.acronym")


def _committees(name: str, records: Iterable[_Record], found: Findings) -> Iterator[Committee]:
    first: dict[str, int] = {}
    for number, record in records:
        where = _line(name, number)
        lacks = [field for field in _FIELDS if not isinstance(record.get(field), str)]
        if not any(field in record for field in _HOLDERS):
            lacks.append(_HOLDERS[0])
        if lacks:
            found.add(FIELD_MISSING.at(where, fields="、".join(lacks)))
            return  # another file than this one: every line would say the same
        reference, status = " ".join(record["reference"].split()), record["status"].strip()
        if reference in first:
            words = {"first": f"{first[reference]}行目"}
            found.add(COMMITTEE_TWICE.at(where, found=reference, **words))
        elif status not in (_ACTIVE, _SUSPENDED):
            found.add(STATUS_UNKNOWN.at(where, found=status, committee=reference))
        first.setdefault(reference, number)
        yield Committee(reference, status == _ACTIVE, _holder(record))


def _holder(record: Mapping[str, Any]) -> str:
    """Return the acronym of the organization; '' where there is none."""
    holder = record.get("secretariat.acronym", record.get("secretariat"))
    if isinstance(holder, dict):
        holder = holder.get("acronym")
    return " ".join(holder.split()) if isinstance(holder, str) else ""
