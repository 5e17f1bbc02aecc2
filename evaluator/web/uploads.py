"""Files that were sent, put down where the functions of the secretariat find them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from time import time
from typing import Final

from starlette.datastructures import UploadFile

from evaluator.errors import CannotWrite
from evaluator.files import make_folder, reason, shown_text

_SEPARATORS: Final = re.compile(r"[/\\]")
_A_WEEK: Final = 7 * 24 * 3600.0
_LONGEST: Final = 200  # bytes; Linux takes 255


def put_down(files: Iterable[UploadFile], folder: Path) -> Iterator[Path]:
    """Write files below a folder, each by its own name in a place of its own; yield the paths.

    They are copied piece by piece. CannotWrite.
    """
    for number, file in enumerate(files, start=1):
        path = folder / str(number) / name_of(file.filename or "")
        make_folder(path.parent)
        try:
            with path.open("wb") as target:
                shutil.copyfileobj(file.file, target)
        except OSError as error:
            raise CannotWrite(f"送られたファイルを置けません（{reason(error)}）。") from error
        yield path


def clear_old(folder: Path) -> None:
    """Clear away what has lain in a folder for a week; another worker may do it too."""
    for old in folder.iterdir() if folder.is_dir() else ():
        with suppress(OSError):
            if old.stat().st_mtime < time() - _A_WEEK:
                shutil.rmtree(old) if old.is_dir() else old.unlink()


def name_of(sent: str) -> str:
    """Return a file's name as a browser sent it: without folders, and one that can be written."""
    name = shown_text(_SEPARATORS.split(sent)[-1])
    while len(name.encode()) > _LONGEST:
        name = name[1:]  # what tells its kind stands at the end
    return name if name.strip(" .") else "名前のないファイル"
