"""What the process of a check does: it reads an upload, and puts down what receiving would say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from evaluator.errors import NotInTheLedger
from evaluator.files import Workspace, write_atomic
from evaluator.findings.file import PART_OF_FORM
from evaluator.findings.order import numbered
from evaluator.ledger.heirs import of_forms
from evaluator.model import MinistryName, RoundId
from evaluator.secretariat.check import CheckedFile, annotated, concerning, letter
from evaluator.secretariat.incoming import Incoming, opened, read_incoming
from evaluator.secretariat.issue import merged
from evaluator.secretariat.opening import OpenRound, open_round
from evaluator.secretariat.receipt import Receipt, Terms
from evaluator.secretariat.weigh import foretell
from evaluator.web.checks.shelf import RECEIVED, Shelf
from evaluator.web.checks.told import CheckedUpload, ToldFile, told_of
from evaluator.web.stale import last_number

_AS_IF_SAID = Terms(again=True, replace_accepted=True)
"""A page asks for what these terms say, after it has shown the findings."""


@dataclass(frozen=True)
class Task:
    """An upload that is to be checked."""

    workspace: Workspace
    round_id: RoundId
    ministry: MinistryName
    key: str
    person: str
    at: datetime


def check_upload(task: Task) -> None:
    """Check an upload and put down what was found. EvaluatorError, of whatever kind."""
    shelf = Shelf(task.workspace, task.round_id, task.ministry)
    folder, names = shelf.received(task.key)
    this = open_round(task.workspace, task.round_id)
    if task.ministry not in this.catalogue.respondents:
        raise NotInTheLedger(f"{task.ministry}は、この年度の回答府省庁ではありません。")
    paths = ((folder / RECEIVED / str(number), name) for number, name in enumerate(names))
    files = tuple(one for path, name in paths for one in opened(read_incoming(path, name)))
    receipts, said = _foretold(this, task.ministry, files)
    told = []
    for number, receipt in enumerate(receipts):
        file = told_of(receipt, task.ministry, this.book.state)
        if file.is_own:
            file = _returned(this, receipt, file, str(folder / str(number)))
        told.append(file)
    checked = CheckedUpload(
        ministry=task.ministry,
        person=task.person,
        at=task.at,
        seen=last_number(of_forms(this.book.events, task.ministry)),
        catalogue=this.catalogue.sha256,
        uploaded=names,
        files=tuple(told),
        merged=said,
    )
    shelf.finish(task.key, checked)


def _foretold(
    this: OpenRound, ministry: MinistryName, files: Sequence[Incoming]
) -> tuple[tuple[Receipt, ...], tuple[str, ...]]:
    """Tell what receiving would of files; divided forms of the ministry are told as one form."""
    receipts = foretell(this, files, _AS_IF_SAID)
    parts = tuple(receipt.incoming for receipt in receipts if _is_part(receipt))
    forms, found = merged(this.catalogue, parts, this.settings.figures) if parts else ((), ())
    own = next((form for form in forms if form.ministry == ministry), None)
    if own is None:
        return receipts, ()
    rest = tuple(one for one in files if one not in own.parts)
    whole = Incoming(own.parts[0].path, own.name, own.content, inside=_zip_of(own.parts))
    names = "、".join(part.name for part in own.parts)
    said = f"分割様式（{names}）を一つの様式「{own.name}」にまとめて点検しました。"
    return foretell(this, (whole, *rest), _AS_IF_SAID), (said, *map(str, found))


def _is_part(receipt: Receipt) -> bool:
    return any(finding.kind == PART_OF_FORM for finding in receipt.checked.findings)


def _zip_of(parts: Sequence[Incoming]) -> str:
    zips = {part.inside for part in parts}
    return zips.pop() if len(zips) == 1 else ""


def _returned(this: OpenRound, receipt: Receipt, file: ToldFile, path: str) -> ToldFile:
    """Put down the bytes of a file of the ministry, its marked copy and its 修正依頼."""
    incoming, form = receipt.incoming, receipt.checked.submission
    sheets = form.sheets if form else ()
    found = numbered(receipt.checked.findings, sheets)
    about = tuple(concerning(form, this)) if form else ()
    checked = CheckedFile(incoming, this.catalogue, form, found, sheets, about)
    parts = {".xlsx": incoming.kept, "_copy.xlsx": annotated(checked)}
    parts["_request.txt"] = letter(checked)
    for ending, content in parts.items():
        if content is not None:
            write_atomic(Path(path + ending), content)
    return file.model_copy(update={"has_copy": parts["_copy.xlsx"] is not None})
