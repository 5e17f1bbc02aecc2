"""公表: the final report is written and sealed, edition by edition, and held to its seal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace

from evaluator.errors import CannotWrite, NeverSealed, NotFinal, NotInTheLedger
from evaluator.files import place
from evaluator.results.errata import Errata, Publication, corrections
from evaluator.results.results import Results
from evaluator.secretariat.desk import Desk
from evaluator.secretariat.editions import (
    Edition,
    edition_label,
    editions_of,
    on_disk,
    restore,
    stage,
)
from evaluator.secretariat.evaluate import evaluate_sealed
from evaluator.secretariat.opening import OpenRound
from evaluator.secretariat.progress import OnProgress, silent
from evaluator.secretariat.readiness import against, as_final
from evaluator.secretariat.report import corrected_for_both, made_for_both
from evaluator.secretariat.seal import (
    Verification,
    changed_since,
    compare_seals,
    differing,
    made_alike,
    seal_of,
)
from evaluator.secretariat.versions import record_catalogue
from evaluator.words.days import day_of


@dataclass(frozen=True)
class Published:
    """What came of publishing."""

    edition: Edition
    is_new: bool
    """Whether it became an edition now; else it says what the last one said."""
    errata: Errata | None = None
    """What it corrects, where it is a new 訂正版."""


def publish(
    desk: Desk,
    reason: str = "",
    progress: OnProgress = silent,
    helper: Executor | None = None,
) -> Published:
    """Make the round's next edition: written, sealed, and put beside those before it.

    NotFinal, with every reason by name, if the round is not ready, or if a 訂正版 has no `reason`.
    A report that is the same as the last edition is no new one; what is missing of that is written
    again. The catalogue is put on record first: its bytes are kept.
    """
    desk = record_catalogue(replace(desk, opened=desk.opened.anew()))
    opened, editions = desk.opened, editions_of(desk.opened.book.events)
    results = _ready(opened, progress)
    after = len(opened.book.events)
    for last in editions[-1:]:
        changed = changed_since(last.seal, seal_of(opened, results, after, {}, 0))
        if not changed:
            _, outputs = _made_as(opened, results, last, editions, progress, helper)
            changed = differing(last.seal, seal_of(opened, results, after, outputs, 0))
        if not changed:
            restore(last.folder(opened.workspace, opened.id), last.seal, outputs)
            return Published(last, is_new=False)
        _ask_for_a_reason(last, changed, reason)
    number = len(editions) + 1
    seal = seal_of(opened, results, after, {}, number)
    edition = Edition(number, desk.event(seal, reason=reason.strip()), seal)
    errata, outputs = _made_as(opened, results, edition, editions, progress, helper)
    sealed = edition.sealed(seal_of(opened, results, after, outputs, number))
    return Published(_put_down(desk, sealed, outputs), is_new=True, errata=errata)


def _ready(opened: OpenRound, progress: OnProgress) -> Results:
    """Return what a round comes to. NotFinal if anything stands against its final report."""
    results = as_final(opened, progress)
    found = against(opened, results)
    if found:
        what = f"{opened.id} の確定版は、残っている事項が{len(found)}件あるため作れません。"
        raise NotFinal(what, tuple(map(str, found)))
    return results


def _put_down(desk: Desk, edition: Edition, outputs: Mapping[str, bytes]) -> Edition:
    """Write an edition, put it on record, and give it its place; return it as it is on record."""
    folder = edition.folder(desk.opened.workspace, desk.round_id)
    stage(folder, outputs)
    (event,) = desk.write(edition.event)
    try:
        place(folder)
    except CannotWrite as error:
        raise CannotWrite(
            f"{edition.label}は受付簿に記録しました。{error}次の作業のときに、この場所に置きます。"
        ) from error
    return replace(edition, event=event)


def _ask_for_a_reason(last: Edition, changed: tuple[str, ...], reason: str) -> None:
    """NotFinal if what differs from the last edition is to be published without a reason."""
    if not reason.strip():
        raise NotFinal(
            f"{last.label}の公表の後に変わったところがあります。"
            f"訂正版（{edition_label(last.number + 1)}）として作るには、"
            "訂正の理由を付けてください（--reason）。",
            tuple(f"{last.label}と異なるもの：{each}" for each in changed),
        )


def verify(
    opened: OpenRound,
    progress: OnProgress = silent,
    number: int | None = None,
    helper: Executor | None = None,
) -> Iterator[tuple[Edition, Verification]]:
    """Re-make every edition, or the one of this `number`, and compare, oldest first.

    NeverSealed if there is none; NotInTheLedger if there is none of this number.
    """
    opened = opened.anew()
    editions = editions_of(opened.book.events)
    if not editions:
        raise NeverSealed(
            f"{opened.id} の確定版はまだありません。"
            f"「evaluator report {opened.id} --final」で作れます。"
        )
    chosen = [each for each in editions if number in (None, each.number)]
    if not chosen:
        there = "、".join(each.label for each in editions)
        raise NotInTheLedger(
            f"{opened.id} の確定版に{edition_label(number or 0)}はありません（{there}があります）。"
        )
    return ((each, _verified(opened, each, editions, progress, helper)) for each in chosen)


def _verified(
    opened: OpenRound,
    edition: Edition,
    editions: Sequence[Edition],
    progress: OnProgress,
    helper: Executor | None,
) -> Verification:
    sealed = edition.seal
    results = evaluate_sealed(opened, sealed, progress)
    outputs: dict[str, bytes] = {}
    if made_alike(sealed):  # else its bytes on disk are held to the seal: see `compare_seals`
        _, outputs = _made_as(opened, results, edition, editions, progress, helper)
    remade = seal_of(opened, results, sealed.after, outputs, sealed.edition)
    if not edition.is_kept:
        sealed = sealed.model_copy(update={"outputs": {}})
    later = [each.seal for each in editions[edition.number :]]
    return compare_seals(sealed, remade, on_disk(edition, opened.workspace, opened.id), later)


def _made_as(
    opened: OpenRound,
    results: Results,
    edition: Edition,
    editions: Sequence[Edition],
    progress: OnProgress,
    helper: Executor | None,
) -> tuple[Errata | None, dict[str, bytes]]:
    """Return what an edition corrects of the one before it, and all that it consists of."""
    marked = replace(results, edition=edition.marking)
    outputs = dict(made_for_both(opened, marked, progress, helper))
    if not edition.is_correction:
        return None, outputs
    before = editions[edition.number - 2]
    earlier = evaluate_sealed(opened, before.seal)
    errata = Errata(
        before=Publication(before.number, day_of(before.event.at)),
        after=Publication(edition.number, day_of(edition.event.at)),
        reason=edition.event.reason,
        corrections=corrections(earlier, results),
    )
    return errata, outputs | corrected_for_both(opened, earlier, results, errata)
