"""The page docs/comparison.md, made of what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.comparison.faults import FAULTS
from evaluator.words.brief import shorten

SHOWN: Final = 100  # characters of a message


@dataclass(frozen=True)
class Judged:
    """What a tool made of one fault: the sign, the first message, how many there were."""

    sign: str
    message: str
    count: int
    where: str = ""


@dataclass(frozen=True)
class Tool:
    """A tool as measured; no version where it did not run."""

    name: str
    version: str
    on_clean: int
    judged: Sequence[Judged]
    a_second: float
    """Files checked in a second of CPU."""


_INTRO: Final = """# 誤りごとの比較

記入済みの様式（見本の年度 R07・外務省）に誤りを1つずつ入れ、同じファイルを本プログラムと3つの
検査ツールに渡した結果です。このページは実行結果から作っています（手で書いた結果はありません）。
作り直すには `make comparison` を実行してください（検査ツールは専用の環境に入ります）。

測定した版：{versions}

| 記号 | 意味 |
|---|---|
| ✓ | 誤りのあるセル（行の誤りはその行、シートの誤りはそのシート）を指して報告した |
| ＝ | その場所は指さないが、エラーとせず、回答をすべて正しく読んだ（内容を失わない変更だけ） |
| △ | 報告したが、場所が違うか、別の誤りとして報告した |
| × | 報告なし（ofwat-dqchecks は回答を読まないため、＝ になることはない） |
| 異常終了 | 例外で止まった |

✓ は場所だけの判定です。原因まで言い当てたかどうかは、下の「最初の報告」で見てください。
誤りのない様式でも出る報告は除いています（{clean}）。

## 結果
"""

_FAIRNESS: Final = """
## 各ツールの使い方

どのツールにも、様式の定義（`evaluator/form/rows.py`）から分かることをすべて渡しています。

- **frictionless**：シートごとの Table Schema。型、必須、選択肢、字数、URL、主キー、行数。
  印字された欄は印字の文字だけを許す選択肢として渡し、列は見出しで対応づけます（schema_sync）。
- **pandera**：`pandas.read_excel` の結果に対する DataFrameSchema。制約は同じで、印字された施策IDが
  すべてそろうこと（unique_values_eq）も渡します。独自の検査関数は書いていません。
- **ofwat-dqchecks**：配布した様式と返ってきた様式の比較（シート、行数・列数、見出し、数式）、
  エラー値、主キーの重複と空欄、決まったセルの値（年度、府省庁）。表の検査は Ofwat の列名を
  前提とするため使えません。値の検査のためのツールではありません。宣言されていない依存
  （pyspark）は、検査では使われないため代わりの名前を置いています。
- 見出しの位置は配布時のものを渡します。ずれた見出しを探すことは、ツールの側の仕事としています。
- 検査したのはシート『施策』『KPI』『_meta』です。誤りもこの3つのシートに入れています。
- 本プログラムの様式と誤りの一覧を作ったのは本プログラムの開発者です。値の誤り（文字、エラー値、
  空欄、選択肢にない値）では frictionless と pandera も同じセルを指します。

## 最初の報告
"""


def page(tools: Sequence[Tool]) -> str:
    """Return the page."""
    versions = "、".join(
        f"{t.name} {t.version}" if t.version else f"{t.name}（入らないため測定せず）" for t in tools
    )
    clean = "、".join(f"{t.name} {t.on_clean}件" for t in tools if t.version)
    lines = [_INTRO.format(versions=versions, clean=clean)]
    lines += _table(tools)
    lines += [_FAIRNESS, *_messages(tools)]
    return "\n".join(lines) + "\n"


def _table(tools: Sequence[Tool]) -> list[str]:
    head = " | ".join(tool.name for tool in tools)
    lines = [f"| | 誤り | {head} |", "|---" * (len(tools) + 2) + "|"]
    for number, fault in enumerate(FAULTS):
        signs = " | ".join(t.judged[number].sign if t.judged else "未測定" for t in tools)
        lines.append(f"| {number + 1} | {fault.what} | {signs} |")
    sums = [
        "、".join(
            f"{sign} {n}"
            for sign in ("✓", "＝", "△", "×", "異常終了")
            if (n := sum(judged.sign == sign for judged in tool.judged))
        )
        for tool in tools
    ]
    lines.append(f"| | 計 | {' | '.join(sums)} |")
    paces = " | ".join(f"{t.a_second:.0f}" if t.version else "未測定" for t in tools)
    lines.append(f"| | 1秒に検査したファイル数（CPU時間、起動を除く） | {paces} |")
    return lines


def _messages(tools: Sequence[Tool]) -> list[str]:
    lines = []
    for number, fault in enumerate(FAULTS):
        lines += [f"{number + 1}. {fault.what}"]
        for tool in tools:
            if tool.judged and (one := tool.judged[number]).message:
                more = f"（ほか{one.count - 1}件）" if one.count > 1 else ""
                where = f"{one.where}：" if one.where else ""
                text = shorten(one.message, SHOWN).replace("`", "'")
                lines.append(f"   - {one.sign} {tool.name}　{where}`{text}`{more}")
    return lines
