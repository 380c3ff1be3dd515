"""What a replay reads, the visit log writes back: any history, over midnight and the cut-off hour, to the second."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from frontdesk.archive import Archive
from frontdesk.replay import replay_recorded
from tests.replay.logs import a_house, comparable, database, row, the_desk, visits_of, write

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

IDS = st.sampled_from(["information", "loans", "=1+1", "crédito", "x y", 'say "hello"', "a,b", "[VIP] O'Neil"])
SPANS = st.one_of(st.just(0), st.integers(0, 90), st.integers(0, 40_000))
OUTCOMES = ("served", "no_show", "left", "removed", "unfinished")
ZONES = ("Asia/Jerusalem", "America/Santiago", "UTC")
# Around a change to summer time at midnight, where a day has no 00:00 at all.
BEGIN = int(datetime(2026, 9, 5, 20, 0, tzinfo=UTC).timestamp())


@st.composite
def _course(draw: DrawFn, at: int, n: int, counter: str) -> tuple[dict[str, str], int]:
    """A visit that is called to a counter at ``at`` or later; returns its row and when the counter is free again."""
    called = at + draw(SPANS)
    arrived = called - draw(SPANS)
    outcome = draw(st.sampled_from(OUTCOMES))
    was_called = outcome in ("served", "no_show") or draw(st.booleans())
    was_served = was_called and (outcome == "served" or draw(st.booleans()))
    started = called + draw(SPANS)
    ended = (started if was_served else called) + draw(SPANS)
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))

    def text(instant: int) -> str:
        return datetime.fromtimestamp(instant, zone).isoformat()

    fields = {
        "visit": f"{draw(IDS)}/{n}",
        "arrived_at": text(arrived),
        "segment": draw(IDS),
        "urgency": draw(IDS),
        "service": draw(IDS),
        "called_at": text(called) if was_called else "",
        "started_at": text(started) if was_served else "",
        "ended_at": text(ended),
        "outcome": outcome,
        "counter": counter if was_called else "",
        "staff": draw(st.one_of(IDS, st.just(""))) if was_called else "",
    }
    return fields, ended if was_called else at


@st.composite
def histories(draw: DrawFn) -> list[dict[str, str]]:
    """Some counters, each with one visit after the other, often at the same second."""
    rows: list[dict[str, str]] = []
    for counter in draw(st.lists(IDS, min_size=1, max_size=3, unique=True)):
        at = BEGIN
        for _ in range(draw(st.integers(0, 7))):
            fields, at = draw(_course(at, len(rows), counter))
            rows.append(fields)
    return rows


@settings(max_examples=150)
@given(rows=histories(), zone=st.sampled_from(ZONES), cutoff=st.sampled_from(("00:00", "04:00", "12:30")))
def test_any_history_comes_back_row_for_row(rows: list[dict[str, str]], zone: str, cutoff: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = write(folder, [row(**fields) for fields in rows])
        config, address = a_house(folder, zone=zone, cutoff=cutoff), database(folder)
        done = replay_recorded(path, address, config)
        assert (done.bad_rows, done.done) == ((), len(rows))
        written = visits_of(address, config)
        assert comparable(written) == comparable(path.read_text(encoding="utf-8"))
        desk = the_desk(address, config)
        counted = Archive(desk).summary(date(2026, 9, 1), date(2026, 9, 30)).visits
        desk.close()
        ends = [fields["outcome"] for fields in rows]
        assert counted.arrived == len(rows)
        assert [getattr(counted, outcome) for outcome in OUTCOMES] == [ends.count(outcome) for outcome in OUTCOMES]
        assert (counted.carried_in, counted.open) == (0, 0)

        # What was written back is a log itself, and tells the same again.
        again = folder / "again"
        again.mkdir()
        second = again / "log.csv"
        second.write_text(written, encoding="utf-8", newline="")
        assert replay_recorded(second, database(again), config).bad == 0
        assert comparable(visits_of(database(again), config)) == comparable(written)
