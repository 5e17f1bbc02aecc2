"""Encrypted by a sensitivity label: the file is a package with its rights inside."""

from __future__ import annotations

from tests.recipes import Form, Told


def recipe(form: Form) -> Told:
    streams = ("EncryptedPackage", "DRMEncryptedDataSpace")
    form.path.write_bytes(
        b"\xd0\xcf\x11\xe0" + b"".join(each.encode("utf-16-le") for each in streams)
    )
    return Told((("F035", "", ""),), "秘密度ラベル（IRM）で暗号化されているため開けません。")
