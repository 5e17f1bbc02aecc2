"""Findings: what is wrong in a workbook, where, and what to do about it.

Every kind of finding is declared once in this module, with a code that never changes, its
severity, and its Japanese message and remedy. A finding is collected, never raised.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
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

    def at(self, where: CellRef, *, found: object = "", **words: object) -> Finding:
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
    "正しい1件だけを残し、ほかは別のフォルダーに移してください。",
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
    "様式にあらかじめ印字された{header}を変えないでください。行を追加する必要はありません。",
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
    "あらかじめ印字された行に記入してください。",
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
