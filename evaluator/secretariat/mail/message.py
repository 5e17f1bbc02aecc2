"""A mail as a draft that Outlook opens to be sent; the same mail, the same bytes."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import PurePath
from typing import Final

_TYPES: Final = {
    ".xlsx": "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_BOUNDARY: Final = "=_evaluator_="
"""Never within a part: they are base64, in which = stands at the end alone."""


@dataclass(frozen=True)
class Attachment:
    """A workbook or document that goes with a mail."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """What a person sends, once it is looked over."""

    to: tuple[str, ...]
    """Nobody, where no address is known."""
    subject: str
    text: str
    attachments: tuple[Attachment, ...] = ()


def as_draft(mail: Mail) -> bytes:
    """Return a mail as the bytes of an .eml.

    It has no date and no message ID: the mail program adds them when it is sent.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = mail.subject
    message["To"] = ", ".join(mail.to)
    message["X-Unsent"] = "1"  # Outlook opens the file as a draft to be sent
    message.set_content(mail.text, charset="utf-8", cte="base64")
    for each in mail.attachments:
        kind = _TYPES[PurePath(each.name).suffix]
        message.add_attachment(each.content, "application", kind, filename=each.name)
    if mail.attachments:
        message.set_boundary(_BOUNDARY)
    return message.as_bytes()
