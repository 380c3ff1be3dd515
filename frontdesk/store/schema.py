"""The tables. The log (``event``, ``command``) is the truth; notes and customers stand apart from it, as personal data
that can be erased, and so do answers that are to be nobody's (``pulse``) until the log tells them. The rest can be made
anew.

Instants are whole seconds, UTC, as integers: both engines agree on them exactly, and no zone can be lost on the way.
Business days are ISO dates as text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    false,
)
from sqlalchemy.event import listens_for

from frontdesk.domain.records import LegRecord, PhaseRecord, VisitRecord

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

SCHEMA_REVISION = "0015"
"""The newest migration; a database of another revision is upgraded or refused."""

ID = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that is compared and sorted by its bytes, as SQLite does, whatever language the server sorts by."""

DAY = String(10).with_variant(String(10, collation="C"), "postgresql")
"""A business day as an ISO date."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

about = Table(
    "about",
    metadata,
    Column("key", ID, nullable=False),
    Column("value", Text, nullable=False),
    PrimaryKeyConstraint("key"),
    comment="what this database is: its origin (live, replay, fixed clock, demo), its secret for request hashes",
)

event = Table(
    "event",
    metadata,
    Column("stream", ID, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("kind", ID, nullable=False),
    Column("actor", ID, nullable=False),
    Column("counter", ID),
    Column("data", Text, nullable=False),
    Column("digest", Text, nullable=False),
    PrimaryKeyConstraint("stream", "seq"),
    sqlite_with_rowid=False,
)

command = Table(
    "command",
    metadata,
    Column("site", ID, nullable=False),
    Column("key", ID, nullable=False),
    Column("request_hash", Text, nullable=False),
    Column("stream", ID, nullable=False),
    Column("first_seq", Integer, nullable=False),
    Column("last_seq", Integer, nullable=False),
    Column("answer", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    PrimaryKeyConstraint("site", "key"),
    sqlite_with_rowid=False,
)

note = Table(
    "note",
    metadata,
    Column("id", ID, nullable=False),
    Column("stream", ID, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("visit", ID),
    Column("kind", ID, nullable=False),
    Column("salt", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("actor", ID, nullable=False),
    Column("at", BigInteger, nullable=False),
    PrimaryKeyConstraint("id"),
    Index(None, "stream", "seq"),
    Index(None, "visit"),
)

customer = Table(
    "customer",
    metadata,
    Column("id", ID, nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", ID, nullable=False),
    Column("phone", Text),
    Column("digits", ID),
    Column("language", ID),
    Column("segment", ID),
    Column("created_at", BigInteger, nullable=False),
    Column("segment_source", ID),
    Column("stage", ID),
    Column("relation", ID),
    Column("acquisition_cost", BigInteger),
    Column("revenue", BigInteger),
    Column("cost_to_serve", BigInteger),
    Column("years", Integer),
    Column("retention", Float),
    Column("changed", Boolean, nullable=False, server_default=false()),
    PrimaryKeyConstraint("id"),
    comment="personal data: known customers, by the number that the house gave them; never in the log",
)

customer_note = Table(
    "customer_note",
    metadata,
    Column("id", ID, nullable=False),
    Column("customer", ID, nullable=False),
    Column("text", Text, nullable=False),
    Column("actor", ID, nullable=False),
    Column("at", BigInteger, nullable=False),
    PrimaryKeyConstraint("id"),
    Index(None, "customer"),
    comment="personal data: what was written in the customers' files for colleagues; never in the log",
)

former_customer = Table(
    "former_customer",
    metadata,
    Column("number", ID, nullable=False),
    Column("kept", ID),
    Column("at", BigInteger, nullable=False),
    PrimaryKeyConstraint("number"),
    Index(None, "kept"),
    comment="numbers that have no file any more: that of the file they are part of now, none where it was erased",
)

merged_person = Table(
    "merged_person",
    metadata,
    Column("number", ID, nullable=False),
    Column("name", Text, nullable=False),
    Column("phone", Text),
    PrimaryKeyConstraint("number"),
    comment="personal data: as whom those were known whose file is part of another one, by their former number",
)

pulse = Table(
    "pulse",
    metadata,
    Column("site", ID, nullable=False),
    Column("score", Integer, nullable=False),
    Column("n", Integer, nullable=False),
    PrimaryKeyConstraint("site", "score"),
    comment="answers to how the shift was that wait for others before they are told: how often each was given",
    sqlite_with_rowid=False,
)

day = Table(
    "day",
    metadata,
    Column("site", ID, nullable=False),
    Column("day", DAY, nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Column("closed_at", BigInteger),
    Column("seal", Text),
    PrimaryKeyConstraint("site", "day"),
)

_COLUMN_TYPES: dict[str, Any] = {
    "int": BigInteger,
    "str": ID,
    "float": Float,
    "bool": Boolean,
}


_DEFAULTS = {"extra_steps": "0"}
"""What stands in a column that came later, of visits from before it."""


def _columns_of(record: type) -> Iterator[Column[Any]]:
    """A column for each field of a record, so that the tables and the records cannot drift apart."""
    for name, annotation in record.__annotations__.items():
        # Annotations are kept as text or forward references; "int | None" is an int that may be absent.
        text = getattr(annotation, "__forward_arg__", annotation)
        kind, _, absent = str(text).partition(" | ")
        yield Column(name, _COLUMN_TYPES[kind], nullable=absent == "None", server_default=_DEFAULTS.get(name))


visit = Table(
    "visit",
    metadata,
    Column("site", ID, nullable=False),
    *_columns_of(VisitRecord),
    PrimaryKeyConstraint("id"),
    Index(None, "site", "arrived_day"),
    Index(None, "site", "ended_day"),
)


@listens_for(visit, "after_create")
def _index_known_customers(_visit: Table, connection: Connection, **_more: Any) -> None:
    """Most visits are of nobody in particular, and cost this index nothing.

    It is plain SQL, the same for both engines: an ``Index`` with a condition for PostgreSQL imports all of that dialect
    at every start.
    """
    connection.exec_driver_sql(
        "CREATE INDEX ix_visit_customer_ended_day_outcome ON visit (customer, ended_day, outcome) "
        "WHERE customer IS NOT NULL"
    )


carried = Table(
    "carried",
    metadata,
    Column("site", ID, nullable=False),
    Column("day", DAY, nullable=False),
    *_columns_of(VisitRecord),
    PrimaryKeyConstraint("site", "day", "id"),
    comment="each visit that was open at the close of a day, as it stood then",
)

leg = Table("leg", metadata, *_columns_of(LegRecord), PrimaryKeyConstraint("visit", "leg"), sqlite_with_rowid=False)

phase = Table(
    "phase", metadata, *_columns_of(PhaseRecord), PrimaryKeyConstraint("visit", "place"), sqlite_with_rowid=False
)

complaint = Table(
    "complaint",
    metadata,
    Column("number", ID, nullable=False),
    Column("site", ID, nullable=False),
    Column("day", DAY, nullable=False),
    Column("opened_at", BigInteger, nullable=False),
    Column("kind", ID, nullable=False),
    Column("cause", ID, nullable=False),
    Column("severity", Integer, nullable=False),
    Column("safety", Boolean, nullable=False),
    Column("visit", ID),
    Column("phase", ID),
    Column("counter", ID),
    Column("actor", ID, nullable=False),
    Column("text", Text, nullable=False),
    Column("remedy", ID),
    Column("due_day", DAY),
    Column("acknowledged_at", BigInteger),
    Column("resolved_at", BigInteger),
    Column("closed_at", BigInteger),
    Column("status", ID, nullable=False),
    Column("first_due_day", DAY),
    Column("first_owner", ID, nullable=False, server_default=""),
    Column("owner", ID, nullable=False, server_default=""),
    Column("channel", ID, nullable=False, server_default="counter"),
    Column("customer", ID),
    Column("granted", ID),
    Column("accepted", Boolean),
    Column("closed_day", DAY),
    Column("reopened", Integer, nullable=False, server_default="0"),
    Column("segment", ID),
    Column("amount", BigInteger),
    Column("root", ID),
    PrimaryKeyConstraint("site", "number"),
    Index(None, "site", "day"),
    Index(None, "customer"),
    Index(None, "visit"),
)

complaint_step = Table(
    "complaint_step",
    metadata,
    Column("site", ID, nullable=False),
    Column("number", ID, nullable=False),
    Column("place", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("day", DAY, nullable=False),
    Column("kind", ID, nullable=False),
    Column("actor", ID, nullable=False),
    Column("owner", ID),
    Column("due_day", DAY),
    Column("remedy", ID),
    Column("accepted", Boolean),
    Column("text", ID),
    Column("more", ID),
    Column("amount", BigInteger),
    Column("root", ID),
    Column("corrected", Text),
    PrimaryKeyConstraint("site", "number", "place"),
    comment="what happened to each complaint after it was taken down",
)

promise = Table(
    "promise",
    metadata,
    Column("site", ID, nullable=False),
    Column("number", ID, nullable=False),
    Column("day", DAY, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("first_due_day", DAY, nullable=False),
    Column("due_day", DAY, nullable=False),
    Column("owner", ID, nullable=False),
    Column("actor", ID, nullable=False),
    Column("counter", ID),
    Column("visit", ID),
    Column("customer", ID),
    Column("text", Text, nullable=False),
    Column("status", ID, nullable=False),
    Column("ended_day", DAY),
    Column("ended_at", BigInteger),
    Column("ended_by", ID),
    Column("reason", ID),
    PrimaryKeyConstraint("site", "number"),
    Index(None, "site", "day"),
    Index(None, "site", "ended_day"),
    Index(None, "customer"),
    Index(None, "visit"),
)

promise_move = Table(
    "promise_move",
    metadata,
    Column("site", ID, nullable=False),
    Column("number", ID, nullable=False),
    Column("place", Integer, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("day", DAY, nullable=False),
    Column("due_day", DAY, nullable=False),
    Column("actor", ID, nullable=False),
    Column("reason", ID),
    PrimaryKeyConstraint("site", "number", "place"),
    comment="each time that a promise was given another due day",
)

quick = Table(
    "quick",
    metadata,
    Column("site", ID, nullable=False),
    Column("day", DAY, nullable=False),
    Column("counter", ID, nullable=False),
    Column("n", Integer, nullable=False),
    PrimaryKeyConstraint("site", "day", "counter"),
    comment="questions answered without a number, by day and counter",
)

standard_comment = Table(
    "standard_comment",
    metadata,
    Column("site", ID, nullable=False),
    Column("day", DAY, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("standard", ID, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("actor", ID, nullable=False),
    Column("text", ID, nullable=False),
    PrimaryKeyConstraint("site", "day", "seq"),
    comment="what the staff says of the standards, by the place of it in the day's log",
)

day_rollup = Table(
    "day_rollup",
    metadata,
    Column("site", ID, nullable=False),
    Column("day", DAY, nullable=False),
    Column("facts", Text, nullable=False),
    Column("sums", LargeBinary, nullable=False),
    PrimaryKeyConstraint("site", "day"),
    comment="of each closed day what reports add up (counts, histograms by the second) and what they tell of it alone",
)

month_rollup = Table(
    "month_rollup",
    metadata,
    Column("site", ID, nullable=False),
    Column("month", String(7).with_variant(String(7, collation="C"), "postgresql"), nullable=False),
    Column("sums", LargeBinary, nullable=False),
    PrimaryKeyConstraint("site", "month"),
    comment="the same, added up for the closed days of a month",
)

ROLL_UPS = (day_rollup, month_rollup)
"""What is made from other read tables and not from events."""

READ_TABLES = (
    day,
    visit,
    carried,
    leg,
    phase,
    complaint,
    complaint_step,
    promise,
    promise_move,
    quick,
    standard_comment,
    *ROLL_UPS,
)
"""What ``db rebuild`` makes anew from the log."""
