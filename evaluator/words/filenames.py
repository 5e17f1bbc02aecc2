"""Names of files that every system takes, made of what anybody may have typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import count
from pathlib import PurePath
from typing import Final

_SIGNS: Final = str.maketrans('\\/:*?"<>|', "＼／：＊？”＜＞｜")
"""What Windows takes for something else, as signs that look alike."""
_STEERING: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_DEVICES: Final = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_LONGEST: Final = 60


def file_name(text: str) -> str:
    """Return a text as a part of a file's name; never empty, no path, no device of Windows."""
    name = _STEERING.sub("", text).translate(_SIGNS).strip(" .")[:_LONGEST].strip(" .")
    return f"＿{name}" if not name or _DEVICES.fullmatch(name) else name


def apart(names: Iterable[str]) -> list[str]:
    """Return the names so that no two are the same, capitals aside: the second gets a （2）."""
    taken: set[str] = set()
    given = []
    for name in names:
        candidate = name
        for number in count(2):
            if candidate.casefold() not in taken:
                break
            candidate = f"{PurePath(name).stem}（{number}）{PurePath(name).suffix}"
        taken.add(candidate.casefold())
        given.append(candidate)
    return given
