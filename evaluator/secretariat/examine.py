"""The one function that reads and checks files: from names and bytes to what is left of them.

It runs wherever there is room: in this process, in others, on other machines (`workers`). So all
that it needs is a value (`Basis`), and what it returns is JSON, which is also what is kept
(`kept`). Nothing here writes, or asks a clock.
"""

from __future__ import annotations

import json
import pickle
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache

from evaluator.catalogue import Catalogue, load_catalogue
from evaluator.checks import Yardstick, findings_of
from evaluator.errors import CatalogueRejected, ClusterUnusable
from evaluator.findings import Finding
from evaluator.findings import record as finding_record
from evaluator.form import record as form_record
from evaluator.form.annotate import without_marks
from evaluator.form.issued import Kept
from evaluator.form.read import Submission, said_in, submission_in
from evaluator.form.settings import Settings
from evaluator.form.union import together
from evaluator.results.proposals import proposer
from evaluator.rubric import Rubric
from evaluator.secretariat.program import program_identity
from evaluator.xlsx.opening import read_source
from evaluator.xlsx.refusal import Refused

Content = tuple[str, bytes]
"""What a file was called when it came, and its bytes."""
Unit = tuple[Content, ...]
"""Files that are read together: one, or the forms of a ministry that count beside each other."""
Record = bytes
"""What is left of a unit when it has been read and checked: a line of JSON that tells of each file
what is said of it, and the answers of those that can be used, packed (`form.record`)."""


@dataclass(frozen=True)
class Examined:
    """A file, read and checked by itself."""

    submission: Submission | None
    """None if it cannot be used; of a usable one the answers and where they stand."""
    findings: tuple[Finding, ...]
    sheets: tuple[str, ...] = ()
    """The names of its sheets."""
    round: str = ""
    """The round that it says it is of; '' if it says none."""
    is_refused: bool = False
    """Whether it is not one that can be opened safely, or no form at all."""


@dataclass(frozen=True)
class Basis:
    """What the files of a round are read and checked by; it can be sent to another process."""

    catalogue: Catalogue
    settings: Settings
    rubric: Rubric
    versions: Mapping[str, bytes]
    """The workbooks of the catalogue's versions that were kept, by the hash of their content."""

    @cached_property
    def yardstick(self) -> Yardstick:
        """What submissions are held against."""
        return Yardstick(self.catalogue, self.settings, proposer(self.catalogue, self.rubric))

    @cached_property
    def kept(self) -> Kept:
        """Finds a version of the catalogue that was kept. CatalogueRejected if it is damaged."""
        return cache(self._version)

    def _version(self, sha256: str) -> Catalogue | None:
        content, now = self.versions.get(sha256), self.catalogue
        if content is None:
            return None
        name = f"{sha256}.xlsx"
        version, found = load_catalogue(
            name, content, now.round.id, now.scale, now.own_standards, now.programme
        )
        if version is None:
            raise CatalogueRejected(f"施策一覧の版 {name} を読めません。", found)
        return version


def work(basis: bytes, units: Sequence[Unit], program: str) -> list[Record | None]:
    """Read and check a batch of units in another process; `basis` is `sent` with each batch.

    None for one that only the caller can tell about: the basis itself is at fault. ClusterUnusable
    if this is another program than the caller's.
    """
    if program != program_identity():
        raise ClusterUnusable(
            "ワーカーの evaluator（又は Python、lxml、pydantic）の版がこの計算機と違います。"
            "同じ版を入れてください。"
        )
    opened = _opened(basis)
    records: list[Record | None] = []
    for unit in units:
        record = None
        with suppress(CatalogueRejected):
            record = examine(unit, opened.yardstick, opened.kept)
        records.append(record)
    return records


def sent(basis: Basis) -> bytes:
    """Return a basis as it goes to another process: a tenth of it, for it goes with each batch."""
    return zlib.compress(pickle.dumps(basis), 1)


@lru_cache(maxsize=2)
def _opened(basis: bytes) -> Basis:
    opened = pickle.loads(zlib.decompress(basis))  # noqa: S301  # from who gives the work
    assert isinstance(opened, Basis)
    return opened


def examine(unit: Unit, yardstick: Yardstick, kept: Kept) -> Record:
    """Read and check the files of a unit; what one of them answers is not asked of another."""
    asked: dict[str, bool] = {}

    def noted(sha256: str) -> Catalogue | None:
        version = kept(sha256)
        asked[sha256] = version is not None
        return version

    files, answers = [], []
    for form, each in _examined(unit, yardstick, noted):
        packed = form_record.packed(form) if form else b""
        answers.append(packed)
        files.append(
            {
                "sheets": each.sheets,
                "round": each.round,
                "refused": each.is_refused,
                "form": form_record.as_plain(form) if form else None,
                "answers": len(packed),
                "findings": [finding_record.as_plain(finding) for finding in each.findings],
            }
        )
    record = {"files": files, "versions": asked}
    said = json.dumps(record, separators=(",", ":"), default=form_record.plainly)
    return b"\n".join([said.encode(), b"".join(answers)])


def examined_here(unit: Unit, yardstick: Yardstick, kept: Kept) -> tuple[Examined, ...]:
    """Do the same for the caller alone: nothing is written down to be read again."""
    return tuple(each for _, each in _examined(unit, yardstick, kept))


def _examined(
    unit: Unit, yardstick: Yardstick, kept: Kept
) -> Iterator[tuple[Submission | None, Examined]]:
    """Yield each file's form as it is by itself, and the file as it is beside the others."""
    read = [_read(name, content, yardstick.catalogue, kept) for name, content in unit]
    forms = iter(together([each.submission for each in read if each.submission is not None]))
    for each in read:
        form = each.submission
        if form is None:
            yield None, each
        else:
            beside = next(forms)
            found = findings_of(beside, each.findings, yardstick)
            yield form, replace(each, submission=beside, findings=found)


def _read(name: str, content: bytes, catalogue: Catalogue, kept: Kept) -> Examined:
    try:
        source = read_source(name, content, without_marks)
    except Refused as refusal:
        return Examined(None, (refusal.finding(name),), is_refused=True)
    said = said_in(source)
    sheets = tuple(sheet.name for sheet in source.sheets)
    form, found = submission_in(source, said, catalogue, kept)
    return Examined(form, found, sheets, said.round or "", is_refused=said.round is None)


def told(record: Record, catalogue: Catalogue, kept: Kept) -> tuple[Examined, ...] | None:
    """Return what a record tells of the files of its unit.

    None if by now another version of the catalogue is at hand than when it was made.
    """
    said, _, answers = record.partition(b"\n")
    plain = json.loads(said)
    for sha256, was_kept in plain["versions"].items():
        if (kept(sha256) is not None) is not was_kept:
            return None
    read, at = [], 0
    for each in plain["files"]:
        if each["form"]:
            packed = answers[at : at + each["answers"]]
            read.append(form_record.from_plain(each["form"], packed, catalogue, kept))
            at += each["answers"]
    forms = iter(together(read))
    return tuple(
        Examined(
            next(forms) if each["form"] else None,
            tuple(map(finding_record.from_plain, each["findings"])),
            tuple(each["sheets"]),
            each["round"],
            each["refused"],
        )
        for each in plain["files"]
    )
