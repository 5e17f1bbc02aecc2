"""The rounds of a workspace by programme: several follow-ups lie side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evaluator.errors import ProgrammeRejected
from evaluator.files import Workspace
from evaluator.model import RoundId
from evaluator.programme import FIRST_PROGRAMME, programme_named
from evaluator.rubric import shipped_programme, shipped_programmes
from evaluator.secretariat.opening import open_programme


@dataclass(frozen=True)
class Followed:
    """A programme and its rounds, the earliest first."""

    name: str
    title: str
    """'' where its file cannot be read."""
    rounds: tuple[RoundId, ...]


def followed(workspace: Workspace, rounds: Iterable[RoundId]) -> tuple[Followed, ...]:
    """Return these rounds by programme, the first programme first.

    One whose file cannot be read stands under the name in its round's ID.
    """
    found: dict[tuple[str, str], list[RoundId]] = {}
    for round_id in rounds:
        found.setdefault(_named(workspace, round_id), []).append(round_id)
    ordered = sorted(found.items(), key=lambda each: (each[0][0] != FIRST_PROGRAMME, each[0]))
    return tuple(Followed(name, title, tuple(ids)) for (name, title), ids in ordered)


def not_begun(there: Iterable[Followed]) -> tuple[Followed, ...]:
    """Return the shipped programmes of which there is no round yet."""
    names = {each.name for each in there}
    wanted = (name for name in shipped_programmes() if name not in names)
    return tuple(Followed(name, shipped_programme(name).title, ()) for name in wanted)


def _named(workspace: Workspace, round_id: RoundId) -> tuple[str, str]:
    try:
        programme = open_programme(workspace, round_id)
    except ProgrammeRejected:
        return programme_named(round_id), ""
    return programme.name, programme.title
