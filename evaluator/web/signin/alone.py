"""One person on their own machine: no sign-in, and the name for the ledger is asked once."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from starlette.requests import Request

from evaluator.files import shown_text, write_atomic
from evaluator.web.people import Person, Role

_LONGEST_NAME: Final = 50


class Alone:
    """The secretariat, by the name that was given.

    The name is kept in a file, so that two workers know it and no cookie is needed.
    """

    asks_name: Final = True
    has_links: Final = False
    is_at_provider: Final = False

    def __init__(self, file: Path) -> None:
        self._file = file

    def person_of(self, request: Request) -> Person | None:  # noqa: ARG002  # nobody else can come
        """Return the secretariat, by the name that was given."""
        return Person(self.name, Role.SECRETARIAT)

    @property
    def name(self) -> str:
        """The name that was given; '' if none was."""
        try:
            return shown_text(self._file.read_text(encoding="utf-8")).strip()[:_LONGEST_NAME]
        except (OSError, ValueError):
            return ""

    def call(self, name: str) -> None:
        """Keep the name. CannotWrite."""
        write_atomic(self._file, shown_text(name).strip()[:_LONGEST_NAME].encode())
