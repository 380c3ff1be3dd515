"""A desk for the tests of faults, and what it says when the store cannot be used."""

from __future__ import annotations

from frontdesk.clock import FixedClock
from frontdesk.config import Configuration
from frontdesk.desk import Desk
from frontdesk.domain import commands as do
from frontdesk.errors import StoreError
from frontdesk.store.database import Store
from frontdesk.store.engine import Address

NINE = 1_795_424_400
HOUSE = Configuration.model_validate({"site": {"zone": "UTC"}})


def desk_at(address: Address) -> Desk:
    """A terminal at this database."""
    return Desk(Store(address), HOUSE, FixedClock(NINE))


def check_in(desk: Desk, key: str = "", name: str | None = None) -> str:
    """Somebody comes in; returns the number."""
    command = do.CheckIn(services=("information",), key=key, name=desk.note(name))
    return str(desk.perform(command)["number"])


def trouble_of(desk: Desk, key: str = "", name: str | None = None) -> str:
    """What is said when somebody cannot be checked in: what is wrong, and what to do about it."""
    try:
        number = check_in(desk, key, name)
    except StoreError as error:
        assert str(error.reason), error
        assert str(error.remedy), error
        return str(error)
    raise AssertionError(f"{number} was checked in")
