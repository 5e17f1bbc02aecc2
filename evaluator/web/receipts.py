"""What became of files that were received, kept a while: to be shown, and the files to choose from.

Nothing rests on it: what was received stands in the ledger.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from secrets import token_urlsafe
from typing import Final

from evaluator.errors import CannotWrite
from evaluator.files import make_folder, reason, write_atomic
from evaluator.findings import Severity
from evaluator.secretariat.receipt import Receipt
from evaluator.show import receipt as shown
from evaluator.show.finding import in_a_line
from evaluator.web.uploads import clear_old, name_of

_KEY: Final = re.compile(r"[A-Za-z0-9_-]{16,32}")


@dataclass(frozen=True)
class Kept:
    """One receipt as it is shown."""

    line: str
    outcome: str
    is_wrong: bool
    """Whether something is to be mended or decided."""
    more: tuple[str, ...]
    findings: tuple[str, ...]
    ministry: str
    """Whose page says more; '' if there is none."""
    way: str
    """How it can still be taken (`Way`); '' if it cannot, or is."""
    file: str
    """Where it is kept until then, below the folder."""


class Receipts:
    """The receipts of a round, a folder for each time that files were handed in."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begin(self) -> str:
        """Make a place for the next, and clear away what is old; return its key. CannotWrite."""
        clear_old(self._folder)
        key = token_urlsafe(16)
        make_folder(self._folder / key)
        return key

    def uploads(self, key: str) -> Path:
        """Return where files lie that are being received."""
        return self._folder / key / "届いたもの"

    def clear_uploads(self, key: str) -> None:
        """Clear away what was received."""
        shutil.rmtree(self.uploads(key), ignore_errors=True)

    def keep(self, key: str, receipts: Iterator[Receipt]) -> None:
        """Keep receipts as they come, and the files that may yet be taken. CannotWrite."""
        told = []
        try:
            for number, receipt in enumerate(receipts, start=1):
                told.append(_kept(receipt, self._put_by(key, number, receipt)))
        finally:  # what was received before something went wrong is told too
            content = json.dumps([asdict(each) for each in told], ensure_ascii=False)
            write_atomic(self._folder / key / "receipts.json", content.encode())

    def _put_by(self, key: str, number: int, receipt: Receipt) -> str:
        if receipt.way is None:
            return ""
        name = f"{number}/{name_of(receipt.incoming.name)}"
        write_atomic(self._folder / key / name, receipt.incoming.content)
        return name

    def of(self, key: str) -> tuple[Kept, ...] | None:
        """Return what became of files; None if there is nothing of that key any more."""
        if not _KEY.fullmatch(key):
            return None
        try:
            content = (self._folder / key / "receipts.json").read_bytes()
            return tuple(Kept(**each) for each in json.loads(content))
        except (OSError, ValueError, TypeError):
            return None

    def file(self, key: str, kept: Kept) -> Path:
        """Return the file that a receipt is about. CannotWrite if it is there no more."""
        path = self._folder / key / kept.file
        try:
            path.stat()
        except OSError as error:
            raise CannotWrite(f"{path.name} を読めません（{reason(error)}）。") from error
        return path


def _kept(receipt: Receipt, file: str) -> Kept:
    findings = receipt.checked.findings
    is_taken = receipt.version is not None and receipt.way is None
    return Kept(
        line=shown.in_a_line(receipt),
        outcome=receipt.outcome,
        is_wrong=any(finding.severity is Severity.ERROR for finding in findings),
        more=tuple(shown.more_lines(receipt)),
        findings=() if is_taken else tuple(map(in_a_line, findings)),
        ministry=receipt.version.ministry if receipt.version else "",
        way=receipt.way or "",
        file=file,
    )
