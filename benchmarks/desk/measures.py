"""What is measured: nothing lost or mixed, how long findings take, memory, and workers killed."""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from benchmarks.desk.caller import Caller, NoAnswer
from benchmarks.desk.rounds import R07, Sent, again
from benchmarks.desk.server import Server
from evaluator.files import Workspace
from evaluator.ledger import Archive
from evaluator.secretariat.book import open_book
from evaluator.xlsx.source import digest

_STARTS: Final = 5
_TRIES: Final = 40
_PAUSE: Final = 0.5  # seconds, before somebody tries again


class Wrong(Exception):
    """Something was lost, mixed or half done."""


def cold_check(workspace: Workspace, sent: Sent) -> float:
    """Return how long one `check` takes from nothing, when nothing else runs."""
    path = workspace.root / sent.name
    path.write_bytes(sent.content)
    command = [sys.executable, "-m", "evaluator", "check", str(path), "--into", str(workspace.root)]
    took = []
    for _ in range(_STARTS):
        begun = time.perf_counter()
        subprocess.run(command, capture_output=True, check=False)  # noqa: S603  # our own
        took.append(time.perf_counter() - begun)
    path.unlink()
    return statistics.median(took)


def one_alone(server: Server, sent: Sent) -> float:
    """Return how long one ministry waits for its findings when nobody else is there."""
    return statistics.median(_findings(server, sent)[0] for _ in range(_STARTS))


def all_at_once(server: Server, workspace: Workspace, every: Sequence[Sent]) -> list[float]:
    """Let every ministry upload at the same moment, then submit; return how long findings took.

    Wrong if a page says another's, or the ledger is not what was sent.
    """
    ready = threading.Barrier(len(every))

    def call(sent: Sent) -> tuple[float, str, str]:
        ready.wait()
        return _findings(server, sent)

    def submit(sent: Sent, found: tuple[float, str, str]) -> int:
        _, at, page = found
        return _until_it_is_done(lambda: Caller(server.port, sent).submit(at, page))

    with ThreadPoolExecutor(len(every)) as pool:
        found = list(pool.map(call, every))
        for sent, (_, _, page) in zip(every, found, strict=True):
            named = [other.token for other in every if other.token in page]
            if named != [sent.token]:
                raise Wrong(f"the page of {sent.token} names {named}")
        receipts = list(pool.map(submit, every, found))
    _hold(workspace, dict(zip(receipts, every, strict=True)))
    return [took for took, _, _ in found]


def _findings(server: Server, sent: Sent) -> tuple[float, str, str]:
    begun = time.perf_counter()
    at, page = Caller(server.port, sent).check()
    return time.perf_counter() - begun, at, page


def _until_it_is_done(act: Callable[[], int]) -> int:
    for _ in range(_TRIES):
        try:
            return act()
        except NoAnswer:
            time.sleep(_PAUSE)
    raise Wrong("it was never done")


def _hold(workspace: Workspace, expected: dict[int, Sent]) -> None:
    """Hold the ledger and the archive against what was sent, by receipt. Wrong."""
    book = open_book(workspace, R07)
    archive = Archive(workspace.archive(R07))
    received = {e.number: e for e in book.events if e.kind == "received"}
    for number, sent in expected.items():
        event = received.get(number)
        said = event and (event.ministry, event.sha256, event.name)
        if said != (sent.ministry, digest(sent.content), sent.name):
            raise Wrong(f"receipt {number} of {sent.token} is {said}")
    for event in received.values():
        if digest(archive.path(event.sha256).read_bytes()) != event.sha256:
            raise Wrong(f"event {event.number} is half there")
    twice = [key for key, n in Counter(e.sha256 for e in received.values()).items() if n > 1]
    if twice:
        raise Wrong(f"received twice: {twice}")


@dataclass(frozen=True)
class Held:
    """The memory that the server's lasting processes hold after so many uploads."""

    uploads: int
    megabytes: float


def memory_over(server: Server, every: Sequence[Sent], steps: Iterable[int]) -> list[Held]:
    """Upload again and again, two at a time; return what is held after each number."""
    held, done = [], 0
    with ThreadPoolExecutor(2) as pool:
        for step in steps:
            turns = [every[number % len(every)] for number in range(done, step)]
            list(pool.map(lambda sent: _findings(server, sent), turns))
            done = step
            held.append(Held(done, server.held()))
    return held


@dataclass(frozen=True)
class Survived:
    """What became of submissions while workers were killed."""

    killed: int
    answered: int
    tried_again: int


def killed_at_random(
    server: Server, workspace: Workspace, every: Sequence[Sent], kills: int, seed: int = 1
) -> Survived:
    """Submit new versions while workers are killed at random moments. Wrong, if one is half there.

    Who gets no answer tries again, as a person would, until there is a receipt.
    """
    chance, over = random.Random(seed), threading.Event()  # noqa: S311  # no secret
    told: dict[int, Sent] = {}
    failed = Counter[str]()

    def go_on(sent: Sent) -> None:
        number = 0
        while not over.is_set() or number == 0:
            number += 1
            version = again(sent, number)  # saved at this moment: never the same bytes twice
            told[_submitted(server, version, failed)] = version

    with ThreadPoolExecutor(len(every)) as pool:
        running = [pool.submit(go_on, sent) for sent in every]
        killed = 0
        while killed < kills:
            time.sleep(chance.uniform(0.5, 4))
            killed += server.kill_one(chance.randrange(100))
        over.set()
        for each in running:
            each.result()
    _hold(workspace, told)
    return Survived(killed, len(told), failed["again"])


def _submitted(server: Server, sent: Sent, failed: Counter[str]) -> int:
    caller = Caller(server.port, sent)

    def act() -> int:
        try:
            return caller.submit(*caller.check())
        except NoAnswer:
            failed["again"] += 1
            raise

    return _until_it_is_done(act)
