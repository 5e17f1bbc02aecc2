"""Which ministry gets which mail, and what stands in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, TypeAlias

from evaluator.checks.amended import still_open
from evaluator.findings import Finding, Severity
from evaluator.findings.amendment import ASKED_AGAIN, MORE_ASKED
from evaluator.findings.counting import count, to_do
from evaluator.form.issued import Issued
from evaluator.form.read import read_submission
from evaluator.form.remarks import RemarkRow
from evaluator.form.since import never_asked
from evaluator.secretariat.editions import Edition
from evaluator.secretariat.mail.enclosed import (
    form_issued,
    instructions_issued,
    returned_copies,
    supplement_issued,
)
from evaluator.secretariat.mail.message import Attachment
from evaluator.secretariat.mail.wording import Wording
from evaluator.secretariat.opening import OpenRound
from evaluator.secretariat.status import FormStatus, MinistryStatus
from evaluator.secretariat.supplement import forms_out
from evaluator.words.blanks import filled
from evaluator.words.days import day_of, spelled

_MOST: Final = 15


class Letter(StrEnum):
    """What a mail is about."""

    ASK = "依頼"
    RETURN = "返却"
    REMIND = "督促"
    ACCEPT = "受理"
    PUBLISH = "公表"


@dataclass(frozen=True)
class Post:
    """What mails are written from."""

    opened: OpenRound
    wording: Wording
    today: date
    editions: tuple[Edition, ...]

    def words(self, one: MinistryStatus) -> dict[str, str]:
        """Return what the words of every text stand for in a mail to a ministry."""
        this, late = self.opened.catalogue.round, one.deadline < self.today
        return {
            "府省庁": one.ministry,
            "戦略": this.strategy,
            "年度": this.year_label,
            "提出先": this.contact,
            "今日": spelled(self.today),
            "提出期限": spelled(one.deadline),
            "期日": self.wording.late
            if late
            else filled(self.wording.by, {"提出期限": spelled(one.deadline)}),
        }


@dataclass(frozen=True)
class Page:
    """A mail before it is addressed."""

    subject: str
    text: str
    attachments: tuple[Attachment, ...] = ()
    kind: str = ""
    """What tells it from another of the same letter to the same ministry."""

    @classmethod
    def of(
        cls,
        post: Post,
        one: MinistryStatus,
        subject: str,
        text: str,
        *attachments: Attachment,
        kind: str = "",
        **more: str,
    ) -> Page:
        """Return a page with all of its words filled in."""
        words = post.words(one) | more
        parts = (post.wording.opening, text, post.wording.closing)
        body = [filled(part, words) for part in parts]
        notice = post.opened.catalogue.round.notice
        body += [notice] if notice else []
        return cls(filled(subject, words), "\n\n".join(body) + "\n", attachments, kind)


Pages: TypeAlias = Iterator[Page | str]
"""Mails to a ministry, or a sentence that says why there is none."""


# 依頼 ----------------------------------------------------------------------------------------
def _ask(post: Post, one: MinistryStatus) -> Pages:
    if one.form_is_missing:
        form = form_issued(post.opened, one.ministry)
        if form is None:
            yield f"発行した記録のある様式がありません。{_command(post, '')}で作ってください。"
        else:
            enclosed = (form, *instructions_issued(post.opened))
            yield Page.of(post, one, post.wording.ask_subject, post.wording.ask, *enclosed)
    yield from _more(post, one)


def _more(post: Post, one: MinistryStatus) -> Pages:
    """Ask for the rows that none of the ministry's forms had."""
    opened = post.opened
    out = forms_out(opened, one.ministry)
    if not out.asked:
        return
    form = supplement_issued(opened, one.ministry)
    if form is None or not _asks_all(opened, form, out.forms):
        yield f"増えた行があります。{_command(post, ' --supplement')}で追補様式を作ってください。"
        return
    changes = [f"・{each.did}。" for each in still_open(out.forms, opened.catalogue, one.ministry)]
    subject, text = post.wording.more_subject, post.wording.more
    yield Page.of(post, one, subject, text, form, kind="追補", 変更="\n".join(changes))


def _asks_all(opened: OpenRound, form: Attachment, forms: Sequence[Issued]) -> bool:
    """Whether a supplement asks for all that is left by now, not only when it was made."""
    read, _ = read_submission(form.name, form.content, opened.catalogue, opened.kept)
    return read is not None and not never_asked(
        (*forms, read.issued), opened.catalogue, read.ministry
    )


def _command(post: Post, options: str) -> str:
    return f"「evaluator template {post.opened.id}{options}」"


# 返却 ----------------------------------------------------------------------------------------
_TO_MEND: Final = frozenset({FormStatus.RETURNED, FormStatus.ERRORS, FormStatus.WARNINGS})
_OURS: Final = (MORE_ASKED, ASKED_AGAIN)
"""The findings that wait for the secretariat's supplement."""


def _return(post: Post, one: MinistryStatus) -> Pages:
    asked = [finding for finding in to_do(one.findings) if finding.kind not in _OURS]
    if one.state not in _TO_MEND or (one.state is FormStatus.WARNINGS and not asked):
        return
    wording, copies = post.wording, returned_copies(post.opened, one)
    more = {"件数": str(count(one.findings)), "ファイル": _files(one)}
    found = _found(post, one, to_do(one.findings))
    yield Page.of(post, one, wording.mend_subject, wording.mend, *copies, 指摘=found, **more)


def _files(one: MinistryStatus) -> str:
    return "、".join(f"「{name}」" for name, _ in one.submission.forms) if one.submission else ""


def _found(post: Post, one: MinistryStatus, found: Sequence[Finding]) -> str:
    """Return why a form was returned, and its findings by their numbers."""
    lines = []
    if one.state is FormStatus.RETURNED and one.last and one.last.reason:
        lines += [filled(post.wording.reason, {"理由": one.last.reason}), ""]
    several = bool(one.submission and one.submission.beside)
    severity = None
    for finding in found[:_MOST]:
        if finding.severity is not severity:
            severity = finding.severity
            lines.append(f"【{severity}】")
        lines.append(_line(finding, several=several))
    if len(found) > _MOST:
        left = len(found) - _MOST
        lines.append(f"ほか{left}件は、返却ファイルの『{RemarkRow.sheet_title}』を御覧ください。")
    return "\n".join(lines).rstrip()


def _line(finding: Finding, *, several: bool) -> str:
    where = finding.where
    place = " ".join(filter(None, [where.file if several else "", where.sheet, where.cell]))
    said = f"{finding.message}{finding.remedy}"
    return f"{finding.number}．{place or 'ファイル全体'}：{said}"


# 督促 ----------------------------------------------------------------------------------------
def _remind(post: Post, one: MinistryStatus) -> Pages:
    wording = post.wording
    if one.form_is_missing:
        form = form_issued(post.opened, one.ministry)
        enclosed = (form,) if form else ()
        why = _why_nothing_counts(post, one)
        yield Page.of(post, one, wording.remind_subject, wording.remind, *enclosed, 現況=why)
    elif one.state in (FormStatus.RETURNED, FormStatus.ERRORS):
        errors = [f for f in one.findings if f.severity is Severity.ERROR]
        copies = returned_copies(post.opened, one)
        more = {"ファイル": _files(one), "指摘": _found(post, one, errors)}
        yield Page.of(post, one, wording.again_subject, wording.again, *copies, **more)
    yield from _more(post, one)


def _why_nothing_counts(post: Post, one: MinistryStatus) -> str:
    words = post.words(one)
    if one.unusable:
        names = "、".join(f"「{event.name}」" for event in one.unusable)
        return filled(post.wording.unusable, words | {"ファイル": names})
    if one.state is FormStatus.WITHDRAWN:
        return filled(post.wording.withdrawn, words)
    return filled(post.wording.nothing, words)


# 受理、公表 ------------------------------------------------------------------------------------
def _accept(post: Post, one: MinistryStatus) -> Pages:
    if one.state is not FormStatus.ACCEPTED or one.last is None:
        return
    counting = post.opened.book.state.of(one.ministry).counting
    more = {
        "ファイル": _files(one),
        "版": "と".join(version.label for version in counting),
        "受理日": spelled(day_of(one.last.at)),
    }
    yield Page.of(post, one, post.wording.accept_subject, post.wording.accept, **more)


def _publish(post: Post, one: MinistryStatus) -> Pages:
    wording, last = post.wording, post.editions[-1]
    more = {"版": last.label, "公表日": spelled(day_of(last.event.at))}
    if last.is_correction:
        more["理由"] = last.event.reason
        yield Page.of(post, one, wording.correct_subject, wording.correct, **more)
    else:
        yield Page.of(post, one, wording.publish_subject, wording.publish, **more)


PAGES: Final[Mapping[Letter, Callable[[Post, MinistryStatus], Pages]]] = {
    Letter.ASK: _ask,
    Letter.RETURN: _return,
    Letter.REMIND: _remind,
    Letter.ACCEPT: _accept,
    Letter.PUBLISH: _publish,
}
