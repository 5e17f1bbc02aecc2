"""Saved in an older format, with a password."""

from __future__ import annotations

import zipfile

from tests.recipes import Form, Told


def recipe(form: Form) -> Told:
    begins = b"\x09\x08\x10\x00" + b"\0" * 16 + b"\x2f\x00\x36\x00"
    form.path.write_bytes(b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le") + begins)
    return Told(
        (("F036", "", ""),),
        "パスワードで保護された、様式と異なる形式（.xls）のファイルです。",
    )


def recipe_open_document(form: Form) -> Told:
    with zipfile.ZipFile(form.path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", b"\x00\x01")
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    return Told(
        (("F036", "", ""),),
        "パスワードで保護された、様式と異なる形式（OpenDocument形式、.ods）のファイルです。",
    )
