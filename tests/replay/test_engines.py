"""A history told again on PostgreSQL gives exactly what it gives on SQLite."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from frontdesk.archive import Archive
from frontdesk.replay import replay_recorded
from frontdesk.reports.summary_json import summary_as_data
from frontdesk.store.engine import Address
from tests.postgres import Server
from tests.replay.logs import a_house, database, row, the_desk, visits_of, write
from tests.replay.test_bank import LOG


def _gives(address: Address, folder: Path, log: Path, limit: int | None, day: date) -> tuple[Any, str, dict[str, Any]]:
    config = a_house(folder, zone="Asia/Jerusalem")
    done = replay_recorded(log, address, config, limit=limit)
    desk = the_desk(address, config)
    try:
        data = summary_as_data(Archive(desk).summary(day, day.replace(day=28)))
    finally:
        desk.close()
    data.pop("generated_at")
    return (done.done, done.bad, done.commands), visits_of(address, config), data


@pytest.mark.parametrize("which", ["hand-made", "bank"])
def test_both_engines_give_the_same(tmp_path: Path, server: Server, which: str) -> None:
    limit: int | None = 5000
    log, day = LOG, date(1999, 2, 1)
    if which == "bank" and not LOG.exists():
        pytest.skip(f"the bank's visits are not beside the checkout ({LOG}); they are no part of it")
    if which == "hand-made":
        nobody = {"called_at": "", "started_at": "", "counter": "", "staff": ""}
        lines = [row(), row(visit="v2", counter="2", staff="Zoë 窓口"), row(visit="v3", outcome="left", **nobody), "x"]
        log, limit, day = write(tmp_path, lines), None, date(2026, 11, 1)
    embedded = _gives(database(tmp_path), tmp_path, log, limit, day)
    name = server.new_database()
    served = _gives(Address.of(server.url(name)), tmp_path, log, limit, day)
    server.drop(name)
    assert embedded[0] == served[0]
    assert embedded[1] == served[1]
    assert embedded[2] == served[2]
