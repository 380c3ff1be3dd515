"""The store's contract is held by both engines: every test that asks for an ``address`` runs on each of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from frontdesk.store import schema
from frontdesk.store.engine import Address
from frontdesk.store.migrations import create
from tests.empty_file import make_empty
from tests.postgres import Server
from tests.store.house import House


@pytest.fixture(scope="session")
def shared_database(server: Server) -> str:
    """A database with our tables, which every test finds empty."""
    name = server.new_database()
    create(Address.of(server.url(name)))
    return name


@pytest.fixture
def sqlite_address(tmp_path: Path) -> Address:
    """A new database in a file."""
    address = Address.of(str(tmp_path / "desk.db"))
    make_empty(address)
    return address


@pytest.fixture
def postgresql_address(server: Server, shared_database: str) -> Address:
    """An empty database on the server."""
    server.end_connections(shared_database)
    server.say(f"TRUNCATE {', '.join(schema.metadata.tables)}", shared_database)
    return Address.of(server.url(shared_database))


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest) -> Address:
    """A new database of either engine."""
    found: Address = request.getfixturevalue(f"{request.param}_address")
    return found


@pytest.fixture
def house(address: Address) -> Iterator[House]:
    """A house with a new database, on a Monday at nine."""
    one = House(address)
    yield one
    one.close()
