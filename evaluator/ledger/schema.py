"""The ledger's table, and bringing an older one up to date. What a migration does is its own."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import files
from typing import Any, Final

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    DateTime,
    Dialect,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    inspect,
    text,
)
from sqlalchemy.types import TypeDecorator

from evaluator.errors import LedgerUnusable

VERSIONS: Final = ("0001", "0002")
"""The migrations, oldest first. They are looked up here so that Alembic, which is slow to
import, is only imported where there is something to migrate."""

VERSION_TABLE: Final = "ledger_version"


class UtcTime(TypeDecorator[datetime]):
    """A moment, kept as UTC without a zone: SQLite has no other, PostgreSQL then agrees."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Take the zone off, in UTC."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, _dialect: Dialect) -> datetime | None:
        """Put the zone back on."""
        return None if value is None else value.replace(tzinfo=UTC)


ledger_events: Final = Table(
    "ledger_events",
    MetaData(),
    Column("round", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("person", Text, nullable=False),
    Column("ministry", Text),
    Column("sha256", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("details", JSON, nullable=False),
)


def version_of(connection: Connection) -> str | None:
    """Return the schema's version; None where there is no schema yet."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))  # noqa: S608  # ours
    return None if found is None else str(found)


def is_up_to_date(connection: Connection) -> bool:
    """Whether the ledger can be used as it is. LedgerUnusable if this program is too old for it."""
    version = version_of(connection)
    if version is not None and version not in VERSIONS:
        raise LedgerUnusable(
            f"受付簿の形式（{version}）が、このプログラムの知る形式（{VERSIONS[-1]}まで）より"
            "新しいため使えません。プログラムを更新してください。受付簿は変更していません。"
        )
    return version == VERSIONS[-1]


def upgrade(connection: Connection, to: str = "head") -> None:
    """Migrate the ledger, in the connection's transaction."""
    from alembic import command  # noqa: PLC0415  # slow, and hardly ever needed
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    folder = str(files("evaluator.ledger") / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
