"""The same file under two names."""

from __future__ import annotations

import shutil

from tests.recipes import Form, Told


def recipe(form: Form) -> Told:
    shutil.copy(form.path, form.path.with_name("コピー.xlsx"))
    return Told(
        (("F011", "", ""),),
        "「R07_様式_外務省.xlsx」と同じ内容のファイルです。1件として扱いました。",
    )
