"""What shifts leave to each other outlives the night, a pulse names nobody, and reports tell both from closed days."""

from __future__ import annotations

from datetime import date

from frontdesk.archive import Archive
from frontdesk.domain import commands as do
from frontdesk.reports.crew import LeftNote
from frontdesk.store.rebuild import rebuild
from frontdesk.store.verify import verify
from tests.store.house import DAY, NINE, House
from tests.store.test_read_tables import NOTHING

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def _note(house: House, text: str) -> do.Note:
    note = house.a.note(text)
    assert note is not None
    return note


def test_a_pulse_is_kept_without_the_person_and_the_counter(house: House) -> None:
    house.open("1")
    answer = house.a.perform(do.TakePulse(actor="ana", counter="1", key="k", request="pulse 4 --staff ana", score=4))
    assert (answer["state"], answer["counter"]) == ("taken", None)
    assert house.a.perform(do.TakePulse(actor="eva", counter="2", key="k", score=4)) == answer, "once, whoever asks"
    (pulse,) = [row for row in house.rows("event") if row["kind"] == "PulseTaken"]
    assert (pulse["actor"], pulse["counter"], pulse["data"]) == ("", None, '{"score":4}')
    (kept,) = house.rows("command")
    assert "ana" not in str(kept).replace("main", "")


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
    assert (both.pulse_n, both.pulse_mean, both.abuse, both.notes) == (6, 3.5, 1, running.notes)
