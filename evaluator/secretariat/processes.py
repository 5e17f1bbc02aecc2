"""Processes of this machine that work for this one."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from threading import Thread
from typing import Final


def cores() -> int:
    """Return how many cores there are for us; 1 where nobody knows."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def processes(size: int) -> Executor:
    """Return an executor of so many processes."""
    # Few commands need them.
    import multiprocessing  # noqa: PLC0415
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    # Forked from a process with threads one may wait for ever. So they are forked from one that
    # has none, and has loaded once what all of them need; or, on Windows, begun anew.
    has_server = "forkserver" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if has_server else "spawn")
    context.set_forkserver_preload([_NEEDED])
    return ProcessPoolExecutor(size, context, _begin, gc.get_threshold())


_NEEDED: Final = "evaluator.secretariat.examine"


def _begin(*seldom: int) -> None:
    """Look for circles as seldom as the one who gave the work, and let that one hear Ctrl+C."""
    gc.set_threshold(*seldom)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End when the one who gave the work is killed: else a worker waits for more for ever."""
    from multiprocessing import parent_process  # noqa: PLC0415  # loaded in a worker anyway

    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


@contextmanager
def drawing_helper() -> Iterator[Executor | None]:
    """Yield who draws charts beside this process; None where there is but one core.

    It begins with the first work it is given. A program that calls this needs
    `if __name__ == "__main__":`, as for any process that Python begins.
    """
    if cores() == 1:
        yield None
        return
    helper = processes(1)
    try:
        yield helper
    finally:
        helper.shutdown(wait=False, cancel_futures=True)
