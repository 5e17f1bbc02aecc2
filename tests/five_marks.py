"""A fifth mark, ◇ between ○ and △, brought into a round by data alone: a scale and a rubric."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from evaluator.files import Workspace
from evaluator.form.issue import form_name
from evaluator.form.sheets import KpiAnswer, MeasureAnswer
from evaluator.model import MinistryName, RoundId
from evaluator.rubric import parse_scale, shipped_folder, shipped_scale_file
from evaluator.scale import Scale
from evaluator.secretariat import opening
from evaluator.sheets.layout import Row
from tests.builders import R07, answer, submitted
from tests.ledger_builders import MOE, MOFA, Office
from tests.small_round import small_round

FIFTH: Final = "◇"
SIGNS: Final = ["◎", "○", "◇", "△", "×"]
_MARK: Final = """[[marks]]
sign = "◇"
name = "fair"
good = true
reason = false
meaning = "予定をやや下回るが、年度内に追いつく"
fill = "#C7DEF0"
ink = "#1F2933"
glyph = [{ shape = "diamond", size = 0.9 }]
certain = ["◆"]
asked = ["ひし形"]

"""
_BELOW: Final = '[[marks]]\nsign = "△"'
_WORDS: Final = 'partial = "計画より遅れている"'
_LADDER: Final = 'partial = { from = "50%", words = "目標の50%以上80%未満" }'


def scale_text() -> str:
    """Return the shipped scale with a fifth mark in it."""
    text = shipped_scale_file().read_text(encoding="utf-8")
    assert text.count(_BELOW) == 1
    return text.replace(_BELOW, _MARK + _BELOW)


def rubric_text() -> str:
    """Return the house rubric with a wording of the fifth mark, and a rung for it."""
    text = (shipped_folder() / "house.toml").read_text(encoding="utf-8")
    assert text.count(_WORDS) == text.count(_LADDER) == 1
    text = text.replace(_WORDS, f'"◇" = "計画をやや下回る"\n{_WORDS}')
    rung = '"◇" = { from = "60%", words = "目標の60%以上80%未満" }'
    return text.replace(_LADDER, f"{rung}\n{_LADDER.replace('50%以上80%', '50%以上60%')}")


def bring_fifth_mark(workspace: Workspace, round_id: RoundId) -> None:
    """Put both files into a round's folder."""
    workspace.scale(round_id).write_text(scale_text(), encoding="utf-8")
    house = workspace.rubrics(round_id) / "house.toml"
    house.write_text(rubric_text(), encoding="utf-8")


def five_marks() -> Scale:
    """Return the scale of five marks."""
    scale, found = parse_scale(scale_text(), "scale.toml")
    assert scale is not None, found
    return scale


def five_round(root: Path) -> Office:
    """Return the little round on a scale of five marks, received: two measures have the fifth."""
    workspace = small_round(root / "work", bring_fifth_mark)
    catalogue, _ = opening.open_catalogue(workspace, R07)
    (root / "mail").mkdir()
    office = Office(workspace, catalogue, root / "mail")
    answered: tuple[tuple[MinistryName, type[Row], str, str, object], ...] = (
        (MOFA, MeasureAnswer, "S017", "self_mark", FIFTH),
        (MOFA, KpiAnswer, "S100-1", "actual", 12),  # of 18: two thirds
        (MOE, MeasureAnswer, "S016", "self_mark", "◆"),
    )
    for ministry in (MOFA, MOE):
        path = submitted(workspace, catalogue, ministry)
        office.save(path.read_bytes(), path.name)
        path.unlink()
    for ministry, model, key, field, typed in answered:
        answer(office.mail / form_name(catalogue, ministry), model, key, field, typed)
    office.receive(*sorted(office.mail.iterdir()))
    return office
