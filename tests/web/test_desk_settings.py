"""The settings by which an office runs the desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluator.errors import DeskSettingsRejected
from evaluator.web.people import Role
from evaluator.web.settings import desk_settings

GOOD = """
address = "https://followup.example.go.jp/"

[sign_in]
by = "proxy"
header = "X-Remote-User"
from = ["10.0.0.5"]

[[people]]
user = "yamada"
name = "山田"
role = "事務局"

[[people]]
user = "tanaka"
name = "田中"
role = "府省庁"
ministry = "外務省"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "desk.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_who_may_do_what_is_one_small_file(tmp_path: Path) -> None:
    said = desk_settings(written(tmp_path, GOOD))
    assert said.address == "https://followup.example.go.jp"
    assert said.by_user["yamada"].role is Role.SECRETARIAT
    assert said.by_user["tanaka"].ministry == "外務省"


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ("address =", "adress =", "E004", "adress"),
        ('user = "yamada"', "", "E003", "people[1].user"),
        ('by = "proxy"', 'by = "ldap"', "E006", "sign_in.by"),
        ('header = "X-Remote-User"', "", "E005", "sign_in"),
        ('["10.0.0.5"]', '["front"]', "E005", "sign_in.from[1]"),
        ("https://", "http://", "E005", "address"),
        ("go.jp/", "go.jp/desk", "E005", "address"),
        ('ministry = "外務省"', "", "E005", "people[2]"),
        ('role = "事務局"', 'role = "部外者"', "E006", "people[1].role"),
        ('user = "tanaka"', 'user = "yamada"', "E005", "people"),
        ('name = "山田"', 'name = " "', "E005", "people[1].name"),
        ('by = "proxy"', 'by = "proxy', "E001", "5行目"),
    ],
)
def test_what_is_wrong_is_said_at_its_key(
    tmp_path: Path, old: str, new: str, code: str, key: str
) -> None:
    path = written(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(DeskSettingsRejected) as caught:
        desk_settings(path)
    assert (code, key) in {(f.code, f.where.cell) for f in caught.value.findings}


def test_a_file_that_is_no_text_is_said(tmp_path: Path) -> None:
    path = tmp_path / "desk.toml"
    path.write_bytes(GOOD.encode("cp932"))
    with pytest.raises(DeskSettingsRejected) as caught:
        desk_settings(path)
    assert [f.code for f in caught.value.findings] == ["E002"]


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000"])
def test_without_tls_there_is_only_this_machine(tmp_path: Path, host: str) -> None:
    text = GOOD.replace("https://followup.example.go.jp/", f"http://{host}")
    said = desk_settings(written(tmp_path, text))
    assert not said.is_secure
