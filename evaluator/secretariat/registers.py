"""A round's register is read from its workbook once: what it came to is kept beside the returns'.

It is looked for by whoever opens a round, and kept by those commands that keep what returns came
to (`collect`): one that only looks at a file writes nothing.
"""

from __future__ import annotations

import json
import zlib
from contextlib import suppress
from dataclasses import dataclass, fields

from evaluator.catalogue import Catalogue
from evaluator.catalogue.record import packed, unpacked
from evaluator.files import Workspace
from evaluator.findings import Finding
from evaluator.findings import record as finding_record
from evaluator.model import RoundId
from evaluator.programme import Programme
from evaluator.scale import Scale
from evaluator.secretariat.cache import FOLDER, Cache, registers_of
from evaluator.standards import Standards
from evaluator.xlsx.source import digest

Read = tuple[Catalogue, tuple[Finding, ...]]
"""A register without errors, and what else is to be said of it."""


@dataclass(frozen=True)
class RegisterFile:
    """The bytes of a round's register, and what they are read by."""

    workspace: Workspace
    round_id: RoundId
    name: str
    content: bytes
    scale: Scale
    standards: Standards | None
    """The round's own tables of standards bodies, where it has any."""
    programme: Programme

    def kept(self) -> Read | None:
        """Return what these very bytes came to, if that is kept."""
        if not (self.workspace.reports(self.round_id) / FOLDER).is_dir():
            return None
        record = self._cache().get(((self.name, self.content),))
        return self._from(record) if record else None

    def keep(self, catalogue: Catalogue, about: tuple[Finding, ...]) -> None:
        """Keep what they came to; what would not be read back the same is not kept."""
        said = json.dumps([finding_record.as_plain(finding) for finding in about])
        with suppress(ValueError):  # half of a pair of signs cannot be written
            record = b"\n".join([said.encode(), packed(catalogue)])
            again = self._from(record)
            if again and again[1] == about and _is_same(again[0], catalogue):
                self._cache().put(((self.name, self.content),), record)

    def _cache(self) -> Cache:
        own = self.standards.sha256 if self.standards else ""
        rules = (self.scale.identity, own, self.programme.identity)
        return registers_of(self.workspace, self.round_id, self.name, digest(self.content), *rules)

    def _from(self, record: bytes) -> Read | None:
        """Return what a record says; None of one that was not written by this program."""
        said, _, content = record.partition(b"\n")
        with suppress(KeyError, TypeError, ValueError, AttributeError, zlib.error):
            about = tuple(map(finding_record.from_plain, json.loads(said)))
            return unpacked(content, self.scale, self.programme, self.standards), about
        return None


def _is_same(one: Catalogue, other: Catalogue) -> bool:
    names = (field.name for field in fields(Catalogue))
    return all(getattr(one, name) == getattr(other, name) for name in names)
