"""What is said beside others, where they are many: it grows evenly, and stays short."""

from __future__ import annotations

import sys
from types import FrameType

from evaluator.checks import Yardstick, check_all
from evaluator.form.read import Submission
from evaluator.form.settings import shipped_settings
from evaluator.model import MinistryName
from tests.values import a_catalogue, a_measure, answered, said


def towns(number: int) -> list[MinistryName]:
    return [MinistryName(f"第{each:03}市") for each in range(1, number + 1)]


def steps(number: int) -> int:
    """Count the calls that it takes to hold so many submissions, with nothing in common."""
    names = towns(number)
    measures = [a_measure(f"S{each:03}", name) for each, name in enumerate(names)]
    yardstick = Yardstick(a_catalogue(*measures), shipped_settings())
    every: dict[MinistryName, Submission] = {
        name: answered(name, said(measure.id, "○"), outcomes=[{"text": f"{name}の成果。"}])
        for name, measure in zip(names, measures, strict=True)
    }
    calls = 0

    def count(_frame: FrameType, event: str, _of: object) -> None:
        nonlocal calls
        calls += event.endswith("call")

    sys.setprofile(count)
    try:
        check_all(every, yardstick)
    finally:
        sys.setprofile(None)
    return calls


def test_four_times_the_ministries_take_four_times_the_steps() -> None:
    assert steps(80) < 4.5 * steps(20)


def test_of_many_who_differ_the_first_are_named_and_the_others_counted() -> None:
    names = towns(10)
    yardstick = Yardstick(a_catalogue(a_measure("S001", None, names)), shipped_settings())
    rated = {name: answered(name, said("S001", "○" if name == names[0] else "△")) for name in names}

    found = check_all(rated, yardstick)

    (first,), (last,) = found[names[0]], found[names[-1]]
    assert "第007市は「△」（第007市.xlsx シート『施策』 K5）ほか3件。" in first.message
    assert "第008市" not in first.message
    assert "第001市は「○」（第001市.xlsx シート『施策』 K5）。" in last.message


def test_of_many_who_sent_a_bullet_the_first_are_named_and_the_others_counted() -> None:
    names = towns(9)
    yardstick = Yardstick(a_catalogue(), shipped_settings())
    sent = {name: answered(name, outcomes=[{"text": "同じ成果。"}]) for name in names}

    ((found,), *_) = check_all(sent, yardstick).values()

    assert found.code == "C014"
    assert "第007市" in found.message
    assert "ほか2件からも提出されています" in found.message
