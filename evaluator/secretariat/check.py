"""One file at a time: check it, mark it, send it back; hold a new version against the old."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from evaluator.catalogue import Catalogue
from evaluator.checks.crosscheck import Submissions
from evaluator.errors import CannotCompare, CannotWrite, RoundMissing
from evaluator.files import Workspace, resolved, write_atomic
from evaluator.findings import CellRef, Finding
from evaluator.findings.file import NOT_OUR_FORM, OTHER_ROUND
from evaluator.findings.order import numbered
from evaluator.form.annotate import RETURNED, annotate, stem_of, without_marks
from evaluator.form.compare import Comparison, compare
from evaluator.form.read import Submission, said_in
from evaluator.form.request import request
from evaluator.model import RoundId
from evaluator.secretariat.among import Neighbours, neighbours
from evaluator.secretariat.examine import Examined
from evaluator.secretariat.examining import examined
from evaluator.secretariat.incoming import Incoming, handed_in
from evaluator.secretariat.opening import OpenRound, open_round
from evaluator.xlsx.opening import read_source
from evaluator.xlsx.refusal import Refused


@dataclass(frozen=True)
class CheckedFile:
    """One file checked by itself; its findings are in order, numbered."""

    incoming: Incoming
    catalogue: Catalogue | None
    submission: Submission | None
    """None where the file is no form of a known round."""
    findings: tuple[Finding, ...]
    sheets: tuple[str, ...] = ()
    """The names of its sheets."""
    of_catalogue: tuple[Finding, ...] = ()
    """What is to be said of the catalogue and concerns its ministry."""
    is_refused: bool = False
    """Whether it is not one that can be opened safely."""

    @property
    def round_id(self) -> RoundId | None:
        """The round against which the file was checked."""
        return self.catalogue.round.id if self.catalogue else None

    @property
    def about(self) -> str:
        """Whose form it is, for titles: 外務省・令和7年度."""
        if self.submission is None or self.catalogue is None:
            return self.incoming.name
        return f"{self.submission.ministry}・{self.catalogue.round.year_label}"

    @property
    def request(self) -> str:
        """The 修正依頼."""
        this = self.catalogue.round if self.catalogue else None
        if self.catalogue and self.submission:
            this = self.catalogue.round_for(self.submission.ministry)
        own = self.of_catalogue
        return request(self.incoming.name, self.findings, self.submission, this, own)


@dataclass(frozen=True)
class Compared:
    """Two versions of one form, checked and compared."""

    old: CheckedFile
    new: CheckedFile
    comparison: Comparison


def check_files(
    workspace: Workspace, paths: Sequence[Path], round_id: RoundId | None = None
) -> tuple[CheckedFile, ...]:
    """Check files one by one, each against the round it says it is of, or against `round_id`.

    Folders are descended and zips of forms opened, as when they are received. A form is looked at
    beside those given with it: what counts of the round is not read.
    """
    return _checked(workspace, paths, round_id, lambda _: {})


def _checked(
    workspace: Workspace,
    paths: Sequence[Path],
    round_id: RoundId | None,
    counting: Callable[[OpenRound], Submissions],
) -> tuple[CheckedFile, ...]:
    """Check files, each also beside those that are `counting` in its round."""
    opened = cache(lambda known: open_round(workspace, known))
    given = tuple(handed_in(paths, workspace))
    checked = _each(workspace, given, round_id, opened)

    @cache
    def among(known: RoundId) -> Neighbours:
        this = opened(known)
        return neighbours(this, _of_round(checked, known), counting(this))

    return tuple(_among_others(one, among) for one in checked)


def _of_round(checked: Iterable[CheckedFile], known: RoundId) -> Iterator[Submission | None]:
    return (one.submission for one in checked if one.round_id == known)


def _among_others(one: CheckedFile, among: Callable[[RoundId], Neighbours]) -> CheckedFile:
    if one.submission is None or one.round_id is None:
        return replace(one, findings=numbered(one.findings, one.sheets))
    told = among(one.round_id).told(one.submission, one.findings)
    return replace(one, findings=told)


def _each(
    workspace: Workspace,
    given: Sequence[Incoming],
    round_id: RoundId | None,
    open_once: Callable[[RoundId], OpenRound],
) -> list[CheckedFile]:
    """Check files by themselves: all that are of the round of the first, then of another."""
    done: dict[int, CheckedFile] = {}
    while left := [number for number in range(len(given)) if number not in done]:
        first = given[left[0]]
        try:
            said = round_id or _only(workspace) or _said(first)
        except Refused as refusal:
            wrong = refusal.finding(first.name)
            done[left[0]] = replace(_not_read(first, wrong), is_refused=True)
            continue
        if round_id is None and said not in workspace.rounds():
            done[left[0]] = _not_read(first, _of_no_round(workspace, first.name, said))
            continue
        opened = open_once(RoundId(said))
        read = examined(opened, ((given[number],) for number in left))
        for number, (one,) in zip(left, read, strict=True):
            if round_id or one.is_refused or one.round == said:
                done[number] = _checked_file(given[number], one, opened)
            elif one.round not in workspace.rounds():
                wrong = _of_no_round(workspace, given[number].name, one.round)
                done[number] = _not_read(given[number], wrong)
    return [done[number] for number in range(len(given))]


def _only(workspace: Workspace) -> RoundId | None:
    """Return the workspace's only round, where it has one."""
    rounds = workspace.rounds()
    return rounds[0] if len(rounds) == 1 else None


def _said(incoming: Incoming) -> str:
    """Return the round that a file says it is of. Raises Refused if it is no form."""
    said = said_in(read_source(incoming.name, incoming.content, without_marks)).round
    if said is None:
        raise Refused(NOT_OUR_FORM)
    return said


def _checked_file(incoming: Incoming, one: Examined, opened: OpenRound) -> CheckedFile:
    if one.is_refused:
        return replace(_not_read(incoming, *one.findings), is_refused=True)
    own = tuple(concerning(one.submission, opened)) if one.submission else ()
    return CheckedFile(incoming, opened.catalogue, one.submission, one.findings, one.sheets, own)


def concerning(submission: Submission, opened: OpenRound) -> Iterator[Finding]:
    """Yield what is to be said of the catalogue and concerns a form's ministry."""
    for finding in opened.about:
        if submission.ministry in opened.catalogue.concerned(finding):
            yield finding


def _not_read(incoming: Incoming, *found: Finding) -> CheckedFile:
    return CheckedFile(incoming, None, None, found)


def _of_no_round(workspace: Workspace, name: str, stated: str) -> Finding:
    rounds = workspace.rounds()
    if not rounds:
        folder = workspace.root / "templates"
        raise RoundMissing(
            f"{folder} に施策一覧がありません。"
            "「evaluator init R09」のように、先に年度を始めてください。"
        )
    return OTHER_ROUND.at(CellRef(name), found=stated, expected="・".join(rounds))


def return_forms(
    workspace: Workspace, checked: Sequence[CheckedFile], folder: Path
) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Write a marked copy and a 修正依頼 of each file; return what is written and what cannot be.

    A file that cannot be opened safely gets its 修正依頼 only.
    """
    targets = [folder / stem_of(one.incoming.name) for one in checked]
    _refuse_to_overwrite(workspace, checked, targets, folder)
    written, refused = [], []
    for one, target in zip(checked, targets, strict=True):
        copy = target.with_name(f"{target.name}{RETURNED}.xlsx")
        content = annotated(one)
        if content is None:
            refused.append(one.incoming.shown)
        else:
            write_atomic(copy, content)
            written.append(copy)
        asked = target.with_name(f"{target.name}_修正依頼.txt")
        write_atomic(asked, letter(one))
        written.append(asked)
    return tuple(written), tuple(refused)


def letter(one: CheckedFile) -> bytes:
    """Return the 修正依頼 of a file as a text file."""
    # Windows' own editor knows UTF-8 by the mark at the beginning.
    return one.request.replace("\n", "\r\n").encode("utf-8-sig")


def annotated(one: CheckedFile) -> bytes | None:
    """Return the marked copy of a file; None if it cannot be opened or marked."""
    if one.is_refused:
        return None
    try:
        return annotate(one.incoming.content, one.findings, one.about)
    except Refused:
        return None


def _refuse_to_overwrite(
    workspace: Workspace, checked: Sequence[CheckedFile], targets: Sequence[Path], folder: Path
) -> None:
    """What was received is never altered, and a copy never mistaken for something received."""
    received = resolved(workspace.root / "submissions")
    if resolved(folder).is_relative_to(received):
        raise CannotWrite(
            f"{folder} は受け取ったファイルの場所です。別のフォルダーを指定してください。"
        )
    copies = {resolved(target.with_name(f"{target.name}{RETURNED}.xlsx")) for target in targets}
    if len(copies) < len(targets):
        raise CannotWrite(
            "同じ名前のファイルが複数あります。1件ずつ別のフォルダーに作ってください。"
        )
    for one in checked:
        if resolved(one.incoming.path) in copies:
            raise CannotWrite(
                f"{one.incoming.path} を上書きしてしまいます。別のフォルダーを指定してください。"
            )


def compare_files(
    workspace: Workspace, old: Path, new: Path, round_id: RoundId | None = None
) -> Compared:
    """Check two versions of one form and compare them. CannotCompare if they are not that."""
    before, after = (_one_of(workspace, path, round_id) for path in (old, new))
    was, now = before.submission, after.submission
    if was and now and (was.ministry, before.round_id) != (now.ministry, after.round_id):
        raise CannotCompare(
            f"{old} は{was.ministry}（{before.round_id}）の、"
            f"{new} は{now.ministry}（{after.round_id}）の様式です。"
            "同じ府省庁の同じ年度の様式どうしを指定してください。"
        )
    if was and now and was.is_supplement != now.is_supplement:
        raise CannotCompare(
            f"{old if was.is_supplement else new} は追補様式です。"
            "様式どうし、追補様式どうしを指定してください。"
        )
    return Compared(before, after, compare(was, now, before.findings, after.findings))


def _counting(opened: OpenRound) -> Submissions:
    # A check of a form alone needs no ledger, and does not load it.
    from evaluator.secretariat.collect import collect  # noqa: PLC0415

    return collect(opened).submissions


def _one_of(workspace: Workspace, path: Path, round_id: RoundId | None) -> CheckedFile:
    checked = _checked(workspace, [path], round_id, _counting)
    if len(checked) != 1:
        raise CannotCompare(f"{path} の様式は{len(checked)}件です。1件ずつ指定してください。")
    return checked[0]
