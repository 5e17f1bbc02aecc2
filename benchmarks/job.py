"""A job in a process of its own, which loads what the job needs and nothing else.

.venv/bin/python -m benchmarks.job NAME FOLDER [MORE …]
"""

from __future__ import annotations

import gc
import importlib
import json
import sys
from pathlib import Path
from typing import Final

from evaluator.__main__ import SELDOM

JOBS: Final = {
    "many": "benchmarks.returns:many",
    "naive": "benchmarks.naive:of_folder",
    "forms": "benchmarks.written:written",
    "round": "benchmarks.rounds:evaluated",
    "outputs": "benchmarks.outputs:outputs",
}
"""Functions of a folder and more texts; each returns what it counted or measured."""


def main() -> None:
    """Do a job, and print what it tells as a line of JSON."""
    _, name, folder, *more = sys.argv
    if name != "naive":  # Python's own setting; ours is that of the commands
        gc.set_threshold(*SELDOM)
    module, _, function = JOBS[name].partition(":")
    print(json.dumps(getattr(importlib.import_module(module), function)(Path(folder), *more)))


if __name__ == "__main__":
    main()
