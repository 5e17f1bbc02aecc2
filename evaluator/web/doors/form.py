"""A ministry's own page: its form, its deadline, what is missing, its versions; and the upload."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import Response

from evaluator.files import read_file, shown_text
from evaluator.form.annotate import RETURNED, stem_of
from evaluator.ledger import Version
from evaluator.ledger.details import FormReturned
from evaluator.ledger.heirs import of_forms
from evaluator.secretariat.mail.enclosed import (
    form_issued,
    instructions_issued,
    supplement_issued,
)
from evaluator.secretariat.mail.message import Attachment
from evaluator.show import status as shown
from evaluator.web.checks.apart import run_apart
from evaluator.web.checks.shelf import Shelf, Stream, TooLargeFile
from evaluator.web.checks.told import CheckedUpload, ToldFile, groups_of, in_words
from evaluator.web.checks.work import Task, check_upload
from evaluator.web.door import Door
from evaluator.web.doors.ministry import standing_of
from evaluator.web.people import MINISTRY_AND_OFFICE
from evaluator.web.sent import attached
from evaluator.web.stale import last_number
from evaluator.web.visit import Visit


def form(visit: Visit) -> Response:
    """Show a ministry where its form stands, and take an upload."""
    return _form(visit)


def _form(visit: Visit, code: int = 200, wrong: str = "") -> Response:
    one = standing_of(visit)
    book = visit.opened.book
    own = of_forms(book.events, visit.ministry)
    standing = book.state.of(visit.ministry)
    shelf = shelf_of(visit)
    checks = [(key, shelf.get(key)) for key in shelf.keys(visit.person.name)]
    last = standing.last
    return visit.page(
        "form",
        code,
        one=one,
        standing=standing,
        returned=last if last and isinstance(last.details, FormReturned) else None,
        groups=tuple(groups_of(map(in_words, one.findings))),
        papers=tuple(_papers(visit)),
        checks=[(key, check) for key, check in checks if check],
        shown=shown,
        today=visit.today,
        wrong=wrong,
        done=tuple(event for event in visit.done if event in own),
    )


def shelf_of(visit: Visit) -> Shelf:
    """Return the checks of the ministry that the address names."""
    return Shelf(visit.workspace, visit.round_id, visit.ministry)


def _papers(visit: Visit) -> Iterator[Attachment]:
    """Yield what the ministry was sent: its form, a supplement if there is one, 記入要領."""
    found = (
        form_issued(visit.opened, visit.ministry),
        supplement_issued(visit.opened, visit.ministry),
    )
    yield from filter(None, found)
    yield from instructions_issued(visit.opened)


def paper(visit: Visit) -> Response:
    """Send what the ministry was sent, by its name."""
    for each in _papers(visit):
        if each.name == visit.request.path_params["name"]:
            return attached(each.name, each.content)
    raise HTTPException(404)


def upload(visit: Visit) -> Response:
    """Check what is uploaded; nothing of it is submitted."""
    files = visit.files("forms")
    most = visit.served.limits.check_files
    if not files:
        return _form(visit, 422, "ファイルが選ばれていません。様式を選んでから送ってください。")
    if len(files) > most:
        said = f"ファイルが{len(files)}件あります。一度に送れるのは{most}件までです。"
        return _form(visit, 413, said)
    try:
        return _checked(visit, [(_name(each.filename or ""), each.file) for each in files])
    except TooLargeFile as error:
        megabytes = visit.served.limits.file_bytes // 1024 // 1024
        too_large = f"「{error.name}」は大きすぎます（1件{megabytes} MBまで）。"
        return _form(visit, 413, f"{too_large}表の外に残った書式や画像を削除してください。")


def again(visit: Visit) -> Response:
    """Check the same files once more, as the round stands now."""
    shelf, key = shelf_of(visit), visit.request.path_params["key"]
    check_of(visit)
    with ExitStack() as stack:
        files = [(name, stack.enter_context(path.open("rb"))) for name, path in shelf.again(key)]
        return _checked(visit, files)


def _checked(visit: Visit, files: Sequence[tuple[str, Stream]]) -> Response:
    limits, person = visit.served.limits, visit.person.name
    shelf = shelf_of(visit)
    key = shelf.begin(person, files, limits)
    task = Task(visit.workspace, visit.round_id, visit.ministry, key, person, visit.now)
    try:
        run_apart(check_upload, task, limits.check_seconds, limits.check_bytes)
    except BaseException:
        shelf.drop(key)
        raise
    return visit.go(*_here(visit), "checked", key)


def _name(sent: str) -> str:
    """Return a file's name as it can be shown; some browsers send the folders before it."""
    return shown_text(sent.replace("\\", "/").rpartition("/")[2]).strip() or "名称のないファイル"


def checked(visit: Visit) -> Response:
    """Show what a check has found, and offer to submit."""
    check = check_of(visit)
    book = visit.opened.book
    state = book.state
    seen = last_number(of_forms(book.events, visit.ministry))
    there = _there(check.files, state.of(visit.ministry).counting)
    return visit.page(
        "checked",
        check=check,
        key=visit.request.path_params["key"],
        is_old=seen != check.seen or visit.opened.catalogue.sha256 != check.catalogue,
        is_sent=bool(there) and all(file.sha256 in there for _, file in check.sent),
        there=there,
    )


def _there(files: Iterable[ToldFile], counting: Iterable[Version]) -> dict[str, Version]:
    """Return the versions that files of a check are by now, by hash."""
    hashes = {file.sha256 for file in files}
    return {version.sha256: version for version in counting if version.sha256 in hashes}


def check_of(visit: Visit) -> CheckedUpload:
    """Return the check that the address names; 404 if the ministry has none of this key."""
    check = shelf_of(visit).get(visit.request.path_params["key"])
    if check is None:
        raise HTTPException(404)
    return check


def copy(visit: Visit) -> Response:
    """Send the marked copy of a file that was checked."""
    return _made(visit, "_copy.xlsx", f"{RETURNED}.xlsx")


def request(visit: Visit) -> Response:
    """Send the 修正依頼 of a file that was checked."""
    return _made(visit, "_request.txt", "_修正依頼.txt")


def _made(visit: Visit, ending: str, named: str) -> Response:
    number = visit.request.path_params["number"]
    by_number = {str(n): file for n, file in enumerate(check_of(visit).files)}
    folder: Path = shelf_of(visit).folder(visit.request.path_params["key"])
    if number not in by_number or not (folder / f"{number}{ending}").is_file():
        raise HTTPException(404)
    name = f"{stem_of(by_number[number].name)}{named}"
    return attached(name, read_file(folder / f"{number}{ending}"))


def _here(visit: Visit) -> tuple[str, ...]:
    return visit.round_id, "ministry", visit.ministry


_PAGE: Final = "/{round}/ministry/{ministry}"
_CHECK: Final = f"{_PAGE}/checked/{{key}}"
DOORS: Final = (
    Door(f"{_PAGE}/form", form, MINISTRY_AND_OFFICE),
    Door(f"{_PAGE}/form", upload, MINISTRY_AND_OFFICE, is_act=True, needs_name=False, in_line=True),
    Door(f"{_PAGE}/form/issued/{{name}}", paper, MINISTRY_AND_OFFICE),
    Door(_CHECK, checked, MINISTRY_AND_OFFICE),
    Door(
        f"{_CHECK}/again", again, MINISTRY_AND_OFFICE, is_act=True, needs_name=False, in_line=True
    ),
    Door(f"{_CHECK}/copy/{{number}}", copy, MINISTRY_AND_OFFICE),
    Door(f"{_CHECK}/request/{{number}}", request, MINISTRY_AND_OFFICE),
)
