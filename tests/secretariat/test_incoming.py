"""A file is read once; what cannot be read is said, and nothing waits for it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from evaluator.files import Workspace
from evaluator.secretariat.incoming import files_below, handed_in, read_incoming
from evaluator.xlsx.gate import MAX_FILE_BYTES
from evaluator.xlsx.refusal import Refused


def refusal(path: Path) -> str:
    incoming = read_incoming(path)
    with pytest.raises(Refused) as caught:
        _ = incoming.content
    return caught.value.finding(incoming.name).message


def test_the_bytes_and_the_name(tmp_path: Path) -> None:
    path = tmp_path / "外務省.xlsx"
    path.write_bytes(b"PK")

    incoming = read_incoming(path)

    assert (incoming.name, incoming.content) == ("外務省.xlsx", b"PK")
    assert read_incoming(path, "届いた名前.xlsx").name == "届いた名前.xlsx"


def test_no_such_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "なし.xlsx") == "ファイルを読み取れません（見つかりません）。"


def test_a_folder_and_a_pipe_are_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    os.mkfifo(tmp_path / "pipe.xlsx")

    for name in ("folder.xlsx", "pipe.xlsx"):
        assert refusal(tmp_path / name) == (
            "ファイルを読み取れません（通常のファイルではないもの）。"
        )


def test_a_link_that_leads_back_to_itself_is_said_in_words(tmp_path: Path) -> None:
    link = tmp_path / "外務省.xlsx"
    link.symlink_to(link.name)
    said = "ファイルを読み取れません（リンクの先がそのリンク自身に戻るため、たどれません）。"

    assert refusal(link) == said
    named = [each.refusal for each in handed_in([tmp_path], Workspace(tmp_path / "round"))]
    assert [each.finding(link.name).message for each in named if each] == [said]


def test_a_file_larger_than_any_form_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "大.xlsx"
    with path.open("wb") as stream:
        stream.truncate(MAX_FILE_BYTES + 1)

    incoming = read_incoming(path)

    assert incoming.kept is None
    assert "大きすぎる" in refusal(path)


def test_a_folder_is_descended_and_what_systems_leave_there_was_not_handed_in(
    tmp_path: Path,
) -> None:
    for name in (
        *("b.xlsx", "文部科学省/a.xlsx", "文部科学省/研究/c.xlsx", "メモ.txt"),
        *(".DS_Store", "文部科学省/Thumbs.db", "desktop.ini", "~$b.xlsx", ".git/x.xlsx"),
        "__MACOSX/b.xlsx",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"PK")

    found = [path.relative_to(tmp_path).as_posix() for path in files_below(tmp_path)]

    assert found == ["b.xlsx", "メモ.txt", "文部科学省/a.xlsx", "文部科学省/研究/c.xlsx"]
