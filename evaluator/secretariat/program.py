"""Which program this is: its own files, and the libraries that say what a file holds."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from pathlib import Path

import lxml.etree
import pydantic

import evaluator


@cache
def program_identity() -> str:
    """Return a hash that is another one as soon as any rule, table or reader is another.

    A number of the version would not do: it stays while somebody works on a rule.
    """
    return identity_of(Path(evaluator.__file__).parent)


def identity_of(folder: Path) -> str:
    """Return the same of a program that lies in a folder."""
    said = hashlib.sha256()
    said.update(repr((sys.version_info[:3], lxml.etree.LXML_VERSION, pydantic.VERSION)).encode())
    for path in sorted(folder.rglob("*")):
        if path.suffix != ".pyc" and path.is_file():
            said.update(path.relative_to(folder).as_posix().encode() + b"\0")
            said.update(hashlib.sha256(path.read_bytes()).digest())
    return said.hexdigest()
