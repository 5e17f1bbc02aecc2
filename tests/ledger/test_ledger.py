"""The ledger: numbered without gaps, only ever added to, the same in both databases."""

from __future__ import annotations

import os
import re
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DatabaseError

from evaluator.errors import ArchiveDamaged, EvaluatorError, LedgerUnusable
from evaluator.files import LEDGER_NAME
from evaluator.ledger import Archive, Event, Ledger, open_ledger, state_of
from evaluator.ledger import schema as schemas
from evaluator.ledger.details import (
    Details,
    FormReceived,
    FormReturned,
    FormSuperseded,
    FormWithdrawn,
)
from evaluator.model import MinistryName, RoundId
from tests.builders import R07
from tests.ledger_builders import MOE, MOFA, MONDAY

RECEIVED = FormReceived(findings={"エラー": 1})
TEST_DATABASE = "EVALUATOR_TEST_DATABASE_URL"


def an_event(
    details: Details = RECEIVED, ministry: MinistryName | None = MOFA, file: str = "a"
) -> Event:
    return Event(details, MONDAY, "山田", ministry, file * 64, f"{file}.xlsx", "理由")


@pytest.fixture
def schema() -> Iterator[str]:
    """The URL of a PostgreSQL schema of its own."""
    url = os.environ.get(TEST_DATABASE)
    if not url:
        pytest.skip(f"no PostgreSQL: {TEST_DATABASE} is not set")
    name = f"ledger_{uuid.uuid4().hex}"
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    yield f"{url}{'&' if '?' in url else '?'}options=-csearch_path%3D{name}"
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Ledger:
    database = request.getfixturevalue("schema") if request.param == "postgresql" else ""
    opened = open_ledger(tmp_path, database, create=True)
    assert opened is not None
    return opened


def test_events_come_back_as_they_were_written_and_numbered(ledger: Ledger) -> None:
    first = ledger.append(R07, [an_event()])
    second = ledger.append(
        R07, [an_event(file="b"), an_event(FormSuperseded()), an_event(file="c")]
    )

    assert [event.number for event in first + second] == [1, 2, 3, 4]
    assert ledger.events(R07) == first + second
    assert replace(first[0], number=0) == an_event()


def test_each_round_is_numbered_for_itself(ledger: Ledger) -> None:
    ledger.append(R07, [an_event()])
    other = ledger.append(RoundId("R08"), [an_event(ministry=None)])

    assert other[0].number == 1
    assert ledger.events(RoundId("R08")) == other


def test_a_moment_is_the_same_whatever_its_zone(ledger: Ledger) -> None:
    tokyo = datetime(2026, 1, 5, 9, 30, tzinfo=timezone(timedelta(hours=9)))

    ledger.append(R07, [replace(an_event(), at=tokyo)])

    assert ledger.events(R07)[0].at == MONDAY
    assert ledger.events(R07)[0].at.tzinfo is UTC


def test_several_events_are_written_all_or_none(ledger: Ledger) -> None:
    unwritable = replace(an_event(), person=None)  # type: ignore[arg-type]

    with pytest.raises(LedgerUnusable, match="受付簿"):
        ledger.append(R07, [an_event(), unwritable])

    assert ledger.events(R07) == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_events SET person = 'x'",
        "DELETE FROM ledger_events",
        "DELETE FROM ledger_events WHERE number = 1",
    ],
)
def test_the_database_refuses_to_change_an_event(ledger: Ledger, statement: str) -> None:
    before = ledger.append(R07, [an_event()])

    with (
        pytest.raises(DatabaseError, match="the ledger is append-only"),
        ledger._engine.begin() as connection,
    ):
        connection.execute(text(statement))

    assert ledger.events(R07) == before


def test_postgresql_refuses_to_empty_the_ledger(schema: str, tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path, schema)
    assert ledger is not None
    before = ledger.append(R07, [an_event()])

    with (
        pytest.raises(DatabaseError, match="the ledger is append-only"),
        ledger._engine.begin() as connection,
    ):
        connection.execute(text("TRUNCATE ledger_events"))

    assert ledger.events(R07) == before


@pytest.mark.parametrize("columns", ["round, number", "rowid, round, number"])
def test_sqlite_refuses_to_replace_an_event(tmp_path: Path, columns: str) -> None:
    ledger = open_ledger(tmp_path, create=True)
    assert ledger is not None
    before = ledger.append(R07, [an_event()])
    key = "1, 'R08', 5" if columns.startswith("rowid") else "'R07', 1"

    with (
        closing(sqlite3.connect(tmp_path / LEDGER_NAME)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="the ledger is append-only"),
    ):
        connection.execute(
            f"INSERT OR REPLACE INTO ledger_events ({columns}, kind, at, person, sha256, name, "  # noqa: S608
            f"reason, details) VALUES ({key}, 'received', '2026-01-05', 'x', '', '', '', '{{}}')"
        )

    assert ledger.events(R07) == before


def test_a_missing_event_is_noticed(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path, create=True)
    assert ledger is not None
    ledger.append(R07, [an_event(), an_event(file="b"), an_event(file="c")])
    with closing(sqlite3.connect(tmp_path / LEDGER_NAME)) as connection, connection:
        connection.execute("DROP TRIGGER ledger_no_delete")
        connection.execute("DELETE FROM ledger_events WHERE number = 2")

    with pytest.raises(LedgerUnusable, match="R07 の記録に欠けがあります"):
        ledger.events(R07)


# the schema ------------------------------------------------------------------------------
def test_the_versions_known_are_those_that_there_are() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(schemas.__file__).parent / "migrations"))

    scripts = ScriptDirectory.from_config(config).walk_revisions()

    assert [script.revision for script in scripts] == list(reversed(schemas.VERSIONS))


def test_an_older_ledger_keeps_its_events_and_becomes_append_only(tmp_path: Path) -> None:
    path = tmp_path / LEDGER_NAME
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        schemas.upgrade(connection, to="0001")
    engine.dispose()
    rest = ("a" * 64, "a.xlsx", "理由", '{"findings": {"エラー": 1}}')
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(
            "INSERT INTO ledger_events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ("R07", 1, "received", "2026-01-05 00:30:00.000000", "山田", "外務省", *rest),
        )

    ledger = open_ledger(tmp_path)

    assert ledger is not None
    assert ledger.events(R07) == (replace(an_event(), number=1),)
    with closing(sqlite3.connect(path)) as raw, pytest.raises(sqlite3.IntegrityError):
        raw.execute("DELETE FROM ledger_events")


def test_a_newer_ledger_is_refused_and_left_alone(tmp_path: Path) -> None:
    open_ledger(tmp_path, create=True)
    path = tmp_path / LEDGER_NAME
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE ledger_version SET version_num = '9999'")
    before = path.read_bytes()

    with pytest.raises(LedgerUnusable) as caught:
        open_ledger(tmp_path)

    assert str(caught.value) == (
        "受付簿の形式（9999）が、このプログラムの知る形式（0002まで）より新しいため使えません。"
        "プログラムを更新してください。受付簿は変更していません。"
    )
    assert caught.value.exit_code == 21
    assert path.read_bytes() == before


def test_a_file_that_is_no_ledger(tmp_path: Path) -> None:
    (tmp_path / LEDGER_NAME).write_bytes(b"this is not a database, not at all" * 100)

    with pytest.raises(LedgerUnusable, match="file is not a database"):
        open_ledger(tmp_path)


def test_there_is_no_ledger_until_something_is_written(tmp_path: Path) -> None:
    assert open_ledger(tmp_path) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("change", ["at = '昨日'", "details = '{'"], ids=["at", "details"])
def test_a_value_that_no_event_can_have_is_the_ledgers_fault(tmp_path: Path, change: str) -> None:
    ledger = open_ledger(tmp_path, create=True)
    assert ledger is not None
    ledger.append(R07, [an_event()])
    with closing(sqlite3.connect(tmp_path / LEDGER_NAME)) as connection, connection:
        connection.execute("DROP TRIGGER ledger_no_update")
        connection.execute(f"UPDATE ledger_events SET {change}")  # noqa: S608  # ours

    with pytest.raises(LedgerUnusable, match="を使えません"):
        ledger.events(R07)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://user:secret@db:port/x", "URLとして読めません"),
        ("mysql://user:secret@db/x", "postgresql:// で始まるURL"),
        ("no url at all", "URLとして読めません"),
        ("postgresql://user:secret@localhost:1/x?connect_timeout=1", "受付簿（postgresql"),
    ],
)
def test_a_database_that_cannot_be_used_and_no_password_in_the_message(
    tmp_path: Path, url: str, said: str
) -> None:
    with pytest.raises(LedgerUnusable, match=re.escape(said)) as caught:
        open_ledger(tmp_path, url, create=True)

    assert "secret" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


# the archive -----------------------------------------------------------------------------
def test_bytes_are_kept_read_only_under_their_hash(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")

    sha256 = archive.put(b"form")

    path = archive.path(sha256)
    assert path.read_bytes() == b"form"
    assert path.stat().st_mode & 0o222 == 0
    assert archive.put(b"form") == sha256
    assert archive.files() == (path,)
    archive.verify([sha256])


def test_an_archived_file_that_was_changed_is_named(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    path = archive.path(archive.put(b"form"))
    path.chmod(0o644)
    path.write_bytes(b"from")

    for look in (archive.verify, lambda: archive.put(b"form")):
        with pytest.raises(ArchiveDamaged) as caught:
            look()
        assert str(caught.value) == (
            f"受け付けたファイル {path} の内容が、受付のときから変わっています。"
            "バックアップから戻してください。"
        )
        assert caught.value.exit_code == 20


def test_an_archived_file_that_is_gone_is_named(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    sha256 = archive.put(b"form")
    archive.path(sha256).unlink()

    with pytest.raises(ArchiveDamaged, match=f"{sha256}.xlsx がありません"):
        archive.verify([sha256])


def test_every_error_of_the_operator_has_an_exit_code_of_its_own() -> None:
    def below(kind: type[EvaluatorError]) -> Iterator[type[EvaluatorError]]:
        for each in kind.__subclasses__():
            yield each
            yield from below(each)

    codes = [kind.exit_code for kind in below(EvaluatorError) if "exit_code" in vars(kind)]
    assert len(set(codes)) == len(codes)


# the state -------------------------------------------------------------------------------
def folded(*events: Event) -> str:
    """Return which file of MOFA counts, '' if none."""
    current = state_of(replace(e, number=n) for n, e in enumerate(events, 1)).of(MOFA).current
    return current.name if current else ""


def test_the_last_version_received_counts_until_it_is_withdrawn() -> None:
    one, two = an_event(file="a"), an_event(file="b")
    superseded, withdrawn = (
        an_event(FormSuperseded(), file="a"),
        an_event(FormWithdrawn(), file="b"),
    )

    assert folded() == ""
    assert folded(one) == "a.xlsx"
    assert folded(one, two, superseded) == "b.xlsx"
    assert folded(one, two, superseded, withdrawn) == ""
    assert folded(one, two, superseded, withdrawn, one) == "a.xlsx"
    assert folded(one, an_event(FormWithdrawn(), MOE)) == "a.xlsx"


def test_a_returned_version_counts_until_the_next_and_an_unusable_file_never_does() -> None:
    returned, unusable = an_event(FormReturned()), an_event(FormReturned(), file="x")

    assert folded(an_event(), returned) == "a.xlsx"
    assert folded(unusable) == ""
    state = state_of([an_event(), unusable])
    assert [event.name for event in state.of(MOFA).unusable] == ["x.xlsx"]
    assert state.of(MOFA).last_details == RECEIVED
    assert state_of([an_event(), unusable, an_event(file="b")]).of(MOFA).unusable == ()
