"""What the tables of standards bodies say of what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from evaluator.standards import Standards
from evaluator.standards.numbers import NumberReading, read_committee, read_number
from evaluator.standards.rows import BodyRow
from evaluator.standards.stages import Fit, recognise
from evaluator.standards.words import Counting, Sure

_UNSURE: Final = "（出典未確認のため、確認が必要です）"


def body_line(body: BodyRow) -> str:
    """Return a body in a line."""
    assert body.kind is not None
    assert body.counting is not None
    return (
        f"{body.name}　{body.ja}［{body.kind}］　"
        f"国際標準・ルール数：{body.counting}{_doubt(body.sure)}"
    )


def stage_list(standards: Standards, body: BodyRow) -> Iterator[str]:
    """Yield a body's stages in order."""
    for row in sorted(standards.stages_of(body), key=lambda row: row.stage):
        also = f"　{'・'.join(row.spellings)}" if row.spellings else ""
        state = f"　［{row.state}］" if row.state else ""
        phase = f"{row.phase}段階" if row.phase else "段階なし"
        yield f"  {row.stage:5}　{phase}　{row.shown}{also}{state}{_doubt(row.sure)}"


def stage_line(standards: Standards, body: BodyRow, typed: str) -> str:
    """Return what a stage comes to, or what it may be."""
    reading = recognise(standards, body, typed)
    if reading.fit is Fit.UNKNOWN:
        near = (
            f"近いもの：{reading.candidates}" if reading.rows else "この団体の段階は表にありません"
        )
        return f"段階「{typed}」：表にありません。{near}。"
    if reading.fit is Fit.ASKED:
        return f"段階「{typed}」：1つに決まりません。候補：{reading.candidates}。"
    doubt = _UNSURE if reading.is_unsure else ""
    state = f"、状態は{reading.state}" if reading.state else ""
    phase = f"{reading.phase}段階" if reading.phase else "段階なし"
    exact = f"（{reading.stage}）" if reading.stage else ""
    return f"段階「{typed}」：{phase}{exact}{state}{doubt}。"


def number_line(standards: Standards, body: BodyRow, typed: str) -> str:
    """Return whether a number has a form of its body."""
    return _form_line("番号", typed, read_number(standards, body, typed))


def committee_line(standards: Standards, body: BodyRow, typed: str) -> str:
    """Return whether a committee has a form of its body."""
    return _form_line("委員会", typed, read_committee(standards, body, typed))


def _form_line(what: str, typed: str, reading: NumberReading) -> str:
    if not reading.is_known:
        return f"{what}「{typed}」：この団体の{what}の形は表にありません。"
    if reading.fits is None:
        others = "、".join(reading.elsewhere)
        return f"{what}「{typed}」：この団体の形ではありません" + (
            f"（{others} の形です）。" if others else "。"
        )
    return f"{what}「{typed}」：{reading.fits.kind}の形に合います{_doubt(reading.fits.sure)}。"


def role_line(standards: Standards, body: BodyRow, typed: str) -> str:
    """Return whether a role counts as leading."""
    role = standards.role(body, typed)
    if role is None:
        names = "、".join(each.name for each in standards.roles_of(body))
        return f"役割「{typed}」：表にありません。表にある役割：{names or 'なし'}。"
    says = {
        Counting.COUNTED: "日本が主導した提案として数えます",
        Counting.ASK: "数えずに別に示し、確認を求めます",
    }.get(role.counting or Counting.ASK, "主導としては数えません")
    return f"役割「{role.name}」：{says}（{role.note}）。"


def _doubt(sure: Sure | None) -> str:
    return _UNSURE if sure is Sure.UNSURE else ""
