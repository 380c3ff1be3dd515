"""Runs the migrations on the connection, and within the transaction, that ``frontdesk.store.migrations`` hands over.

SQLite cannot change a table in many ways: in batch mode Alembic makes it anew and copies the rows. The store has
switched foreign keys off by then, and every constraint has a name, or that would lose child rows and constraints.
"""

from alembic import context

context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
context.run_migrations()
