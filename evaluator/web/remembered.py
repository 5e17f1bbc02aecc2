"""What a round comes to, worked out once until something in its folders or its ledger changes.

Many look at many measures; reading every form for each look would make them wait. Only what can
be worked out again at any time is remembered, and of each round only the latest.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import Final, TypeAlias

from evaluator.files import Workspace
from evaluator.model import RoundId
from evaluator.results.results import Results
from evaluator.secretariat.opening import OpenRound
from evaluator.secretariat.survey import survey

_Of: TypeAlias = tuple[Path, str, RoundId]
_Seen: TypeAlias = tuple[int, tuple[tuple[str, int, int], ...]]
_ROUNDS: Final = 2  # this year's, and the one it is compared with
_KEPT: Final[OrderedDict[_Of, tuple[_Seen, Results]]] = OrderedDict()
_LOCK: Final = Lock()


def results_of(opened: OpenRound) -> Results:
    """Return what a round comes to by the secretariat's marks. EvaluatorError."""
    workspace = opened.workspace
    key = (workspace.root, workspace.database, opened.id)
    seen = (len(opened.book.events), tuple(_files(workspace, opened.id)))
    with _LOCK:  # who asks at the same time waits for the one answer
        kept = _KEPT.pop(key, None)
        results = kept[1] if kept and kept[0] == seen else survey(opened)
        _KEPT[key] = seen, results
        while len(_KEPT) > _ROUNDS:
            _KEPT.popitem(last=False)
    return results


def _files(workspace: Workspace, round_id: RoundId) -> Iterator[tuple[str, int, int]]:
    """Yield name, size and time of every file that the results may hang on."""
    archive = workspace.archive(round_id)
    for folder in (workspace.templates(round_id), workspace.submissions(round_id)):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and archive not in path.parents and not path.name.startswith("."):
                seen = path.stat()
                yield str(path), seen.st_size, seen.st_mtime_ns
