"""The server as an office starts it, and its processes as the system sees them (Linux)."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from evaluator.files import Workspace
from evaluator.model import MinistryName

HOST: Final = "127.0.0.1"
HEADER: Final = "X-Remote-User"
_TO_BEGIN: Final = 60.0  # seconds
_HEAD: Final = """address = "http://{host}:{port}"
[sign_in]
by = "proxy"
header = "{header}"
from = ["{host}"]
"""
_ONE: Final = """[[people]]
user = "{user}"
name = "{ministry}の担当"
role = "府省庁"
ministry = "{ministry}"
"""


def user_of(ministry: MinistryName) -> str:
    """Return the user who answers for a ministry; a header holds no Japanese."""
    return ministry.encode().hex()


@dataclass(frozen=True)
class Server:
    """A server that runs: its address, and the process that looks after its workers."""

    port: int
    pid: int

    def workers(self) -> list[int]:
        """Return the processes that answer."""
        return [pid for pid in _children(self.pid) if "spawn_main" in _command(pid)]

    def kill_one(self, number: int) -> bool:
        """Kill a worker at once, as the system does that has no memory left."""
        workers = self.workers()
        if not workers:
            return False
        with suppress(ProcessLookupError):
            os.kill(workers[number % len(workers)], signal.SIGKILL)
        return True

    def held(self) -> float:
        """Return how much memory its lasting processes hold, in MB; checks come and go."""
        lasting = [self.pid, *self.workers()]
        lasting += [child for pid in self.workers() for child in _children(pid)]
        return sum(map(_proportional, lasting)) / 1024

    def is_well(self) -> bool:
        """Whether it answers."""
        try:
            with urllib.request.urlopen(f"http://{HOST}:{self.port}/health", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


@contextmanager
def serving(workspace: Workspace, names: Sequence[MinistryName], workers: int) -> Iterator[Server]:
    """Serve a workspace to one person of each ministry."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    settings = workspace.root / "desk.toml"
    people = [_ONE.format(user=user_of(name), ministry=name) for name in names]
    head = _HEAD.format(host=HOST, port=port, header=HEADER)
    settings.write_text(head + "".join(people), encoding="utf-8")
    command = [sys.executable, "-m", "evaluator", "serve", "--settings", str(settings)]
    command += ["--into", str(workspace.root), "--port", str(port), "--workers", str(workers)]
    with (workspace.root / "server.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)  # noqa: S603  # our own
        server = Server(port, process.pid)
        try:
            _wait_for(server)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                for pid in (*server.workers(), process.pid):
                    os.kill(pid, signal.SIGKILL)
                process.wait()


def _wait_for(server: Server) -> None:
    until = time.monotonic() + _TO_BEGIN
    while not server.is_well():
        if time.monotonic() > until:
            raise TimeoutError("the server does not answer")
        time.sleep(0.1)


def _children(pid: int) -> list[int]:
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(n) for t in threads for n in (t / "children").read_text().split()]
    except OSError:
        return []


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def _proportional(pid: int) -> float:
    """Return the process's share of memory in KB, what it shares with others divided."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    found = re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)
    return float(found[1]) if found else 0.0
