"""了承: a person lets a finding of a ministry's form pass, for a reason."""

from __future__ import annotations

from collections.abc import Sequence

from evaluator.errors import NotInTheLedger
from evaluator.findings import Finding, Severity
from evaluator.model import MinistryName
from evaluator.secretariat.collect import collect
from evaluator.secretariat.desk import Desk
from evaluator.secretariat.waivers import Waiver, details_of
from evaluator.sheets.normalise import compare_key


def waive(desk: Desk, ministry: MinistryName, named: str, reason: str) -> Waiver:
    """Let a finding of a ministry's form pass, named by its number or its code.

    NotInTheLedger if there is no such finding, or it asks for nothing, or nothing was received.
    """
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
    finding = _meant(named, received.about[ministry], received.waived[ministry])
    sha256 = next(sha256 for name, sha256 in form.forms if name == finding.where.file)
    event = desk.event(details_of(finding), ministry, sha256, finding.where.file, reason)
    (event,) = desk.write(event)
    return Waiver(finding, event)


def _meant(named: str, found: Sequence[Finding], waived: Sequence[Waiver]) -> Finding:
    key = compare_key(named).removesuffix("番")
    for waiver in waived:
        if str(waiver.finding.number) == key:
            raise NotInTheLedger(f"指摘{key}は、すでに了承しています（{waiver.event.number}番）。")
    meant = [f for f in found if key in (str(f.number), f.code.casefold())]
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
