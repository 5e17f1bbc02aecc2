"""A mail as a draft that Outlook opens to be sent; the same mail, the same bytes."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

_XLSX: Final = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
_BOUNDARY: Final = "=_evaluator_="
"""Never within a part: they are base64, in which = stands at the end alone."""


@dataclass(frozen=True)
class Attachment:
    """A workbook that goes with a mail."""

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
        message.add_attachment(each.content, *_XLSX, filename=each.name)
    if mail.attachments:
        message.set_boundary(_BOUNDARY)
    return message.as_bytes()
