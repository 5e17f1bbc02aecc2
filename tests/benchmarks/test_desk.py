"""The desk under load, at a tenth of benchmarks/desk: real workers on the loopback."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from benchmarks.desk.measures import (
    all_at_once,
    cold_check,
    killed_at_random,
    memory_over,
    one_alone,
)
from benchmarks.desk.rounds import Sent, round_of
from benchmarks.desk.server import Server, serving
from evaluator.files import Workspace

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc"),
]
Desk = tuple[Workspace, list[Sent], Server]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Five ministries, and two workers that serve them."""
    workspace, every = round_of(tmp_path_factory.mktemp("desk"), 5)
    with serving(workspace, [sent.ministry for sent in every], workers=2) as server:
        yield workspace, every, server


def test_findings_come_within_three_times_a_check_from_nothing(desk: Desk) -> None:
    workspace, every, server = desk
    one_alone(server, every[0])  # whoever is first finds nothing loaded
    assert one_alone(server, every[0]) <= 3 * cold_check(workspace, every[0])


def test_of_those_who_come_at_once_none_is_lost_or_mixed(desk: Desk) -> None:
    workspace, every, server = desk
    assert len(all_at_once(server, workspace, every)) == len(every)


def test_memory_stays_flat(desk: Desk) -> None:
    _, every, server = desk
    first, *_, last = memory_over(server, every, (40, 120, 200))
    assert last.megabytes < first.megabytes * 1.1


def test_a_killed_worker_leaves_submissions_whole_or_absent(desk: Desk) -> None:
    workspace, every, server = desk
    survived = killed_at_random(server, workspace, every[:4], kills=5)
    assert survived.killed == 5
    assert survived.answered >= 4
