"""修正依頼: what a ministry is asked to mend, as one A4 page of plain text.

The same findings give the same text: no clock is read, so the sender dates the mail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from evaluator.findings import Finding
from evaluator.findings.amendment import CHANGED, SET_ASIDE
from evaluator.findings.counting import count, to_do
from evaluator.form.read import Submission
from evaluator.form.remarks import RemarkRow
from evaluator.model import Round
from evaluator.words.days import spelled
from evaluator.words.widths import display_width
from evaluator.words.wrap import wrapped

_LINES: Final = 60  # of 10 pt, with 12 pt from line to line, on an A4 page with 3 cm margins
_WIDTH: Final = 84  # half-width characters in one of them
_MOST: Final = 25
_MOST_NOTICES: Final = 8


def request(
    file: str,
    ordered: Sequence[Finding],
    submission: Submission | None,
    this: Round | None,
    of_catalogue: Sequence[Finding] = (),
) -> str:
    """Return the 修正依頼 for a file whose findings are in order, with their numbers.

    `of_catalogue` is what concerns the ministry of the catalogue: the secretariat mends it, so it
    is told and not counted.
    """
    asked = to_do(ordered)
    head = list(_head(file, ordered, submission, this))
    foot = [*_notices(ordered), *_being_seen_to(of_catalogue), *_foot(asked, this)]
    return "\n".join([*head, *_items(asked, _LINES - len(head) - len(foot)), *foot]) + "\n"


def _head(
    file: str, ordered: Sequence[Finding], submission: Submission | None, this: Round | None
) -> Iterator[str]:
    subject = (
        f"{this.strategy} フォローアップ様式（{this.year_label}）" if this else "提出された様式"
    )
    yield f"修正依頼　{subject}"
    yield ""
    yield from _wrapped(f"{_addressee(submission)}　御中")
    yield ""
    if not to_do(ordered):
        yield from _wrapped(f"「{file}」を点検しました。直していただく箇所はありません。")
        return
    yield from _wrapped(f"「{file}」を点検しました。次の箇所を直して、もう一度お送りください。")
    if this:
        day = spelled(this.deadline)
        yield f"提出期限：{day}（過ぎている場合は、できるだけ早くお送りください）"
    yield f"件数：{count(ordered)}"
    yield "　エラー＝直るまで集計できません　　警告＝確かめて、正しければそのままで構いません"


def _addressee(submission: Submission | None) -> str:
    if submission is None:
        return "ご提出元"
    divisions = [located.row.division for located in submission.contact.rows]
    return "　".join([submission.ministry, *filter(None, divisions[:1])])


def _items(asked: Sequence[Finding], room: int) -> Iterator[str]:
    """Yield the errors, then the warnings, numbered, as many as there is room for."""
    shown, used, heading = 0, 0, ""
    for finding in asked:
        lines = _item(finding)
        if finding.severity != heading:
            lines = ["", f"【{finding.severity}】", *lines]
        left = len(asked) - shown
        if shown == _MOST or used + len(lines) + (2 if left > 1 else 0) > room:
            yield ""
            yield f"ほか{left}件は返却ファイルの『{RemarkRow.sheet_title}』をご覧ください。"
            return
        yield from lines
        shown, used, heading = shown + 1, used + len(lines), finding.severity


def _item(finding: Finding) -> list[str]:
    where = "・".join(filter(None, [finding.where.sheet, finding.where.cell])) or "ファイル全体"
    what, how = f"{finding.number:>2}．{where}：{finding.message}", f"→ {finding.remedy}"
    if display_width(what + how) <= _WIDTH:
        return [what + how]
    return [*_wrapped(what, "    "), *_wrapped(f"    {how}", " " * 7)]


def _notices(ordered: Sequence[Finding]) -> Iterator[str]:
    """Yield what the secretariat has changed since, where it asks nothing of the ministry."""
    told = [finding for finding in ordered if finding.kind in (CHANGED, SET_ASIDE)]
    if told:
        yield from ("", "【事務局からのお知らせ】")
    for finding in told[:_MOST_NOTICES]:
        yield from _wrapped(f"・{finding.message}{finding.remedy}", "　")
    if len(told) > _MOST_NOTICES:
        yield f"ほか{len(told) - _MOST_NOTICES}件"


def _being_seen_to(of_catalogue: Sequence[Finding]) -> Iterator[str]:
    """Yield what the secretariat has to mend in the catalogue itself."""
    told = to_do(of_catalogue)
    if told:
        yield from ("", "【施策一覧について事務局で確かめていること】")
    for finding in told[:_MOST_NOTICES]:
        yield from _wrapped(f"・{finding.message}", "　")
    if len(told) > _MOST_NOTICES:
        yield f"ほか{len(told) - _MOST_NOTICES}件"


def _foot(asked: Sequence[Finding], this: Round | None) -> Iterator[str]:
    if not asked:
        return
    yield ""
    yield "【お送りいただく方法】"
    yield from _wrapped(
        "返却ファイルを開くと、直す箇所に枠と説明が付いています。直したら、そのまま上書き保存して"
        "お送りください。印や指摘一覧を消す必要はありません。"
    )
    if this:
        yield from _wrapped(f"送り先：{this.contact}")


def _wrapped(text: str, indent: str = "") -> Iterator[str]:
    return wrapped(text, _WIDTH, indent)
