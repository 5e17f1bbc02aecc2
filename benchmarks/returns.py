"""Many returns, made of the sample's forms, and what reads, checks and counts them."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from evaluator.files import Workspace
from evaluator.model import RoundId
from evaluator.secretariat.examine import Examined
from evaluator.secretariat.examining import examined
from evaluator.secretariat.incoming import Incoming, read_incoming
from evaluator.secretariat.opening import open_round

R07: Final = RoundId("R07")


def made(root: Path, number: int) -> Path:
    """Put so many forms into a folder beside the round, no two of the same bytes; return it."""
    folder = root / f"returns {number}"
    if folder.exists():
        return folder
    folder.mkdir()
    paths = sorted(Workspace(root).submissions(R07).glob("*.xlsx"))
    forms = [(path, path.read_bytes()) for path in paths]
    for each in range(number):
        path, content = forms[each % len(forms)]
        out = io.BytesIO(content)
        with zipfile.ZipFile(out, "a") as archive:
            archive.writestr(zipfile.ZipInfo("docProps/number.txt"), str(each))  # at no time of day
        (folder / f"{each:06}_{path.name}").write_bytes(out.getvalue())
    return folder


def many(root: Path, folder: str, scheduler: str = "") -> Counter[str]:
    """Read, check and count the returns in a folder, by as many processes as the program likes."""
    opened = open_round(Workspace(root, scheduler=scheduler), R07)
    return counted(examined(opened, _incoming(Path(folder))))


def _incoming(folder: Path) -> Iterator[tuple[Incoming]]:
    return ((read_incoming(path),) for path in sorted(folder.iterdir()))


def counted(read: Iterable[tuple[Examined, ...]]) -> Counter[str]:
    """Count marks and findings as they come; nothing is held."""
    counts: Counter[str] = Counter()
    for (one,) in read:
        assert one.submission is not None
        marks = (row.row.self_mark for row in one.submission.measures.rows)
        counts.update(str(mark) for mark in marks if mark)
        counts["findings"] += len(one.findings)
    return counts
