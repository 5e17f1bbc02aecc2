"""Cut off on the way, as mail servers do."""

from __future__ import annotations

from tests.recipes import Form, Told


def recipe(form: Form) -> Told:
    content = form.path.read_bytes()
    form.path.write_bytes(content[: len(content) // 2])
    return Told(
        (("F004", "", ""),), "ファイルが壊れているか、途中で切れています（圧縮形式の誤り）。"
    )
