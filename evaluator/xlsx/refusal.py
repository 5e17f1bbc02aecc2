"""Why a file is not read at all; raised before or while it is opened."""

from __future__ import annotations

from evaluator.findings import CellRef, Finding, Kind


class Refused(Exception):
    """The file is not read; `kind` and `what` make the finding."""

    def __init__(self, kind: Kind, what: str = "") -> None:
        super().__init__(f"{kind.code} {what}")
        self.kind = kind
        self.what = what

    def finding(self, file: str) -> Finding:
        """Return the refusal as the one finding about the file."""
        return self.kind.at(CellRef(file), what=self.what)
