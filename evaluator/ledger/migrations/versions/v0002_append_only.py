"""The database itself refuses to change or to remove an event."""

from alembic import op

revision = "0002"
down_revision = "0001"

_SQLITE = """
CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger_events
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;;
CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger_events
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;;
CREATE TRIGGER ledger_no_replace BEFORE INSERT ON ledger_events
WHEN EXISTS (
    SELECT 1 FROM ledger_events
    WHERE (round = NEW.round AND number = NEW.number) OR rowid = NEW.rowid
)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
"""  # The last one because INSERT OR REPLACE deletes without asking the one before it.

_POSTGRESQL = """
CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$;;
CREATE TRIGGER ledger_no_change BEFORE UPDATE OR DELETE ON ledger_events
FOR EACH ROW EXECUTE FUNCTION ledger_refuse();;
CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON ledger_events
FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()
"""


def upgrade() -> None:
    """Add the triggers."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in (_SQLITE if is_sqlite else _POSTGRESQL).split(";;"):
        op.execute(statement)
