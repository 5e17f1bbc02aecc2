"""督促：a mail draft for each ministry that has to act. Nothing is sent; a person does that."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

from evaluator.files import read_file
from evaluator.findings import Finding, Severity
from evaluator.form.annotate import RETURNED, stem_of
from evaluator.model import Round
from evaluator.secretariat.status import FormStatus, MinistryStatus, RoundStatus
from evaluator.words.days import spelled
from evaluator.words.mail import is_mail_address

Annotate = Callable[[bytes, Sequence[Finding]], bytes]
"""Gives a copy of a form with the findings marked at their cells."""

_MOST: Final = 15
_XLSX: Final = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def drafts(status: RoundStatus, annotate: Annotate | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield file name and content of a draft for each ministry that owes something.

    The same status gives the same bytes: a draft has no date and no message ID, the mail
    program adds them when it is sent.
    """
    for one in status.owing:
        yield f"{status.round.id}_督促_{one.ministry}.eml", _draft(status, one, annotate)


def _draft(status: RoundStatus, one: MinistryStatus, annotate: Annotate | None) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["Subject"] = _subject(status.round, one)
    message["To"] = _address(one)
    message["X-Unsent"] = "1"  # Outlook opens the file as a draft to be sent
    body = "\n".join(_body(status, one)) + "\n"
    message.set_content(body, charset="utf-8", cte="base64")
    if annotate and one.submission and one.paths:
        attached = annotate(read_file(one.paths[-1]), one.findings)
        name = f"{stem_of(one.submission.file)}{RETURNED}.xlsx"
        message.add_attachment(attached, *_XLSX, filename=name)
        message.set_boundary(f"=_evaluator_{status.round.id}_=")
    return message.as_bytes()


def _address(one: MinistryStatus) -> str:
    """Return the contact's address, '' where the form has none that a mail can be sent to."""
    rows = one.submission.contact.rows if one.submission else ()
    said = rows[0].row.email.strip() if rows else ""
    return said if is_mail_address(said) else ""


def _subject(this: Round, one: MinistryStatus) -> str:
    asked = "御修正" if one.submission else "御提出"
    return f"【{asked}のお願い】{this.strategy} フォローアップ様式（{this.year_label}）"


def _body(status: RoundStatus, one: MinistryStatus) -> Iterator[str]:
    this = status.round
    yield from (f"{one.ministry}　御担当者様", "", "いつもお世話になっております。")
    yield f"「{this.strategy}」フォローアップ（{this.year_label}）の様式について御連絡いたします。"
    yield ""
    yield from _asked(status, one)
    yield from ("", f"提出期限：{spelled(one.deadline)}", f"提出先・問合せ先：{this.contact}")
    if this.notice:
        yield from ("", this.notice)


def _asked(status: RoundStatus, one: MinistryStatus) -> Iterator[str]:
    late = one.deadline < status.today
    since = "提出期限を過ぎておりますので、" if late else ""
    when = "できるだけ早く" if late else "提出期限までに"
    if one.submission is None:
        yield _why_nothing_counts(one, status.today)
        yield f"お忙しいところ恐れ入りますが、{since}{when}御提出くださいますようお願いいたします。"
        yield "行き違いで既にお送りいただいている場合は、御容赦ください。"
        return
    yield f"お送りいただいた「{one.submission.file}」を点検いたしました。"
    yield f"お忙しいところ恐れ入りますが、{since}次の箇所を直して、{when}再度御提出ください。"
    if one.state is FormStatus.RETURNED and one.last and one.last.reason:
        yield from ("", f"差戻しの理由：{one.last.reason}")
    yield from _findings(one.findings)


def _why_nothing_counts(one: MinistryStatus, today: date) -> str:
    if one.unusable:
        names = "、".join(f"「{event.name}」" for event in one.unusable)
        return f"お送りいただいた{names}は、様式として読み取れませんでした。"
    if one.state is FormStatus.WITHDRAWN:
        return "先にお送りいただいた様式は取り下げられており、それに代わる様式が届いておりません。"
    return f"{spelled(today)}現在、様式が届いておりません。"


def _findings(found: Sequence[Finding]) -> Iterator[str]:
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    if errors:
        yield ""
    for finding in errors[:_MOST]:
        place = " ".join(filter(None, [finding.where.sheet, finding.where.cell]))
        yield f"{finding.number}．{place or 'ファイル全体'}：{finding.message}{finding.remedy}"
    if len(errors) > _MOST:
        yield f"ほか{len(errors) - _MOST}件"
