"""Faults are tried on the engines that the store's contract is held on."""

from tests.store.conftest import (
    address,
    postgresql_address,
    shared_database,
    sqlite_address,
)

__all__ = ["address", "postgresql_address", "shared_database", "sqlite_address"]
