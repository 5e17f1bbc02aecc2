"""了承: a person lets findings of a ministry's form pass, for a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evaluator.errors import NotInTheLedger
from evaluator.findings import Finding, Severity
from evaluator.form.read import Submission
from evaluator.model import MinistryName
from evaluator.secretariat.collect import collect
from evaluator.secretariat.desk import Desk
from evaluator.secretariat.waivers import Waiver, details_of
from evaluator.sheets.normalise import compare_key


@dataclass(frozen=True)
class ToldOf:
    """What is told of a ministry's form that counts."""

    ministry: MinistryName
    form: Submission
    findings: tuple[Finding, ...]
    waived: tuple[Waiver, ...]

    def meant(self, named: str) -> Finding:
        """Return the finding of a number or a code.

        NotInTheLedger if there is none, or several, or it is waived already or asks for nothing.
        """
        key = compare_key(named).removesuffix("番")
        for waiver in self.waived:
            if str(waiver.finding.number) == key:
                number = waiver.event.number
                raise NotInTheLedger(f"指摘{key}は、すでに了承しています（{number}番）。")
        meant = [f for f in self.findings if key in (str(f.number), f.code.casefold())]
        if not meant:
            raise NotInTheLedger(f"「{named}」の指摘はありません。番号かコードで指定してください。")
        if len(meant) > 1:
            numbers = "、".join(str(finding.number) for finding in meant)
            raise NotInTheLedger(
                f"「{named}」の指摘は複数あります（{numbers}）。番号で指定してください。"
            )
        if meant[0].severity is Severity.INFO:
            raise NotInTheLedger(
                f"指摘{meant[0].number}は情報です。了承するまでもなく、対応は要りません。"
            )
        return meant[0]


def told_of(desk: Desk, ministry: MinistryName) -> ToldOf:
    """Return what is told of a ministry's form. NotInTheLedger if nothing of it was received."""
    received = collect(desk.opened)
    form = received.submissions.get(ministry)
    if ministry in received.contested:
        raise NotInTheLedger(
            f"{ministry}には内容の異なるファイルが複数あるため、了承できません。"
            "正しい1件を「evaluator receive」で受け付けるか、ほかを別のフォルダーに移してください。"
        )
    counting = {version.sha256 for version in desk.state().of(ministry).counting}
    if form is None or not counting.issuperset(sha256 for _, sha256 in form.forms):
        raise NotInTheLedger(f"{ministry}の様式は受け付けていません（取り下げたものを除きます）。")
    return ToldOf(ministry, form, received.about[ministry], received.waived[ministry])


def let_pass(
    desk: Desk, told: ToldOf, findings: Sequence[Finding], reason: str
) -> tuple[Waiver, ...]:
    """Let findings of a form pass, all or none."""
    hashes = dict(reversed(told.form.forms))  # of two files of one name the first is meant
    events = [
        desk.event(
            details_of(finding),
            told.ministry,
            hashes[finding.where.file],
            finding.where.file,
            reason,
        )
        for finding in findings
    ]
    return tuple(map(Waiver, findings, desk.write(*events)))


def waive(desk: Desk, ministry: MinistryName, named: str, reason: str) -> Waiver:
    """Let a finding of a ministry's form pass, named by its number or its code.

    NotInTheLedger if there is no such finding, or it asks for nothing, or nothing was received.
    """
    told = told_of(desk, ministry)
    (waiver,) = let_pass(desk, told, [told.meant(named)], reason)
    return waiver
