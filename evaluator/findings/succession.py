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
YEAR_NOT_EARLIER: Final = Kind(
    "Y003",
    Severity.ERROR,
    "「{found}年度」は前年度より前の年度ではありません。",
    "このシートには{last}年度までの評価を記入してください。前年度の評価はシート『前年との対応』に記入します。",
)
HISTORY_TWICE: Final = Kind(
    "Y004",
    Severity.ERROR,
    "{year}年度の施策「{found}」が2回あります。",
    "その年度の施策は1行だけにしてください。分割された施策は、1行の「翌年度の施策ID」に「、」で区切って記入します。",
)
NO_SUCH_SUCCESSOR: Final = Kind(
    "Y005",
    Severity.ERROR,
    "「翌年度の施策ID」の「{found}」は{year}年度の施策にありません。",
    "その年度の施策IDに直すか、その施策の行を{year}年度に加えてください。終了した施策は空欄にします。",
)
