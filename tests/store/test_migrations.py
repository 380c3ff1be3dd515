"""A migrated database is the same as a fresh one, and keeps its rows; a migration that fails has changed nothing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from frontdesk.domain import commands as do
from frontdesk.errors import StoreError
from frontdesk.reports.sums import day_facts, measures
from frontdesk.store import migrations, revision, schema, views
from frontdesk.store.database import Store
from frontdesk.store.engine import Address, make_engine
from frontdesk.store.rebuild import rebuild
from frontdesk.store.trouble import store_errors
from frontdesk.store.upgrading import upgrade
from frontdesk.store.verify import verify
from tests.postgres import Server
from tests.store.house import House
from tests.store.turmoil import turmoil

_SHAPE_OF_POSTGRESQL = (
    """SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, o.collname
       FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_collation o ON o.oid = a.attcollation
       WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0 ORDER BY c.relname, a.attnum""",
    """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
       WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2""",
    "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1",
    "SELECT viewname, definition FROM pg_views WHERE schemaname = 'public' ORDER BY 1",
)


def _shape(address: Address) -> list[list[tuple[Any, ...]]]:
    """Everything that a database's tables, constraints, indexes and views are made of."""
    queries: tuple[str, ...] = _SHAPE_OF_POSTGRESQL
    if address.is_sqlite:
        queries = ("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2",)
    with make_engine(address).connect() as connection:
        return [[tuple(map(_plain, row)) for row in connection.exec_driver_sql(query)] for query in queries]


def _plain(value: Any) -> Any:
    """A value of the catalogue; how a statement was laid out does not matter."""
    return "".join(value.split()) if isinstance(value, str) else value


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Address:
    """A database of the test's own, without any table."""
    if request.param == "sqlite":
        (tmp_path / "desk.db").touch()
        return Address.of(str(tmp_path / "desk.db"))
    server: Server = request.getfixturevalue("server")
    return Address.of(server.url(server.new_database()))


@pytest.fixture
def house(empty: Address) -> Iterator[House]:
    """A house with a database of its own, which may be spoilt."""
    migrations.create(empty)
    one = House(empty)
    yield one
    one.close()


def _migrate(address: Address) -> list[str]:
    with make_engine(address).connect() as connection:
        connection.exec_driver_sql("BEGIN")
        applied = migrations.run_migrations(connection)
        connection.exec_driver_sql("COMMIT")
    return applied


def test_all_migrations_make_what_a_new_database_has(empty: Address, request: pytest.FixtureRequest) -> None:
    fresh = request.getfixturevalue("fresh_sqlite" if empty.is_sqlite else "postgresql_address")
    assert _migrate(empty)[-1] == schema.SCHEMA_REVISION
    assert _shape(empty) == _shape(fresh)
    Store(empty).close()


@pytest.fixture
def fresh_sqlite(tmp_path: Path) -> Address:
    """A new file, made at once."""
    address = Address.of(str(tmp_path / "fresh.db"))
    migrations.create(address)
    return address


def test_every_constraint_has_a_name() -> None:
    assert [
        constraint
        for table in schema.metadata.tables.values()
        for constraint in table.constraints
        if not constraint.name
    ] == []


def test_a_database_of_today_needs_no_upgrade(house: House) -> None:
    house.check_in()
    assert upgrade(house.address) == []
    assert not migrations.create(house.address)
    assert house.check_in()["number"] == "I002"


def _forget_what_came_since_the_promises(house: House) -> None:
    """Take away what the revisions from 0004 on have brought."""
    for table in (
        "customer",
        "complaint_step",
        "customer_note",
        "former_customer",
        "standard_comment",
        "merged_person",
        "pulse",
    ):
        house.change(f"DROP TABLE {table}")
    for index in (
        "ix_visit_customer_ended_day_outcome",
        "ix_complaint_customer",
        "ix_promise_customer",
        "ix_complaint_visit",
        "ix_promise_visit",
    ):
        house.change(f"DROP INDEX {index}")
    for view in views.VIEWS:
        house.change(f"DROP VIEW IF EXISTS {view}")
    added = "first_due_day first_owner owner channel customer granted accepted closed_day reopened segment amount root"
    for column in added.split():
        house.change(f"ALTER TABLE complaint DROP COLUMN {column}")
    for table in ("visit", "carried"):
        for column in ("would_return", "extra_steps"):
            house.change(f"ALTER TABLE {table} DROP COLUMN {column}")


def test_an_upgrade_from_the_first_revision_makes_the_tables_of_those_since(house: House) -> None:
    turmoil(house, seed=5, steps=200, voices=False)
    before = house.read_tables()
    new = ("day_rollup", "month_rollup", "promise", "promise_move")
    assert all(before[table] for table in new)
    _forget_what_came_since_the_promises(house)
    for table in new:
        house.change(f"DROP TABLE {table}")
    house.change("UPDATE alembic_version SET version_num = '0001'")
    house.close()
    assert upgrade(house.address) == _after("0001")
    # Nobody made a promise before there were any, nor did an event tell a segment, and every complaint named the
    # customer of its visit: this database, where it is otherwise, must be told anew.
    came = {row["id"]: row["customer"] for row in before["visit"]}
    complaints = [row | {"segment": None, "customer": came.get(row["visit"])} for row in before["complaint"]]
    assert house.read_tables() == before | {"promise": [], "promise_move": [], "complaint": complaints}
    assert rebuild(house.a.store)["promise"] == len(before["promise"])
    assert house.read_tables() == before
    assert verify(house.a.store, read_tables=True) == []


def test_an_upgrade_makes_the_roll_ups_anew_that_told_less(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as older:
        older.setattr(day_facts, "FORMAT", day_facts.FORMAT - 1)
        older.setattr(measures, "FORMAT", "fewer")
        turmoil(house, seed=5, steps=200, voices=False)
    _forget_what_came_since_the_promises(house)
    house.change("UPDATE alembic_version SET version_num = '0003'")
    stale = house.rows("day_rollup")
    house.close()
    assert upgrade(house.address) == _after("0003")
    assert [row["day"] for row in house.rows("day_rollup")] == [row["day"] for row in stale]
    rebuild(house.a.store)  # of events that told a segment before there was a column for it
    assert verify(house.a.store, read_tables=True) == []


def _after(revision: str) -> list[str]:
    """The revisions that an upgrade from this one goes through."""
    return [f"{number:04d}" for number in range(int(revision) + 1, int(schema.SCHEMA_REVISION) + 1)]


def test_what_roll_ups_hold_changes_only_with_a_migration_that_empties_them() -> None:
    """Whoever upgrades has years of them: read from rows until somebody thinks of “db rebuild”, reports would be slow.

    When this fails, write a migration as 0014 is, and put its revision and what they hold now here.
    """
    kept = blake2b(f"{measures.FORMAT} {day_facts.FORMAT}".encode(), digest_size=4).hexdigest()
    assert (kept, "since 0014") == ("31b08872", "since 0014")


# A revision of tomorrow, which makes tables anew, as SQLite needs it

_TODAYS = schema.SCHEMA_REVISION
_TOMORROWS = f"{int(_TODAYS) + 1:04d}"

_TOMORROW = '''"""More about visits."""

import sqlalchemy as sa
from alembic import op

revision = "{tomorrow}"
down_revision = "{today}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Columns, one of which changes a table that SQLite must make anew."""
    with op.batch_alter_table("visit") as visit:
        visit.add_column(sa.Column("mood", sa.Text()))
        visit.alter_column("party", new_column_name="people")
    {more}
'''


def _tomorrow(more: str) -> str:
    return _TOMORROW.format(today=_TODAYS, tomorrow=_TOMORROWS, more=more)


@pytest.fixture
def tomorrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A frontdesk with one more migration."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrations.migrations_folder(), folder)
    (folder / "versions" / f"{_TOMORROWS}_more.py").write_text(_tomorrow("pass"))
    monkeypatch.setattr(migrations, "migrations_folder", lambda: folder)
    monkeypatch.setattr(schema, "SCHEMA_REVISION", _TOMORROWS)
    monkeypatch.setattr(views, "create_views", lambda _: None)  # they are those of its own columns
    return folder


def _party(connection: Connection, column: str) -> list[int]:
    return [row[0] for row in connection.exec_driver_sql(f"SELECT {column} FROM visit ORDER BY id")]


def test_an_upgrade_keeps_every_row(house: House, request: pytest.FixtureRequest) -> None:
    for party in (1, 4, 2):
        house.a.perform(do.CheckIn(services=("information",), party=party))
    before = house.rows("event"), house.rows("leg")
    house.close()
    request.getfixturevalue("tomorrow")
    with pytest.raises(StoreError) as error:
        Store(house.address)
    assert "db upgrade" in str(error.value.remedy)
    assert upgrade(house.address) == [_TOMORROWS]
    assert upgrade(house.address) == []
    assert (house.rows("event"), house.rows("leg")) == before
    assert sorted(_party(house.a.store.connection, "people")) == [1, 2, 4]
    assert verify(house.a.store) == []


def test_an_upgrade_copies_a_file_first(sqlite_address: Address, request: pytest.FixtureRequest) -> None:
    house = House(sqlite_address)
    house.check_in()
    house.close()
    request.getfixturevalue("tomorrow")
    upgrade(sqlite_address)
    assert sqlite_address.path is not None
    kept = Address.of(str(sqlite_address.path.with_name(f"desk.revision-{_TODAYS}.db")))
    with make_engine(kept).connect() as connection:
        assert revision.revision_of(connection) == _TODAYS
        assert _party(connection, "party") == [1]


def test_an_upgrade_that_fails_has_changed_nothing(house: House, request: pytest.FixtureRequest) -> None:
    house.check_in()
    before = _shape(house.address)
    house.close()
    folder: Path = request.getfixturevalue("tomorrow")
    broken = 'op.execute("INSERT INTO visit (id) VALUES (NULL)")'
    (folder / "versions" / f"{_TOMORROWS}_more.py").write_text(_tomorrow(broken))
    with pytest.raises(Exception, match=r"(?i)null"):
        upgrade(house.address)
    assert _shape(house.address) == before
    with make_engine(house.address).connect() as connection:
        assert _party(connection, "party") == [1]


def _connection(address: Address) -> Connection:
    return make_engine(address).connect()


def test_rows_that_refer_to_others_survive_when_those_are_made_anew(
    sqlite_address: Address, request: pytest.FixtureRequest
) -> None:
    with make_engine(sqlite_address).connect() as connection, store_errors(sqlite_address):
        connection.exec_driver_sql(
            "CREATE TABLE child (visit TEXT CONSTRAINT fk_child REFERENCES visit (id) ON DELETE CASCADE)"
        )
    house = House(sqlite_address)
    came = house.check_in()
    house.change("INSERT INTO child VALUES (:visit)", visit=came["visit"])
    house.close()
    request.getfixturevalue("tomorrow")
    upgrade(sqlite_address)
    with make_engine(sqlite_address).connect() as connection:
        assert connection.exec_driver_sql("SELECT visit FROM child").scalar() == came["visit"]


# Databases that are not for us


def test_a_database_of_a_newer_frontdesk_is_left_alone(house: House) -> None:
    house.change("UPDATE alembic_version SET version_num = '9999'")
    house.close()
    for use in (Store, migrations.create, upgrade):
        with pytest.raises(StoreError) as error:
            use(house.address)
        assert "newer" in str(error.value)


def test_only_an_upgrade_imports_alembic(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from frontdesk.store.engine import Address\n"
        "from frontdesk.store.database import Store\n"
        "from frontdesk.store import backup, migrations, upgrading\n"
        f"address = Address.of({str(tmp_path / 'x.db')!r})\n"
        "assert migrations.create(address) and upgrading.upgrade(address) == []\n"
        "Store(address).close()\n"
        "assert not [name for name in sys.modules if name.partition('.')[0] in ('alembic', 'psycopg', 'mako')]\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr


# For a manager's own SQL


def test_a_view_shows_instants_as_text(house: House) -> None:
    house.open("1")
    house.check_in()
    house.serve(seconds=90)
    with house.a.store.reading() as connection:
        if not house.address.is_sqlite:
            connection.exec_driver_sql("SET LOCAL TimeZone = 'UTC'")
        row = connection.exec_driver_sql("SELECT arrived_at, ended_at, outcome, waiting_s FROM visit_local").one()
        for view in ("complaint_local", "promise_local"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {view}").scalar() == 0
    arrived, ended = str(row.arrived_at), str(row.ended_at)
    assert (len(arrived), arrived[4], arrived[10], arrived[-3:]) == (19, "-", " ", ":00")
    assert ended[-5:] == "01:30"
    assert (row.outcome, row.waiting_s) == ("served", 0)
