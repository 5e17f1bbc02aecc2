"""S: the structure of a sheet: rows and columns, what was printed in it, what was pasted."""

from __future__ import annotations

from typing import Final

from evaluator.findings.cause import OUT_OF_STEP, PASTED, ROW_UNKNOWN
from evaluator.findings.finding import Kind, Severity

TITLE: Final = "シートの構造"

COLUMN_MISSING: Final = Kind(
    "S001",
    Severity.ERROR,
    "列「{header}」が見つかりません。",
    "配布した様式の列を削除せず、見出しを変えずにお送りください。",
    is_numerous=True,
)
UNKNOWN_ROW: Final = Kind(
    "S002",
    Severity.ERROR,
    "「{found}」は{ministry}の{what}にありません。",
    "{remedy}",
    hidden_by=(OUT_OF_STEP,),
)
DUPLICATE_ROW: Final = Kind(
    "S003",
    Severity.ERROR,
    "{header}「{found}」の行が複数あります（最初は{first}）。",
    "行の複写を取り消し、1行だけを残してください。",
    hidden_by=(OUT_OF_STEP,),
)
ROW_MISSING: Final = Kind(
    "S004",
    Severity.ERROR,
    "{header}「{key}」の行がありません。",
    "配布した様式の行を削除せずにお送りください。",
    hidden_by=(OUT_OF_STEP,),
)
ROW_WITHOUT_KEY: Final = Kind(
    "S005",
    Severity.ERROR,
    "{header}のない行に記入があります。",
    "{remedy}",
    hidden_by=(OUT_OF_STEP,),
)
KEY_ROW_LOST: Final = Kind(
    "S006",
    Severity.WARNING,
    "列を見分けるための非表示の行が失われているため、見出しの文字で列を判別しました。",
    "回答が正しい欄に入っているか確かめてください。できれば配布した様式に貼り直してください。",
)
KEY_LOST: Final = Kind(
    "S007",
    Severity.WARNING,
    "列「{header}」の識別情報が失われているため、見出しの文字で判別しました。",
    "この列の回答が正しいか確かめてください。",
    is_numerous=True,
)
HEADER_CHANGED: Final = Kind(
    "S008",
    Severity.WARNING,
    "列の見出しが様式と異なります（{changes}）。様式の見出しとして読みました。",
    "見出しを元に戻し、この列の回答が見出しに合っているか確かめてください。",
)
COLUMN_TWICE: Final = Kind(
    "S009",
    Severity.ERROR,
    "列「{header}」が複数あり、回答が異なります（最初は{first}列）。{first}列だけを読みました。",
    "正しい1列だけを残し、複写した列を削除してください。",
)
ROWS_SHIFTED: Final = Kind(
    "S010",
    Severity.ERROR,
    "様式の行が{how}。{header}と印字された内容が合わない行が{count}行あります（例：「{key}」の行に「{other}」の内容）。",
    "どの回答がどの{header}のものか判断できないため、この{count}行は読んでいません。行のずれや一部の列だけの並べ替えを元に戻してください。",
)
PRINTED_CHANGED: Final = Kind(
    "S011",
    Severity.WARNING,
    "「{header}」の印字が変わっています（印字「{printed}」→ 現在「{found}」）。"
    "印字のとおりに扱いました。",
    "印字を元に戻してください。印字に誤りがあれば、提出先にご連絡ください。",
    hidden_by=(OUT_OF_STEP,),
    is_numerous=True,
)
PRINTED_COLUMN_MISSING: Final = Kind(
    "S012",
    Severity.WARNING,
    "あらかじめ印字された列「{header}」がありません。印字の内容は配布時のとおりに扱いました。",
    "次回は列を削除せずにお送りください。",
    is_numerous=True,
)
HIDDEN_ANSWERS: Final = Kind(
    "S013",
    Severity.INFO,
    "非表示の{what}（{which}）に回答があります。回答として読み取りました。",
    "意図したものでなければ、再表示して内容を確かめてください。",
)
MERGED: Final = Kind(
    "S014",
    Severity.ERROR,
    "セルの結合（{range}）のため、{lost}の回答が失われています。",
    "［セルの結合］を解除し、それぞれの欄に記入してください。",
)
RULE_LOST: Final = Kind(
    "S015",
    Severity.INFO,
    "「{header}」の入力規則が失われています（{count}か所）。",
    "対応は不要です。貼り付けるときは［値の貼り付け］を使ってください。",
    hidden_by=ROW_UNKNOWN,
    is_numerous=True,
)
FORMAT_LOST: Final = Kind(
    "S016",
    Severity.INFO,
    "「{header}」の表示形式が様式と異なります（{count}か所）。",
    "対応は不要です。貼り付けるときは［値の貼り付け］を使ってください。",
    hidden_by=(*ROW_UNKNOWN, *PASTED),
    is_numerous=True,
)
OUTSIDE: Final = Kind(
    "S017",
    Severity.WARNING,
    "表の外に「{found}」と記入されています。集計には使いません。",
    "回答であれば、様式の欄に移してください。",
    is_numerous=True,
)
NOTE: Final = Kind(
    "S018",
    Severity.WARNING,
    "「{header}」にコメント「{found}」が付いています。コメントは集計に使いません。",
    "回答であれば、欄の中か備考に記入してください。",
    is_numerous=True,
)
SHEET_BLANK: Final = Kind(
    "S019",
    Severity.ERROR,
    "シート『{sheet}』に回答がありません（{rows}行、{count}欄が未記入です）。",
    "シート『{sheet}』の黄色の欄に記入してください。",
)
ROWS_MISSING: Final = Kind(
    "S020",
    Severity.ERROR,
    "{header}の行が{count}行ありません（{keys}）。",
    "配布した様式の行を削除せずにお送りください。",
    hidden_by=(OUT_OF_STEP,),
)
ROW_STRUCK: Final = Kind(
    "S021",
    Severity.WARNING,
    "この行の全体（{found}）に取り消し線が付いています。記入なしとして扱いました。",
    "取り下げるなら記入を消し、回答なら取り消し線を外してください。",
    is_numerous=True,
)
COLUMNS_MOVED: Final = Kind(
    "S022",
    Severity.ERROR,
    "列の見出しが入れ替わっています（{changes}）。どちらの欄の回答か判断できません。",
    "見出しと回答を元の列に戻してください。列を動かすときは、列の全体を選んで動かしてください。",
)
TEXT_BESIDE: Final = Kind(
    "S023",
    Severity.WARNING,
    "セルの上の{what}に「{found}」と書かれています。集計には使いません。",
    "回答であれば、様式の欄に記入してください。",
    is_numerous=True,
)
SHAPE: Final = Kind(
    "S024",
    Severity.WARNING,
    "セルの上に{what}（{found}）があります。集計には使いません。",
    "回答を示すものであれば、様式の欄に文字で記入してください。",
    is_numerous=True,
)
PICTURE: Final = Kind(
    "S025",
    Severity.WARNING,
    "画像（{found}）があります。画像の内容は読めません。",
    "回答であれば、様式の欄に文字や数値で記入してください。",
    is_numerous=True,
)
EMBEDDED: Final = Kind(
    "S026",
    Severity.WARNING,
    "ファイル（{found}）が埋め込まれています。その内容は読みません。",
    "回答であれば、様式の欄に記入してください。参考資料は別に送付してください。",
    is_numerous=True,
)
CONTROL: Final = Kind(
    "S027",
    Severity.WARNING,
    "フォームコントロール「{found}」（{state}）があります。集計には使いません。",
    "回答であれば、様式の欄に文字で記入してください。",
    is_numerous=True,
)
PAGE_HEADER: Final = Kind(
    "S028",
    Severity.WARNING,
    "{page}に、様式にない「{found}」が書かれています。集計には使いません。",
    "回答であれば、様式の欄に記入してください。",
)
LINK_DIFFERS: Final = Kind(
    "S029",
    Severity.WARNING,
    "「{found}」のリンク先（{target}）が、表示されている文字と異なります。文字のほうを読みました。",
    "どちらが正しいか確かめ、正しいものを文字で記入してください。",
    is_numerous=True,
)
CHART_SHEET: Final = Kind(
    "S030",
    Severity.WARNING,
    "グラフなどだけのシート『{found}』があります。集計には使いません。",
    "回答であれば様式の欄に記入してください。不要であればシートを削除してください。",
)
UNREADABLE_PART: Final = Kind(
    "S031",
    Severity.INFO,
    "図形やコメントの部品（{found}）が壊れていて読めません。セルの回答は読みました。",
    "図形やコメントに回答を書いていないか確かめてください。",
)
PRINTED_STRUCK: Final = Kind(
    "S032",
    Severity.WARNING,
    "{headers}の印字（{found}）に取り消し線が付いています。印字のとおりに扱いました。",
    "取り消し線を外してください。変更が必要な場合は、記入する欄にその旨を書いてください。",
    is_numerous=True,
)
