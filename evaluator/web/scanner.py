"""A virus scanner (clamd) that looks at every file first; none unless the settings name one."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, Final

_PIECE: Final = 64 * 1024
_SECONDS: Final = 60.0
_LONGEST_ANSWER: Final = 4096
_CLEAN: Final = "stream: OK"
_FOUND: Final = " FOUND"


class Infected(Exception):
    """The scanner found something in a file."""

    def __init__(self, file: str, what: str) -> None:
        super().__init__(f"{file}: {what}")
        self.file = file
        self.what = what


class ScannerSilent(Exception):
    """The scanner cannot be reached, or did not say that a file is clean: it is not taken."""


@dataclass(frozen=True)
class Scanner:
    """A clamd, by its address: `/run/clamav/clamd.ctl`, or `127.0.0.1:3310`."""

    address: str

    def look_at(self, file: str, content: BinaryIO) -> None:
        """Show a file to the scanner, from its beginning. Infected, ScannerSilent."""
        content.seek(0)
        try:
            with self._connected() as scanner:
                scanner.sendall(b"zINSTREAM\0")
                for piece in iter(lambda: content.read(_PIECE), b""):
                    scanner.sendall(struct.pack("!L", len(piece)) + piece)
                scanner.sendall(struct.pack("!L", 0))
                answer = _answer(scanner)
        except OSError as error:
            raise ScannerSilent(self.address) from error
        finally:
            content.seek(0)
        if answer.endswith(_FOUND):
            raise Infected(file, answer.removeprefix("stream: ").removesuffix(_FOUND))
        if answer != _CLEAN:
            raise ScannerSilent(f"{self.address}: {answer}")

    @contextmanager
    def _connected(self) -> Iterator[socket.socket]:
        if self.address.startswith("/"):
            scanner = socket.socket(socket.AF_UNIX)
            scanner.settimeout(_SECONDS)
            scanner.connect(self.address)
        else:
            host, _, port = self.address.rpartition(":")
            scanner = socket.create_connection((host, int(port)), timeout=_SECONDS)
        with scanner:
            yield scanner


def _answer(scanner: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < _LONGEST_ANSWER:
        piece = scanner.recv(_LONGEST_ANSWER)
        if not piece:
            break
        said += piece
    return said.rstrip(b"\0").decode("utf-8", "replace").strip()
