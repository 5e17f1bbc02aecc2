"""The small file by which an office runs the desk: its address, how one signs in, who may."""

from __future__ import annotations

from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Final, Self
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from evaluator.errors import DeskSettingsRejected
from evaluator.files import read_file
from evaluator.findings.entrance import (
    DESK_KEY_MISSING,
    DESK_KEY_UNKNOWN,
    DESK_NOT_TEXT,
    DESK_NOT_TOML,
    DESK_VALUE_NOT_A_CHOICE,
    DESK_VALUE_UNREADABLE,
)
from evaluator.model import MinistryName
from evaluator.rubric.toml_file import Refusals, decoded, shaped
from evaluator.web.people import Person, Role

REFUSALS: Final = Refusals(
    not_text=DESK_NOT_TEXT,
    not_toml=DESK_NOT_TOML,
    key_missing=DESK_KEY_MISSING,
    key_unknown=DESK_KEY_UNKNOWN,
    unreadable=DESK_VALUE_UNREADABLE,
    not_a_choice=DESK_VALUE_NOT_A_CHOICE,
    remedy="同梱の見本（desk.toml）の同じ項目にならって書いてください。",
)
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


def _unusable(remedy: str) -> PydanticCustomError:
    return PydanticCustomError("unusable", "{help}", {"help": remedy})


def _word(value: str) -> str:
    if not value.strip():
        raise _unusable("空欄にはできません。")
    return value.strip()


def _is_safe(parts: SplitResult) -> bool:
    """Whether nobody on the way can read along: TLS, or this machine alone."""
    by_loopback = parts.scheme == "http" and parts.hostname in _LOOPBACK
    return bool(parts.hostname) and (parts.scheme == "https" or by_loopback)


def _address(value: str) -> str:
    parts = urlsplit(value.strip())
    is_plain = not parts.path.strip("/") and not parts.query and not parts.fragment
    if not is_plain or not _is_safe(parts):
        raise _unusable("「https://」で始まる、末尾にパスのないアドレスを書いてください。")
    return f"{parts.scheme}://{parts.netloc}"


def _issuer(value: str) -> str:
    if value.strip() and not _is_safe(urlsplit(value.strip())):
        raise _unusable("「https://」で始まる、発行者のアドレスを書いてください。")
    return value.strip()


def _ip(value: str) -> str:
    try:
        return str(ip_address(value.strip()))
    except ValueError as error:
        raise _unusable("前段のサーバーのIPアドレスを書いてください（例：10.0.0.5）。") from error


def _scanner(value: str) -> str:
    host, _, port = value.strip().rpartition(":")
    if value.strip() and not value.strip().startswith("/") and not (host and port.isdecimal()):
        raise _unusable(
            "ソケットの場所（/run/clamav/clamd.ctl）か、アドレス:ポートを書いてください。"
        )
    return value.strip()


Word = Annotated[str, AfterValidator(_word)]


class _Said(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Way(StrEnum):
    """How people sign in."""

    PROXY = "proxy"
    OIDC = "oidc"


class SignInSettings(_Said):
    """How it is known who has come in."""

    by: Way
    header: Word = ""
    trusted: Annotated[tuple[Annotated[str, AfterValidator(_ip)], ...], Field(alias="from")] = ()
    issuer: Annotated[str, AfterValidator(_issuer)] = ""
    client_id: str = ""
    secret_file: str = ""
    user: Word = "email"
    """The claim that names the user."""

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        needed = {
            Way.PROXY: (("header", self.header), ("from", self.trusted)),
            Way.OIDC: (("issuer", self.issuer), ("client_id", self.client_id)),
        }
        missing = [name for name, value in needed[self.by] if not value]
        if missing:
            raise _unusable(f'by = "{self.by}" には {"、".join(missing)} が必要です。')
        return self


class PersonSettings(_Said):
    """One who may come in."""

    user: Word
    name: Word
    role: Role
    ministry: str = ""

    @model_validator(mode="after")
    def _belongs_somewhere(self) -> Self:
        if (self.role is Role.MINISTRY) != bool(self.ministry.strip()):
            raise _unusable("ministry は、role が「府省庁」の人だけに、必ず書いてください。")
        return self

    @property
    def person(self) -> Person:
        """The person."""
        return Person(self.name, self.role, MinistryName(self.ministry.strip()) or None)


def _told_apart(people: tuple[PersonSettings, ...]) -> tuple[PersonSettings, ...]:
    users = [each.user for each in people]
    twice = sorted({user for user in users if users.count(user) > 1})
    if twice:
        raise _unusable(f"同じ user が複数あります（{'、'.join(twice)}）。")
    return people


class DeskSettings(_Said):
    """How an office runs the desk."""

    address: Annotated[str, AfterValidator(_address)]
    """Where browsers find it."""
    sign_in: SignInSettings
    scanner: Annotated[str, AfterValidator(_scanner)] = ""
    """Where a clamd listens that looks at every file; '' for none."""
    people: Annotated[tuple[PersonSettings, ...], AfterValidator(_told_apart)]

    @property
    def is_secure(self) -> bool:
        """Whether browsers come over TLS."""
        return self.address.startswith("https:")

    @property
    def host(self) -> str:
        """What browsers say they call on."""
        return urlsplit(self.address).netloc

    @property
    def by_user(self) -> dict[str, Person]:
        """Everybody who may come in, by their user names."""
        return {each.user: each.person for each in self.people}


def desk_settings(path: Path) -> DeskSettings:
    """Read the settings. DeskSettingsRejected, with the findings; CannotWrite."""
    text, found = decoded(path.name, read_file(path), REFUSALS)
    said = None
    if text is not None:
        said, found = shaped(text, path.name, DeskSettings, REFUSALS)
    if said is None:
        raise DeskSettingsRejected(f"設定 {path} に誤りがあるため中止しました。", found)
    return said
