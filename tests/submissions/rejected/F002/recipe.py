"""Protected with a password: the file is an encrypted package."""

from __future__ import annotations

from tests.recipes import Form, Told


def recipe(form: Form) -> Told:
    form.path.write_bytes(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"))
    return Told((("F002", "", ""),), "パスワードで保護されているため開けません。")
