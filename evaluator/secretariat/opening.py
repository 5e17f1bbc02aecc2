"""A round is opened once, and passed on: scale, catalogue, rubric, the ledger as it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from evaluator.catalogue import Catalogue, load_catalogue
from evaluator.checks import Yardstick
from evaluator.errors import (
    CatalogueRejected,
    ProgrammeRejected,
    RubricMissing,
    RubricRejected,
    ScaleRejected,
    SettingsRejected,
    StandardsRejected,
)
from evaluator.files import SCALE_NAME, Workspace, read_file, resolved
from evaluator.findings import Finding
from evaluator.form.issued import Kept, none_kept
from evaluator.form.settings import Settings, read_settings, shipped_settings
from evaluator.model import RoundId
from evaluator.programme import Programme
from evaluator.results.proposals import proposer
from evaluator.rubric import (
    Rubric,
    load_programme,
    load_rubric,
    load_scale,
    shipped_folder,
    shipped_programme,
    shipped_scale,
)
from evaluator.scale import Scale
from evaluator.secretariat.registers import RegisterFile
from evaluator.sheets.normalise import compare_key
from evaluator.standards import Standards, load_standards, shipped_standards

if TYPE_CHECKING:
    from evaluator.outputs.document.template import AnnexTemplate
    from evaluator.secretariat.book import LedgerBook


def _nothing() -> None:
    return


@dataclass(frozen=True)
class OpenRound:
    """A round as it lies in its folders."""

    workspace: Workspace
    catalogue: Catalogue
    about: tuple[Finding, ...]
    """What is to be said of the catalogue."""
    rubric: Rubric
    """What proposes marks: the round's own, or the one asked for."""
    read_book: Callable[[], LedgerBook]
    kept: Kept = none_kept
    """Finds the versions of the catalogue that were kept."""
    keep_register: Callable[[], None] = _nothing
    """Keeps what its register came to, so that it is not read from its workbook again."""

    @property
    def id(self) -> RoundId:
        """The round's ID."""
        return self.catalogue.round.id

    @cached_property
    def settings(self) -> Settings:
        """The words and thresholds of its checks: its own, or the shipped. SettingsRejected."""
        return open_settings(self.workspace, self.id)

    @cached_property
    def yardstick(self) -> Yardstick:
        """What its submissions are held against."""
        return Yardstick(self.catalogue, self.settings, proposer(self.catalogue, self.rubric))

    @cached_property
    def book(self) -> LedgerBook:
        """The ledger as it stood when it was first asked for."""
        return self.read_book()

    @cached_property
    def template(self) -> AnnexTemplate:
        """What 別紙.docx is set on: the round's own, or the shipped one. TemplateRejected."""
        # Only a report needs it, and it loads python-docx.
        from evaluator.outputs.document import template  # noqa: PLC0415

        path = self.workspace.annex_template(self.id)
        if not path.is_file():
            return template.shipped_template()
        return template.read_template(path.name, read_file(path))

    def rated_by(self, name: str) -> OpenRound:
        """Return the round with another rubric. RubricMissing, RubricRejected."""
        return replace(self, rubric=open_rubric(self.workspace, self.catalogue, name))

    def renewed(self) -> OpenRound:
        """Return the same round with its ledger to be read anew."""
        return replace(self)

    def anew(self) -> OpenRound:
        """Return the round opened again, by its files alone and nothing that was kept of them."""
        return replace(open_round(self.workspace, self.id, anew=True), rubric=self.rubric)

    def under(self, sha256: str) -> OpenRound:
        """Return the round under a version of its catalogue; as it is, if nobody kept that."""
        version = None if sha256 == self.catalogue.sha256 else self.kept(sha256)
        return self if version is None else replace(self, catalogue=version)

    def as_of(self, number: int) -> OpenRound:
        """Return the round with its ledger as it was after its `number`-th event."""
        return replace(self, read_book=lambda: self.book.until(number))


def open_round(
    workspace: Workspace, round_id: RoundId, rubric: str = "", *, anew: bool = False
) -> OpenRound:
    """Open a round; `rubric` names another rubric than its own.

    With `anew` its register is read from its workbook, whatever is kept of it. RoundMissing,
    RubricMissing; with findings ScaleRejected, CatalogueRejected, RubricRejected.
    """
    file = _register(workspace, round_id)
    known = None if anew else file.kept()
    catalogue, about = known or _read(file)

    def read_book() -> LedgerBook:
        # A check of a form needs no ledger, and the database's library takes half a second.
        from evaluator.secretariat.book import open_book, unrecorded  # noqa: PLC0415

        book = open_book(workspace, round_id)
        return book.seeing(unrecorded(catalogue, book.events, kept))

    kept = cache(lambda sha256: kept_version(workspace, round_id, sha256))
    opened = open_rubric(workspace, catalogue, rubric or catalogue.round.rubric)
    keep = _nothing if known else partial(file.keep, catalogue, about)
    return OpenRound(workspace, catalogue, about, opened, read_book, kept, keep)


_HASH: Final = re.compile("[0-9a-f]{64}")


def kept_version(workspace: Workspace, round_id: RoundId, sha256: str) -> Catalogue | None:
    """Load a version of the round's catalogue by the hash of its content; None if nobody kept it.

    The hash comes out of a file that anybody may have written. CatalogueRejected if what was kept
    cannot be read as a catalogue.
    """
    path = workspace.version(round_id, sha256)
    if not _HASH.fullmatch(sha256) or not path.is_file():
        return None
    catalogue, found = read_catalogue(workspace, round_id, path.name, read_file(path))
    if catalogue is None:
        raise CatalogueRejected(f"施策一覧の版 {path} を読めません。", found)
    return catalogue


def read_catalogue(
    workspace: Workspace, round_id: RoundId, name: str, content: bytes
) -> tuple[Catalogue | None, tuple[Finding, ...]]:
    """Read bytes as a catalogue of the round, by its scale and standards; None if it has errors."""
    return _load(_register_of(workspace, round_id, name, content))


def open_programme(workspace: Workspace, round_id: RoundId) -> Programme:
    """Load the round's own programme, or the first one where it has none. ProgrammeRejected."""
    path = workspace.programme(round_id)
    if not path.is_file():
        return shipped_programme()
    programme, found = load_programme(path)
    if programme is None:
        raise ProgrammeRejected(f"施策体系 {path} に誤りがあるため中止しました。", found)
    return programme


def open_scale(workspace: Workspace, round_id: RoundId) -> Scale:
    """Load the round's own scale of marks, or the shipped one where it has none."""
    return _scale_at(workspace.scale(round_id))


def scale_beside(rubric: Path) -> Scale:
    """Load the scale that a rubric's file stands on: that of the round in whose folder it lies."""
    return _scale_at(resolved(rubric).parent.parent / SCALE_NAME)


def _scale_at(path: Path) -> Scale:
    if not path.is_file():
        return shipped_scale()
    scale, found = load_scale(path)
    if scale is None:
        raise ScaleRejected(f"評価の段階 {path} に誤りがあるため中止しました。", found)
    return scale


def open_rubric(workspace: Workspace, catalogue: Catalogue, name: str) -> Rubric:
    """Load a rubric of the round, or of the package where the round has none of this name."""
    folder = workspace.rubrics(catalogue.round.id)
    path = _named(folder, name) or _named(Path(str(shipped_folder())), name)
    if path is None:
        raise RubricMissing(f"評価基準「{name}」（{folder / f'{name}.toml'}）がありません。")
    rubric, found = load_rubric(path, catalogue.scale)
    if rubric is None:
        raise RubricRejected(f"評価基準 {path} に誤りがあるため中止しました。", found)
    return rubric


def _named(folder: Path, name: str) -> Path | None:
    """Return the TOML file of a name, whatever the width and composition it is typed in."""
    key = compare_key(name)
    return next((p for p in sorted(folder.glob("*.toml")) if compare_key(p.stem) == key), None)


def open_settings(workspace: Workspace, round_id: RoundId) -> Settings:
    """Load the settings of the round's checks; the shipped ones have what it does not say."""
    path = workspace.checks(round_id)
    if not path.is_file():
        return shipped_settings()
    settings, found = read_settings(path.name, read_file(path))
    if settings is None:
        raise SettingsRejected(f"点検の設定 {path} に誤りがあるため中止しました。", found)
    return settings


def open_standards(workspace: Workspace, round_id: RoundId) -> Standards:
    """Load the round's own tables of standards bodies, or the shipped ones where it has none."""
    return _own_standards(workspace, round_id) or shipped_standards()


def _own_standards(workspace: Workspace, round_id: RoundId) -> Standards | None:
    path = workspace.standards(round_id)
    if not path.is_file():
        return None
    standards, found = load_standards(path.name, read_file(path))
    if standards is None:
        raise StandardsRejected(f"標準化団体表 {path} に誤りがあるため中止しました。", found)
    return standards


def open_catalogue(
    workspace: Workspace, round_id: RoundId
) -> tuple[Catalogue, tuple[Finding, ...]]:
    """Load the round's catalogue. CatalogueRejected, with the findings, if it has errors."""
    file = _register(workspace, round_id)
    return file.kept() or _read(file)


def _register(workspace: Workspace, round_id: RoundId) -> RegisterFile:
    path = workspace.catalogue(round_id)
    return _register_of(workspace, round_id, path.name, read_file(path))


def _register_of(
    workspace: Workspace, round_id: RoundId, name: str, content: bytes
) -> RegisterFile:
    return RegisterFile(
        workspace,
        round_id,
        name,
        content,
        open_scale(workspace, round_id),
        _own_standards(workspace, round_id),
        open_programme(workspace, round_id),
    )


def _read(file: RegisterFile) -> tuple[Catalogue, tuple[Finding, ...]]:
    catalogue, found = _load(file)
    if catalogue is None:
        path = file.workspace.catalogue(file.round_id)
        raise CatalogueRejected(f"施策一覧 {path} に誤りがあるため中止しました。", found)
    return catalogue, found


def _load(file: RegisterFile) -> tuple[Catalogue | None, tuple[Finding, ...]]:
    return load_catalogue(
        file.name, file.content, file.round_id, file.scale, file.standards, file.programme
    )
