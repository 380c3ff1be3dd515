"""What is erased is nowhere any more, whoever has the database open; and every figure is what it was."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from frontdesk.archive import Archive
from frontdesk.domain import commands as do
from frontdesk.domain.policy import Role
from frontdesk.errors import Refused, StoreError, UsageError
from frontdesk.seen import Snapshot
from frontdesk.store import schema, wiping
from frontdesk.store.engine import Address
from frontdesk.store.migrations import create
from frontdesk.store.rebuild import rebuild
from frontdesk.store.verify import verify, verify_seal
from tests.postgres import Server
from tests.store.erased import found_anywhere, found_in_files
from tests.store.house import DAY, NINE, House

HERS = {
    "file": "Marta Quispe",
    "phone": "5550199",
    "corrected": "Marthe Quispe",
    "name": "Martita at the door",
    "undone": "Martuska at the door",
    "note": "her mother waits outside",
    "called": "she felt faint",
    "held": "fetches her papers",
    "in_file": "needs a ramp [/x] \u202e",
    "complained": "shouted at before everybody",
    "sought": "an apology in writing",
    "acted": "spoke with the colleague about her",
    "answered": "wrote her a letter",
    "cause": "he was tired of her",
    "correction": "she is served by another",
    "promised": "call her sister back",
    "moved": "her sister is away",
    "broken": "her sister moved house",
}
WORDS = [word.replace("\u202e", "") for word in HERS.values()]


def _note(house: House, text: str) -> do.Note:
    note = house.a.note(text)
    assert note is not None
    return note


def _others(house: House, n: int) -> None:
    """Many other people, whose rows lie among hers and are moved from page to page."""
    for one in range(n):
        came = house.check_in(f"Somebody {one} {'x' * (one * 37 % 300)}")
        house.a.perform(do.AddNote(visit=came["visit"], note=_note(house, f"note {one} {'y' * (one * 53 % 200)}")))


def _live_through(house: House) -> tuple[str, list[str]]:
    """Two days on which Marta came, complained and was promised something; her number and her visits."""
    house.open("1", "2")
    added = do.AddCustomer(full_name=HERS["corrected"], phone="1", key="added")
    marta = str(house.a.perform(added)["customer"])
    house.a.perform(do.ChangeCustomer(number=marta, full_name=HERS["file"], phone=HERS["phone"]))
    _others(house, 20)
    house.check_in(HERS["undone"], customer=marta, counter="2")
    house.a.perform(do.Undo(counter="2"))
    visit = str(house.check_in(HERS["name"], customer=marta, key="came")["visit"])
    house.a.perform(do.AddNote(visit=visit, note=_note(house, HERS["note"])))
    house.a.perform(do.Hold(visit=visit, until=None, reason=_note(house, HERS["held"])))
    house.a.perform(do.PutBack(visit=visit))
    house.a.perform(do.CallVisit(counter="1", visit=visit, reason=_note(house, HERS["called"])))
    house.a.perform(do.Start(counter="1"))
    _complain(house, visit)
    _promise(house, visit)
    house.later(300)
    house.a.perform(do.Finish(counter="1"))
    house.a.perform(do.NoteOnCustomer(number=marta, note=_note(house, HERS["in_file"])))
    _others(house, 20)
    house.later(DAY)
    second = str(house.check_in("Bob", customer=marta)["visit"])
    house.a.perform(do.CallVisit(counter="1", visit=second, reason=None))
    house.a.perform(do.Start(counter="1"))
    house.a.perform(do.Finish(counter="1"))
    _others(house, 20)
    house.later(DAY)
    house.a.roll_over()
    return marta, [visit, second]


def _complain(house: House, visit: str) -> None:
    said = do.OpenComplaint(
        cause="courtesy", text=_note(house, HERS["complained"]), remedy=_note(house, HERS["sought"]), visit=visit
    )
    number = house.a.perform(said)["complaint"]
    house.a.perform(do.ActOnComplaint(number=number, text=_note(house, HERS["acted"])))
    house.a.perform(do.ResolveComplaint(number=number, text=_note(house, HERS["answered"])))
    cause, correction = _note(house, HERS["cause"]), _note(house, HERS["correction"])
    house.a.perform(do.CloseComplaint(number=number, root_cause=cause, correction=correction))


def _promise(house: House, visit: str) -> None:
    told = do.MakePromise(text=_note(house, HERS["promised"]), due_day=date(2026, 11, 30), visit=visit)
    number = house.a.perform(told)["promise"]
    house.a.perform(do.MovePromise(number=number, due_day=date(2026, 12, 2), reason=_note(house, HERS["moved"])))
    house.a.perform(do.BreakPromise(number=number, reason=_note(house, HERS["broken"])))


def _known(snapshot: Snapshot) -> list[str]:
    return [word for word in WORDS if any(word in text for text in snapshot.texts.values())]


def test_nothing_of_an_erased_person_is_left_and_every_figure_is(house: House, tmp_path: Path) -> None:
    marta, visits = _live_through(house)
    other = house.terminal()
    other.catch_up()
    days = date(2026, 11, 23), date(2026, 11, 24)
    before, told = house.read_tables(), Archive(house.a).summary(*days)
    assert {word for _, word in found_anywhere(house, WORDS, tmp_path)} >= {*WORDS} - {HERS["corrected"]}

    answer = house.a.erase(do.EraseCustomer(number=marta, confirmed=True, key="e1"))
    assert {name: answer[name] for name in ("visits", "complaints", "promises", "notes", "customers")} == {
        "visits": 2,
        "complaints": 1,
        "promises": 1,
        "notes": 1,
        "customers": 1,
    }
    assert answer["texts"] == len(HERS.keys() - {"file", "phone", "corrected", "in_file"}) + len(["Bob"])
    assert found_anywhere(house, WORDS, tmp_path) == []
    assert house.a.erase(do.EraseCustomer(number=marta, confirmed=True, key="e1")) == answer
    assert house.a.erase(do.EraseCustomer(number=marta, confirmed=True))["texts"] == 0

    assert house.read_tables() == before
    now = Archive(house.a).summary(*days)
    assert (now.repeats, now.visits, now.service_level) == (told.repeats, told.visits, told.service_level)
    assert now.repeats.total.again == 1
    assert verify(house.a.store, read_tables=True) == []
    assert not any(rebuild(house.a.store).values())
    seal = next(row["seal"] for row in before["day"] if row["day"] == "2026-11-23")
    assert verify_seal(house.a.store, "main", "2026-11-23", seal) == []

    assert Archive(house.a).customer_file(marta) is None
    assert Archive(house.a).names(Archive(house.a).visit_rows(*days)[0]).keys().isdisjoint(visits)
    assert len([row for row in house.rows("note") if row["text"].startswith("Somebody")]) == 60
    with pytest.raises(Refused, match="customer_erased"):
        house.a.perform(do.AddCustomer(full_name="Ann", number=marta))
    assert house.a.perform(do.AddCustomer(full_name="Ann"))["customer"] != marta
    other.catch_up()
    assert not _known(other.snapshot)


def test_what_was_taken_back_and_what_they_did_to_us_is_erased_too(house: House, tmp_path: Path) -> None:
    house.open("1")
    marta = str(house.a.perform(do.AddCustomer(full_name="Marta Quispe"))["customer"])
    other = str(house.a.perform(do.AddCustomer(full_name="Marthe Quispe", phone="5550199", key="other"))["customer"])
    by_phone = do.OpenComplaint(
        cause="courtesy", text=_note(house, "said by phone"), remedy=_note(house, "sought by phone"), customer=other
    )
    house.a.perform(do.UndoComplaintStep(number=house.a.perform(by_phone)["complaint"]))
    house.a.perform(do.MergeCustomers(number=marta, other=other))
    visit = str(house.check_in(customer=marta)["visit"])
    told = do.MakePromise(text=_note(house, "promised and not"), due_day=date(2026, 11, 30), visit=visit, counter="1")
    house.a.perform(told)
    house.a.perform(do.Undo(counter="1"))
    house.a.perform(do.NoteAbuse(text=_note(house, "she threw a chair"), visit=visit, key="abuse"))
    noted = do.OpenComplaint(cause="courtesy", text=_note(house, "in a letter"), customer=marta, key="complained")
    number = house.a.perform(noted)["complaint"]
    house.a.perform(do.NoteOnComplaint(number=number, text=_note(house, "noted of her"), key="noted"))
    somebody = do.OpenComplaint(cause="courtesy", text=_note(house, "of somebody else"), key="else")
    house.a.perform(do.UndoComplaintStep(number=house.a.perform(somebody)["complaint"]))
    house.a.perform(do.NoteAbuse(text=_note(house, "by somebody else")))

    house.a.erase(do.EraseCustomer(number=marta, confirmed=True))
    hers = [
        "Quispe",
        "5550199",
        "said by phone",
        "sought by phone",
        "promised and not",
        "she threw a chair",
        "in a letter",
        "noted of her",
    ]
    assert found_anywhere(house, hers, tmp_path) == []
    assert {row["text"] for row in house.rows("note")} == {"of somebody else", "by somebody else"}
    hashes = {row["key"]: row["request_hash"] for row in house.rows("command")}
    assert [hashes.pop(key) for key in ("other", "abuse", "complained", "noted")] == [""] * 4
    assert "" not in hashes.values()
    assert verify(house.a.store, read_tables=True) == []


def test_what_was_taken_back_on_an_old_day_goes_with_it(house: House, tmp_path: Path) -> None:
    house.open("1")
    for day in ("of Monday", "of Tuesday"):
        said = do.OpenComplaint(cause="courtesy", text=_note(house, f"said {day}"))
        house.a.perform(do.UndoComplaintStep(number=house.a.perform(said)["complaint"]))
        promised = do.MakePromise(text=_note(house, f"promised {day}"), due_day=date(2026, 11, 30))
        house.a.perform(do.UndoPromiseStep(number=house.a.perform(promised)["promise"]))
        house.later(DAY)
    answer = house.a.erase(do.ErasePersonal(before=date(2026, 11, 24), confirmed=True))
    assert answer["matter_texts"] == 2
    assert found_anywhere(house, ["of Monday"], tmp_path) == []
    assert {row["text"] for row in house.rows("note")} == {"said of Tuesday", "promised of Tuesday"}


def test_who_is_here_while_being_erased_is_served_without_a_name(house: House, tmp_path: Path) -> None:
    house.open("1")
    marta = str(house.a.perform(do.AddCustomer(full_name=HERS["file"]))["customer"])
    house.check_in(HERS["file"], customer=marta)
    other = house.terminal()
    other.catch_up()
    assert _known(other.snapshot) == [HERS["file"]]
    house.a.erase(do.EraseCustomer(number=marta, confirmed=True))
    other.catch_up()
    for desk in (house.a, other):
        assert desk.snapshot.day is not None
        assert _known(desk.snapshot) == []
    house.serve()
    house.later(DAY)
    house.check_in()
    assert found_anywhere(house, WORDS, tmp_path) == []
    assert verify(house.a.store, read_tables=True) == []


def test_a_number_whose_person_was_erased_brings_no_name_back(house: House, tmp_path: Path) -> None:
    """As from a screen on which the customer was found before another terminal erased the file."""
    house.open("1")
    for number in ("R2", "R3", "R4"):
        house.a.perform(do.AddCustomer(full_name=HERS["file"], number=number, key=number))
    house.a.perform(do.MergeCustomers(number="R2", other="R3"))
    merged = house.check_in("of a merged number", customer="R3")
    assert {row["customer"] for row in house.rows("visit")} == {"R2"}
    house.a.perform(do.MarkLeft(visit=merged["visit"]))
    other = house.terminal()
    other.catch_up()
    house.a.erase(do.EraseCustomer(number="R2", confirmed=True))

    events = len(house.rows("event"))
    said = other.note(HERS["complained"])
    assert said is not None
    for number in ("R2", "R3"):
        for command in (
            do.CheckIn(services=("information",), name=other.note(HERS["name"]), customer=number),
            do.CheckIn(services=("information",), customer=number),
            do.OpenComplaint(cause="courtesy", text=said, customer=number),
        ):
            with pytest.raises(Refused, match="customer_erased"):
                other.perform(command)
    assert len(house.rows("event")) == events
    assert found_anywhere(house, [HERS["name"], HERS["complained"]], tmp_path) == []
    assert house.check_in(customer="R4")["number"] != house.check_in(customer="never seen here")["number"]
    assert {row["customer"] for row in house.rows("visit")} == {"R2", "R4", "never seen here"}
    assert verify(house.a.store, read_tables=True) == []


def test_an_erasure_is_confirmed_by_who_may(house: House) -> None:
    marta = str(house.a.perform(do.AddCustomer(full_name=HERS["file"]))["customer"])
    house.a.perform(do.AddCustomer(full_name="Ann", number="C-9"))
    house.a.perform(do.MergeCustomers(number=marta, other="C-9"))
    for command, code in (
        (do.EraseCustomer(number=marta), "not_confirmed"),
        (do.EraseCustomer(number=marta, confirmed=True, role=Role.LEAD), "not_allowed"),
        (do.EraseCustomer(number="nobody", confirmed=True), "unknown_customer"),
        (do.EraseCustomer(number="C-9", confirmed=True), "customer_merged"),
        (do.ErasePersonal(before=date(2026, 11, 23)), "not_confirmed"),
        (do.ErasePersonal(before=date(2026, 11, 23), confirmed=True, role=Role.LEAD), "not_allowed"),
    ):
        with pytest.raises(Refused, match=code):
            house.a.erase(command)
    with pytest.raises(UsageError, match="still to come"):
        house.a.erase(do.ErasePersonal(before=date(2026, 11, 24), confirmed=True))
    assert [row["name"] for row in house.rows("customer")] == [HERS["file"]]


def test_rows_that_are_gone_leave_bytes_which_the_next_time_wipes(sqlite_address: Address, tmp_path: Path) -> None:
    """As when the program ends between the two."""
    house = House(sqlite_address)
    marta, _visits = _live_through(house)
    house.a.perform(do.EraseCustomer(number=marta, confirmed=True))
    assert sqlite_address.path is not None
    assert found_in_files(sqlite_address.path, WORDS), "the write-ahead log has them still"
    house.a.erase(do.EraseCustomer(number=marta, confirmed=True))
    assert found_anywhere(house, WORDS, tmp_path) == []
    house.close()


_READER = """
import sys
from frontdesk.clock import FixedClock
from frontdesk.config import Configuration
from frontdesk.desk import Desk
from frontdesk.store.database import Store
from frontdesk.store.engine import Address
from frontdesk.store.migrations import create
config = Configuration.model_validate({{"site": {{"zone": "UTC", "cutoff": "04:00"}}}})
desk = Desk(Store(Address.of({path!r})), config, FixedClock({now}))
desk.catch_up()
{then}
"""


def _process(house: House, then: str) -> subprocess.Popen[str]:
    code = _READER.format(path=str(house.address.path), now=house.clock.at, then=then)
    running = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    assert running.stdout.readline() == "ready\n"
    return running


def test_another_process_that_has_the_database_open_keeps_nothing_of_it(
    sqlite_address: Address, tmp_path: Path
) -> None:
    house = House(sqlite_address)
    marta, _visits = _live_through(house)
    house.check_in(HERS["name"], customer=marta)
    then = (
        "print('ready', flush=True); input(); desk.catch_up()\n"
        "print(any('Martita' in text for text in desk.snapshot.texts.values()), len(desk.snapshot.day.visits))"
    )
    running = _process(house, then)
    house.a.erase(do.EraseCustomer(number=marta, confirmed=True))
    assert found_anywhere(house, WORDS, tmp_path) == []
    assert running.communicate("go on\n", timeout=60)[0] == "False 61\n"
    assert running.returncode == 0
    house.close()
    assert sqlite_address.path is not None
    assert found_in_files(sqlite_address.path, WORDS) == []


def test_who_reads_an_older_state_is_waited_for_and_named(
    sqlite_address: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiping, "PATIENCE_S", 0.2)
    house = House(sqlite_address)
    marta, _visits = _live_through(house)
    then = (
        "with desk.store.reading() as connection:\n"
        "    connection.exec_driver_sql('SELECT count(*) FROM note').all()\n"
        "    print('ready', flush=True); input()\n"
    )
    running = _process(house, then)
    with pytest.raises(StoreError, match=r"traces .*desk.db: Somebody has been reading it") as error:
        house.a.erase(do.EraseCustomer(number=marta, confirmed=True))
    assert "say the same again" in str(error.value.remedy)
    running.communicate("go on\n", timeout=60)
    house.a.erase(do.EraseCustomer(number=marta, confirmed=True))
    assert found_anywhere(house, WORDS, tmp_path) == []
    house.close()


def test_every_table_of_personal_data_is_wiped() -> None:
    """One that is added says so in its comment, as these do; notes are known by their salt."""
    personal = {
        table.name
        for table in schema.metadata.tables.values()
        if (table.comment or "").startswith("personal data") or "salt" in table.columns
    }
    assert personal == {table.name for table in wiping.PERSONAL}


def test_the_pages_of_a_server_hold_nothing_of_an_erased_person(server: Server) -> None:
    # A database of its own: what the server noted on its own of rows of other tests stays in its statistics.
    database = server.new_database()
    address = Address.of(server.url(database))
    create(address)
    house = House(address)
    marta, _visits = _live_through(house)
    house.a.erase(do.EraseCustomer(number=marta, confirmed=True))
    house.close()
    server.say("CHECKPOINT", database)
    folder = Path(server.say("SHOW data_directory")[0][0])
    kept = server.say(
        "SELECT pg_relation_filepath(c.oid) FROM pg_class c WHERE c.relkind IN ('r', 'i', 't') "
        "AND pg_relation_filepath(c.oid) IS NOT NULL",
        database,
    )
    found = [
        (path, word)
        for (path,) in kept
        if (folder / path).exists()
        for word in WORDS
        if word.encode() in (folder / path).read_bytes()
    ]
    assert found == []


# What is over


def _at(house: House, day: int) -> None:
    house.clock.at = NINE + (day - 23) * DAY
    house.a.roll_over()


def _three_days(house: House) -> dict[str, str]:
    """What stands on Wednesday of people and matters that are over, and of those that are not."""
    house.open("1")
    number = {}
    for name in ("gone", "here", "open", "late"):
        number[name] = str(house.a.perform(do.AddCustomer(full_name=f"File of {name}"))["customer"])
    for name in ("gone", "late"):
        came = house.check_in(f"Name of {name}", customer=number[name])
        house.a.perform(do.AddNote(visit=came["visit"], note=_note(house, f"Note on {name}")))
        number[f"promise to {name}"] = _told(house, f"Promise to {name}", came["visit"])
        house.serve()
    house.a.perform(do.KeepPromise(number=number["promise to gone"]))
    left = house.check_in("Name of who left")
    house.a.perform(do.MarkLeft(visit=left["visit"], reason=_note(house, "Reason to leave")))
    house.check_in("Name of who stays", customer=number["open"])
    house.a.perform(do.NoteOnCustomer(number=number["open"], note=_note(house, "File note of Monday")))
    house.a.perform(do.PostNotice(text=_note(house, "Notice that stands")))
    gone = house.a.perform(do.PostNotice(text=_note(house, "Notice that is gone")))["notice"]
    house.a.perform(do.WithdrawNotice(notice=gone))
    _at(house, 24)
    house.check_in("Name of Tuesday", customer=number["here"])
    house.a.perform(do.NoteOnCustomer(number=number["here"], note=_note(house, "Note in the file of here")))
    _at(house, 25)
    return number


def _told(house: House, text: str, visit: str) -> str:
    told = do.MakePromise(text=_note(house, text), due_day=date(2026, 11, 30), visit=visit)
    return str(house.a.perform(told)["promise"])


def test_what_is_personal_of_old_days_goes_and_what_is_not_over_stays(house: House, tmp_path: Path) -> None:
    number = _three_days(house)
    other = house.terminal()
    other.catch_up()
    days = date(2026, 11, 23), date(2026, 11, 25)
    before, told = house.read_tables(), Archive(house.a).summary(*days)

    answer = house.a.erase(do.ErasePersonal(before=date(2026, 11, 24), confirmed=True, key="e1"))
    kinds = ("names", "visit_notes", "reasons", "matter_texts", "customers", "customer_notes")
    assert {name: answer[name] for name in kinds} == {
        "names": 3,
        "visit_notes": 2,
        "reasons": 2,
        "matter_texts": 1,
        "customers": 1,
        "customer_notes": 1,
    }
    gone = [
        "note of Monday",
        "of gone",
        "Name of late",
        "Note on",
        "Promise to gone",
        "who left",
        "Reason to leave",
        "Notice that is gone",
    ]
    assert found_anywhere(house, gone, tmp_path) == []
    stays = {row["text"] for row in house.rows("note")}
    assert stays == {"Name of who stays", "Notice that stands", "Name of Tuesday", "Promise to late"}
    assert [row["name"] for row in house.rows("customer")] == ["File of here", "File of open", "File of late"]
    assert [row["text"] for row in house.rows("customer_note")] == ["Note in the file of here"]
    assert house.a.erase(do.ErasePersonal(before=date(2026, 11, 24), confirmed=True, key="e1")) == answer
    again = house.a.erase(do.ErasePersonal(before=date(2026, 11, 24), confirmed=True))
    assert [again[name] for name in kinds] == [0] * len(kinds)

    assert house.read_tables() == before
    now = Archive(house.a).summary(*days)
    assert (now.visits, now.service_level, now.repeats) == (told.visits, told.service_level, told.repeats)
    assert (told.departures.by_reason, now.departures.by_reason) == ({"Reason to leave": 1}, {"…": 1})
    assert now.departures.no_reason == told.departures.no_reason == 0
    assert verify(house.a.store, read_tables=True) == []
    assert not any(rebuild(house.a.store).values())
    other.catch_up()
    for desk in (house.a, other):
        assert "Name of who stays" in desk.snapshot.texts.values()
    file = Archive(house.a).customer_file(number["late"])
    assert file is not None
    assert [one.text for one in file.promises] == ["Promise to late"]


def test_customers_who_came_since_keep_their_files(house: House) -> None:
    number = _three_days(house)
    house.a.perform(do.KeepPromise(number=number["promise to late"]))
    _at(house, 27)
    house.a.erase(do.ErasePersonal(before=date(2026, 11, 26), confirmed=True))
    names = [row["name"] for row in house.rows("customer")]
    assert names == ["File of here", "File of open"], "both are here still"
    assert house.rows("customer_note") == [], "what was written in their files has grown old"
    assert {row["text"] for row in house.rows("note")} == {
        "Name of who stays",
        "Name of Tuesday",
        "Notice that stands",
    }
    assert verify(house.a.store, read_tables=True) == []
