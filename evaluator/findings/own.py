"""What is said in other words of the secretariat's own files: nobody has sent them as a form.

By document and code: message and remedy, each '' where the kind's own words will do.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Document(StrEnum):
    """What a file is to the secretariat."""

    FORM = "様式"
    CATALOGUE = "施策一覧"
    REVIEW = "調整表"
    REVIEW_PAGE = "調整の画面"
    DATA = "データ"


Words = tuple[str, str]
_OTHER_FORMAT: Final = "{document}として読めない形式（{{what}}）のファイルです。"
_MECHANISM: Final = "{document}に要らない仕組み（{{what}}）が含まれているため読み込みません。"
_AS_WORKBOOK: Final = "Excelで開き、「Excel ブック（*.xlsx）」として保存し直してください。"
_TOO_LARGE: Final = "表の外に残った値、書式、画像を削除し、保存し直してください。"
_VALUES_ALONE: Final = "値だけを新しいブックに貼り付け、保存し直してください。"
_UNLOCK: Final = "パスワードや暗号化を外し、「Excel ブック（*.xlsx）」として保存し直してください。"


def _of(document: Document, again: str) -> dict[str, Words]:
    """Return the words that a document has for a file that cannot be read; `again` mends it."""
    return {
        "F001": ("", again),
        "F003": (_OTHER_FORMAT.format(document=document), _AS_WORKBOOK),
        "F004": ("", again),
        "F005": ("", _TOO_LARGE),
        "F006": (_MECHANISM.format(document=document), _VALUES_ALONE),
        "F036": (
            "パスワードで保護された、" + _OTHER_FORMAT.format(document=document),
            _UNLOCK,
        ),
        "F037": ("", again),
        "F038": ("", "zipファイルを展開し、中のファイルを指定してください。"),
        "F040": ("", _VALUES_ALONE),
    }


_ASKED: Final = "記入した調整表を指定してください。開けない場合は"
_EXPORT: Final = "「evaluator review export」で作り直してください。"
_KEPT: Final = "ない場合は、前の版（templates/年度/版）から戻してください。"

OWN: Final[Mapping[Document, Mapping[str, Words]]] = {
    Document.FORM: {},
    Document.CATALOGUE: _of(Document.CATALOGUE, f"{_AS_WORKBOOK}{_KEPT}")
    | {
        "F012": ("", f"シートの名前と見出しの上の非表示の行を元に戻してください。{_KEPT}"),
        "S001": ("", f"見出しを元に戻すか、この見出しの列を加えてください。{_KEPT}"),
        "S006": ("", "見出しの文字が正しいか確かめてください。"),
        "S007": ("", "この列の内容が見出しに合っているか確かめてください。"),
    },
    Document.REVIEW: _of(Document.REVIEW, _ASKED + _EXPORT)
    | {
        "F012": ("", f"シートを元に戻してください。ない場合は{_EXPORT}"),
        "S001": ("", f"列と見出しを元に戻してください。ない場合は{_EXPORT}"),
        "S006": ("", f"決定が正しい欄に入っているか確かめてください。分からない場合は{_EXPORT}"),
        "S007": ("", "この列の内容が見出しに合っているか確かめてください。"),
    },
    Document.REVIEW_PAGE: {
        "G007": (
            "この画面を開いた後に回答が変わっているため、「{found}」を受け付けていません（{changes}）。",
            "今の回答を見て決めてください。",
        ),
        "G008": (
            "この画面を開いた後に「{now}」と決められている（{who}）ため、「{found}」を受け付けていません。",
            "相談のうえ、必要であればもう一度決めてください。",
        ),
        "G009": ("", "今の回答について決めてください。"),
        "G012": (
            "開いたときのまま（{found}）のため何も変えていません。今の決定は「{now}」（{who}）です。",
            "今の決定を変える場合は、今の画面で決めてください。",
        ),
        "G015": (
            "この画面を開いたときの回答の控えが読めないため、「{found}」を受け付けていません。",
            "画面を開き直して決めてください。",
        ),
        "G017": ("", "回答を待つか、施策の画面で決めてください。"),
    },
    Document.DATA: _of(
        Document.DATA, "「Excel ブック（*.xlsx）」又はUTF-8のCSVとして保存し直してください。"
    ),
}
