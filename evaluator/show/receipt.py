"""What became of a file that was handed in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from evaluator.findings.counting import count
from evaluator.form.compare import compare
from evaluator.secretariat.receipt import Receipt, ReceiptOutcome
from evaluator.show.comparison import as_lines as comparison_lines

_SAID: Final = {
    ReceiptOutcome.NEW: "受け付けました",
    ReceiptOutcome.REPLACED: "受け付けました（{before}と差替え）",
    ReceiptOutcome.KNOWN: "受付済みの版と同じ内容です（変更なし）",
    ReceiptOutcome.EARLIER: "受け付けていません",
    ReceiptOutcome.ASIDE: "受け付けていません（片付け済み）",
    ReceiptOutcome.UNDECIDED: "受け付けていません",
    ReceiptOutcome.UNUSABLE: "使えないファイルです",
}


def in_a_line(receipt: Receipt) -> str:
    """Say what became of a file."""
    version, name = receipt.version, receipt.incoming.shown
    before = receipt.previous[0].label if receipt.previous else ""
    said = _SAID[receipt.outcome].format(before=before)
    whose = f"{version.ministry}　{version.label}　" if version else ""
    return f"{name}：{whose}{said}"


def more_lines(receipt: Receipt) -> Iterator[str]:
    """Yield how many findings there are, what has changed, and what was waived."""
    yield str(count(receipt.checked.findings))
    yield from _changes(receipt)
    yield from _waivers(receipt)


def _changes(receipt: Receipt) -> Iterator[str]:
    """Say what changed against the version whose place the file takes."""
    if receipt.previous is None:
        return
    (version, before), now = receipt.previous, receipt.checked
    compared = compare(before.submission, now.submission, before.findings, now.findings)
    first, *rest = comparison_lines(compared)
    yield f"{version.label}との違い：{first}"
    yield from rest


def _waivers(receipt: Receipt) -> Iterator[str]:
    """Say what was waived of the file, and what only of the version before."""
    if receipt.checked.waived:
        yield f"了承済みの指摘：{len(receipt.checked.waived)}件（含めていません）"
    if receipt.waived_before:
        numbers = "、".join(str(finding.number) for finding in receipt.waived_before)
        yield f"前の版で了承した指摘がこの版にもあります（番号 {numbers}）。了承は引き継ぎません。"
        yield "このままでよければ、「evaluator waive」で改めて了承してください。"
