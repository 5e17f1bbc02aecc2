"""Work that hurts the process that does it."""

from __future__ import annotations

import os


def spin(_: object) -> None:
    """Come to no end."""
    while True:
        pass


def swell(_: object) -> None:
    """Take ever more memory."""
    held = []
    while True:
        held.append(b"x" * 50_000_000)


def vanish(_: object) -> None:
    """End as a process ends that the system kills."""
    os._exit(9)
