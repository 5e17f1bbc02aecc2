"""An empty zip."""

from __future__ import annotations

import zipfile

from tests.recipes import Form, Told


def recipe(form: Form) -> Told:
    with zipfile.ZipFile(form.path, "w"):
        pass
    return Told((("F037", "", ""),), "何も入っていないzipファイルです。")
