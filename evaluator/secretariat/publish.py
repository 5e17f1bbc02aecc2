"""公表: the final report is written and sealed, and held to its seal afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from evaluator.errors import NeverSealed, NotFinal
from evaluator.files import read_file, write_atomic
from evaluator.ledger import Event
from evaluator.ledger.details import Seal
from evaluator.model import MarkSource
from evaluator.results.results import Results
from evaluator.secretariat.collect import not_received
from evaluator.secretariat.desk import Desk
from evaluator.secretariat.evaluate import evaluate
from evaluator.secretariat.opening import OpenRound
from evaluator.secretariat.progress import OnProgress, silent
from evaluator.secretariat.report import made
from evaluator.secretariat.seal import Verification, compare_seals, obstacles, seal_of
from evaluator.xlsx.source import digest

FINAL_FOLDER: Final = "確定版"


def publish(desk: Desk, reason: str = "", progress: OnProgress = silent) -> tuple[Event, bool]:
    """Write the final report and seal it; return the seal's event and whether it is new.

    NotFinal, with every reason by name, if the round is not ready. A report that is the same as
    the last sealed one is written again and sealed no second time.
    """
    opened, events = desk.opened, desk.opened.book.events
    results = _final(opened, progress)
    against = _against(opened, results)
    if against:
        what = f"{opened.id} の確定版は、残っている事項が{len(against)}件あるため作れません。"
        raise NotFinal(what, against)
    outputs = dict(made(opened, results, progress))
    folder = opened.workspace.reports(opened.id, FINAL_FOLDER)
    for name, content in outputs.items():
        write_atomic(folder / name, content)
    seal = seal_of(opened, results, len(events), outputs)
    last = _last_seal(events)
    if last and last[1].model_copy(update={"after": seal.after}) == seal:
        return last[0], False
    (written,) = desk.write(desk.event(seal, reason=reason))
    return written, True


def against_final(opened: OpenRound, progress: OnProgress = silent) -> tuple[str, ...]:
    """Return by name everything that stands against a final report."""
    return _against(opened, _final(opened, progress))


def _against(opened: OpenRound, results: Results) -> tuple[str, ...]:
    dropped = not_received(opened.workspace, opened.id, opened.book)
    return tuple(map(str, obstacles(results, dropped)))


def verify(opened: OpenRound, progress: OnProgress = silent) -> tuple[Event, Verification]:
    """Re-make the last sealed report and compare. NeverSealed if there is none."""
    last = _last_seal(opened.book.events)
    if last is None:
        raise NeverSealed(
            f"{opened.id} の確定版はまだありません。"
            f"「evaluator report {opened.id} --final」で作れます。"
        )
    event, sealed = last
    then = opened.under(sealed.catalogue).as_of(sealed.after)
    results = _final(then, progress)
    outputs = dict(made(opened, results, progress))
    remade = seal_of(opened, results, sealed.after, outputs)
    folder = opened.workspace.reports(opened.id, FINAL_FOLDER)
    on_disk = {
        name: digest(read_file(folder / name)) if (folder / name).is_file() else None
        for name in sealed.outputs
    }
    return event, compare_seals(sealed, remade, on_disk)


def _final(opened: OpenRound, progress: OnProgress) -> Results:
    return evaluate(opened, progress, source=MarkSource.FINAL, dropped=False)


def _last_seal(events: Sequence[Event]) -> tuple[Event, Seal] | None:
    seals = ((e, e.details) for e in reversed(events) if isinstance(e.details, Seal))
    return next(seals, None)
