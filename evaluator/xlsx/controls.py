"""Form controls and their state, in drawings of before 2007 and in parts of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from evaluator.xlsx.drawings import at_of
from evaluator.xlsx.parts import Element
from evaluator.xlsx.source import Item, Outside

_NO_CONTROL: Final = ("Note", "Pict", "")
_CONTROLS: Final = {
    "Checkbox": "チェックボックス",
    "Radio": "オプションボタン",
    "Drop": "ドロップダウン",
    "List": "リストボックス",
    "Spin": "スピンボタン",
    "Scroll": "スクロールバー",
    "Button": "ボタン",
    "Label": "ラベル",
    "GBox": "グループボックス",
    "Edit": "入力欄",
    "Dialog": "ダイアログ",
}


def in_old_drawing(data: Element) -> Iterator[Item]:
    """Yield the control, or the shape, that a shape of a drawing of before 2007 stands for."""
    kind, shape = data.get("ObjectType", ""), data.getparent()
    if kind in _NO_CONTROL or shape is None:
        return
    anchor = [part.strip() for part in data.findtext("{*}Anchor", "").split(",")]
    at = at_of(anchor[2], anchor[0]) if len(anchor) == 8 else None
    texts = [text for box in shape.iter("{*}textbox") for text in box.itertext()]
    text = " ".join("".join(str(each) for each in texts).split())
    if kind in _CONTROLS:
        yield Item(Outside.CONTROL, text, at, f"{_CONTROLS[kind]}：{_state(kind, data)}")
    else:  # a shape that a program of before 2007 has drawn
        yield Item(Outside.TEXT_BOX if text else Outside.SHAPE, text, at, shape.get("id", ""))


def _state(kind: str, data: Element) -> str:
    """Return what a control is set to."""
    if kind in ("Checkbox", "Radio"):
        return "オン" if data.findtext("{*}Checked", "0").strip() not in ("", "0") else "オフ"
    return _chosen(data.findtext("{*}Sel") or data.findtext("{*}Val"))


def _chosen(number: str | None) -> str:
    chosen = (number or "").strip()
    return f"{chosen}番" if chosen not in ("", "0") else "選択なし"


_TYPES: Final = {"CheckBox": "Checkbox", "EditBox": "Edit"}
"""Kinds that the parts of controls spell in another way."""


def state_of(properties: Element) -> str:
    """Return what a control is, and what it is set to, from a part of its own."""
    given = properties.get("objectType", "")
    kind = _TYPES.get(given, given)
    if kind in ("Checkbox", "Radio"):
        state = "オン" if properties.get("checked") == "Checked" else "オフ"
    else:
        state = _chosen(properties.get("sel") or properties.get("val"))
    return f"{_CONTROLS.get(kind, kind)}：{state}"
