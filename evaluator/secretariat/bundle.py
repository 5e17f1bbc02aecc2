"""提出ファイル: the files that count, under names that can be read, and a list of all versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, ClassVar, Final

from evaluator.errors import NothingSubmitted
from evaluator.files import read_file, write_atomic
from evaluator.form.asked import is_given_form
from evaluator.ledger import Version
from evaluator.model import MinistryName, Round
from evaluator.secretariat.book import LedgerBook
from evaluator.secretariat.opening import OpenRound
from evaluator.sheets.cells import Identifier, Line, Whole
from evaluator.sheets.layout import Column, Filler, Row, layout_of
from evaluator.sheets.write import A3, Book, Setting, write_table
from evaluator.words.days import local_day, local_time
from evaluator.words.filenames import apart, file_name
from evaluator.xlsx.edit import packed

NAME: Final = "提出ファイル.zip"
LIST_NAME: Final = "一覧.xlsx"
NOT_SUBMITTED: Final = "未提出"
_COUNTS, _DOES_NOT = "集計する", "集計しない"
_GIVEN: Final = Filler.PREFILLED


class HandedIn(Row):
    """一覧: a row for each version on record, and for each ministry that has none."""

    sheet_key: ClassVar[str] = "handed_in"
    sheet_title: ClassVar[str] = "一覧"

    ministry: Annotated[Line, Column("府省庁", 20, _GIVEN)]
    version: Annotated[Whole, Column("版", 6, _GIVEN)] = None
    counts: Annotated[Line, Column("集計", 12, _GIVEN)] = ""
    state: Annotated[Line, Column("状態", 24, _GIVEN)] = ""
    at: Annotated[Line, Column("受付日時", 18, _GIVEN)] = ""
    person: Annotated[Line, Column("受け付けた人", 14, _GIVEN)] = ""
    came_as: Annotated[Line, Column("届いたときのファイル名", 31, _GIVEN)] = ""
    name: Annotated[Line, Column("このzipでのファイル名", 31, _GIVEN)] = ""
    sha256: Annotated[Identifier, Column("SHA-256", 66, _GIVEN)] = ""
    size: Annotated[Whole, Column("大きさ（バイト）", 12, _GIVEN)] = None


def write_bundle(opened: OpenRound) -> tuple[Path, int]:
    """Write the zip where reports go; return its path and how many files it holds.

    NothingSubmitted if nothing that counts was received.
    """
    content, number = bundle(opened)
    path = opened.workspace.reports(opened.id) / NAME
    write_atomic(path, content)
    return path, number


def bundle(opened: OpenRound) -> tuple[bytes, int]:
    """Return the zip and how many files it holds; the same ledger, the same bytes."""
    book, this = opened.book, opened.catalogue.round
    respondents = opened.catalogue.respondents
    counting = [v for name in respondents for v in book.state.of(name).counting]
    if not counting:
        raise NothingSubmitted(
            f"{this.id} に受け付けた様式がありません。「evaluator receive {this.id} ファイル」で"
            "受け付けてから実行してください。"
        )
    names = apart(map(_name, counting))
    paths = [book.archive.path(version.sha256) for version in counting]
    files = [(name, read_file(path)) for name, path in zip(names, paths, strict=True)]
    by_event = {v.received.number: name for v, name in zip(counting, names, strict=True)}
    given = [name for name in respondents if is_given_form(opened.catalogue, name)]
    rows = list(_rows(book, respondents, given, by_event))
    return packed([(LIST_NAME, _listing(this, rows)), *files]), len(files)


def _name(version: Version) -> str:
    day = local_day(version.received.at)
    return f"{file_name(version.ministry)}_第{version.number}版_{day}.xlsx"


def _listing(this: Round, rows: Sequence[HandedIn]) -> bytes:
    title = f"提出ファイルの一覧（{this.year_label}）"
    book = Book(f"{this.strategy} {title}")
    note = f"「{_COUNTS}」のファイルがこのzipに入っています。{this.notice}"
    sheet, setting = book.sheet(HandedIn.sheet_title), Setting(paper=A3)
    write_table(book, sheet, layout_of(HandedIn), rows, title=title, note=note, setting=setting)
    return book.content()


def _rows(
    book: LedgerBook,
    respondents: Sequence[MinistryName],
    given: Sequence[MinistryName],
    names: Mapping[int, str],
) -> Iterator[HandedIn]:
    others = [name for name in book.state.standings if name not in respondents]
    for ministry in (*respondents, *others):
        standing = book.state.of(ministry)
        if not standing.versions and ministry in given:
            yield HandedIn(ministry=ministry, state=NOT_SUBMITTED)
        for version in standing.versions:
            received = version.received
            yield HandedIn(
                ministry=ministry,
                version=version.number,
                counts=_COUNTS if received.number in names else _DOES_NOT,
                state=standing.fate(version),
                at=local_time(received.at),
                person=received.person,
                came_as=version.name,
                name=names.get(received.number, ""),
                sha256=version.sha256,
                size=book.archive.path(version.sha256).stat().st_size,
            )
