"""Comes with a macro."""

from __future__ import annotations

import zipfile

from tests.recipes import Form, Told


def recipe(form: Form) -> Told:
    with zipfile.ZipFile(form.path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    return Told((("F006", "", ""),), "様式にない仕組み（マクロ）が含まれているため読み込みません。")
