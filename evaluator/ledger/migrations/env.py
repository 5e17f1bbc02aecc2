"""Alembic's entry: run the steps on the connection that `schema.upgrade` hands over."""

from alembic import context

from evaluator.ledger.schema import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    version_table=VERSION_TABLE,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
