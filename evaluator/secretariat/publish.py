"""公表: the final report is written and sealed, and held to its seal afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from evaluator.errors import NeverSealed, NotFinal
from evaluator.files import Workspace, read_file, write_atomic
from evaluator.ledger import Event
from evaluator.ledger.details import Seal
from evaluator.model import MarkSource, RoundId
from evaluator.outputs.every import outputs_of
from evaluator.results.report import Report
from evaluator.secretariat import evaluate
from evaluator.secretariat.collect import Book, Progress, not_received, open_book, silent
from evaluator.secretariat.receive import Desk
from evaluator.secretariat.seal import Verification, compare, obstacles, seal_of
from evaluator.xlsx.source import digest

FINAL_FOLDER: Final = "確定版"


def publish(
    workspace: Workspace, desk: Desk, reason: str = "", progress: Progress = silent
) -> tuple[Event, bool]:
    """Write the final report and seal it; return the seal's event and whether it is new.

    NotFinal, with every reason by name, if the round is not ready. A report that is the same as
    the last sealed one is written again and sealed no second time.
    """
    book = open_book(workspace, desk.round_id)
    report = _final_report(workspace, desk.round_id, book, progress)
    against = _against(workspace, desk.round_id, book, report)
    if against:
        what = f"{desk.round_id} の確定版は、残っている事項が{len(against)}件あるため作れません。"
        raise NotFinal(what, against)
    outputs = _made(report, progress)
    for name, content in outputs.items():
        write_atomic(workspace.reports(desk.round_id, FINAL_FOLDER) / name, content)
    seal = seal_of(report, len(book.events), outputs)
    last = _last_seal(book.events)
    if last and last[1].model_copy(update={"after": seal.after}) == seal:
        return last[0], False
    (written,) = desk.write(desk.event(seal, reason=reason))
    return written, True


def against_final(
    workspace: Workspace, round_id: RoundId, progress: Progress = silent
) -> tuple[str, ...]:
    """Return by name everything that stands against a final report."""
    book = open_book(workspace, round_id)
    return _against(workspace, round_id, book, _final_report(workspace, round_id, book, progress))


def _against(
    workspace: Workspace, round_id: RoundId, book: Book, report: Report
) -> tuple[str, ...]:
    dropped = not_received(workspace.submissions(round_id), book)
    return tuple(map(str, obstacles(report, dropped)))


def verify(
    workspace: Workspace, round_id: RoundId, progress: Progress = silent
) -> tuple[Event, Verification]:
    """Re-make the last sealed report and compare. NeverSealed if there is none."""
    book = open_book(workspace, round_id)
    last = _last_seal(book.events)
    if last is None:
        raise NeverSealed(
            f"{round_id} の確定版はまだありません。"
            f"「evaluator report {round_id} --final」で作れます。"
        )
    event, sealed = last
    report = _final_report(workspace, round_id, book.until(sealed.after), progress)
    remade = seal_of(report, sealed.after, _made(report, progress))
    folder = workspace.reports(round_id, FINAL_FOLDER)
    on_disk = {
        name: digest(read_file(folder / name)) if (folder / name).is_file() else None
        for name in sealed.outputs
    }
    return event, compare(sealed, remade, on_disk)


def _final_report(
    workspace: Workspace, round_id: RoundId, book: Book, progress: Progress
) -> Report:
    evaluation = evaluate.evaluate(
        workspace, round_id, progress, source=MarkSource.FINAL, book=book
    )
    return evaluate.reported(evaluation)


def _made(report: Report, progress: Progress) -> dict[str, bytes]:
    outputs = {}
    for done, total, (name, content) in outputs_of(report):
        outputs[name] = content
        progress("別紙と図表を作成", done, total)
    return outputs


def _last_seal(events: Sequence[Event]) -> tuple[Event, Seal] | None:
    seals = ((e, e.details) for e in reversed(events) if isinstance(e.details, Seal))
    return next(seals, None)
