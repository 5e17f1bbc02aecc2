"""The sheet on one measure, written; apart from `brief`, which draws and sets nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from evaluator.files import write_atomic
from evaluator.outputs.document.brief import render_brief
from evaluator.secretariat.brief import brief_of
from evaluator.secretariat.opening import OpenRound
from evaluator.secretariat.progress import OnProgress, silent

FOLDER: Final = "一枚紙"


def write_brief(opened: OpenRound, typed: str, progress: OnProgress = silent) -> Path:
    """Write the sheet on the measure that is meant; return its path.

    NotInTheLedger, with those that look alike, if no measure is meant. TemplateRejected.
    """
    brief = brief_of(opened, typed, progress)
    path = opened.workspace.reports(opened.id, FOLDER) / f"{brief.measure.id}.docx"
    write_atomic(path, render_brief(brief, opened.template))
    return path
