"""Y: the catalogue against last year's."""

from __future__ import annotations

from typing import Final

from evaluator.findings.finding import Kind, Severity

TITLE: Final = "前年との対応（事務局）"

PREVIOUS_MARK_DIFFERS: Final = Kind(
    "Y001",
    Severity.ERROR,
    "施策「{measure}」の前年の評価「{found}」が、シート『{sheet}』の前年の施策（{known}）と合いません。",
    "空欄にすると『{sheet}』から引き継ぎます（前年の評価が異なる施策の統合では空欄のままです）。"
    "『{sheet}』に誤りがあれば直してください。",
)
ID_REUSED: Final = Kind(
    "Y002",
    Severity.WARNING,
    "前年の施策「{found}」を引き継ぐ施策がありませんが、シート『{sheet}』に同じ施策IDがあります。",
    "引き継ぐ場合は今年の施策IDに記入し、終了した施策であれば『{sheet}』の行を削除してください。"
    "別の新しい施策であれば、前年にない施策IDを付けてください。",
)
