"""The database itself: making it, looking after it, bringing it back."""

from __future__ import annotations

from frontdesk.cli.declaring import new_app, verb
from frontdesk.cli.house import database_sentence
from frontdesk.cli.session import Session
from frontdesk.i18n import marked

app = new_app()
db_app = new_app()
app.add_typer(db_app, name="db")


@verb(db_app, "init", marked("Create the database where there is none."), tells=True)
def init(session: Session) -> None:
    """The database, empty."""
    made = session.create_database()
    session.tell(
        {"database": session.address.shown, "created": made}, database_sentence(session.address.shown, made=made)
    )
