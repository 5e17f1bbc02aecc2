"""What was published, and whether it still holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from evaluator.secretariat.editions import Edition
from evaluator.secretariat.seal import OutputState, Verification
from evaluator.words.days import local_time

if TYPE_CHECKING:
    from evaluator.secretariat.publish import Published  # it loads what draws the outputs


def made_lines(done: Published) -> Iterator[str]:
    """Say what came of publishing."""
    edition = done.edition
    if not done.is_new:
        yield f"{edition.label}と同じ内容です（新しい版は作りません）。"
    elif edition.number == 1:
        yield "確定版を作り、封印しました。"
    else:
        yield f"訂正版（{edition.label}）を作り、封印しました。"
    if done.errata:
        counts = "、".join(f"{what} {number}件" for what, number in done.errata.counts.items())
        yield f"正誤表：{counts or '評価、件数、KPI、文に異なるところはありません'}"


def sealed_line(edition: Edition) -> str:
    """Say when an edition was sealed, by whom, and why there is one more."""
    event = edition.event
    reason = f"　理由：{event.reason}" if event.reason else ""
    at = f"受付簿の{event.number}番　{local_time(event.at)}　{event.person}"
    return f"{edition.label}　封印：{at}{reason}"


def verdict(*, holds: bool) -> str:
    """Say in one sentence whether what was published is still what was sealed."""
    if holds:
        return "封印したもの、作り直したもの、置いてあるファイルが一致しました。"
    return "封印したもの、作り直したもの、置いてあるファイルに、一致しないものがあります。"


def verification_lines(edition: Edition, found: Verification) -> Iterator[str]:
    """Say how an edition, made again, compares with its seal and with what lies on disk."""
    if not edition.is_kept:
        yield "以前のプログラムが、この版のファイルに次の版を上書きしました。"
    for name in found.origin:
        yield f"封印のときと異なります：{name}"
    for tool in found.tools:
        yield f"版が異なります：{tool}"
    wrong = {n: s for n, s in found.outputs.items() if s != (OutputState.SAME,)}
    for name, standings in wrong.items():
        yield f"{name}：{'、'.join(standings)}"
    same = len(found.outputs) - len(wrong)
    if edition.is_kept:
        yield f"{len(found.outputs)}件のうち{same}件が封印のときと一致しました。"
