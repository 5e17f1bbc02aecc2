"""Preloaded by the workers of a test's cluster: each takes its time, and a poison file kills it."""

from __future__ import annotations

import os
import signal
import time
from typing import Any

from evaluator.secretariat import examine
from evaluator.xlsx.opening import read_source

POISON = b"kills who reads it"


def _read(name: str, content: bytes, *more: Any) -> Any:
    if content == POISON:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.05)
    return read_source(name, content, *more)


def dask_setup(_worker: object) -> None:
    """Be called by the worker when it begins."""
    vars(examine)["read_source"] = _read
