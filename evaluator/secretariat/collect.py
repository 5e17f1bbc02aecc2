"""What counts of a round: the ledger's versions, and the files dropped beside them; checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

from evaluator.catalogue import Catalogue
from evaluator.checks import check_all
from evaluator.files import Workspace, shown_name
from evaluator.findings import CellRef, Finding, Findings
from evaluator.findings.file import KNOWN_VERSION, LOCK_FILE, NOT_PREFERRED, SAME_FILE, TWO_FILES
from evaluator.findings.order import numbered
from evaluator.form.read import Submission
from evaluator.form.union import takes_the_place, united
from evaluator.ledger import RoundState, Standing, Version
from evaluator.model import MinistryName, RoundId
from evaluator.secretariat.book import LedgerBook
from evaluator.secretariat.examining import examined
from evaluator.secretariat.incoming import files_below, handed_in, lock_files, read_incoming
from evaluator.secretariat.opening import OpenRound
from evaluator.secretariat.progress import OnProgress, silent
from evaluator.secretariat.waivers import Waiver, parted
from evaluator.sheets.normalise import compare_key


@dataclass(frozen=True)
class Received:
    """What came of a round, read and checked."""

    submissions: dict[MinistryName, Submission]
    contested: tuple[MinistryName, ...]
    """Ministries with several different files; none of them is used."""
    findings: tuple[Finding, ...]
    about: Mapping[MinistryName, tuple[Finding, ...]]
    """The findings of the submission that is used, those beside other ministries' included."""
    waived: Mapping[MinistryName, tuple[Waiver, ...]]
    """What the secretariat let pass of them; it is not among the findings."""
    paths: Mapping[MinistryName, tuple[Path, ...]]
    """Where the bytes are of the forms that it is, in their order."""
    files: int
    """How many files there were to read."""


@dataclass(frozen=True)
class _Read:
    """One file, read."""

    submission: Submission
    findings: tuple[Finding, ...]
    path: Path


def collect(
    opened: OpenRound,
    progress: OnProgress = silent,
    prefer: Sequence[Path] = (),
    *,
    dropped: bool = True,
) -> Received:
    """Read and check the ledger's versions and the files dropped into the round's folder.

    One file never stops the others. `prefer` names files of the folder that are used where
    their ministry has others too. Without `dropped` the ledger alone counts, and its files are
    read whatever is kept of them: so a final report is made, and verified.
    """
    found = Findings()
    book, folder = opened.book, opened.workspace.submissions(opened.id)
    added = _dropped(opened.workspace, folder, found) if dropped else []
    kept = [(book.archive.path(v.sha256), v.name) for v in book.state.current]
    preferred = {compare_key(path.name) for path in prefer}
    chosen = {path for path in added if compare_key(path.name) in preferred}
    every = [*kept, *((path, "") for path in added)]
    by_ministry: dict[MinistryName, list[_Read]] = {}
    read = examined(opened, ((read_incoming(*each),) for each in every), keep=dropped)
    for done, ((path, _), (one,)) in enumerate(zip(every, read, strict=True)):
        progress("提出された様式を点検", done + 1, len(every))
        submission = one.submission
        version = submission and book.state.versions.get(submission.sha256)
        if submission and version and path not in chosen and done >= len(kept):
            found.add(_known(submission.file, version, book.state))
            continue
        if submission is None:
            found.extend(one.findings)
        else:
            took = _Read(submission, one.findings, path)
            by_ministry.setdefault(submission.ministry, []).append(took)
    if dropped and every:
        opened.keep_register()
    return _settled(opened, by_ministry, chosen, found, len(every), keep=dropped)


def _settled(
    opened: OpenRound,
    by_ministry: Mapping[MinistryName, Sequence[_Read]],
    chosen: set[Path],
    found: Findings,
    files: int,
    *,
    keep: bool,
) -> Received:
    """Tell for each ministry which of its files counts, and check that one."""
    catalogue = opened.catalogue
    submissions, contested, about, paths = {}, [], {}, {}
    sheets: dict[MinistryName, list[str]] = {}
    for ministry in catalogue.respondents:
        sent = by_ministry.get(ministry, ())
        preferred = {read.submission.sha256 for read in sent if read.path in chosen}
        different = _preferred(_without_copies(sent, found), preferred, found)
        if not different:
            continue
        if not _count_together(different, opened.book.state.of(ministry), ministry, catalogue):
            contested.append(ministry)
            found.extend(_contested(ministry, [read.submission for read in different]))
            continue
        forms, about[ministry] = _as_one(opened, different, keep=keep)
        submissions[ministry] = united(*forms)
        paths[ministry] = tuple(read.path for read in different)
        sheets[ministry] = list(dict.fromkeys(name for form in forms for name in form.sheets))
    for ministry, reads in by_ministry.items():
        for read in reads if ministry not in catalogue.respondents else ():
            found.extend(read.findings)
    across = check_all(submissions, opened.yardstick)
    waived = {}
    for ministry, submission in submissions.items():
        told = numbered((*about[ministry], *across[ministry]), sheets[ministry])
        standing = parted(told, submission.forms, opened.book.events)
        about[ministry], waived[ministry] = standing
        found.extend(about[ministry])
    return Received(submissions, tuple(contested), tuple(found.items), about, waived, paths, files)


def _as_one(
    opened: OpenRound, reads: Sequence[_Read], *, keep: bool
) -> tuple[list[Submission], tuple[Finding, ...]]:
    """Return the forms that count beside each other, read together, and what is told of them."""
    if len(reads) == 1:
        return [reads[0].submission], reads[0].findings
    files = [read_incoming(read.path, read.submission.file) for read in reads]
    (every,) = examined(opened, [files], keep=keep)
    forms = [each.submission for each in every if each.submission is not None]
    return forms, tuple(finding for each in every for finding in each.findings)


def _count_together(
    reads: Sequence[_Read], standing: Standing, ministry: MinistryName, catalogue: Catalogue
) -> bool:
    """Whether files are one set of answers: as the ledger has them, or none in another's place."""
    if {r.submission.sha256 for r in reads} == {v.sha256 for v in standing.counting}:
        return True
    forms = [read.submission for read in reads]
    pairs = permutations(forms, 2)
    return not any(takes_the_place(new, old, catalogue, ministry) for new, old in pairs)


def not_received(workspace: Workspace, round_id: RoundId, book: LedgerBook) -> tuple[str, ...]:
    """Return the names of files among the submissions that the ledger knows nothing of."""
    known = {*book.state.versions, *book.state.unusable, *book.state.aside}
    files = handed_in([workspace.submissions(round_id)], workspace)
    return tuple(one.shown for one in files if one.sha256 not in known)


def names_among(workspace: Workspace, round_id: RoundId) -> frozenset[str]:
    """Return the names of the files among a round's submissions, as compare keys."""
    return frozenset(
        compare_key(p.name) for p in files_below(workspace.submissions(round_id), workspace)
    )


def _dropped(workspace: Workspace, folder: Path, found: Findings) -> list[Path]:
    found.extend(LOCK_FILE.at(CellRef(shown_name(path))) for path in lock_files(folder))
    return list(files_below(folder, workspace))


def _known(name: str, version: Version, state: RoundState) -> Finding:
    return KNOWN_VERSION.at(
        CellRef(name),
        ministry=version.ministry,
        number=version.number,
        state="現在の版" if state.is_current(version) else "今は使っていない版",
    )


def _without_copies(sent: Iterable[_Read], found: Findings) -> list[_Read]:
    different: dict[str, _Read] = {}
    for read in sent:
        first = different.setdefault(read.submission.sha256, read)
        if first is not read:
            where = CellRef(read.submission.file)
            found.add(SAME_FILE.at(where, other=first.submission.file))
    return list(different.values())


def _preferred(different: list[_Read], preferred: set[str], found: Findings) -> list[_Read]:
    """Keep what is preferred, if anything is, and say so of the others."""
    kept = [read for read in different if read.submission.sha256 in preferred]
    if not kept:
        return different
    words = {"ministry": kept[0].submission.ministry, "chosen": kept[0].submission.file}
    for read in different:
        if read not in kept:
            found.add(NOT_PREFERRED.at(CellRef(read.submission.file), **words))
    return kept


def _contested(ministry: MinistryName, sent: Sequence[Submission]) -> Iterator[Finding]:
    for submission in sent:
        others = "、".join(other.file for other in sent if other is not submission)
        yield TWO_FILES.at(CellRef(submission.file), ministry=ministry, others=others)
