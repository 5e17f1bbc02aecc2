"""F: what is wrong with the file as a whole."""

from __future__ import annotations

from typing import Final

from evaluator.findings.finding import Kind, Severity

TITLE: Final = "ファイル全体"

NOT_A_WORKBOOK: Final = Kind(
    "F001",
    Severity.ERROR,
    "Excelブック（.xlsx）として読めません（{what}）。",
    "配布した様式をExcelで開き、「Excel ブック（*.xlsx）」として保存し直してください。",
)
ENCRYPTED: Final = Kind(
    "F002",
    Severity.ERROR,
    "パスワードで保護されているため開けません。",
    "Excelの［ファイル］→［情報］→［ブックの保護］でパスワードを外し、保存し直してください。",
)
OLD_FORMAT: Final = Kind(
    "F003",
    Severity.ERROR,
    "様式と異なる形式（{what}）のファイルです。",
    "Excelで開き、「Excel ブック（*.xlsx）」として保存し直してください。",
)
DAMAGED: Final = Kind(
    "F004",
    Severity.ERROR,
    "ファイルが壊れているか、途中で切れています（{what}）。",
    "元のファイルをExcelで開き直して保存し、もう一度お送りください。",
)
TOO_LARGE: Final = Kind(
    "F005",
    Severity.ERROR,
    "ファイルが大きすぎるため読み込みません（{what}）。",
    "表の外に残った書式や画像を削除し、配布した様式に回答だけを記入してください。",
)
UNSAFE: Final = Kind(
    "F006",
    Severity.ERROR,
    "様式にない仕組み（{what}）が含まれているため読み込みません。",
    "配布した様式に回答だけを記入し、「Excel ブック（*.xlsx）」として保存してください。",
)
NOT_OUR_FORM: Final = Kind(
    "F007",
    Severity.ERROR,
    "この調査の様式ではありません（様式の識別情報が見つかりません）。",
    "配布した様式に記入してお送りください。",
)
OTHER_ROUND: Final = Kind(
    "F008",
    Severity.ERROR,
    "別の年度の様式です（今回は{expected}、ファイルは{found}）。",
    "今年度に配布した様式に記入してお送りください。",
)
UNKNOWN_MINISTRY: Final = Kind(
    "F009",
    Severity.ERROR,
    "様式の府省庁名「{found}」は今回の回答府省庁にありません。",
    "配布した様式の府省庁名を変えずにお送りください。",
)
TWO_FILES: Final = Kind(
    "F010",
    Severity.ERROR,
    "{ministry}から内容の異なるファイルが複数あります（{others}）。どれも集計していません。",
    "正しい1件を「evaluator receive」で受け付けるか、ほかを別のフォルダーに移してください。",
)
SAME_FILE: Final = Kind(
    "F011",
    Severity.INFO,
    "「{other}」と同じ内容のファイルです。1件として扱いました。",
    "対応は不要です。",
)
SHEET_MISSING: Final = Kind(
    "F012",
    Severity.ERROR,
    "シート『{sheet}』が見つかりません。",
    "配布した様式のシートを削除せず、すべてのシートを残してお送りください。",
)
LOCK_FILE: Final = Kind(
    "F013",
    Severity.INFO,
    "Excelが開いている間だけ作る一時ファイルのため、読み飛ばしました。",
    "対応は不要です。",
)
OLD_FORM: Final = Kind(
    "F014",
    Severity.ERROR,
    "読めない版の様式です（今回は第{expected}版、ファイルは{found}）。",
    "今年度の様式に記入してお送りください。回答は事務局で新しい様式に移せます。",
)
OTHER_CATALOGUE: Final = Kind(
    "F015",
    Severity.INFO,
    "この様式を発行したときの施策一覧が残っていないため、様式に印字された内容のとおりに読みました。",
    "対応は不要です。",
)
PART_OF_FORM: Final = Kind(
    "F016",
    Severity.ERROR,
    "担当課室「{found}」だけの分割様式です。",
    "府省庁の取りまとめ担当で一つの様式に統合してから提出してください。",
)
SHEET_ADDED: Final = Kind(
    "F017",
    Severity.WARNING,
    "様式にない{state}シートに記入があります（{count}か所。最初は{first}「{found}」）。集計には使いません。",
    "回答であれば様式の欄に移してください。不要であればシートを削除してください。",
)
SHEET_HIDDEN: Final = Kind(
    "F018",
    Severity.INFO,
    "シートが非表示になっています。回答は読み取りました。",
    "意図したものでなければ、シートを再表示して内容を確かめてください。",
)
SHEET_TWICE: Final = Kind(
    "F019",
    Severity.ERROR,
    "シート『{first}』と同じ表がこのシートにもあり、回答が異なります。『{first}』だけを読みました。",
    "正しい1枚だけを残し、もう1枚を削除してください。",
)
NAME_OF_OTHER: Final = Kind(
    "F020",
    Severity.WARNING,
    "ファイル名は{found}ですが、{ministry}の様式です。{ministry}の回答として扱いました。",
    "{found}の回答であれば、{found}に配布した様式に記入してお送りください。",
)
SHEET_OF_OTHER: Final = Kind(
    "F021",
    Severity.ERROR,
    "このシートは{other}の様式のものです。{ministry}の回答として読めません。",
    "{ministry}に配布した様式に記入してお送りください。",
)
NO_FORMATS: Final = Kind(
    "F042",
    Severity.INFO,
    "ファイルに表示形式の情報がありません。日付の欄の数値は、日付に直して読みます"
    "（例：46112 は 2026/3/31）。",
    "読み取った日付を確かめ、違う場合は 2026/3/31 の形で記入してください。",
)
DATES_1904: Final = Kind(
    "F022",
    Severity.INFO,
    "1904年から計算する日付の設定になっています。日付は正しく読み取りました。",
    "対応は不要です。ほかのファイルと日付をコピーし合うと4年ずれるため、ご注意ください。",
)
NOTHING_ANSWERED: Final = Kind(
    "F023",
    Severity.ERROR,
    "様式に1つも回答が記入されていません。",
    "記入済みのファイルかどうかを確かめて、お送りください。",
)
KNOWN_VERSION: Final = Kind(
    "F031",
    Severity.INFO,
    "{ministry}の第{number}版として受付済みのファイルです（{state}）。",
    "集計には受付簿にある現在の版を使います。対応は不要です。",
)
NOT_PREFERRED: Final = Kind(
    "F032",
    Severity.INFO,
    "{ministry}は「{chosen}」を使うよう指定されたため、このファイルは集計していません。",
    "対応は不要です。",
)
CANNOT_OPEN: Final = Kind(
    "F033",
    Severity.ERROR,
    "ファイルを読み取れません（{what}）。",
    "ほかの人やアプリケーションが開いていないか、場所が正しいかを確かめてください。",
)
SEVERAL_GIVEN: Final = Kind(
    "F034",
    Severity.ERROR,
    "{ministry}の内容の異なるファイルが一度に複数指定されました（{others}）。どれも受け付けていません。",
    "正しい1件だけを指定するか、古いものから1件ずつ受け付けてください。",
)
LABELLED: Final = Kind(
    "F035",
    Severity.ERROR,
    "秘密度ラベル（IRM）で暗号化されているため開けません。",
    "秘密度ラベルを暗号化のないものに変えるか、アクセス制限を外して、保存し直してください。",
)
OLD_WITH_PASSWORD: Final = Kind(
    "F036",
    Severity.ERROR,
    "パスワードで保護された、様式と異なる形式（{what}）のファイルです。",
    "開いてパスワードを外し、「Excel ブック（*.xlsx）」として保存し直してください。",
)
EMPTY_ZIP: Final = Kind(
    "F037",
    Severity.ERROR,
    "何も入っていないzipファイルです。",
    "様式のExcelファイルをお送りください。",
)
ZIPPED: Final = Kind(
    "F038",
    Severity.ERROR,
    "Excelファイルがzipファイルに入ったままです（{what}）。",
    "zipファイルを展開し、中のExcelファイルをお送りください。",
)
BAD_ADDRESS: Final = Kind(
    "F039",
    Severity.ERROR,
    "番地や番号の誤り（{what}）のため、どのセルの値か分からず読み込めません。",
    "Excelで開き、修復するかと聞かれたら「はい」を選び、値を確かめて保存し直してください。",
)
TOO_MANY_STYLES: Final = Kind(
    "F040",
    Severity.ERROR,
    "セルの書式が多すぎるため読み込みません（{what}）。",
    "配布した様式に［値の貼り付け］で回答だけを移してください。",
)
IDENTIFIED_TWICE: Final = Kind(
    "F041",
    Severity.ERROR,
    "様式の識別情報が{count}行あり、どの様式か確かめられません（「{found}」の行を使って読みました）。",
    "配布した様式に回答を記入し直してください。識別情報のシートは変えないでください。",
)
ZIP_ENCRYPTED: Final = Kind(
    "F050",
    Severity.ERROR,
    "パスワード付きのzipファイルのため開けません。",
    "パスワードで展開し、中のExcelファイルだけを指定してください。",
)
NOT_COUNTED_ANY_MORE: Final = Kind(
    "F051",
    Severity.ERROR,
    "{ministry}の第{number}版として受け付けたあと、{state}ファイルです。受け付けていません。",
    "もう一度この内容を使うときは、「evaluator receive」に「--again」を付けて受け付けてください。",
)
OVER_ACCEPTED: Final = Kind(
    "F052",
    Severity.ERROR,
    "{ministry}の第{number}版は受理済みのため、このファイルは受け付けていません。",
    "差し替えるときは、「--replace-accepted」と「--reason 理由」を付けて受け付けてください。",
)
PUT_ASIDE: Final = Kind(
    "F053",
    Severity.INFO,
    "使えないファイルとして片付けたものです（{who}：{reason}）。",
    "対応は不要です。",
)
NOBODY_COULD_READ: Final = Kind(
    "F054",
    Severity.ERROR,
    "読み取る途中でプログラムが止まるファイルです。このファイルだけを除いて、ほかを点検しました。",
    "配布した様式に回答だけを記入し直し、「Excel ブック（*.xlsx）」として保存してお送りください。",
)
