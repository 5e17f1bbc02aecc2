"""Where a round's files lie, and writing them whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from evaluator.errors import CannotWrite, RoundMissing
from evaluator.model import RoundId
from evaluator.programme import year_of

CATALOGUE_NAME: Final = "catalogue.xlsx"
PROGRAMME_NAME: Final = "programme.toml"
SCALE_NAME: Final = "scale.toml"
CHECKS_NAME: Final = "checks.toml"
MAILS_NAME: Final = "mails.toml"
RUBRICS_NAME: Final = "rubrics"
STANDARDS_NAME: Final = "標準化団体表.xlsx"
SECRETARIATS_NAME: Final = "幹事国表.xlsx"
SNAPSHOTS_NAME: Final = "幹事国"
TEMPLATE_NAME: Final = "別紙ひな形.docx"
VERSIONS_NAME: Final = "版"
LEDGER_NAME: Final = "ledger.sqlite"
DATABASE_URL: Final = "EVALUATOR_DATABASE_URL"
"""The variable of the environment that names the ledgers' database; read by cli/ alone."""

_TEMPORARY: Final = (".~", ".tmp")
_REASONS: Final = {
    errno.ENOENT: "見つかりません",
    errno.EACCES: "アクセスが許可されていません",
    errno.EPERM: "アクセスが許可されていません",
    errno.ENOSPC: "空き容量がありません",
    errno.EROFS: "書き込みできない場所です",
    errno.EISDIR: "フォルダーです",
    errno.ENOTDIR: "途中にフォルダーでないものがあります",
    errno.EEXIST: "同じ名前のものがすでにあります",
    errno.ENAMETOOLONG: "名前が長すぎます",
    errno.EBUSY: "ほかのプログラムが使っています",
    errno.EIO: "読み書きの途中で機器の誤りが起きました",
    errno.ELOOP: "リンクの先がそのリンク自身に戻るため、たどれません",
}
_STEERING: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True)
class Workspace:
    """The folder that holds templates/, submissions/ and reports/, and where the ledgers are."""

    root: Path
    database: str = ""
    """The URL of the PostgreSQL that holds the ledgers; '' for a file in each round's folder."""
    scheduler: str = ""
    """The address of the Dask scheduler whose workers read files; '' for this machine."""

    def templates(self, round_id: RoundId) -> Path:
        """The round's catalogue and the forms as issued."""
        return self.root / "templates" / round_id

    def rubrics(self, round_id: RoundId) -> Path:
        """The round's rubrics, copied by `init` and free to be edited."""
        return self.templates(round_id) / RUBRICS_NAME

    def programme(self, round_id: RoundId) -> Path:
        """The round's own programme; one without it is of the first programme."""
        return self.templates(round_id) / PROGRAMME_NAME

    def scale(self, round_id: RoundId) -> Path:
        """The round's own scale of marks; most rounds have none and use the shipped one."""
        return self.templates(round_id) / SCALE_NAME

    def checks(self, round_id: RoundId) -> Path:
        """The words and thresholds of the round's checks, if it has its own."""
        return self.templates(round_id) / CHECKS_NAME

    def standards(self, round_id: RoundId) -> Path:
        """The round's own tables of standards bodies; most rounds use the shipped ones."""
        return self.templates(round_id) / STANDARDS_NAME

    def secretariats(self, round_id: RoundId) -> Path:
        """The secretariat's own table of who holds committees' secretariats."""
        return self.templates(round_id) / SECRETARIATS_NAME

    def snapshots(self, round_id: RoundId) -> Path:
        """The folder of files of open data on committees, each named for its body and day."""
        return self.templates(round_id) / SNAPSHOTS_NAME

    def mails(self, round_id: RoundId) -> Path:
        """The round's own wording of mails, if it has one."""
        return self.templates(round_id) / MAILS_NAME

    def annex_template(self, round_id: RoundId) -> Path:
        """The round's own Word template, if it has one."""
        return self.templates(round_id) / TEMPLATE_NAME

    def instructions(self, round_id: RoundId) -> Path:
        """記入要領, which goes out with the forms."""
        return self.templates(round_id) / f"{round_id}_記入要領.docx"

    def version(self, round_id: RoundId, sha256: str) -> Path:
        """The bytes of a version of the catalogue, by the hash of its content; read only."""
        return self.templates(round_id) / VERSIONS_NAME / f"{sha256}.xlsx"

    def submissions(self, round_id: RoundId) -> Path:
        """What the ministries sent; read only."""
        return self.root / "submissions" / round_id

    def archive(self, round_id: RoundId) -> Path:
        """The received files that stand in the ledger, under their hashes."""
        return self.submissions(round_id) / "archive"

    def reports(self, round_id: RoundId, kind: str = "") -> Path:
        """What is made from the other two; may be deleted at any time.

        `kind` says which reports, where they are not those of the ministries' own marks.
        """
        return self.root / "reports" / round_id / kind

    def own_folders(self) -> tuple[Path, ...]:
        """What was put down by the program itself: nobody hands it in."""
        archives = (self.root / "submissions").glob("*/archive")
        own = (self.root / "templates", self.root / "reports", *archives)
        return tuple(resolved(folder) for folder in own)

    def rounds(self) -> tuple[RoundId, ...]:
        """The rounds that have a catalogue, in order."""
        paths = (self.root / "templates").glob(f"*/{CATALOGUE_NAME}")
        return tuple(sorted(RoundId(path.parent.name) for path in paths))

    def round_meant(self, round_id: RoundId) -> RoundId:
        """Return the round of this ID; where there is none, the only one of the year it names."""
        rounds = self.rounds()
        of_year = [each for each in rounds if year_of(each) == round_id]
        return of_year[0] if round_id not in rounds and len(of_year) == 1 else round_id

    def catalogue(self, round_id: RoundId) -> Path:
        """The round's catalogue. RoundMissing if it is not there."""
        path = self.templates(round_id) / CATALOGUE_NAME
        if not path.is_file():
            raise RoundMissing(
                f"施策一覧 {path} がありません。"
                f"「evaluator init {round_id}」で新しい年度を始められます。"
            )
        return path


def read_file(path: Path) -> bytes:
    """Return a file's bytes; CannotWrite if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotWrite(f"{path} を読めません（{reason(error)}）。") from error


def resolved(path: Path) -> Path:
    """Return where a path leads, links followed; a link that leads back to itself is kept."""
    return Path(os.path.realpath(path))  # resolve() raises on such a link


def reason(error: OSError) -> str:
    """Say in Japanese why the system refused."""
    return _REASONS.get(error.errno or 0, f"システムの誤り {error.errno}")


def shown_name(path: Path) -> str:
    """Return a file's name as text that can be shown and kept."""
    return shown_text(path.name)


def shown_text(text: str) -> str:
    """Return what the system gave as text that can be shown and kept.

    Linux allows bytes that are no text, and signs that break a line or steer a terminal.
    """
    return _STEERING.sub(" ", text.encode("utf-8", "replace").decode())


def shown_lines(text: str) -> str:
    """Return a text of several lines likewise, line by line."""
    return "\n".join(map(shown_text, text.splitlines()))


def write_new(path: Path, content: bytes) -> None:
    """Write a file that somebody may go on working in; never over a different one."""
    if path.exists() and path.read_bytes() != content:
        raise CannotWrite(
            f"{path} がすでにあり、内容が異なるため上書きしません。"
            "別の場所に移してから実行してください。"
        )
    write_atomic(path, content)


def make_folder(folder: Path) -> None:
    """Make a folder if it is not there; CannotWrite if it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(f"フォルダー {folder} を作れません（{reason(error)}）。") from error


def write_atomic(path: Path, content: bytes, mode: int = 0o644, *, lasting: bool = True) -> None:
    """Write a file so that it is old or new, never half; CannotWrite if it cannot be.

    One that only saves time need not be `lasting`: through a power failure it may be lost.
    """
    prefix, suffix = _TEMPORARY
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=prefix, suffix=suffix)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
                stream.flush()
                if lasting:
                    os.fsync(stream.fileno())
            temporary.chmod(mode)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        if lasting:
            _sync(path.parent)
    except OSError as error:
        raise CannotWrite(f"{path} に書き込めません（{reason(error)}）。") from error


def _sync(folder: Path) -> None:
    """Make the new name itself last through a power failure; Windows has no such call."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def is_temporary(name: str) -> bool:
    """Whether a file or folder of this name is one that is still being made."""
    prefix, suffix = _TEMPORARY
    return name.startswith(prefix) and name.endswith(suffix)


def staged(path: Path) -> Path:
    """Return where a folder is made that is to be there whole or not at all."""
    prefix, suffix = _TEMPORARY
    return path.with_name(f"{prefix}{path.name}{suffix}")


def place(path: Path) -> None:
    """Give a folder that was made apart (`staged`) its name; CannotWrite if it cannot be."""
    try:
        staged(path).replace(path)
        _sync(path.parent)
    except OSError as error:
        raise CannotWrite(f"{path} に書き込めません（{reason(error)}）。") from error


def discard(folder: Path) -> None:
    """Remove a folder with all that is in it; CannotWrite if it cannot be."""
    try:
        if folder.is_dir():
            shutil.rmtree(folder)
    except OSError as error:
        raise CannotWrite(f"{folder} を消せません（{reason(error)}）。") from error


def sweep(folder: Path) -> None:
    """Remove what an interrupted `write_atomic` left; nobody else may be writing there."""
    prefix, suffix = _TEMPORARY
    for path in folder.rglob(f"{prefix}*{suffix}"):
        with suppress(OSError):  # one that cannot be removed does no harm
            path.unlink()
