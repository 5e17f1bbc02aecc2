"""Who is at the door: a name for the ledger, and a role that says which doors open."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from evaluator.model import MinistryName


class Role(StrEnum):
    """What a person is here for."""

    SECRETARIAT = "事務局"
    MINISTRY = "府省庁"
    READER = "審査・閲覧"


Opens: TypeAlias = frozenset[Role | None]
"""To whom something opens; None stands for whoever has not come in."""
EVERYBODY: Final[Opens] = frozenset(Role)
ANYBODY: Final[Opens] = EVERYBODY | {None}
OFFICE: Final[Opens] = frozenset({Role.SECRETARIAT})
OFFICE_AND_READERS: Final[Opens] = frozenset({Role.SECRETARIAT, Role.READER})
MINISTRY_AND_OFFICE: Final[Opens] = frozenset({Role.SECRETARIAT, Role.MINISTRY})


@dataclass(frozen=True)
class Person:
    """Somebody who has come in."""

    name: str
    """What the ledger is to call them; '' until it has been asked."""
    role: Role | None
    """None for whoever has not come in."""
    ministry: MinistryName | None = None
    """Whose form they answer for, where they are of a ministry."""

    @property
    def has_come_in(self) -> bool:
        """Whether it is known who this is."""
        return self.role is not None

    def may_see(self, ministry: str) -> bool:
        """Whether what belongs to a ministry is theirs to see."""
        return self.role is not Role.MINISTRY or self.ministry == ministry


STRANGER: Final = Person("", None)
