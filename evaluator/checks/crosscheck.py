"""What only shows when the submissions of several ministries are looked at together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from evaluator.checks.coverage import Bullet, bullets
from evaluator.checks.rule import Yardstick, finds
from evaluator.findings import Finding
from evaluator.findings.consistency import BULLET_SHARED, JOINT_DIFFERS
from evaluator.form.read import Submission
from evaluator.form.sheets import MeasureAnswer
from evaluator.model import MeasureId, MinistryName
from evaluator.sheets.read import Located

Submissions = Mapping[MinistryName, Submission]


@finds(JOINT_DIFFERS)
def joint_measures(submissions: Submissions, yardstick: Yardstick) -> Iterator[Finding]:
    """Ministries that rate a measure together should agree."""
    rows: dict[MeasureId, dict[MinistryName, Located[MeasureAnswer]]] = defaultdict(dict)
    for ministry, submission in submissions.items():
        for located in submission.measures.rows:
            rows[MeasureId(located.row.measure_id)].setdefault(ministry, located)
    for measure in yardstick.catalogue.measures:
        rated = {
            ministry: rows[measure.id][ministry]
            for ministry in measure.raters
            if ministry in rows[measure.id] and rows[measure.id][ministry].row.self_mark
        }
        if len({located.row.self_mark for located in rated.values()}) > 1:
            for ministry, located in rated.items():
                others = [
                    f"{other}は「{row.row.self_mark}」（{row.ref('self_mark')}）"
                    for other, row in rated.items()
                    if row.row.self_mark is not located.row.self_mark and other != ministry
                ]
                mark = located.row.self_mark
                words = {"found": mark, "others": "、".join(others)}
                yield JOINT_DIFFERS.at(located.ref("self_mark"), **words)


@finds(BULLET_SHARED)
def shared_bullets(submissions: Submissions, _yardstick: Yardstick) -> Iterator[Finding]:
    """The same bullet from two ministries would be printed twice."""
    sent: dict[str, dict[MinistryName, Bullet]] = defaultdict(dict)
    for ministry, submission in submissions.items():
        for key, bullet in bullets(submission):
            sent[key].setdefault(ministry, bullet)
    for by_ministry in sent.values():
        for ministry, bullet in by_ministry.items():
            others = [
                f"{other}（{each.ref('text')}）"
                for other, each in by_ministry.items()
                if other != ministry
            ]
            if others:
                words = {"found": bullet.row.text, "other": "、".join(others)}
                yield BULLET_SHARED.at(bullet.ref("text"), **words)
