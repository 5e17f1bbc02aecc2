"""A CSV of the open data, read back."""

from __future__ import annotations

import csv
import io


def read_csv(content: bytes) -> list[dict[str, str]]:
    """Return the rows by column head."""
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in content
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
