"""Where the ledger is kept: SQLite in the round's folder, or the PostgreSQL that a URL names.

Events are added in one transaction and numbered without gaps; nothing here changes or removes
one, and the database refuses it too (migration 0002).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    NullPool,
    create_engine,
    event,
    func,
    insert,
    make_url,
    select,
    text,
)
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from evaluator.errors import LedgerUnusable
from evaluator.files import DATABASE_URL, LEDGER_NAME, make_folder
from evaluator.ledger.events import Event, event_in
from evaluator.ledger.schema import is_up_to_date, ledger_events, upgrade
from evaluator.model import RoundId

_WAIT_SECONDS: Final = 10
_ADVISORY_LOCK: Final = 0x6C656467  # any number, as long as it is this one everywhere
_WRITING: Final = {"writing": True}


class Ledger:
    """The events of rounds, in the order in which they happened."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._where = engine.url.render_as_string(hide_password=True)

    def events(self, round_id: RoundId) -> tuple[Event, ...]:
        """Return a round's events, oldest first. LedgerUnusable if one is missing."""
        columns = ledger_events.c
        wanted = select(ledger_events).where(columns.round == round_id).order_by(columns.number)
        with self._told(), self._engine.connect() as connection:
            events = tuple(event_in(row) for row in connection.execute(wanted).mappings())
        if [e.number for e in events] != list(range(1, len(events) + 1)):
            raise LedgerUnusable(f"受付簿（{self._where}）の {round_id} の記録に欠けがあります。")
        return events

    def append(self, round_id: RoundId, events: Sequence[Event]) -> tuple[Event, ...]:
        """Add events, all or none; return them with their numbers."""
        with self._told(), self._writing() as connection:
            last = select(func.max(ledger_events.c.number)).where(ledger_events.c.round == round_id)
            first = (connection.scalar(last) or 0) + 1
            numbered = [replace(e, number=n) for n, e in enumerate(events, start=first)]
            for one in numbered:
                row = vars(one) | {"round": round_id, "kind": one.kind}
                row["details"] = one.details.record()
                connection.execute(insert(ledger_events).values(row))
        return tuple(numbered)

    def prepare(self) -> None:
        """Bring the ledger up to date. LedgerUnusable if it is newer than this program."""
        with self._told():
            with self._engine.connect() as connection:
                if is_up_to_date(connection):
                    return
            with self._writing() as connection:
                if not is_up_to_date(connection):  # somebody else may have been faster
                    upgrade(connection)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Give a transaction in which nobody else writes."""
        with self._engine.execution_options(**_WRITING).begin() as connection:
            if connection.dialect.name == "postgresql":
                locked = text("SELECT pg_advisory_xact_lock(:key)")
                connection.execute(locked, {"key": _ADVISORY_LOCK})
            yield connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (SQLAlchemyError, OSError, ValueError) as error:  # a value that is none of ours
            cause, *_ = str(getattr(error, "orig", None) or error).splitlines() or [""]
            raise LedgerUnusable(f"受付簿（{self._where}）を使えません（{cause}）。") from error


def open_ledger(folder: Path, database: str = "", *, create: bool = False) -> Ledger | None:
    """Open the ledger of the round whose submissions lie in `folder`; None if there is none.

    `database` is the URL of the PostgreSQL that holds it instead of a file in the folder.
    """
    if database:
        ledger = Ledger(_postgresql(database))
    else:
        path = folder / LEDGER_NAME
        if not create and not (path.exists() and path.stat().st_size):  # emptied, it is none
            return None
        make_folder(folder)
        ledger = Ledger(_sqlite(path))
    ledger.prepare()
    return ledger


def _postgresql(named: str) -> Engine:
    try:
        url = make_url(named)
    except (ArgumentError, ValueError) as error:  # its port is read as a number
        raise LedgerUnusable(f"{DATABASE_URL} がデータベースのURLとして読めません。") from error
    if url.get_backend_name() != "postgresql":
        raise LedgerUnusable(f"{DATABASE_URL} には postgresql:// で始まるURLを指定してください。")
    try:
        return create_engine(url.set(drivername="postgresql+psycopg"), poolclass=NullPool)
    except ImportError as error:
        raise LedgerUnusable(
            "PostgreSQL を使うための部品 psycopg がありません。"
            "「pip install evaluator[postgresql]」で入れてください。"
        ) from error


def _sqlite(path: Path) -> Engine:
    """SQLite with transactions that begin where SQLAlchemy says so, which the driver would not.

    No connection outlives its use: on Windows an open file cannot be moved or removed.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=NullPool,
        connect_args={"isolation_level": None, "timeout": _WAIT_SECONDS},
    )

    @event.listens_for(engine, "connect")
    def _safe(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine
