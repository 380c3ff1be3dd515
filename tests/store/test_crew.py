"""What shifts leave to each other outlives the night, a pulse names nobody, and reports tell both from closed days."""

from __future__ import annotations

from datetime import date
from typing import Any

from frontdesk.archive import Archive
from frontdesk.domain import commands as do
from frontdesk.domain import events as ev
from frontdesk.reports.crew import LeftNote
from frontdesk.store.rebuild import rebuild
from frontdesk.store.verify import verify
from tests.store.house import DAY, HOUR, NINE, House
from tests.store.test_read_tables import NOTHING

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def _note(house: House, text: str) -> do.Note:
    note = house.a.note(text)
    assert note is not None
    return note


def test_an_answer_to_how_the_shift_was_leaves_nothing_of_who_where_and_when(house: House) -> None:
    house.open("1")
    told = house.rows("event"), house.rows("note"), house.read_tables()
    house.later(HOUR)
    asked: dict[str, Any] = {"actor": "ana", "counter": "1", "request": "pulse 4 --staff ana"}
    answer = house.a.perform(do.TakePulse(**asked, key="k", score=4))
    assert (answer["state"], answer["counter"], answer["at"]) == ("taken", None, "2026-11-23T04:00:00+00:00")
    house.later(60)
    assert house.a.perform(do.TakePulse(actor="eva", counter="2", key="k", score=1)) == answer, "once, whoever asks"
    assert (house.rows("event"), house.rows("note"), house.read_tables()) == told
    assert house.rows("pulse") == [{"site": "main", "score": 4, "n": 1}]
    (kept,) = house.rows("command")
    assert "ana" not in str(kept).replace("main", "")
    assert (kept["at"], kept["stream"], kept["first_seq"]) == (NINE - 5 * HOUR, "", 0)
    house.a.perform(do.TakePulse(**asked, key="other", score=1))
    hashes = {row["request_hash"] for row in house.rows("command")}
    assert len(hashes) == 1, "nobody finds out by trying all five which of them gives the hash"


def test_answers_come_into_the_log_five_at_a_time_in_no_order(house: House) -> None:
    house.open("1")
    for score in (5, 1, 4):
        house.a.perform(do.TakePulse(actor="ana", counter="1", score=score))
        house.later(60)
    assert Archive(house.a).summary(MONDAY, MONDAY).crew.pulse_given
    house.later(DAY)
    house.terminal().perform(do.TakePulse(score=1))
    assert house.rows("pulse") == [{"site": "main", "score": score, "n": n} for score, n in ((1, 2), (4, 1), (5, 1))], (
        "over the night"
    )
    assert [row["kind"] for row in house.rows("event") if "Pulse" in row["kind"]] == []
    house.a.perform(do.TakePulse(actor="eva", counter="1", key="fifth", score=3))
    (event,) = [row for row in house.rows("event") if "Pulse" in row["kind"]]
    assert (event["kind"], event["stream"]) == ("PulsesGathered", "day/main/2026-11-24")
    assert (event["actor"], event["counter"], event["data"]) == ("", None, '{"scores":[1,1,3,4,5]}')
    assert [(row["stream"], row["first_seq"]) for row in house.rows("command")] == [("", 0)], "not which was the fifth"
    assert house.rows("pulse") == []
    archive = Archive(house.a)
    assert archive.summary(MONDAY, MONDAY).crew.pulse_given is False
    assert archive.summary(TUESDAY, TUESDAY).crew.pulse_n == 5
    house.later(DAY)
    house.a.roll_over()
    assert Archive(house.a).summary(MONDAY, TUESDAY).crew.pulse_mean == 2.8
    assert verify(house.a.store, read_tables=True) == []
    assert rebuild(house.a.store) == NOTHING


def test_what_older_versions_wrote_of_shifts_is_counted_still(house: House) -> None:
    house.open("1")
    with house.a.store.writing("main") as transaction:
        house.a._append(transaction, [ev.PulseTaken(2), ev.PulseTaken(4)], house.a.now())
    for score in (3, 3, 3, 3, 3):
        house.a.perform(do.TakePulse(score=score))
    found = Archive(house.a).summary(MONDAY, MONDAY).crew
    assert (found.pulse_n, found.pulse_mean) == (7, 3.0)
    assert verify(house.a.store, read_tables=True) == []


def test_a_note_is_read_the_next_day_with_its_words(house: House) -> None:
    house.open("1")
    house.a.perform(do.WriteShiftNote(actor="ana", counter="1", text=_note(house, "no paper [/x]")))
    house.a.perform(do.NoteAbuse(actor="ana", counter="1", text=_note(house, "he shouted")))
    house.later(DAY)
    house.open("2")
    other = house.terminal()
    other.catch_up()
    day = other.snapshot.day
    assert day is not None
    (note,) = day.shift_notes.values()
    (abuse,) = day.emergencies.values()
    assert (other.snapshot.text(note.text), other.snapshot.text(abuse.text)) == ("no paper [/x]", "he shouted")
    other.perform(do.ReadShiftNotes(actor="eva", counter="1"))
    house.a.catch_up()
    assert house.a.snapshot.day is not None
    assert house.a.snapshot.day.shift_notes == {}
    assert verify(house.a.store, read_tables=True) == []
    assert rebuild(house.a.store) == NOTHING


def test_reports_of_closed_days_tell_the_same_as_of_days_that_run(house: House) -> None:
    house.open("1")
    for score in (5, 4, 4, 3, 4):
        house.a.perform(do.TakePulse(score=score))
    house.a.perform(do.NoteAbuse(actor="ana", counter="1"))
    house.a.perform(do.WriteShiftNote(actor="ana", counter="1", text=_note(house, "no paper")))
    house.a.perform(do.ReadShiftNotes(actor="eva", counter="1"))
    running = Archive(house.a).summary(MONDAY, MONDAY).crew
    assert (running.pulse_n, running.pulse_mean, running.abuse) == (5, 4.0, 1)
    assert running.notes == (LeftNote("2026-11-23", NINE, "1", "ana", "no paper", NINE, "eva"),)
    house.later(DAY)
    house.a.perform(do.TakePulse(score=1))
    archive = Archive(house.a)
    assert archive.summary(MONDAY, MONDAY).crew == running, "from what was kept at the close"
    assert archive.summary(TUESDAY, TUESDAY).crew.pulse_n is None, "one answer is nobody's business"
    both = archive.summary(MONDAY, TUESDAY).crew
    told = (both.pulse_n, both.pulse_mean, both.abuse, both.notes)
    assert told == (5, 4.0, 1, running.notes), "the difference of two means would tell the sixth answer"
