"""What is handed in is the same to `check` and to `receive`: a file, a folder, a zip of forms."""

from __future__ import annotations

import io
import os
import unicodedata
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from evaluator.errors import CannotCompare
from evaluator.ledger.details import FormReceived, FormReturned
from evaluator.secretariat.check import check_files, compare_files, return_forms
from evaluator.secretariat.incoming import handed_in
from evaluator.xlsx.bundle import unpack
from evaluator.xlsx.gate import MAX_FILE_BYTES, MAX_PARTS
from evaluator.xlsx.refusal import Refused
from tests.builders import R07
from tests.cli.test_cli import evaluator
from tests.ledger_builders import MOE, MOFA, Forms, Office


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip whose names are marked as UTF-8 where they are no ASCII."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def as_windows_does(files: Mapping[str, bytes]) -> bytes:
    """Return a zip whose names are cp932 and not marked as anything."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = Cp932Info("x")
            info.filename = name
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


class Cp932Info(zipfile.ZipInfo):
    """An entry that writes its name as the Explorer of a Japanese Windows does."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802  # the library's hook
        return self.filename.encode("cp932"), self.flag_bits


def test_the_forms_in_a_zip_are_received_under_their_own_names(
    office: Office, forms: Forms
) -> None:
    bundle = office.save(
        as_windows_does(
            {
                "様式/外務省_表.xlsx": forms[MOFA, "○"],
                "様式/環境省_ソ.xlsx": forms[MOE, "○"],
                "様式/Thumbs.db": b"x",
                "__MACOSX/._外務省.xlsx": b"x",
                "議事録.pdf": b"%PDF-1.7",
            }
        ),
        "まとめ.zip",
    )

    receipts = office.receive(bundle)

    assert [(r.incoming.shown, r.outcome.value) for r in receipts] == [
        ("外務省_表.xlsx（まとめ.zipの中）", "受付"),
        ("環境省_ソ.xlsx（まとめ.zipの中）", "受付"),
        ("議事録.pdf（まとめ.zipの中）", "使用不可"),
    ]
    said = [event.details for event in office.events]
    assert [d.inside for d in said if isinstance(d, FormReceived | FormReturned)] == [
        "まとめ.zip"
    ] * 3
    current = office.state.of(MOFA).current
    assert current is not None
    assert current.name == "外務省_表.xlsx"
    assert [r.outcome.value for r in office.receive(bundle)] == ["受付済み", "受付済み", "使用不可"]


def test_a_zip_of_one_form_is_that_form(office: Office, forms: Forms, tmp_path: Path) -> None:
    alone = office.save(forms[MOFA, ""], "外務省.xlsx")
    bundle = office.save(zipped({"外務省.xlsx": forms[MOFA, ""]}), "外務省.zip")

    (direct,), (inside,) = (check_files(office.workspace, [path]) for path in (alone, bundle))

    assert inside.findings == direct.findings
    written, _ = return_forms(office.workspace, [inside], tmp_path / "返却")
    assert [path.name for path in written] == ["外務省_点検結果.xlsx", "外務省_修正依頼.txt"]
    assert compare_files(office.workspace, alone, bundle).comparison.answers == ()
    both = office.save(zipped({"a.xlsx": forms[MOFA, ""], "b.xlsx": b"x"}), "二つ.zip")
    with pytest.raises(CannotCompare, match="様式は2件です"):
        compare_files(office.workspace, alone, both)


def test_check_and_receive_take_the_same_things_and_say_the_same(
    office: Office, forms: Forms
) -> None:
    inner = zipped({"環境省.xlsx": forms[MOE, "○"]})
    (office.mail / "外務省").mkdir()
    (office.mail / "外務省" / "様式").mkdir()
    office.save(forms[MOFA, ""], "外務省/様式/外務省.xlsx")
    office.save(zipped({"環境省.xlsx": forms[MOE, "○"], "中.zip": inner}), "環境省.zip")
    for name in ("~$外務省.xlsx", "Thumbs.db", "desktop.ini", ".DS_Store"):
        office.save(b"x", name)
    os.mkfifo(office.mail / "管.xlsx")

    checked = check_files(office.workspace, [office.mail])
    received = office.receive(office.mail)

    assert [one.incoming.shown for one in checked] == [r.incoming.shown for r in received]
    assert [one.findings for one in checked] == [r.checked.findings for r in received]
    assert [(r.incoming.shown, r.outcome.value) for r in received] == [
        ("外務省.xlsx", "受付"),
        ("環境省.xlsx（環境省.zipの中）", "受付"),
        ("中.zip（環境省.zipの中）", "使用不可"),
        ("管.xlsx", "使用不可"),
    ]
    assert [f.code for r in received[2:] for f in r.checked.findings] == ["F038", "F033"]


@pytest.mark.parametrize("command", [["check"], ["receive", "R07"]])
@pytest.mark.parametrize("name", ["~$外務省.xlsx", "空のフォルダー", ".DS_Store"])
def test_both_commands_say_that_nothing_was_given(
    office: Office, command: list[str], name: str
) -> None:
    path = office.mail / name
    path.mkdir() if name.endswith("フォルダー") else path.write_bytes(b"x")

    done = evaluator(*command, str(path), cwd=office.workspace.root)

    assert done.returncode == 2
    assert "指定したところに、様式として扱うファイルがありません。" in done.stderr


# zips ---------------------------------------------------------------------------------------
def names_in(content: bytes) -> list[str]:
    found = unpack(content)
    assert found is not None
    return [packed.path for packed in found]


def test_names_are_read_in_whatever_they_were_written() -> None:
    decomposed = unicodedata.normalize("NFD", "がぎ.xlsx")

    assert names_in(as_windows_does({"表ソ能.xlsx": b"x"})) == ["表ソ能.xlsx"]
    assert names_in(zipped({decomposed: b"x"})) == ["がぎ.xlsx"]
    assert names_in(as_windows_does({"外務省\\様式.xlsx": b"x"})) == ["外務省/様式.xlsx"]


def test_what_is_no_zip_of_workbooks_is_left_to_the_gate(forms: Forms) -> None:
    for content in (forms[MOFA, "○"], b"", b"PK\x03\x04", zipped({"a.pdf": b"%PDF"})):
        assert unpack(content) is None


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as caught:
        unpack(content)
    return caught.value.kind.code


def test_a_zip_that_would_inflate_beyond_measure_is_refused_unopened() -> None:
    many = {f"{number}.xlsx": bytes(15_000_000) for number in range(9)}

    assert refusal(zipped(many)) == "F005"
    assert refusal(zipped({f"{n}.xlsx": b"" for n in range(MAX_PARTS + 1)})) == "F005"


def test_one_file_that_is_too_large_or_damaged_does_not_stop_the_others() -> None:
    large = {"大.xlsx": os.urandom(1000) * (MAX_FILE_BYTES // 1000 + 1), "小.xlsx": b"x" * 50}
    content = zipped(large, method=zipfile.ZIP_STORED)
    content = content.replace(b"x" * 50, b"y" * 50)

    found = unpack(content)

    assert found is not None
    assert [(p.path, p.refusal and p.refusal.kind.code) for p in found] == [
        ("大.xlsx", "F005"),
        ("小.xlsx", "F004"),
    ]


def test_a_zip_with_a_password_is_told_from_a_workbook_with_one(office: Office) -> None:
    content = bytearray(zipped({"外務省.xlsx": b"secret"}))
    for at in (content.index(b"PK\x03\x04") + 6, content.index(b"PK\x01\x02") + 8):
        content[at] |= 1
    path = office.save(bytes(content), "外務省.zip")

    (checked,) = check_files(office.workspace, [path])

    (finding,) = checked.findings
    assert str(finding) == (
        "[エラー] F050 外務省.zip：パスワード付きのzipファイルのため開けません。"
        "パスワードで展開し、中のExcelファイルだけを指定してください。"
    )
    office.receive(path)
    (unusable,) = office.state.unusable.values()
    assert (unusable.name, unusable.details) == ("外務省.zip", FormReturned(codes=("F050",)))


def test_a_file_named_twice_is_handed_in_once(office: Office) -> None:
    path = office.save(b"x", "a.xlsx")

    assert len(list(handed_in([path, office.mail, path]))) == 1


def test_a_form_in_a_folder_of_the_round_counts(office: Office, forms: Forms) -> None:
    folder = office.workspace.submissions(R07) / "外務省"
    folder.mkdir(parents=True)
    (folder / "様式.xlsx").write_bytes(forms[MOFA, "○"])

    status = office.status(office.catalogue.round.deadline)

    assert [one.submission.file for one in status.ministries if one.submission] == ["様式.xlsx"]
