"""The drafts of a letter, a file for each, where a person opens and sends them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from evaluator.errors import NeverSealed
from evaluator.files import write_atomic
from evaluator.model import MinistryName
from evaluator.secretariat.mail.letters import PAGES, Letter, Page, Post
from evaluator.secretariat.mail.message import Mail, as_draft
from evaluator.secretariat.mail.wording import wording_of
from evaluator.secretariat.opening import OpenRound
from evaluator.secretariat.status import MinistryStatus, round_status
from evaluator.words.filenames import file_name
from evaluator.words.mail import is_mail_address

FOLDER: Final = "メール"


@dataclass(frozen=True)
class Draft:
    """A mail as a file."""

    name: str
    mail: Mail

    @property
    def content(self) -> bytes:
        """The bytes of the .eml."""
        return as_draft(self.mail)


@dataclass(frozen=True)
class Drafts:
    """The drafts of a letter, and what is to be said of them."""

    drafts: tuple[Draft, ...]
    notes: tuple[str, ...]
    """Where an address or an attachment is not there, each with its ministry."""


def drafts(
    opened: OpenRound, letter: Letter, today: date, only: MinistryName | None = None
) -> Drafts:
    """Return the drafts of a letter on a day, to every ministry or `only` to one.

    The same round and day, the same bytes.

    NeverSealed if there is nothing published to tell of; MailsRejected.
    """
    status = round_status(opened, today)
    if letter is Letter.PUBLISH and not status.editions:
        raise NeverSealed(
            f"{opened.id} の確定版はまだありません。"
            f"「evaluator report {opened.id} --final」で作ってから、お知らせしてください。"
        )
    post = Post(opened, wording_of(opened.workspace, opened.id), today, status.editions)
    made: list[Draft] = []
    notes: list[str] = []
    for one in status.ministries:
        if only not in (None, one.ministry):
            continue
        for page in PAGES[letter](post, one):
            if isinstance(page, str):
                notes.append(f"{one.ministry}：{page}")
                continue
            to = _addresses(opened, one)
            if not to:
                notes.append(f"{one.ministry}：宛先がないため、空欄にしました。{_WHERE}")
            mail = Mail(to, page.subject, page.text, page.attachments)
            made.append(Draft(_name(opened, letter, one, page), mail))
    return Drafts(tuple(made), tuple(dict.fromkeys(notes)))


_WHERE: Final = "施策一覧のシート『府省庁』の「宛先」に記入できます。"


def _addresses(opened: OpenRound, one: MinistryStatus) -> tuple[str, ...]:
    """Return the ministry's addresses, or else that of whoever filled in its form."""
    ministries = {each.name: each for each in opened.catalogue.ministries}
    rows = one.submission.contact.rows if one.submission else ()
    contact = tuple(row.row.email.strip() for row in rows)
    return ministries[one.ministry].addresses or tuple(filter(is_mail_address, contact))


def _name(opened: OpenRound, letter: Letter, one: MinistryStatus, page: Page) -> str:
    whose = "_".join(filter(None, (file_name(one.ministry), page.kind)))
    return f"{opened.id}_{letter}_{whose}.eml"


def put_down(opened: OpenRound, letter: Letter, made: Drafts) -> Iterator[Path]:
    """Write drafts among the round's reports; those of the same letter from before go."""
    folder = opened.workspace.reports(opened.id, FOLDER)
    for left in folder.glob(f"{opened.id}_{letter}_*.eml"):
        with suppress(OSError):  # one that is open is written over, or is said
            left.unlink()
    for draft in made.drafts:
        write_atomic(folder / draft.name, draft.content)
        yield folder / draft.name
