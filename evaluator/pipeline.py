"""The stages in order. Each takes and gives plain values; files are touched only here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from evaluator import findings
from evaluator.aggregate import Tables, tabulate
from evaluator.catalogue import Catalogue, load_catalogue
from evaluator.checks import check
from evaluator.errors import (
    CannotCompare,
    CannotWrite,
    CatalogueRejected,
    NothingSubmitted,
    RoundMissing,
)
from evaluator.files import CATALOGUE_NAME, Workspace, read_file, write_atomic
from evaluator.findings import CellRef, Finding, Findings
from evaluator.form.annotate import annotate
from evaluator.form.compare import Comparison, compare
from evaluator.form.read import Submission, claim_of, read_submission
from evaluator.form.request import request
from evaluator.form.write import form_name, write_form
from evaluator.marks import MeasureResult, self_marks
from evaluator.model import MinistryName, RoundId
from evaluator.presentation import in_reading_order
from evaluator.render.charts import render_charts
from evaluator.render.workbook import render_workbook
from evaluator.sample import fill_form, sample_catalogue
from evaluator.sheets.gate import Refused, admit

Progress = Callable[[str, int, int], None]
"""Told of each step: what is being done, how many are done, of how many."""


@dataclass(frozen=True)
class Received:
    """What lay in the submissions folder, read and checked."""

    submissions: dict[MinistryName, Submission]
    contested: tuple[MinistryName, ...]
    """Ministries with several different files; none of them is used."""
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Evaluation:
    """A round, evaluated from what lies in its folders."""

    catalogue: Catalogue
    received: Received
    results: tuple[MeasureResult, ...]
    tables: Tables
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Checked:
    """One file checked by itself; its findings are in reading order."""

    path: Path
    catalogue: Catalogue | None
    submission: Submission | None
    """None where the file is no form of a known round."""
    findings: tuple[Finding, ...]

    @property
    def round_id(self) -> RoundId | None:
        """The round against which the file was checked."""
        return self.catalogue.round.id if self.catalogue else None

    @property
    def about(self) -> str:
        """Whose form it is, for titles: 外務省・令和7年度."""
        if self.submission is None or self.catalogue is None:
            return self.path.name
        return f"{self.submission.ministry}・{self.catalogue.round.year_label}"

    @property
    def request(self) -> str:
        """The 修正依頼."""
        this = self.catalogue.round if self.catalogue else None
        return request(self.path.name, self.findings, self.submission, this)


@dataclass(frozen=True)
class Compared:
    """Two versions of one form, checked and compared."""

    old: Checked
    new: Checked
    comparison: Comparison


def silent(_what: str, _done: int, _total: int) -> None:
    """Report no progress."""


def init(workspace: Workspace, round_id: RoundId) -> tuple[Path, bool]:
    """Put the sample catalogue into the round's folder; return its path and whether it is new.

    A catalogue that is already there is left alone.
    """
    path = workspace.templates(round_id) / CATALOGUE_NAME
    if path.exists():
        return path, False
    write_atomic(path, sample_catalogue(round_id))
    return path, True


def open_catalogue(
    workspace: Workspace, round_id: RoundId
) -> tuple[Catalogue, tuple[Finding, ...]]:
    """Load the round's catalogue. CatalogueRejected, with the findings, if it has errors."""
    path = workspace.catalogue(round_id)
    catalogue, found = load_catalogue(path, round_id)
    if catalogue is None:
        raise CatalogueRejected(f"施策一覧 {path} に誤りがあるため中止しました。", found)
    return catalogue, found


def write_forms(
    workspace: Workspace, catalogue: Catalogue, progress: Progress = silent
) -> tuple[Path, ...]:
    """Write one form a ministry into the round's templates folder; return the paths."""
    folder = workspace.templates(catalogue.round.id)
    paths = []
    for done, ministry in enumerate(catalogue.respondents):
        progress("様式を作成", done, len(catalogue.respondents))
        path = folder / form_name(catalogue, ministry)
        write_atomic(path, write_form(catalogue, ministry))
        paths.append(path)
    progress("様式を作成", len(paths), len(paths))
    return tuple(paths)


def fill_forms(
    workspace: Workspace, catalogue: Catalogue, progress: Progress = silent
) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Fill the forms with the sample's answers and submit them; return new and kept files.

    A file that is already among the submissions is never touched.
    """
    folder = workspace.submissions(catalogue.round.id)
    new, kept = [], []
    for done, ministry in enumerate(catalogue.respondents):
        progress("回答の見本を記入", done, len(catalogue.respondents))
        name = form_name(catalogue, ministry)
        path = folder / name
        if path.exists():
            kept.append(path)
            continue
        form = (workspace.templates(catalogue.round.id) / name).read_bytes()
        write_atomic(path, fill_form(form, catalogue, ministry))
        new.append(path)
    progress("回答の見本を記入", len(catalogue.respondents), len(catalogue.respondents))
    return tuple(new), tuple(kept)


def receive(folder: Path, catalogue: Catalogue, progress: Progress = silent) -> Received:
    """Read and check every file of a folder; one bad file never stops the others."""
    found = Findings()
    by_ministry: dict[MinistryName, list[Submission]] = defaultdict(list)
    paths = _candidates(folder, found)
    for done, path in enumerate(paths):
        progress("提出された様式を点検", done, len(paths))
        submission, wrong = read_submission(path, catalogue)
        found.extend(wrong)
        if submission is not None:
            by_ministry[submission.ministry].append(submission)
    progress("提出された様式を点検", len(paths), len(paths))
    submissions, contested = {}, []
    for ministry in catalogue.respondents:
        different = _without_copies(by_ministry[ministry], found)
        if len(different) > 1:
            contested.append(ministry)
            found.extend(_contested(ministry, different))
        elif different:
            submissions[ministry] = different[0]
            found.extend(check(different[0], catalogue))
    return Received(submissions, tuple(contested), tuple(found.items))


def _candidates(folder: Path, found: Findings) -> list[Path]:
    """Return the files to read, in order of name; leave out what is no submission."""
    try:
        files = (
            sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
        )
    except OSError as error:
        raise CannotWrite(f"{folder} を読めません（{error.strerror}）。") from error
    paths = []
    for path in files:
        if path.name.startswith("~$"):
            found.add(findings.LOCK_FILE.at(CellRef(path.name)))
        elif not path.name.startswith("."):
            paths.append(path)
    if not paths:
        raise NothingSubmitted(f"{folder} に提出された様式がありません。")
    return paths


def _without_copies(sent: list[Submission], found: Findings) -> list[Submission]:
    different: dict[str, Submission] = {}
    for submission in sent:
        first = different.setdefault(submission.sha256, submission)
        if first is not submission:
            found.add(findings.SAME_FILE.at(CellRef(submission.file), other=first.file))
    return list(different.values())


def _contested(ministry: MinistryName, sent: list[Submission]) -> list[Finding]:
    return [
        findings.TWO_FILES.at(
            CellRef(submission.file),
            ministry=ministry,
            others="、".join(other.file for other in sent if other is not submission),
        )
        for submission in sent
    ]


def check_files(
    workspace: Workspace, paths: Sequence[Path], round_id: RoundId | None = None
) -> tuple[Checked, ...]:
    """Check files one by one, each against the round it says it is of, or against `round_id`."""
    opened = cache(lambda known: open_catalogue(workspace, known)[0])
    return tuple(_check_file(workspace, path, round_id, opened) for path in paths)


def _check_file(
    workspace: Workspace,
    path: Path,
    round_id: RoundId | None,
    opened: Callable[[RoundId], Catalogue],
) -> Checked:
    try:
        claim = claim_of(path)
    except Refused as refusal:
        return Checked(path, None, None, (refusal.finding(path.name),))
    if round_id is None and claim.round not in workspace.rounds():
        return Checked(path, None, None, (_of_no_round(workspace, path, claim.round),))
    catalogue = opened(round_id or RoundId(claim.round))
    submission, found = read_submission(path, catalogue)
    if submission is not None:
        found += check(submission, catalogue)
    return Checked(path, catalogue, submission, in_reading_order(found, claim.sheets))


def _of_no_round(workspace: Workspace, path: Path, stated: str) -> Finding:
    rounds = workspace.rounds()
    if not rounds:
        folder = workspace.root / "templates"
        raise RoundMissing(f"{folder} に施策一覧がありません。「evaluator init R07」で作れます。")
    where = CellRef(path.name)
    return findings.OTHER_ROUND.at(where, found=stated, expected="・".join(rounds))


def return_forms(
    workspace: Workspace, checked: Sequence[Checked], folder: Path
) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Write a marked copy and a 修正依頼 of each file; return what is written and what cannot be.

    A file that cannot be opened safely gets its 修正依頼 only.
    """
    targets = [folder / _stem(one.path) for one in checked]
    _refuse_to_overwrite(workspace, checked, targets, folder)
    written, refused = [], []
    for one, target in zip(checked, targets, strict=True):
        copy = target.with_name(f"{target.name}{_RETURNED}.xlsx")
        content = _annotated(one)
        if content is None:
            refused.append(one.path)
        else:
            write_atomic(copy, content)
            written.append(copy)
        letter = target.with_name(f"{target.name}_修正依頼.txt")
        # Windows' own editor knows UTF-8 by the mark at the beginning.
        write_atomic(letter, one.request.replace("\n", "\r\n").encode("utf-8-sig"))
        written.append(letter)
    return tuple(written), tuple(refused)


_RETURNED: Final = "_点検結果"


def _stem(path: Path) -> str:
    return path.stem.removesuffix(_RETURNED)


def _annotated(one: Checked) -> bytes | None:
    content = read_file(one.path)
    try:
        admit(content)
        return annotate(content, one.findings, one.about)
    except Refused:
        return None


def _refuse_to_overwrite(
    workspace: Workspace, checked: Sequence[Checked], targets: Sequence[Path], folder: Path
) -> None:
    """What was received is never altered, and a copy never mistaken for something received."""
    received = (workspace.root / "submissions").resolve()
    if folder.resolve().is_relative_to(received):
        raise CannotWrite(
            f"{folder} は受け取ったファイルの場所です。別のフォルダーを指定してください。"
        )
    copies = {target.with_name(f"{target.name}{_RETURNED}.xlsx").resolve() for target in targets}
    if len(copies) < len(targets):
        raise CannotWrite(
            "同じ名前のファイルが複数あります。1件ずつ別のフォルダーに作ってください。"
        )
    for one in checked:
        if one.path.resolve() in copies:
            raise CannotWrite(
                f"{one.path} を上書きしてしまいます。別のフォルダーを指定してください。"
            )


def compare_files(
    workspace: Workspace, old: Path, new: Path, round_id: RoundId | None = None
) -> Compared:
    """Check two versions of one form and compare them. CannotCompare if they are not that."""
    before, after = check_files(workspace, [old, new], round_id)
    was, now = before.submission, after.submission
    if was and now and (was.ministry, before.round_id) != (now.ministry, after.round_id):
        raise CannotCompare(
            f"{old} は{was.ministry}（{before.round_id}）の、"
            f"{new} は{now.ministry}（{after.round_id}）の様式です。"
            "同じ府省庁の同じ年度の様式どうしを指定してください。"
        )
    return Compared(before, after, compare(was, now, before.findings, after.findings))


def evaluate(workspace: Workspace, round_id: RoundId, progress: Progress = silent) -> Evaluation:
    """Read, check, rate and count what lies in a round's folders."""
    catalogue, about_catalogue = open_catalogue(workspace, round_id)
    received = receive(workspace.submissions(round_id), catalogue, progress)
    results = self_marks(catalogue, received.submissions, received.contested)
    tables = tabulate(results, catalogue)
    return Evaluation(catalogue, received, results, tables, about_catalogue + received.findings)


def report(
    workspace: Workspace, evaluation: Evaluation, progress: Progress = silent
) -> tuple[Path, ...]:
    """Write everything that is made of an evaluation; return the paths."""
    folder = workspace.reports(evaluation.catalogue.round.id)
    paths = []
    for done, (name, content) in enumerate(_outputs(evaluation)):
        progress("別紙と図表を作成", done, _OUTPUTS)
        write_atomic(folder / name, content)
        paths.append(folder / name)
    progress("別紙と図表を作成", _OUTPUTS, _OUTPUTS)
    return tuple(paths)


_OUTPUTS: Final = 3


def _outputs(evaluation: Evaluation) -> Iterator[tuple[str, bytes]]:
    catalogue, results, tables = evaluation.catalogue, evaluation.results, evaluation.tables
    yield "別紙.xlsx", render_workbook(tables, results, catalogue)
    yield from render_charts(tables, catalogue)


def run(
    workspace: Workspace, round_id: RoundId, progress: Progress = silent
) -> tuple[Evaluation, tuple[Path, ...]]:
    """Evaluate a round and write its reports."""
    evaluation = evaluate(workspace, round_id, progress)
    return evaluation, report(workspace, evaluation, progress)
