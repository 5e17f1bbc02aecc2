"""What mails say: the round's own mails.toml over the shipped one."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, ConfigDict
from pydantic_core import PydanticCustomError

from evaluator.errors import MailsRejected
from evaluator.files import Workspace, read_file
from evaluator.findings.mail import (
    MAILS_KEY_MISSING,
    MAILS_KEY_UNKNOWN,
    MAILS_NOT_TEXT,
    MAILS_NOT_TOML,
    MAILS_TEXT_UNUSABLE,
)
from evaluator.model import RoundId
from evaluator.rubric.toml_file import Refusals, decoded, shaped
from evaluator.words.blanks import named, unusable

REFUSALS: Final = Refusals(
    not_text=MAILS_NOT_TEXT,
    not_toml=MAILS_NOT_TOML,
    key_missing=MAILS_KEY_MISSING,
    key_unknown=MAILS_KEY_UNKNOWN,
    unreadable=MAILS_TEXT_UNUSABLE,
    not_a_choice=MAILS_TEXT_UNUSABLE,
    remedy="文言を引用符で囲んで書いてください。",
)
EVERYWHERE: Final = ("府省庁", "戦略", "年度", "提出先")
"""The words that every text may hold."""


def _text(*words: str, needs: tuple[str, ...] = ()) -> AfterValidator:
    """Allow these words in braces, and ask for those without which a mail would say too little."""
    known = (*EVERYWHERE, *words)

    def check(value: str) -> str:
        wrong = unusable(value, known)
        missing = [word for word in needs if word not in named(value)]
        if wrong or missing or not value.strip():
            listed = "、".join(f"{{{word}}}" for word in known)
            said = f"「{'」「'.join(wrong)}」は使えません。" if wrong else ""
            asked = "".join(f"{{{word}}} を入れてください。" for word in missing)
            remedy = f"{said}{asked}空欄にはできません。使える語：{listed}"
            raise PydanticCustomError("unusable", "{help}", {"help": remedy})
        return value.strip("\n")

    return AfterValidator(check)


Plain = Annotated[str, _text()]
_BY: Final = "期日"


class Wording(BaseModel):
    """The subjects and texts of a round's mails."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    by: Annotated[str, _text("提出期限", needs=("提出期限",))]
    late: Plain
    opening: Plain
    closing: Plain
    ask_subject: Plain
    ask: Annotated[str, _text(_BY, needs=(_BY,))]
    more_subject: Plain
    more: Annotated[str, _text("変更", _BY, needs=("変更", _BY))]
    mend_subject: Plain
    mend: Annotated[str, _text("ファイル", "件数", "指摘", _BY, needs=("指摘", _BY))]
    reason: Annotated[str, _text("理由", needs=("理由",))]
    remind_subject: Plain
    remind: Annotated[str, _text("現況", _BY, needs=(_BY,))]
    nothing: Annotated[str, _text("今日")]
    withdrawn: Plain
    unusable: Annotated[str, _text("ファイル")]
    again_subject: Plain
    again: Annotated[str, _text("ファイル", "指摘", _BY, needs=("指摘", _BY))]
    accept_subject: Plain
    accept: Annotated[str, _text("ファイル", "版", "受理日")]
    publish_subject: Plain
    publish: Annotated[str, _text("版", "公表日")]
    correct_subject: Plain
    correct: Annotated[str, _text("版", "公表日", "理由", needs=("理由",))]


def wording_of(workspace: Workspace, round_id: RoundId) -> Wording:
    """Return what a round's mails say. MailsRejected, with the findings, if its own cannot be used.

    What its own file does not say is as shipped.
    """
    path = workspace.mails(round_id)
    if not path.is_file():
        return shipped_wording()
    text, found = decoded(path.name, read_file(path), REFUSALS)
    said = None
    if text is not None:
        said, found = shaped(text, path.name, Wording, REFUSALS, _shipped_table())
    if said is None:
        raise MailsRejected(f"メールの文言 {path} に誤りがあるため中止しました。", found)
    return said


@cache
def shipped_wording() -> Wording:
    """Return what the mails of a round say that brings no wording of its own."""
    return Wording.model_validate(_shipped_table())


def _shipped_table() -> dict[str, Any]:
    path = files("evaluator") / "data" / "mail" / "mails.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
