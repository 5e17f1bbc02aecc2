"""What a person does with what was received: to be tried on disks that fail, and killed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from evaluator.secretariat import acts
from evaluator.secretariat import undo as undoing
from evaluator.secretariat import waive as waiving
from tests.ledger_builders import MOFA, Office, desk_of


def waive(office: Office) -> None:
    """Let 外務省's missing mark pass."""
    with desk_of(office.workspace) as desk:
        waiving.waive(desk, MOFA, "V001", "資料で確認した")


def put_aside(office: Office) -> None:
    """Settle the file that cannot be used."""
    with desk_of(office.workspace) as desk:
        acts.put_aside(desk, "議事録.xlsx", "様式ではない")


def undo(office: Office) -> None:
    """Take back what was done last."""
    with desk_of(office.workspace) as desk:
        undoing.undo(desk)


ACTS: Final[Mapping[str, Callable[[Office], None]]] = {
    "waived": waive,
    "put aside": put_aside,
    "undone": undo,
}
"""Each by the kind of the one event that it adds."""
