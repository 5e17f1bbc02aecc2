"""When a report may be final, what its seal says, and whether it still holds.

A seal is the `published` event of the ledger: the hashes of all that the report was made from and
of all that was made. Whoever re-makes the report from the same must get the same.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Final

from evaluator import __version__
from evaluator.findings import Finding
from evaluator.findings.consistency import JOINT_DIFFERS, MARK_AGAINST_KPI
from evaluator.ledger.details import Seal
from evaluator.model import MeasureId
from evaluator.results.gaps import Gap
from evaluator.results.marks import MeasureResult
from evaluator.results.results import Results
from evaluator.scale import Mark
from evaluator.secretariat.opening import OpenRound
from evaluator.words.brief import listed
from evaluator.xlsx.source import digest

CONTRADICTIONS: Final = frozenset(kind.code for kind in (MARK_AGAINST_KPI, JOINT_DIFFERS))
"""Findings about a mark that only a decision with a reason settles."""

NOT_RECEIVED: Final = "受け付けていないファイル"

_LIBRARIES: Final = (
    *("jinja2", "lxml", "matplotlib", "matplotlib-fontja", "pillow"),
    *("pyarrow", "python-docx", "python-pptx", "xlsxwriter"),
)
"""Those that write the outputs' bytes."""


def obstacles(report: Results, not_received: Sequence[str]) -> tuple[Gap, ...]:
    """Return everything that keeps a report of the secretariat's marks from being final.

    `not_received` are files that lie among the submissions and are not in the ledger.
    """
    return (
        *(
            Gap(
                NOT_RECEIVED,
                f"{name}（「evaluator receive」で受け付けてください）",
                "",
            )
            for name in not_received
        ),
        *report.gaps,
        *_contradicted(report),
    )


def _contradicted(report: Results) -> Iterator[Gap]:
    results = {
        located.ref("self_mark"): result
        for result in report.marks
        for located in result.answers.values()
    }
    first: dict[MeasureId, tuple[MeasureResult, Finding]] = {}
    for finding in report.findings:
        result = results.get(finding.where)
        if finding.code in CONTRADICTIONS and result is not None:
            first.setdefault(result.measure.id, (result, finding))
    for result, finding in first.values():
        if isinstance(result.mark, Mark) and not result.explanation:
            what = f"{result.measure.id} {result.measure.title}：{finding.message}"
            unit = report.catalogue.programme.unit
            yield Gap(f"食い違いに理由のない{unit}", what, "", measure=result.measure.id)


def seal_of(
    opened: OpenRound, report: Results, after: int, outputs: Mapping[str, bytes], edition: int
) -> Seal:
    """Return the seal of a round's report and its outputs."""
    return Seal(
        after=after,
        catalogue=report.catalogue.sha256,
        rubric=report.rubric.label,
        template=opened.template.sha256,
        checks=opened.settings.sha256,
        inputs=dict(_inputs(report)),
        marks={result.measure.id: result.mark.value for result in report.marks},
        program=program(),
        libraries=tools(),
        outputs={name: digest(content) for name, content in outputs.items()},
        edition=edition,
    )


@cache
def program() -> str:
    """Return this program's name: its version, and a hash of its own files."""
    root = files("evaluator")
    assert isinstance(root, Path)
    own = sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    named = "".join(f"{p.relative_to(root).as_posix()} {digest(p.read_bytes())}\n" for p in own)
    return f"evaluator {__version__}（{digest(named.encode())[:12]}）"


def _inputs(report: Results) -> Iterator[tuple[str, str]]:
    """Yield the hash of each form by its ministry, those that count beside it by number."""
    for name, form in report.submissions.items():
        yield name, form.sha256
        for number, (_, sha256) in enumerate(form.beside, start=2):
            yield f"{name}（{number}）", sha256


def tools() -> dict[str, str]:
    """Return what the bytes of the outputs hang on besides this program, with versions."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return {"python": python, **{name: version(name) for name in _LIBRARIES}}


class OutputState(StrEnum):
    """How one output compares with the seal."""

    SAME = "一致"
    MISSING = "ファイルがない"
    ALTERED = "ファイルが封印後に変わっている"
    NOT_REMADE = "作り直すと異なる"


@dataclass(frozen=True)
class Verification:
    """A sealed report, re-made and compared."""

    origin: tuple[str, ...]
    """What it was made from and is no longer the same, in words."""
    outputs: Mapping[str, tuple[OutputState, ...]]
    tools: tuple[str, ...]
    """What made it and has another version now. Then the files on disk alone are held to the seal:
    another program, library, rubric or template may write other bytes."""

    @property
    def holds(self) -> bool:
        """Whether everything is as it was sealed."""
        same = all(each == (OutputState.SAME,) for each in self.outputs.values())
        return same and not self.origin


_CHANGEABLE: Final = ("rubric", "template", "checks")
"""What another edition may be made with; its bytes are not kept."""
_PROGRAM: Final = "プログラム"
_ORIGIN: Final = {
    "catalogue": "施策一覧の内容",
    "rubric": "評価基準",
    "template": "別紙のひな形",
    "checks": "点検の設定",
    "inputs": "府省庁の様式",
    "marks": "施策の評価",
}


def compare_seals(
    sealed: Seal,
    remade: Seal,
    on_disk: Mapping[str, str | None],
    later: Sequence[Seal] = (),
) -> Verification:
    """Compare a seal with the one that re-making gives, and with the files as they lie there.

    What a `later` edition was sealed with was rightly changed since.
    """
    moved = tuple(
        key
        for key in _CHANGEABLE
        if any(getattr(seal, key) == getattr(remade, key) for seal in later)
    )
    known = sealed.model_copy(update={key: getattr(remade, key) for key in moved})
    replaced = tuple(
        f"{name}（後の版で変更）"
        for name in _origin(sealed, remade)
        if name not in _origin(known, remade)
    )
    makers = (*_tools(sealed, remade), *replaced)
    again = sealed.outputs if makers else remade.outputs
    return Verification(
        origin=_origin(known, remade),
        outputs={
            name: _standing(sha256, again.get(name), on_disk.get(name))
            for name, sha256 in sealed.outputs.items()
        },
        tools=makers,
    )


def changed_since(before: Seal, now: Seal) -> tuple[str, ...]:
    """Return in words what two reports were not alike made from, or by."""
    return (*_origin(before, now), *_tools(before, now))


def differing(before: Seal, now: Seal) -> tuple[str, ...]:
    """Return in words which files of two reports made from the same are not the same."""
    every = dict.fromkeys([*now.outputs, *before.outputs])
    names = [name for name in every if before.outputs.get(name) != now.outputs.get(name)]
    return (f"作ったファイル（{listed(names)}）",) if names else ()


def made_alike(sealed: Seal) -> bool:
    """Whether what made a sealed report is what would make it now."""
    return _makers(sealed) == {_PROGRAM: program(), **tools()}


def _makers(seal: Seal) -> dict[str, str]:
    return {_PROGRAM: seal.program, **seal.libraries}


def _origin(before: Seal, now: Seal) -> tuple[str, ...]:
    """Return what two reports were made from and is not the same."""
    old, new = before.model_dump(), now.model_dump()
    return tuple(
        name
        for key, name in _ORIGIN.items()
        if old[key] and old[key] != new[key]  # what an earlier seal did not know
    )


def _tools(before: Seal, now: Seal) -> tuple[str, ...]:
    new = _makers(now)
    return tuple(
        f"{name} {was} → {new.get(name, 'なし')}"
        for name, was in _makers(before).items()
        if new.get(name) != was
    )


def _standing(sealed: str, remade: str | None, on_disk: str | None) -> tuple[OutputState, ...]:
    there = state_on_disk(sealed, on_disk)
    remaking = () if remade == sealed else (OutputState.NOT_REMADE,)
    if there is OutputState.SAME:
        return remaking or (there,)
    return (there, *remaking)


def state_on_disk(sealed: str, on_disk: str | None) -> OutputState:
    """Return how a file as it lies there (None: it does not) compares with its seal."""
    if on_disk is None:
        return OutputState.MISSING
    return OutputState.SAME if on_disk == sealed else OutputState.ALTERED
