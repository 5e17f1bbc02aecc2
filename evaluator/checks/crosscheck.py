"""What only shows when the submissions of several ministries are looked at together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from evaluator.checks.coverage import Bullet, bullets
from evaluator.checks.rule import Yardstick, finds
from evaluator.findings import Finding
from evaluator.findings.consistency import BULLET_SHARED, JOINT_DIFFERS
from evaluator.form.read import Submission
from evaluator.form.sheets import MeasureAnswer
from evaluator.model import MeasureId, MinistryName
from evaluator.sheets.read import Located

Submissions = Mapping[MinistryName, Submission]


@dataclass(frozen=True)
class Together:
    """The submissions of a round; what is compared is looked up once."""

    submissions: Submissions

    @cached_property
    def rows(self) -> Mapping[MeasureId, Mapping[MinistryName, Located[MeasureAnswer]]]:
        """What each ministry says of a measure."""
        rows: dict[MeasureId, dict[MinistryName, Located[MeasureAnswer]]] = defaultdict(dict)
        for ministry, submission in self.submissions.items():
            for located in submission.measures.rows:
                rows[MeasureId(located.row.measure_id)].setdefault(ministry, located)
        return rows

    @cached_property
    def sent(self) -> Mapping[str, Mapping[MinistryName, Bullet]]:
        """Who sent a bullet, by the key under which equal texts are equal."""
        sent: dict[str, dict[MinistryName, Bullet]] = defaultdict(dict)
        for ministry, submission in self.submissions.items():
            for key, bullet in bullets(submission):
                sent[key].setdefault(ministry, bullet)
        return sent


@dataclass(frozen=True)
class Among:
    """One ministry's submission among the others."""

    ministry: MinistryName
    together: Together


@finds(JOINT_DIFFERS)
def joint_measures(among: Among, yardstick: Yardstick) -> Iterator[Finding]:
    """Ministries that rate a measure together should agree."""
    for measure in yardstick.catalogue.measures:
        rows = among.together.rows.get(measure.id, {})
        rated = {m: rows[m] for m in measure.raters if m in rows and rows[m].row.self_mark}
        located = rated.get(among.ministry)
        if located is None:
            continue
        mark = located.row.self_mark
        others = [
            f"{other}は「{row.row.self_mark}」（{row.ref('self_mark')}）"
            for other, row in rated.items()
            if row.row.self_mark is not mark
        ]
        if others:
            words = {"found": mark, "others": "、".join(others)}
            yield JOINT_DIFFERS.at(located.ref("self_mark"), **words)


@finds(BULLET_SHARED)
def shared_bullets(among: Among, _yardstick: Yardstick) -> Iterator[Finding]:
    """The same bullet from two ministries would be printed twice."""
    for by_ministry in among.together.sent.values():
        bullet = by_ministry.get(among.ministry)
        others = [
            f"{other}（{each.ref('text')}）"
            for other, each in by_ministry.items()
            if other != among.ministry
        ]
        if bullet is not None and others:
            words = {"found": bullet.row.text, "other": "、".join(others)}
            yield BULLET_SHARED.at(bullet.ref("text"), **words)
