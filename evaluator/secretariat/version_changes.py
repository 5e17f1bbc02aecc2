"""What has changed from one version of a ministry's form to another, as the archive has them."""

from __future__ import annotations

from evaluator.errors import CannotCompare
from evaluator.findings import Finding
from evaluator.form.compare import Comparison, compare
from evaluator.ledger import Version
from evaluator.secretariat.among import Neighbours, neighbours
from evaluator.secretariat.collect import collect
from evaluator.secretariat.opening import OpenRound
from evaluator.secretariat.reading import Checked, check_version


def compare_versions(opened: OpenRound, old: Version, new: Version) -> Comparison:
    """Compare two versions of a ministry's form, as the archive has them. CannotCompare."""
    if old.is_supplement != new.is_supplement:
        raise CannotCompare(
            f"{old.label}と{new.label}の一方は追補様式です。"
            "様式どうし、追補様式どうしを指定してください。"
        )
    among = neighbours(opened, (), collect(opened).submissions)
    was, now = (check_version(opened, version) for version in (old, new))
    return compare(was.submission, now.submission, *(_told(among, one) for one in (was, now)))


def _told(among: Neighbours, one: Checked) -> tuple[Finding, ...]:
    return among.told(one.submission, one.findings) if one.submission else one.findings
