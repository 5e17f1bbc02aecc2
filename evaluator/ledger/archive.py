"""The bytes that were received, each file under its hash, written once and only read again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from evaluator.errors import ArchiveDamaged
from evaluator.files import read_file, write_atomic
from evaluator.xlsx.source import digest

_NAME: Final = re.compile(r"([0-9a-f]{64})\.xlsx")
_READ_ONLY: Final = 0o444


@dataclass(frozen=True)
class Archive:
    """The folder of received files."""

    folder: Path

    def path(self, sha256: str) -> Path:
        """Where the bytes with this hash are."""
        return self.folder / f"{sha256}.xlsx"

    def put(self, content: bytes) -> str:
        """Keep the bytes, read-only, and return their hash. What is already there stays."""
        sha256 = digest(content)
        path = self.path(sha256)
        if path.exists():
            verify_kept(path, sha256)
        else:
            keep(path, content)
        return sha256

    def verify(self, expected: Iterable[str] = ()) -> None:
        """Hold every file against its name. ArchiveDamaged for the first that differs or lacks."""
        for sha256 in expected:
            if not self.path(sha256).is_file():
                verify_kept(self.path(sha256), sha256)
        for path in self.files():
            verify_kept(path, path.stem)

    def files(self) -> tuple[Path, ...]:
        """The files that are kept, in order of hash."""
        if not self.folder.is_dir():
            return ()
        return tuple(sorted(p for p in self.folder.iterdir() if _NAME.fullmatch(p.name)))


def keep(path: Path, content: bytes) -> None:
    """Write bytes that are only read again."""
    write_atomic(path, content, mode=_READ_ONLY)


def verify_kept(path: Path, sha256: str, what: str = "受け付けたファイル") -> None:
    """Hold a kept file against its hash. ArchiveDamaged if it differs or lacks."""
    if not path.is_file():
        raise ArchiveDamaged(f"{what} {path} がありません。バックアップから戻してください。")
    if digest(read_file(path)) != sha256:
        raise ArchiveDamaged(
            f"{what} {path} の内容が、受付のときから変わっています。"
            "バックアップから戻してください。"
        )
