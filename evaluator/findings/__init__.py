"""Findings: what is wrong in a workbook, where, and what to do about it.

Every kind of finding is declared once in this module, with a code that never changes, its
severity, and its Japanese message and remedy. A finding is collected, never raised.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final


class Severity(StrEnum):
    """How much a finding matters, worst first."""

    ERROR = "エラー"  # must be mended; the answer does not count
    WARNING = "警告"  # should be looked at; the answer counts
    INFO = "情報"  # said so that nothing is changed in silence


@dataclass(frozen=True, order=True)
class CellRef:
    """Where a finding is: as much of the address as there is."""

    file: str
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        """The address as an official reads it."""
        place = f"{self.file}"
        if self.sheet:
            place += f" シート『{self.sheet}』"
        return place + (f" {self.cell}" if self.cell else "")


@dataclass(frozen=True)
class Finding:
    """One thing wrong at one place, ready to be shown."""

    code: str
    severity: Severity
    where: CellRef
    message: str
    remedy: str
    found: str = ""
    covers: int = 1
    """How many findings it stands for, itself included: a root cause and what follows from it."""
    cells: tuple[str, ...] = ()
    """Further cells of the same sheet that it is about, besides `where`."""

    def covering(self, count: int, cells: Iterable[str] = ()) -> Finding:
        """Return the finding as standing for `count`, about further cells of its sheet too."""
        return replace(self, covers=count, cells=tuple(cells))

    def __str__(self) -> str:
        """One line: severity, code, place, message, remedy."""
        return f"[{self.severity}] {self.code} {self.where}：{self.message}{self.remedy}"


@dataclass(frozen=True)
class Kind:
    """A kind of finding. `message` and `remedy` are str.format templates."""

    code: str
    severity: Severity
    message: str
    remedy: str

    def at(
        self,
        where: CellRef,
        *,
        found: object = "",
        **words: object,
    ) -> Finding:
        """Return the finding at a place; `found` is the value as it stands in the cell."""
        shown = shorten(str(found))
        return Finding(
            code=self.code,
            severity=self.severity,
            where=where,
            message=self.message.format(found=shown, **words),
            remedy=self.remedy.format(found=shown, **words),
            found=shown,
        )


@dataclass
class Findings:
    """The findings collected so far, in the order in which they were met."""

    items: list[Finding] = field(default_factory=list)

    def add(self, finding: Finding) -> None:
        """Collect one more."""
        self.items.append(finding)

    def extend(self, findings: Iterable[Finding]) -> None:
        """Collect several more."""
        self.items.extend(findings)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding is of level エラー."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def counted(findings: Iterable[Finding]) -> dict[Severity, int]:
    """Return how many findings there are of each severity, those covered by others included."""
    counts = dict.fromkeys(Severity, 0)
    for finding in findings:
        counts[finding.severity] += finding.covers
    return counts


def listed(items: Sequence[str], limit: int = 6) -> str:
    """Return the items joined by 、, the rest beyond the limit only counted."""
    shown = "、".join(items[:limit])
    return shown + (f"ほか{len(items) - limit}件" if len(items) > limit else "")


def shorten(text: str, limit: int = 60) -> str:
    """Cut a cell's text for a message; line breaks become spaces."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


KINDS: Final[dict[str, Kind]] = {}


def _kind(code: str, severity: Severity, message: str, remedy: str) -> Kind:
    if code in KINDS:
        raise ValueError(code)
    KINDS[code] = kind = Kind(code, severity, message, remedy)
    return kind


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

# F: the file as a whole ------------------------------------------------------------------
NOT_A_WORKBOOK = _kind(
    "F001",
    _E,
    "Excelブック（.xlsx）として読めません（{what}）。",
    "配布した様式をExcelで開き、「Excel ブック（*.xlsx）」として保存し直してください。",
)
ENCRYPTED = _kind(
    "F002",
    _E,
    "パスワードで保護されているため開けません。",
    "Excelの［ファイル］→［情報］→［ブックの保護］でパスワードを外し、保存し直してください。",
)
OLD_FORMAT = _kind(
    "F003",
    _E,
    "様式と異なる形式（{what}）のファイルです。",
    "Excelで開き、「Excel ブック（*.xlsx）」として保存し直してください。",
)
DAMAGED = _kind(
    "F004",
    _E,
    "ファイルが壊れているか、途中で切れています（{what}）。",
    "元のファイルをExcelで開き直して保存し、もう一度お送りください。",
)
TOO_LARGE = _kind(
    "F005",
    _E,
    "ファイルが大きすぎるため読み込みません（{what}）。",
    "表の外に残った書式や画像を削除し、配布した様式に回答だけを記入してください。",
)
UNSAFE = _kind(
    "F006",
    _E,
    "様式にない仕組み（{what}）が含まれているため読み込みません。",
    "配布した様式に回答だけを記入し、「Excel ブック（*.xlsx）」として保存してください。",
)
NOT_OUR_FORM = _kind(
    "F007",
    _E,
    "この調査の様式ではありません（様式の識別情報が見つかりません）。",
    "配布した様式に記入してお送りください。",
)
OTHER_ROUND = _kind(
    "F008",
    _E,
    "別の年度の様式です（今回は{expected}、ファイルは{found}）。",
    "今年度に配布した様式に記入してお送りください。",
)
UNKNOWN_MINISTRY = _kind(
    "F009",
    _E,
    "様式の府省庁名「{found}」は今回の回答府省庁にありません。",
    "配布した様式の府省庁名を変えずにお送りください。",
)
TWO_FILES = _kind(
    "F010",
    _E,
    "{ministry}から内容の異なるファイルが複数あります（{others}）。どれも集計していません。",
    "正しい1件を「evaluator receive」で受け付けるか、ほかを別のフォルダーに移してください。",
)
SAME_FILE = _kind(
    "F011",
    _I,
    "「{other}」と同じ内容のファイルです。1件として扱いました。",
    "対応は不要です。",
)
SHEET_MISSING = _kind(
    "F012",
    _E,
    "シート『{sheet}』が見つかりません。",
    "配布した様式のシートを削除せず、すべてのシートを残してお送りください。",
)
LOCK_FILE = _kind(
    "F013",
    _I,
    "Excelが開いている間だけ作る一時ファイルのため、読み飛ばしました。",
    "対応は不要です。",
)
OLD_FORM = _kind(
    "F014",
    _E,
    "古い版の様式です（今回は第{expected}版、ファイルは第{found}版）。",
    "今年度の様式に記入してお送りください。回答は事務局で新しい様式に移せます。",
)
OTHER_CATALOGUE = _kind(
    "F015",
    _W,
    "この様式を発行した後に施策一覧が変わっています。",
    "印字された施策とKPIが今の施策一覧と同じか確かめてください。",
)
PART_OF_FORM = _kind(
    "F016",
    _E,
    "担当課室「{found}」だけの分割様式です。",
    "府省庁の取りまとめ担当で一つの様式に統合してから提出してください。",
)
SHEET_ADDED = _kind(
    "F017",
    _W,
    "様式にない{state}シートに記入があります（{count}か所。最初は{first}「{found}」）。集計には使いません。",
    "回答であれば様式の欄に移してください。不要であればシートを削除してください。",
)
SHEET_HIDDEN = _kind(
    "F018",
    _I,
    "シートが非表示になっています。回答は集計に含めました。",
    "意図したものでなければ、シートを再表示して内容を確かめてください。",
)
SHEET_TWICE = _kind(
    "F019",
    _E,
    "シート『{first}』と同じ表がこのシートにもあり、回答が異なります。『{first}』だけを読みました。",
    "正しい1枚だけを残し、もう1枚を削除してください。",
)
NAME_OF_OTHER = _kind(
    "F020",
    _W,
    "ファイル名は{found}ですが、{ministry}の様式です。{ministry}の回答として扱いました。",
    "{found}の回答であれば、{found}に配布した様式に記入してお送りください。",
)
SHEET_OF_OTHER = _kind(
    "F021",
    _E,
    "このシートは{other}の様式のものです。{ministry}の回答として読めません。",
    "{ministry}に配布した様式に記入してお送りください。",
)
DATES_1904 = _kind(
    "F022",
    _I,
    "1904年から計算する日付の設定になっています。日付は正しく読み取りました。",
    "対応は不要です。ほかのファイルと日付をコピーし合うと4年ずれるため、ご注意ください。",
)
NOTHING_ANSWERED = _kind(
    "F023",
    _E,
    "様式に1つも回答が記入されていません。",
    "記入済みのファイルかどうかを確かめて、お送りください。",
)
KNOWN_VERSION = _kind(
    "F031",
    _I,
    "{ministry}の第{number}版として受付済みのファイルです（{state}）。",
    "集計には受付簿にある現在の版を使います。対応は不要です。",
)
NOT_PREFERRED = _kind(
    "F032",
    _I,
    "{ministry}は「{chosen}」を使うよう指定されたため、このファイルは集計していません。",
    "対応は不要です。",
)
CANNOT_OPEN = _kind(
    "F033",
    _E,
    "ファイルを読み取れません（{what}）。",
    "ほかの人やアプリケーションが開いていないか、場所が正しいかを確かめてください。",
)
SEVERAL_GIVEN = _kind(
    "F034",
    _E,
    "{ministry}の内容の異なるファイルが一度に複数指定されました（{others}）。どれも受け付けていません。",
    "正しい1件だけを指定するか、古いものから1件ずつ受け付けてください。",
)

# S: the structure of a sheet -------------------------------------------------------------
COLUMN_MISSING = _kind(
    "S001",
    _E,
    "列「{header}」が見つかりません。",
    "配布した様式の列を削除せず、見出しを変えずにお送りください。",
)
UNKNOWN_ROW = _kind(
    "S002",
    _E,
    "「{found}」は{ministry}の{what}にありません。",
    "{remedy}",
)
DUPLICATE_ROW = _kind(
    "S003",
    _E,
    "{header}「{found}」の行が複数あります（最初は{first}）。",
    "行の複写を取り消し、1行だけを残してください。",
)
ROW_MISSING = _kind(
    "S004",
    _E,
    "{header}「{key}」の行がありません。",
    "配布した様式の行を削除せずにお送りください。",
)
ROW_WITHOUT_KEY = _kind(
    "S005",
    _E,
    "{header}のない行に記入があります。",
    "{remedy}",
)

KEY_ROW_LOST = _kind(
    "S006",
    _W,
    "列を見分けるための非表示の行が失われているため、見出しの文字で列を判別しました。",
    "回答が正しい欄に入っているか確かめてください。できれば配布した様式に貼り直してください。",
)
KEY_LOST = _kind(
    "S007",
    _W,
    "列「{header}」の識別情報が失われているため、見出しの文字で判別しました。",
    "この列の回答が正しいか確かめてください。",
)
HEADER_CHANGED = _kind(
    "S008",
    _W,
    "列の見出しが様式と異なります（{changes}）。様式の見出しとして読みました。",
    "見出しを元に戻し、この列の回答が見出しに合っているか確かめてください。",
)
COLUMN_TWICE = _kind(
    "S009",
    _E,
    "列「{header}」が複数あり、回答が異なります（最初は{first}列）。{first}列だけを読みました。",
    "正しい1列だけを残し、複写した列を削除してください。",
)
ROWS_SHIFTED = _kind(
    "S010",
    _E,
    "様式の行が{how}。{header}と印字された内容が合わない行が{count}行あります（例：「{key}」の行に「{other}」の内容）。",
    "どの回答がどの{header}のものか判断できないため、この{count}行は読んでいません。行のずれや一部の列だけの並べ替えを元に戻してください。",
)
PRINTED_CHANGED = _kind(
    "S011",
    _W,
    "「{header}」の印字が変わっています（印字「{printed}」→ 現在「{found}」）。"
    "印字のとおりに扱いました。",
    "印字を元に戻してください。印字に誤りがあれば、提出先にご連絡ください。",
)
PRINTED_COLUMN_MISSING = _kind(
    "S012",
    _W,
    "あらかじめ印字された列「{header}」がありません。印字の内容は配布時のとおりに扱いました。",
    "次回は列を削除せずにお送りください。",
)
HIDDEN_ANSWERS = _kind(
    "S013",
    _I,
    "非表示の{what}（{which}）に回答があります。集計に含めました。",
    "意図したものでなければ、再表示して内容を確かめてください。",
)
MERGED = _kind(
    "S014",
    _E,
    "セルの結合（{range}）のため、{lost}の回答が失われています。",
    "［セルの結合］を解除し、それぞれの欄に記入してください。",
)
RULE_LOST = _kind(
    "S015",
    _I,
    "「{header}」の入力規則が失われています（{count}か所）。",
    "対応は不要です。貼り付けるときは［値の貼り付け］を使ってください。",
)
FORMAT_LOST = _kind(
    "S016",
    _I,
    "「{header}」の表示形式が様式と異なります（{count}か所）。",
    "対応は不要です。貼り付けるときは［値の貼り付け］を使ってください。",
)
OUTSIDE = _kind(
    "S017",
    _W,
    "表の外に「{found}」と記入されています。集計には使いません。",
    "回答であれば、様式の欄に移してください。",
)
NOTE = _kind(
    "S018",
    _W,
    "「{header}」にコメント「{found}」が付いています。コメントは集計に使いません。",
    "回答であれば、欄の中か備考に記入してください。",
)
SHEET_BLANK = _kind(
    "S019",
    _E,
    "シート『{sheet}』に回答がありません（{rows}行、{count}欄が未記入です）。",
    "シート『{sheet}』の黄色の欄に記入してください。",
)
ROWS_MISSING = _kind(
    "S020",
    _E,
    "{header}の行が{count}行ありません（{keys}）。",
    "配布した様式の行を削除せずにお送りください。",
)

# V: the value of a cell ------------------------------------------------------------------
ANSWER_MISSING = _kind(
    "V001",
    _E,
    "「{header}」が未記入です。",
    "{help}",
)
NOT_A_CHOICE = _kind(
    "V002",
    _E,
    "「{header}」の「{found}」は選択肢にありません。",
    "{choices} から選んでください。",
)
MARK_GUESSED = _kind(
    "V003",
    _E,
    "「{header}」の「{found}」は選択肢にありません。「{guess}」でしょうか。",
    "{choices} から選んでください。",
)
NOT_A_NUMBER = _kind(
    "V004",
    _E,
    "「{header}」の「{found}」を数値として読めません。",
    "数値だけを半角で記入してください。補足は備考に書いてください。",
)
NOT_A_DATE = _kind(
    "V005",
    _E,
    "「{header}」の「{found}」を日付として読めません。",
    "2026/3/31 の形で記入してください。",
)
TOO_LONG = _kind(
    "V006",
    _E,
    "「{header}」が{limit}字を超えています（{length}字）。",
    "{limit}字以内にしてください。",
)
NOT_A_URL = _kind(
    "V007",
    _E,
    "「{header}」の「{found}」はURLではありません。",
    "https:// から始まるURLを記入してください。ない場合は空欄にしてください。",
)
ERROR_VALUE = _kind(
    "V008",
    _E,
    "「{header}」がエラー値（{found}）になっています。",
    "数式を消して、値を直接記入してください。",
)
FORMULA = _kind(
    "V009",
    _W,
    "「{header}」に数式（{found}）が入っています。計算結果を回答として読みました。",
    "数式を値に置き換えてください（コピーして［値の貼り付け］）。",
)
FORMULA_UNCALCULATED = _kind(
    "V010",
    _E,
    "「{header}」に数式（{found}）が入っており、計算結果が保存されていません。",
    "値を直接記入してください。",
)
NORMALISED = _kind(
    "V011",
    _I,
    "「{header}」の「{found}」を「{read}」と読みました。",
    "違う場合は直してください。",
)
NOT_WHOLE = _kind(
    "V012",
    _E,
    "「{header}」の「{found}」は整数ではありません。",
    "整数を記入してください。",
)
BAD_IDENTIFIER = _kind(
    "V013",
    _E,
    "「{header}」の「{found}」は使えない形です。",
    "{help}",
)

UNCLEAR = _kind(
    "V014",
    _E,
    "「{header}」に「{found}」とあります。回答がないのか、該当しないのか、0なのかが分かりません。",
    "{help}",
)
READ_AS_BLANK = _kind(
    "V015",
    _I,
    "「{header}」の「{found}」は、記入なしとして扱いました。",
    "違う場合は直してください。",
)
UNIT_DIFFERS = _kind(
    "V016",
    _E,
    "「{header}」の「{found}」の単位が、様式の単位「{unit}」と異なります。",
    "「{unit}」に換算した数値だけを記入してください。",
)
NUMBER_GUESSED = _kind(
    "V017",
    _E,
    "「{header}」の「{found}」は、1つの数値として読めません。{guess} でしょうか。",
    "様式の単位に合わせた数値だけを半角で記入してください。「約」などの補足は備考に書いてください。",
)
NUMBER_RANGE = _kind(
    "V018",
    _E,
    "「{header}」の「{found}」は範囲で記入されています。",
    "時点での値を1つだけ記入してください。幅がある場合は備考に書いてください。",
)
FRACTION = _kind(
    "V019",
    _E,
    "「{header}」の「{found}」は、1を100%とする割合のようです。{guess} でしょうか。",
    "%の数値で記入してください（例：85% は 85）。",
)
DATE_GUESSED = _kind(
    "V020",
    _E,
    "「{header}」の「{found}」は日付として読めません。{guess} でしょうか。",
    "2026/3/31 の形で、年月日を記入してください。",
)
URL_GUESSED = _kind(
    "V021",
    _E,
    "「{header}」の「{found}」はURLの形ではありません。「{guess}」でしょうか。",
    "https:// から始まるURLを記入してください。ない場合は空欄にしてください。",
)
TEXT_FORMULA = _kind(
    "V022",
    _W,
    "「{header}」が「{sign}」で始まっています。文字として扱い、計算はしていません。",
    "文章であれば、先頭の「{sign}」を取ってください。",
)
CLEANED = _kind(
    "V023",
    _I,
    "「{header}」の「{found}」から、{what}を整えて読みました。",
    "対応は不要です。",
)
ANSWERS_MISSING = _kind(
    "V024",
    _E,
    "この行の{count}つの欄が未記入です：{headers}。",
    "それぞれの欄に記入してください。",
)

# C: what does not fit together -------------------------------------------------------------
MARK_AGAINST_TEXT = _kind(
    "C001",
    _W,
    "自己評価は「{mark}」ですが、「{header}」に「{found}」とあります。",
    "評価か文章のどちらかを見直してください。このままでよい場合、対応は不要です。",
)
MARK_AGAINST_KPI = _kind(
    "C002",
    _W,
    "自己評価は「{found}」ですが、KPIの値からの試算は「{proposed}」です（{sentence}）。",
    "評価の理由にその差を説明してください。評価かKPIの値に誤りがあれば直してください。",
)
WRONG_SCALE = _kind(
    "C003",
    _W,
    "実績値「{found}」は{compared}（{reference}{unit}）と桁が合いません。"
    "単位が「{unit}」であれば {guess} ではないでしょうか。",
    "単位「{unit}」で記入されているか確かめてください。正しい場合は備考に説明してください。",
)
JUMP = _kind(
    "C004",
    _W,
    "実績値「{found}」は{compared}（{reference}{unit}）から大きく離れています。",
    "値を確かめてください。正しい場合は備考に理由を記入してください。",
)
SAME_AS_LAST_YEAR = _kind(
    "C005",
    _W,
    "「{header}」が前年の進捗状況と同じ文章です。",
    "今年度の取組と結果を記入してください。",
)
ACTUAL_IN_FUTURE = _kind(
    "C006",
    _W,
    "「実績」ですが、時点（{found}）が提出期限（{deadline}）より後です。",
    "まだ確定していない値は「見込み」を選んでください。時点が誤っている場合は直してください。",
)
EXPECTED_BEFORE_END = _kind(
    "C007",
    _I,
    "「見込み」の時点が{found}です。見込みの時点は年度末日（{year_end}）です。",
    "年度末の見込みであれば、時点を年度末日にしてください。",
)
OLD_VALUE = _kind(
    "C008",
    _I,
    "時点（{found}）が{year}より前の、古い値です。",
    "より新しい値があれば差し替えてください。",
)
BEYOND_YEAR = _kind(
    "C009",
    _E,
    "時点（{found}）が{year}の末日（{year_end}）より後です。",
    "{year}末までの値とその時点を記入してください。",
)
JOINT_DIFFERS = _kind(
    "C010",
    _W,
    "共同で担当する施策の自己評価が「{found}」ですが、{others}。最も低い評価を採ります。",
    "関係府省庁の間で評価をすり合わせてください。",
)
DOMAIN_MISSING = _kind(
    "C011",
    _E,
    "戦略で担当とされた領域「{found}」の行がありません。",
    "行を加え、取組を記入するか、「該当なし」または「他府省庁が回答」を選んでください。",
)
DOMAIN_CONTRADICTED = _kind(
    "C012",
    _E,
    "領域「{domain}」が「{found}」となっていますが、{other}では「{status}」です。",
    "どちらが正しいかを確かめ、誤っている行を直してください。",
)
BULLET_TWICE = _kind(
    "C013",
    _W,
    "同じ文章が{other}にもあります：「{found}」。",
    "重複していれば、1か所だけを残してください。",
)
BULLET_SHARED = _kind(
    "C014",
    _W,
    "同じ文章が{other}からも提出されています：「{found}」。",
    "連名の取組であれば、1つの府省庁だけが記入し、府省庁の表記を連名にしてください。",
)
DOMAIN_NOT_ASSIGNED = _kind(
    "C015",
    _I,
    "領域「{found}」は、戦略で{ministry}の担当とされていません。回答は集計に含めました。",
    "領域が正しければ、対応は不要です。",
)
HEADING_ELSEWHERE = _kind(
    "C016",
    _E,
    "見出し「{found}」は施策分類「{category}」のものではありません。",
    "{remedy}",
)
TEXT_BESIDE_NONE = _kind(
    "C017",
    _W,
    "「{status}」ですが、取組「{found}」が記入されています。",
    "取組がある場合は「取組あり」を選び、ない場合は取組を空欄にしてください。",
)
VALUE_NOT_OUT = _kind(
    "C018",
    _W,
    "「未公表」ですが、実績値「{found}」が記入されています。",
    "値がある場合は「実績」か「見込み」を選び、ない場合は実績値と時点を空欄にしてください。",
)
NOT_A_RATER = _kind(
    "C019",
    _W,
    "この施策を評価するのは{raters}です。「{header}」の「{found}」は集計に使いません。",
    "灰色の欄を空欄に戻してください。",
)

# Y: the catalogue against last year's -------------------------------------------------------
PREVIOUS_MARK_DIFFERS = _kind(
    "Y001",
    _E,
    "施策「{measure}」の前年の評価「{found}」が、シート『{sheet}』の前年の施策（{known}）と合いません。",
    "空欄にすると『{sheet}』から引き継ぎます（前年の評価が異なる施策の統合では空欄のままです）。"
    "『{sheet}』に誤りがあれば直してください。",
)
ID_REUSED = _kind(
    "Y002",
    _W,
    "前年の施策「{found}」を引き継ぐ施策がありませんが、シート『{sheet}』に同じ施策IDがあります。",
    "引き継ぐ場合は今年の施策IDに記入し、終了した施策であれば『{sheet}』の行を削除してください。"
    "別の新しい施策であれば、前年にない施策IDを付けてください。",
)

# M: answers moved from one form to another ------------------------------------------------
SOURCES_DISAGREE = _kind(
    "M001",
    _E,
    "「{header}」の回答が{other}の「{elsewhere}」と異なります（ここでは「{found}」）。空欄にしました。",
    "どちらかを選んで、新しい様式に記入してください。",
)
NOT_PLACED = _kind(
    "M002",
    _W,
    "「{header}」の「{found}」は新しい様式に移せませんでした（{why}）。",
    "必要であれば、新しい様式に記入し直してください。",
)
PART_MISSING = _kind(
    "M003",
    _W,
    "{ministry}の担当課室「{division}」の分割様式がありません。",
    "届いてから統合し直すか、統合した様式に直接記入してください。",
)
NO_MINISTRY_FOUND = _kind(
    "M004",
    _E,
    "どの府省庁の様式か分からないため、回答を移せませんでした。",
    "配布した様式をもとにしたファイルかどうか確かめてください。",
)

# D: open data, after 総務省「統計表における機械判読可能なデータの表記方法の統一ルール」 -----------
# One finding a column and rule, at the first cell; `more` says how many further cells there are.
NOT_OPEN_FORMAT = _kind(
    "D001",
    _E,
    "ExcelブックかCSVとして読めません（{what}）。",
    "Excel ブック（*.xlsx）かUTF-8のCSVで保存し直してください。",
)
SEVERAL_VALUES = _kind(
    "D002",
    _W,
    "列「{column}」のセルに複数の値「{found}」が入っています{more}。",
    "1つのセルに1つの値だけを入れ、行か列を分けてください。",
)
TEXT_IN_NUMBERS = _kind(
    "D003",
    _E,
    "数値の列「{column}」に文字「{found}」が入っています{more}。",
    "桁区切りや単位を除き、数値として入力してください。",
)
MERGED_CELLS = _kind(
    "D004",
    _E,
    "セルが結合されています{more}。",
    "結合を解除し、すべてのセルに値を入れてください。",
)
LAYOUT_BY_SPACES = _kind(
    "D005",
    _E,
    "列「{column}」の「{found}」が空白や改行で整えられています{more}。",
    "体裁のための空白と改行を除いてください。",
)
HEAD_OMITTED = _kind(
    "D006",
    _E,
    "{what}{more}。",
    "見出しと項目名を省略せず、すべてのセルに記入してください。",
)
DATA_FORMULA = _kind(
    "D007",
    _E,
    "列「{column}」に数式（{found}）が入っています{more}。",
    "数式を値に置き換えてください（コピーして［値の貼り付け］）。",
)
DATA_OBJECT = _kind(
    "D008",
    _E,
    "図形・画像・グラフが置かれています（{found}個）。",
    "オブジェクトを削除するか、別のファイルに移してください。",
)
UNIT_MISSING = _kind(
    "D009",
    _W,
    "数値の列「{column}」に単位がありません。",
    "見出しに「（件）」のように単位を加えるか、「単位」の列を設けてください。",
)
PLATFORM_SIGN = _kind(
    "D010",
    _W,
    "列「{column}」に機種依存文字「{found}」があります{more}。",
    "①は(1)、㈱は(株)のように、機種に依存しない文字に置き換えてください。",
)
YEAR_WITHOUT_WESTERN = _kind(
    "D011",
    _W,
    "列「{column}」の「{found}」に西暦がありません{more}。",
    "西暦で記入するか、「令和7年（2025年）」のように西暦を併記してください。",
)
UNKNOWN_MISSING_SIGN = _kind(
    "D012",
    _W,
    "数値の列「{column}」に意味の定まらない記号「{found}」があります{more}。",
    "該当なしは「-」、得られない値は「***」、秘匿は「X」とするか、空欄にして理由を別の列に記入してください。",
)
SEVERAL_TABLES = _kind(
    "D013",
    _E,
    "1つのシートに表が{found}つあるか、表が空の行や列で分かれています。",
    "1つのシートに1つの表だけを、間を空けずに置いてください。",
)

# K: the catalogue (施策一覧), the secretariat's to mend ------------------------------------
DUPLICATE_ID = _kind(
    "K001",
    _E,
    "{header}「{found}」が重複しています（最初は{first}）。",
    "重複しない値にしてください。",
)
UNKNOWN_REFERENCE = _kind(
    "K002",
    _E,
    "「{header}」の「{found}」はシート『{sheet}』にありません。",
    "シート『{sheet}』に行を加えるか、ここを直してください。",
)
EMPTY_SUBCATEGORY = _kind(
    "K003",
    _E,
    "施策小分類「{found}」に属する施策がありません。",
    "施策を加えるか、この行を削除してください。",
)
MEASURE_WITHOUT_KPI = _kind(
    "K004",
    _W,
    "施策「{found}」にKPIがありません。",
    "シート『KPI一覧』に加えてください。",
)
TARGET_WITHOUT_UNIT = _kind(
    "K005",
    _E,
    "KPI「{found}」に目標値がありますが、単位がありません。",
    "単位を記入してください。",
)
TARGET_MISSING = _kind(
    "K006",
    _E,
    "種類「{kind}」のKPI「{found}」に「{header}」がありません。",
    "記入するか、種類を「状況把握」にしてください。",
)
NO_MINISTRY = _kind(
    "K007",
    _E,
    "施策「{found}」に府省庁がありません。",
    "主担当または関係府省庁を記入してください。",
)
MAIN_KPI_COUNT = _kind(
    "K008",
    _E,
    "施策「{found}」の主KPIが{count}件あります。",
    "主KPIはちょうど1件にしてください。",
)
SAME_MINISTRY_TWICE = _kind(
    "K009",
    _E,
    "施策「{found}」に同じ府省庁「{ministry}」が2回あります。",
    "1回だけにしてください。",
)
DOMAIN_EMPTY = _kind(
    "K010",
    _W,
    "領域「{found}」に紐づく施策がありません。",
    "該当する施策の「領域」に加えてください。ない場合は対応不要です。",
)
ROUND_NOT_ONE = _kind(
    "K011",
    _E,
    "シート『{sheet}』には1行だけが必要です（{found}行あります）。",
    "1行だけにしてください。",
)
TABLE_EMPTY = _kind(
    "K012",
    _E,
    "シート『{sheet}』に行がありません。",
    "1行以上を記入してください。",
)
BASELINE_IS_TARGET = _kind(
    "K013",
    _E,
    "KPI「{found}」の基準値と目標値が同じです。",
    "目標値を直すか、種類を「維持」にしてください。",
)
NOT_A_PLAN = _kind(
    "K015",
    _E,
    "「{header}」の「{found}」を読めません。",
    "{help}",
)
ROUND_MISMATCH = _kind(
    "K014",
    _E,
    "年度の識別子「{found}」がフォルダー名「{expected}」と異なります。",
    "どちらかを直してください。",
)

# A: the wording of the annex and what was decided on its bullets, the secretariat's ----------
TEXT_MISSING = _kind(
    "A001",
    _E,
    "別紙文言の項目「{key}」の行がありません。",
    "シート『別紙文言』に行を加えてください。",
)
UNKNOWN_TEXT = _kind(
    "A002",
    _E,
    "別紙文言の項目「{found}」は使われません。",
    "項目の名前を次のどれかに直すか、行を削除してください：{known}。",
)
TEXT_NOT_A_CHOICE = _kind(
    "A003",
    _E,
    "別紙文言「{key}」の「{found}」は選べません。",
    "次のどれかを記入してください：{choices}。",
)
BAD_PLACEHOLDER = _kind(
    "A004",
    _E,
    "別紙文言「{key}」の「{found}」は置き換えられません。",
    "使えるのは {known} です。波括弧はほかの用途に使わないでください。",
)
PLACEHOLDER_MISSING = _kind(
    "A005",
    _E,
    "別紙文言「{key}」に {word} がありません。",
    "{word} を文中に入れてください。",
)
DECISION_WITHOUT_BULLET = _kind(
    "A007",
    _W,
    "採否の記録「{found}」に当たる回答がありません（{ministry}）。",
    "回答が差し替えられた可能性があります。新しい回答について採否を決めてください。",
)
FOREIGN_HEADING = _kind(
    "A008",
    _W,
    "見出し「{found}」は「{category}」の見出しではありません。見出しなしとして扱いました。",
    "この分類の見出しを選んでください。",
)

# G: the secretariat's review (調整) ---------------------------------------------------------
ANSWER_CHANGED = _kind(
    "G001",
    _E,
    "{measure}の事務局評価「{found}」（{who}）を決めた後に、回答が変わっています（{changes}）。",
    "この決定は数えていません。「evaluator review export」で調整表を作り、もう一度決めてください。",
)
DECISION_WITHOUT_REASON = _kind(
    "G002",
    _E,
    "事務局評価「{found}」が自己評価「{own}」または試算評価「{proposed}」と異なりますが、理由がありません。",
    "理由を記入してください。",
)
REVIEW_UNKNOWN_MEASURE = _kind(
    "G003",
    _E,
    "{header}「{found}」は施策一覧にありません。",
    "印字された{header}に戻してください。",
)
NOT_A_REVIEW = _kind(
    "G004",
    _E,
    "調整表ではありません（調整表の識別情報が見つからないか、読めません）。",
    "「evaluator review export」で作った調整表に記入したものを指定してください。",
)
REVIEW_OF_OTHER_ROUND = _kind(
    "G005",
    _E,
    "別の年度の調整表です（今回は{expected}、ファイルは{found}）。",
    "今回の年度の調整表を指定してください。",
)
REVIEW_OF_OTHER_LEDGER = _kind(
    "G006",
    _E,
    "受付簿の{found}件目までを写した調整表ですが、今の受付簿には{count}件しかありません。",
    "この受付簿から「evaluator review export」で調整表を作り直してください。",
)
CHANGED_SINCE_EXPORT = _kind(
    "G007",
    _E,
    "調整表を出力した後に回答が変わっているため、「{found}」を受け付けていません（{changes}）。",
    "「evaluator review export」で調整表を作り、今の回答を見て決めてください。",
)
DECIDED_MEANWHILE = _kind(
    "G008",
    _E,
    "調整表を出力した後に「{now}」と決められている（{who}）ため、「{found}」を受け付けていません。",
    "相談のうえ、「evaluator review export」で作った調整表で決めてください。",
)
BULLET_GONE = _kind(
    "G009",
    _E,
    "「{found}」は今の{ministry}の回答にないため、採否を受け付けていません（今の回答：{now}）。",
    "「evaluator review export」で調整表を作り、今の回答について決めてください。",
)
REVIEW_ROW_SHIFTED = _kind(
    "G010",
    _E,
    "{key}の行に、別の行の{header}「{found}」があります。どの行の決定か分からないため、受け付けていません。",
    "一部の列だけの並べ替えや行のずれを元に戻してください。",
)
BLANK_KEEPS = _kind(
    "G011",
    _I,
    "「{header}」が空欄ですが、決定「{now}」はそのまま残しました。",
    "取り消す場合は「{word}」と記入してください。",
)
DECIDED_SINCE = _kind(
    "G012",
    _I,
    "出力したときのまま（{found}）のため何も変えていません。今の決定は「{now}」（{who}）です。",
    "今の決定を変える場合は、「evaluator review export」で作った調整表で決めてください。",
)
REASON_WITHOUT_DECISION = _kind(
    "G013",
    _E,
    "理由「{found}」が記入されていますが、「{header}」が空欄のため受け付けていません。",
    "「{header}」も記入してください。",
)
BAD_ORDER = _kind(
    "G014",
    _E,
    "掲載順「{found}」は使えません。",
    "1以上の整数を記入してください。前に決めた掲載順を取り消す場合は0を記入してください。",
)
BASIS_LOST = _kind(
    "G015",
    _E,
    "この行が出力されたときの回答の控え（非表示の列「{header}」）が読めないため、「{found}」を受け付けていません。",
    "「evaluator review export」で作った調整表に、非表示の列を変えずに記入してください。",
)

# R: a rubric file (評価基準); the cell is the TOML key --------------------------------------
RUBRIC_NOT_TOML = _kind(
    "R001", _E, "TOMLとして読めません。", "この行の前後の引用符と括弧を確かめてください。"
)
RUBRIC_NOT_TEXT = _kind(
    "R002",
    _E,
    "評価基準のファイルを読めません（{what}）。",
    "ファイルの場所を確かめ、文字コードを「UTF-8」として保存し直してください。",
)
RUBRIC_KEY_MISSING = _kind(
    "R003", _E, "項目「{key}」がありません。", "見本の評価基準を見て加えてください。"
)
RUBRIC_KEY_UNKNOWN = _kind(
    "R004",
    _E,
    "項目「{key}」は評価基準にありません。",
    "つづりを確かめ、不要なら削除してください。",
)
RUBRIC_VALUE_UNREADABLE = _kind("R005", _E, "「{key}」の「{found}」を読めません。", "{help}")
RUBRIC_VALUE_NOT_A_CHOICE = _kind(
    "R006", _E, "「{key}」の「{found}」は選択肢にありません。", "{choices} から選んでください。"
)
RUBRIC_NOT_DESCENDING = _kind(
    "R007",
    _E,
    "「{key}」のしきい値が、上位の評価のしきい値より低くなっていません。",
    "◎、○、△の順にしきい値が低くなるように直してください。",
)
RUBRIC_BAD_LADDER = _kind(
    "R008",
    _E,
    "種類「{kind}」の評価の段に誤りがあります（{what}）。",
    "最も低い評価だけを条件なしとし、ほかには from か above のどちらか1つを書いてください。",
)
RUBRIC_NO_DISCLAIMER = _kind(
    "R009",
    _E,
    "説明に「{words}」の一文がありません。",
    "評価基準は公式のものではないため、説明に加えてください。",
)
RUBRIC_EXAMPLE_FAILED = _kind(
    "R010",
    _E,
    "例「{title}」の評価が「{expected}」になりません（計算では「{got}」）。",
    "しきい値か例のどちらかを直してください。計算：{sentence}",
)
RUBRIC_NAME_MISMATCH = _kind(
    "R011",
    _E,
    "名前「{found}」がファイル名「{expected}」と異なります。",
    "写して直した基準が元の基準の名で報告されないよう、名前をファイル名に合わせてください。",
)
RUBRIC_RULE_MISFIT = _kind(
    "R012", _E, "種類「{kind}」に「{found}」は使えません。", "{choices} から選んでください。"
)
RUBRIC_EXAMPLE_INCOMPLETE = _kind(
    "R013",
    _E,
    "例「{title}」に結果がないか、2つあります。",
    "mark（◎○△×）か no_mark（評価のない理由）のどちらか1つを書いてください。",
)
