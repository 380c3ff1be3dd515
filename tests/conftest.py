"""What all tests share: how many run at once, a place for their files that is not slow, and a PostgreSQL server."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.postgres import Server

MEMORY = Path("/dev/shm")
ROOM_BYTES = 4 << 30
"""What must be free in memory: many times what a run needs there at once."""

# Properties are tried the same way on every machine: no clock, no database of examples, no chance.
settings.register_profile(
    "house",
    derandomize=True,
    deadline=None,
    database=None,
    print_blob=False,
    suppress_health_check=[HealthCheck.too_slow],  # a machine that is busy elsewhere is no fault of ours
)
settings.load_profile("house")

# Every program that the tests start would compile the whole of frontdesk anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def pytest_configure() -> None:
    """Lay the databases of the tests into memory, where there is room: a disk makes each commit wait for it.

    What is kept when a program is killed is the same on either; who names a folder in TMPDIR has it.
    """
    if not os.environ.get("TMPDIR") and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM_BYTES:
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None


@pytest.hookimpl(optionalhook=True)  # without xdist there is nobody to ask
def pytest_xdist_auto_num_workers() -> int:
    """Three processes for two cores: much of a test is waiting, for a screen, a server, a program or a disk."""
    if os.environ.get("PYTEST_XDIST_AUTO_NUM_WORKERS"):
        return int(os.environ["PYTEST_XDIST_AUTO_NUM_WORKERS"])
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores + (cores + 1) // 2


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The PostgreSQL server of this test process, which must not be stopped.

    Each process has its own: what one writes anywhere on a server, a desk that looks for changes there takes for one.
    """
    running = Server()
    yield running
    running.close()


@pytest.fixture
def own_server() -> Iterator[Server]:
    """A PostgreSQL server that may be stopped."""
    running = Server()
    yield running
    running.close()
