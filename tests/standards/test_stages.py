"""A stage in a body's own words, over every row of the shipped tables."""

from __future__ import annotations

from collections import Counter

import pytest

from evaluator.sheets.normalise import compare_key
from evaluator.standards import shipped_standards
from evaluator.standards.rows import BodyRow, StageRow
from evaluator.standards.stages import Fit, StageReading, recognise
from evaluator.standards.words import HARMONIZED, ProjectState, StagePhase

STANDARDS = shipped_standards()


def body(name: str) -> BodyRow:
    found = STANDARDS.body(name)
    assert found is not None, name
    return found


def read(name: str, typed: str) -> StageReading:
    return recognise(STANDARDS, body(name), typed)


def likewise(row: StageRow, spelling: str) -> list[StageRow]:
    """Return the rows of the same body that are spelled so too, those that go on if there are."""
    same = [
        other
        for other in STANDARDS.stages_of(body(row.body))
        if spelling in (other.code, *other.spellings, other.name, other.name.partition("（")[0])
    ]
    return [other for other in same if other.state is None] or same


def test_every_spelling_of_every_row() -> None:
    told = {
        (row.body, spelling): expected
        for row in STANDARDS.stages
        for spelling in (row.code, *row.spellings, row.name)
        if (expected := by_the_rule(row, spelling)) != came_to(read(row.body, spelling))
    }

    assert told == {}


def by_the_rule(row: StageRow, spelling: str) -> tuple[object, ...]:
    """A code gives its stage; another word gives what all rows spelled so agree on."""
    if HARMONIZED.fullmatch(spelling):
        return Fit.EXACT, row.stage, row.phase, row.state
    rows = likewise(row, spelling)
    stages = {(other.stage, other.state) for other in rows}
    phases = {other.phase for other in rows}
    if len(stages) == 1 and stages != {("", None)}:
        return Fit.EXACT, rows[0].stage, rows[0].phase, rows[0].state
    if len(phases) == 1 and phases != {None}:
        return Fit.PHASE, "", rows[0].phase, None
    return Fit.ASKED, "", None, None


def came_to(reading: StageReading) -> tuple[object, ...]:
    return reading.fit, reading.stage, reading.phase, reading.state


def test_the_rows_come_to_something_of_each_kind() -> None:
    fits = Counter(read(row.body, row.code).fit for row in STANDARDS.stages)

    assert fits[Fit.EXACT] > 300
    assert fits[Fit.PHASE] > 0
    assert fits[Fit.ASKED] > 0
    assert len(STANDARDS.stages) == 327


@pytest.mark.parametrize(
    ("name", "typed", "stage", "phase"),
    [
        ("ISO", "30.60", "30.60", StagePhase.COMMITTEE),
        ("ISO", "３０．６０", "30.60", StagePhase.COMMITTEE),
        ("ISO", "6060", "60.60", StagePhase.PUBLICATION),
        ("ISO", "40", "40", StagePhase.ENQUIRY),
        ("ISO", "cd", "", StagePhase.COMMITTEE),
        ("ISO", "委員会原案", "30.00", StagePhase.COMMITTEE),
        ("IEC", "PPUB", "60.60", StagePhase.PUBLICATION),
        ("IEC", "4CD", "35.20", StagePhase.COMMITTEE),
        ("ISO/IEC JTC 1", "FDIS", "", StagePhase.APPROVAL),
        ("ISO/IEC JTC 1", "60.60", "60.60", StagePhase.PUBLICATION),
        ("IEC/ISO JTC 3", "CDV", "40.20", StagePhase.ENQUIRY),
        ("ITU-T", "AAP-LC", "40.20", StagePhase.ENQUIRY),
        ("ITU-T", "承認", "60.60", StagePhase.PUBLICATION),
        ("コーデックス", "step 5/8", "60.60", StagePhase.PUBLICATION),
        ("コーデックス", "ステップ５／８", "60.60", StagePhase.PUBLICATION),
        ("UNECE", "発効", "60.60", StagePhase.PUBLICATION),
        ("CEN", "prEN", "", StagePhase.ENQUIRY),
        ("CEN", "45.99", "45.99", StagePhase.ENQUIRY),
    ],
)
def test_a_stage_as_it_is_written(name: str, typed: str, stage: str, phase: StagePhase) -> None:
    reading = read(name, typed)

    assert (reading.stage, reading.phase) == (stage, phase)


@pytest.mark.parametrize("typed", ["AWI", "IS", "PRF"])
def test_a_word_of_several_phases_is_asked(typed: str) -> None:
    reading = read("ISO", typed)

    assert (reading.fit, reading.phase) == (Fit.ASKED, None)
    assert reading.candidates.count("、") >= 1


def test_an_unknown_one_is_asked_with_the_nearest_three() -> None:
    reading = read("IEC", "CCDVV")

    assert reading.fit is Fit.UNKNOWN
    assert [row.code for row in reading.rows] == ["CCDV", "CDV", "ACDV"]
    assert read("ISO", "CD" * 100).fit is Fit.UNKNOWN
    assert read("IALA", "採択").rows == ()


def test_a_dead_end_is_a_state_and_no_stage() -> None:
    assert read("IEC", "CAN").state is ProjectState.ENDED
    assert read("IEC", "MERGED").state is ProjectState.MERGED
    assert read("ISO", "95.99").state is ProjectState.WITHDRAWN
    # Somebody who writes WD does not mean that the project was deleted.
    assert read("ISO", "WD").state is None


def test_what_is_unsure_in_its_source_says_so() -> None:
    assert read("OECD", "理事会採択").is_unsure
    assert not read("ISO", "DIS").is_unsure


def test_no_two_bodies_are_spelled_alike() -> None:
    names = [n for row in STANDARDS.bodies for n in {row.name, row.ja, *row.also}]

    assert len(set(map(compare_key, names))) == len(names)
