"""様式: forms are issued, answers moved into fresh ones, parts put together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from evaluator.catalogue import Catalogue
from evaluator.errors import CannotWrite
from evaluator.files import Workspace, read_file, write_atomic, write_new
from evaluator.findings import CellRef, Finding, Findings
from evaluator.findings.moving import PART_MISSING
from evaluator.form.asked import is_given_form, without_form
from evaluator.form.carry import Origin, carry, origin_of
from evaluator.form.issue import form_name, write_form
from evaluator.form.part import parts_of
from evaluator.form.settings import Figures
from evaluator.model import MinistryName
from evaluator.secretariat.book import last_version
from evaluator.secretariat.desk import Desk
from evaluator.secretariat.incoming import Incoming, read_incoming
from evaluator.secretariat.opening import open_settings
from evaluator.secretariat.progress import OnProgress, silent
from evaluator.secretariat.versions import issued_hashes, record_issue
from evaluator.words.brief import listed
from evaluator.words.days import spelled
from evaluator.xlsx.opening import read_source
from evaluator.xlsx.refusal import Refused
from evaluator.xlsx.source import digest


def issue_forms(
    desk: Desk, progress: OnProgress = silent, *, by_division: bool = False
) -> tuple[Path, ...]:
    """Write the round's forms, and put it on record; return the paths.

    CannotWrite, and nothing is written, if a file in their place is none that was issued before.
    """
    workspace, catalogue = desk.opened.workspace, desk.catalogue
    forms = _whole_forms(workspace, catalogue, progress)
    if by_division:
        forms |= _divided_forms(workspace, catalogue)
    own = issued_hashes(desk)
    if _foreign(forms, own):
        own |= _left_over(desk)
    paths = put_down(forms, own)
    record_issue(desk, {_label(catalogue, path): read_file(path) for path in paths})
    return paths


def _left_over(desk: Desk) -> frozenset[str]:
    """Return the hashes of the forms of the version before, which may have been put down.

    An issue that was stopped before its event left them, and then the catalogue was changed again.
    """
    workspace, last = desk.opened.workspace, last_version(desk.opened.book.events)
    before = desk.opened.kept(last.before) if last else None
    if before is None:
        return frozenset()
    forms = _whole_forms(workspace, before, silent) | _divided_forms(workspace, before)
    return frozenset(map(digest, forms.values()))


def deadlines_passed(catalogue: Catalogue, today: date) -> Iterator[str]:
    """Yield what is to be said of deadlines that are past on the day of issue.

    The days of the sample are long past, and nobody is asked anything with it.
    """
    if catalogue.round.is_sample:
        return
    whose: dict[date, list[MinistryName]] = {}
    for ministry in catalogue.respondents:
        whose.setdefault(catalogue.deadline_of(ministry), []).append(ministry)
    for day, names in whose.items():
        if day < today:
            yield (
                f"{listed(names)}の提出期限（{spelled(day)}）は過ぎています。"
                "延ばす場合は、施策一覧の提出期限を直してから、もう一度作ってください。"
            )


def without_forms(catalogue: Catalogue) -> Iterator[str]:
    """Yield what is to be said of ministries that get no form."""
    names = without_form(catalogue)
    if names:
        yield (
            f"様式を作らない府省庁：{'、'.join(names)}（記入する欄がないため。"
            f"再掲するKPIの値は「evaluator repeat {catalogue.round.id}」で受け付けます）"
        )


def write_forms(
    workspace: Workspace, catalogue: Catalogue, progress: OnProgress = silent
) -> tuple[Path, ...]:
    """Write one form a ministry into the round's templates folder; return the paths."""
    return put_down(_whole_forms(workspace, catalogue, progress))


def _whole_forms(
    workspace: Workspace, catalogue: Catalogue, progress: OnProgress
) -> dict[Path, bytes]:
    folder, limits = workspace.templates(catalogue.round.id), _limits(workspace, catalogue)
    forms = {}
    given = [name for name in catalogue.respondents if is_given_form(catalogue, name)]
    for done, ministry in enumerate(given):
        progress("様式を作成", done, len(given))
        path = folder / form_name(catalogue, ministry)
        forms[path] = write_form(catalogue, ministry, limits=limits)
    progress("様式を作成", len(forms), len(forms))
    return forms


def _divided_forms(workspace: Workspace, catalogue: Catalogue) -> dict[Path, bytes]:
    """Return one form a 担当課室 for every ministry that has several."""
    folder = workspace.templates(catalogue.round.id) / "担当課室別"
    limits = _limits(workspace, catalogue)
    forms = {}
    for ministry in catalogue.respondents:
        parts = parts_of(catalogue, ministry)
        for part in parts if len(parts) > 1 else ():
            path = folder / form_name(catalogue, ministry, part.division)
            forms[path] = write_form(catalogue, ministry, part.division, limits=limits)
    return forms


def _foreign(forms: Mapping[Path, bytes], own: Collection[str]) -> list[Path]:
    """Return where a file lies that is neither the form to be written nor one of our `own`."""
    there = [(path, digest(form)) for path, form in forms.items() if path.exists()]
    return [path for path, form in there if digest(read_file(path)) not in (form, *own)]


def put_down(forms: Mapping[Path, bytes], own: Collection[str] = ()) -> tuple[Path, ...]:
    """Write forms, all or none: never over a file that somebody has filled in or changed.

    `own` are the hashes of files that may be written over. CannotWrite.
    """
    for path in _foreign(forms, own)[:1]:
        raise CannotWrite(
            f"{path} は、発行したときの様式と異なるため上書きしません"
            "（記入済みかもしれません）。"
            "残すときは別の場所に移し、要らないときは削除してから、もう一度実行してください。"
        )
    for path, form in forms.items():
        write_atomic(path, form)
    return tuple(forms)


@dataclass(frozen=True)
class Moved:
    """Forms into which answers were moved, and what could not be."""

    paths: tuple[Path, ...]
    findings: tuple[Finding, ...]


def prefill(workspace: Workspace, catalogue: Catalogue, files: Sequence[Path]) -> Moved:
    """Move the answers of older or damaged forms into fresh ones, by key."""
    folder = workspace.templates(catalogue.round.id) / "引継ぎ"
    by_ministry, found = _origins(map(read_incoming, files), catalogue)
    forms = _moved(catalogue, by_ministry, found, _limits(workspace, catalogue))
    return Moved(_put_down_new(folder, forms), tuple(found.items))


def issue_prefilled(desk: Desk, files: Sequence[Path]) -> Moved:
    """Move the answers of older or damaged forms into fresh ones, and put those on record."""
    moved = prefill(desk.opened.workspace, desk.catalogue, files)
    record_issue(desk, {_label(desk.catalogue, path): read_file(path) for path in moved.paths})
    return moved


def _label(catalogue: Catalogue, path: Path) -> str:
    """Return whose form a file is."""
    return path.stem.removeprefix(f"{catalogue.round.id}_様式_")


def merge(workspace: Workspace, catalogue: Catalogue, files: Sequence[Path]) -> Moved:
    """Put the filled parts of ministries back into one form each."""
    folder = workspace.templates(catalogue.round.id) / "統合"
    limits = _limits(workspace, catalogue)
    forms, found = merged(catalogue, tuple(map(read_incoming, files)), limits)
    return Moved(_put_down_new(folder, forms), found)


@dataclass(frozen=True)
class MovedForm:
    """A fresh form with the answers of others."""

    ministry: MinistryName
    name: str
    content: bytes
    parts: tuple[Incoming, ...]
    """The files that the answers come from."""


def merged(
    catalogue: Catalogue, files: Sequence[Incoming], limits: Figures
) -> tuple[tuple[MovedForm, ...], tuple[Finding, ...]]:
    """Return the filled parts of ministries as one form each, and what could not be moved."""
    by_ministry, found = _origins(files, catalogue)
    for ministry, origins in by_ministry.items():
        present = {origin.division for _, origin in origins}
        for part in parts_of(catalogue, ministry):
            if None not in present and part.division not in present:
                words = {"ministry": ministry, "division": part.division or "指定なし"}
                found.add(PART_MISSING.at(CellRef(origins[0][1].file), **words))
    return _moved(catalogue, by_ministry, found, limits), tuple(found.items)


_Origins: TypeAlias = dict[MinistryName, list[tuple[Incoming, Origin]]]


def _origins(files: Iterable[Incoming], catalogue: Catalogue) -> tuple[_Origins, Findings]:
    found = Findings()
    by_ministry: _Origins = {}
    for incoming in files:
        try:
            source = read_source(incoming.name, incoming.content)
        except Refused as refusal:
            found.add(refusal.finding(incoming.name))
            continue
        origin, wrong = origin_of(source, catalogue)
        found.extend(wrong)
        if origin is not None:
            by_ministry.setdefault(origin.ministry, []).append((incoming, origin))
    return by_ministry, found


def _moved(
    catalogue: Catalogue, by_ministry: _Origins, found: Findings, limits: Figures
) -> tuple[MovedForm, ...]:
    forms = []
    for ministry, origins in by_ministry.items():
        answers, lost = carry([origin for _, origin in origins], catalogue, ministry)
        found.extend(lost)
        content = write_form(catalogue, ministry, answers=answers, limits=limits)
        parts = tuple(incoming for incoming, _ in origins)
        forms.append(MovedForm(ministry, form_name(catalogue, ministry), content, parts))
    return tuple(forms)


def _put_down_new(folder: Path, forms: Sequence[MovedForm]) -> tuple[Path, ...]:
    for form in forms:
        write_new(folder / form.name, form.content)
    return tuple(folder / form.name for form in forms)


def _limits(workspace: Workspace, catalogue: Catalogue) -> Figures:
    """Return the thresholds of the round's checks: a form asks by them while it is filled in."""
    return open_settings(workspace, catalogue.round.id).figures
