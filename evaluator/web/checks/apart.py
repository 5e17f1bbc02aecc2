"""Work in a process of its own, within limits of time and memory.

A file that is made to hurt hurts that process alone. The processes are forked from one that has
loaded everything, so that each costs a fork and not a start; where nothing can be forked
(Windows), each is started.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import sys
import time
from collections.abc import Callable
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from typing import Final, TypeVar

from evaluator.errors import CannotWrite, EvaluatorError, NotInTheLedger

_LOG: Final = logging.getLogger(__name__)
_LOADED: Final = ("__main__", "evaluator.web.checks.work")
_GRACE: Final = 5.0  # seconds; a process that has said all ends at once
_KINDS: Final = {kind.__name__: kind for kind in (CannotWrite, NotInTheLedger)}
"""The errors that are answered in a way of their own; of the others the words go on."""
T = TypeVar("T")


class Stopped(Exception):
    """The work did not come to its end; `said` is why, and what to do."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


_LATE: Final = (
    "決められた時間内に点検が終わらなかったため、取りやめました。"
    "一度に送るファイルを減らすか、表の外に残った書式や画像を削除してから送ってください。"
)
_ENDED: Final = (
    "このファイルの点検を終えられませんでした。"
    "表の外に残った書式や画像を削除するか、配布した様式に回答だけを移してから送ってください。"
)


def run_apart(work: Callable[[T], None], given: T, seconds: float, size: int) -> None:
    """Do work on `given` in a process of at most `size` bytes, for at most `seconds`.

    Stopped if that is not enough, EvaluatorError if the work says so.
    """
    receiver, sender = _context().Pipe(duplex=False)
    process = _context().Process(  # type: ignore[attr-defined]  # of every context there is
        target=_work, args=(sender, work, given, seconds, size), daemon=True
    )
    started = time.monotonic()
    process.start()
    sender.close()
    try:
        said = receiver.recv() if receiver.poll(seconds) else None
    except EOFError:
        said = None
    finally:
        receiver.close()
        process.join(_GRACE if time.monotonic() - started < seconds else 0)
        if process.exitcode is None:
            process.kill()
            process.join()
    if said is None:
        _LOG.warning("a check ended with %s", process.exitcode)
        raise Stopped(_LATE if time.monotonic() - started >= seconds else _ENDED)
    kind, message = said
    if kind:
        raise _KINDS.get(kind, EvaluatorError)(message)


def _work(
    sender: Connection, work: Callable[[T], None], given: T, seconds: float, size: int
) -> None:
    _limit(seconds, size)
    try:
        work(given)
    except EvaluatorError as error:
        sender.send((type(error).__name__, str(error)))
    else:
        sender.send(("", ""))


def _limit(seconds: float, size: int) -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  # only there

    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@cache
def _context() -> BaseContext:
    if os.name != "posix":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(_LOADED))
    return context


def get_ready() -> None:
    """Load what is forked from, before the first who needs it waits for it."""
    if os.name == "posix":
        from multiprocessing.forkserver import ensure_running  # noqa: PLC0415  # only there

        _context()
        ensure_running()
