"""The closed vocabularies of the tables: phases, states, what counts, how sure a row is."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class StagePhase(StrEnum):
    """The phases of ISO's harmonized stages: the first two digits, in order."""

    PRELIMINARY = "予備"
    PROPOSAL = "提案"
    PREPARATORY = "作成"
    COMMITTEE = "委員会"
    ENQUIRY = "照会"
    APPROVAL = "承認"
    PUBLICATION = "発行"
    REVIEW = "見直し"
    WITHDRAWAL = "廃止"


class ProjectState(StrEnum):
    """What a project is beside its stage, when it does not go on: no stages, but states."""

    ENDED = "中止"
    MERGED = "統合"
    SPLIT = "分割"
    SUSPENDED = "中断"
    WITHDRAWN = "廃止"


class Counting(StrEnum):
    """Whether something is counted; what is to be asked is shown apart and not counted."""

    COUNTED = "数える"
    APART = "別に数える"
    NOT = "数えない"
    ASK = "確認"


class Sure(StrEnum):
    """How sure a row of the tables is."""

    READ = "A"  # its source was read
    PARTLY = "B"  # read in part, or at second hand
    UNSURE = "C"  # general knowledge: asked before it decides anything


class BodyKind(StrEnum):
    """What sort of body makes a standard."""

    DE_JURE = "デジュール"
    INTERGOVERNMENTAL = "政府間"
    FORUM = "フォーラム"
    REGIONAL = "地域"
    NATIONAL = "国内"


class PatternKind(StrEnum):
    """What a pattern is the pattern of."""

    NUMBER = "番号"
    DOCUMENT = "文書"
    COMMITTEE = "委員会"


class HeldBy(StrEnum):
    """Who holds a post."""

    COUNTRY = "国・機関"
    PERSON = "個人"
    ORGANIZATION = "団体"


class Renewal(StrEnum):
    """Whether a project makes something new; revisions and amendments are counted apart."""

    NEW = "新規"
    REVISION = "改訂"
    AMENDMENT = "追補"


class Milestone(StrEnum):
    """The events in the life of a project that have a date, in order."""

    PROPOSED = "提案"
    ACCEPTED = "受理"
    DRAFTED = "原案"
    APPROVED = "承認"
    ADOPTED = "採択・発行"
    IN_FORCE = "発効"


HARMONIZED: Final = re.compile(r"\d\d(?:\.\d\d)?")
_PHASES: Final = dict(
    zip(("00", "10", "20", "30", "40", "50", "60", "90", "95"), StagePhase, strict=True)
)
# Between the phases of ISO: IEC's further committee drafts, CEN's final draft, IEC's deletion.
_BETWEEN: Final = {"35": "30", "45": "40", "99": "95"}


def phase_of(stage: str) -> StagePhase | None:
    """Return the phase of a harmonized stage ('30.20' or '30'); None if there is none."""
    digits = stage[:2]
    return _PHASES.get(_BETWEEN.get(digits, digits))
