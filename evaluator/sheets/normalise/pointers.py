"""Answers that only say where to look: 「別添のとおり」, 「詳細は別紙1参照」, 「同上」."""

from __future__ import annotations

import re
from typing import Final

from evaluator.sheets.normalise.texts import compare_key

_LONGEST: Final = 40  # characters; a longer text says something
_AROUND: Final = "()*。.、,「」※→"
_WHAT: Final = "(?:詳細|詳しく|内容|回答|結果|進捗状況)?[はにを:]?"
_WHERE: Final = (
    "(?:別添|別紙|別表|別図|別資料|別ファイル|別シート|添付|参考資料|上記|下記|左記|前記|前述|既述)"
    "(?:の?(?:資料|ファイル|文書|表|欄))?[(]?[0-9]{0,2}[)]?"
)
_BEFORE: Final = "(?:同上|〃|(?:前年|昨年|前回)度?)"
_LOOK: Final = (
    "[のをにと]?(?:記載|記述)?の?ご?(?:とおり|通り|参照|同じ|同様|同文|添付|記載)"
    "(?:(?:して)?(?:願います|ください|下さい|です|である))?"
)
_POINTER: Final = re.compile(f"{_WHAT}(?:{_WHERE}(?:{_LOOK})?|{_BEFORE}{_LOOK}|同上|〃)")


def is_pointer(typed: str) -> bool:
    """Whether a text says only that the answer stands elsewhere."""
    if len(typed) > _LONGEST:
        return False
    return _POINTER.fullmatch(compare_key(typed).strip(_AROUND)) is not None
