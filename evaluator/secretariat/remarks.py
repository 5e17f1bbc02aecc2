"""意見: whoever reads a round remarks on a measure, and the secretariat answers."""

from __future__ import annotations

from typing import Final

from evaluator.catalogue.named import measure_meant
from evaluator.errors import NotInTheLedger
from evaluator.files import shown_text
from evaluator.ledger import Event
from evaluator.ledger.details import CarriedAnswered, RemarkAnswered, RemarkMade
from evaluator.ledger.remarks import Remark, remarks_of
from evaluator.results.followed import FollowedRemark, followed
from evaluator.secretariat.collect import collect
from evaluator.secretariat.desk import Desk
from evaluator.secretariat.opening import OpenRound
from evaluator.sheets.normalise import text

LONGEST: Final = 2000
"""Signs of a remark or an answer: a page of A4."""


def remark(desk: Desk, measure: str, words: str) -> Remark:
    """Put a remark on a measure on record. NotInTheLedger if no measure is meant, or nothing said.

    It keeps the measure's title, by which a later round finds what it was about.
    """
    meant = measure_meant(desk.catalogue, measure)
    if meant is None:
        raise NotInTheLedger(f"施策ID「{shown_text(measure)}」は施策一覧にありません。")
    title = desk.catalogue.measure_by_id[meant].title
    said = RemarkMade(measure=meant, text=_said(words, "意見"), title=title)
    (event,) = desk.write(desk.event(said))
    return Remark(event, said)


def carried(opened: OpenRound) -> tuple[FollowedRemark, ...]:
    """Return the remarks of the years before that the round asks about, as they stand now."""
    if not opened.catalogue.carried:
        return ()
    return followed(opened.catalogue, collect(opened).submissions, opened.book.events)


def answer(desk: Desk, number: int, words: str, *, settles: bool = True) -> Remark:
    """Answer a remark by its number; unless that `settles` it, it stays open. NotInTheLedger."""
    one = _named(desk, number)
    said = RemarkAnswered(remark=number, text=_said(words, "回答"), settles=settles)
    (event,) = desk.write(desk.event(said))
    return Remark(one.made, one.said, (*one.answers, (event, said)))


def answer_carried(desk: Desk, name: str, words: str, *, settles: bool = True) -> Event:
    """Answer a remark of the years before by its name in the register, likewise. NotInTheLedger.

    Unless that `settles` it, it goes on into the next round, whatever its ministry says.
    """
    one = next((each for each in desk.catalogue.carried if each.id == name), None)
    if one is None:
        raise NotInTheLedger(f"意見「{shown_text(name)}」はシート『意見一覧』にありません。")
    text = _said(words, "回答")
    said = CarriedAnswered(remark=one.id, measure=one.measure_id, text=text, settles=settles)
    (event,) = desk.write(desk.event(said))
    return event


def _named(desk: Desk, number: int) -> Remark:
    every = remarks_of(desk.ledger.events(desk.round_id))
    found = next((each for each in every if each.number == number), None)
    if found is None:
        raise NotInTheLedger(f"受付簿の{number}番は意見ではないか、取り消されています。")
    return found


def _said(words: str, what: str) -> str:
    said = str(text(words).value).strip()
    if not said:
        raise NotInTheLedger(f"{what}が空欄です。")
    if len(said) > LONGEST:
        raise NotInTheLedger(f"{what}は{LONGEST}字までです（{len(said)}字あります）。")
    return said
