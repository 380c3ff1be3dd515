"""Customer files are kept, found and drawn numbers the same by both engines."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from frontdesk import customer_files, erasing
from frontdesk.archive import Archive
from frontdesk.clientele import Clientele
from frontdesk.customer_files import candidates
from frontdesk.domain import commands as do
from frontdesk.domain.customers import Customer, KnownBefore
from frontdesk.domain.policy import Role
from frontdesk.errors import Refused, UsageError
from frontdesk.store import schema
from frontdesk.store.rebuild import rebuild
from frontdesk.store.verify import verify
from tests.store.house import DAY, House
from tests.store.turmoil import turmoil


def _add(house: House, name: str, **more: Any) -> str:
    return str(house.a.perform(do.AddCustomer(full_name=name, **more))["customer"])


def _text(house: House, text: str) -> do.Note:
    note = house.a.note(text)
    assert note is not None
    return note


def _found(house: House, sought: str, most: int = 10) -> list[str]:
    return [one.name for one in Archive(house.a).customers(sought, most)]


def test_a_customer_is_found_by_any_part_of_what_is_known(house: House) -> None:
    _add(house, "Zoë  Ångström", phone="+46 (0)8 123 45")
    _add(house, "Ana Gómez", number="4711", segment="gold")
    _add(house, "50 % off_Ltd")
    assert _found(house, "zoe ang") == _found(house, "ÅNG") == _found(house, "812345") == ["Zoë Ångström"]
    assert _found(house, "4711") == ["Ana Gómez"]
    assert _found(house, "471") == _found(house, "ana 711") == ["Ana Gómez"], "and by a part of the house's number"
    assert _found(house, "0001") == ["Zoë Ångström"]
    assert _found(house, "C-") == [], "every number that is drawn begins with this letter"
    assert _found(house, "%") == _found(house, "f_l") == ["50 % off_Ltd"]
    assert _found(house, "") == _found(house, "  ") == []
    assert _found(house, "o", most=2) == ["50 % off_Ltd", "Ana Gómez"]


def test_a_page_that_was_pasted_is_nobodys_name(house: House) -> None:
    _add(house, "Ana")
    assert _found(house, "a" * 60_000) == []
    assert candidates(house.a.store, "a" * 60_000, 5) == []


def test_several_words_find_in_any_order_and_a_telephone_however_it_is_spaced(house: House) -> None:
    _add(house, "Marta Gómez Ruiz", phone="600 123 456")
    _add(house, "Gómez Pérez, Ana", phone="600 999 456")
    _add(house, "Omar Gil")
    assert _found(house, "gomez marta") == _found(house, "ruiz mar go") == ["Marta Gómez Ruiz"]
    assert _found(house, "ana 999") == ["Gómez Pérez, Ana"], "a part of the name, and a part of the telephone"
    assert _found(house, "600-123") == _found(house, "600 1 23") == ["Marta Gómez Ruiz"]
    assert _found(house, "456 600") == [], "a telephone number is one word"
    assert _found(house, "mar") == ["Marta Gómez Ruiz", "Omar Gil"], "whose names begin with it come first"
    assert _found(house, "gomez martha") == []


def test_candidates_come_with_how_often_they_were_here(house: House) -> None:
    house.open("1")
    known, stranger = _add(house, "Ana Gómez"), _add(house, "Ana Gil")
    for _n in range(2):
        house.check_in(customer=known)
    house.a.perform(do.Remove(visit=house.check_in(customer=known)["visit"]))
    found = candidates(house.a.store, "ana", 5)
    assert [(one.customer.id, one.visits) for one in found] == [(stranger, 0), (known, 2)], "no mistaken check-in"


def test_numbers_are_drawn_after_the_highest_one(house: House) -> None:
    assert [_add(house, "a"), _add(house, "b", number="C-00041"), _add(house, "c", number="C-x")] == [
        "C-00001",
        "C-00041",
        "C-x",
    ]
    assert _add(house, "d") == "C-00042"
    with pytest.raises(Refused, match="customer_exists"):
        _add(house, "e", number="C-x")
    assert [row["id"] for row in house.rows("customer")] == ["C-00001", "C-00041", "C-00042", "C-x"]


def test_the_visits_of_a_customer_are_told_the_newest_first(house: House) -> None:
    house.open("1")
    number = _add(house, "Ana")
    for service in ("information", "incidents"):
        house.check_in(service=service, customer=number)
        house.serve()
    house.check_in()
    found = Archive(house.a).visits_of_customer(number)
    assert [one.service for one in found] == ["incidents", "information"]


def test_a_check_in_can_open_the_file_of_whoever_comes(house: House) -> None:
    answer = house.check_in("  Marta   Gómez ", segment="gold", open_file=True)
    assert answer["customer"] == "C-00001"
    assert Archive(house.a).customer("C-00001") == Customer(
        "C-00001", "Marta Gómez", None, None, "gold", house.clock.at, segment_source="typed"
    )
    assert [one.number for one in Archive(house.a).visits_of_customer("C-00001")] == [answer["number"]]
    with pytest.raises(UsageError, match="for a name"):
        house.check_in(open_file=True)
    with pytest.raises(UsageError, match="has a file"):
        house.check_in("Ana", customer="C-00001", open_file=True)
    assert len(house.rows("customer")) == 1


def test_a_check_in_that_is_refused_opens_no_file(house: House) -> None:
    house.a.perform(do.StopIntake(service="information", actor="ana"))
    with pytest.raises(Refused, match="intake_stopped"):
        house.check_in("Marta Gómez", open_file=True)
    assert house.rows("customer") == []


def test_a_visit_is_tied_to_a_customer_who_is_known(house: House) -> None:
    visit = house.check_in()["visit"]
    with pytest.raises(Refused, match="unknown_customer"):
        house.a.perform(do.TieCustomer(customer="C-9", visit=visit, actor="ana"))
    number = _add(house, "Ana")
    answer = house.a.perform(do.TieCustomer(customer=number, visit=visit, actor="ana"))
    assert (answer["visit"], answer["customer"]) == (visit, number)
    assert [one.id for one in Archive(house.a).visits_of_customer(number)] == [visit]
    assert "Ana" not in str(house.rows("event"))
    told = house.read_tables()
    assert rebuild(house.a.store) == dict.fromkeys((table.name for table in schema.READ_TABLES), 0)
    assert house.read_tables() == told
    assert verify(house.a.store, read_tables=True) == []


def test_a_file_has_all_that_was_between_a_customer_and_the_house(house: House) -> None:
    house.open("1")
    ana = _add(house, "Ana")
    first = house.check_in("Ana M.", customer=ana)
    said = do.OpenComplaint(cause="courtesy", text=_text(house, "nobody greeted me"), visit=first["visit"])
    complaint = house.a.perform(said)["complaint"]
    told = do.MakePromise(text=_text(house, "call back"), due_day=date(2026, 11, 30), visit=first["visit"])
    promise = house.a.perform(told)["promise"]
    house.a.perform(do.MovePromise(number=promise, due_day=date(2026, 12, 1), reason=_text(house, "a holiday")))
    house.serve()
    house.later(60)
    second = house.check_in(customer=ana)
    for text in ("needs a ramp", "speaks slowly"):
        house.a.perform(do.NoteOnCustomer(number=ana, note=_text(house, text), actor="ana"))
        house.later(1)
    house.check_in("Bob")

    file = Archive(house.a).customer_file(ana)
    assert file is not None
    assert file.customer.name == "Ana"
    assert [one.id for one in file.visits] == [second["visit"], first["visit"]]
    assert [(one.row.record.number, one.text) for one in file.complaints] == [(complaint, "nobody greeted me")]
    assert [(one.record.number, one.text, one.reasons_to_move) for one in file.promises] == [
        (promise, "call back", ("a holiday",))
    ]
    assert [(one.text, one.actor) for one in file.notes] == [("speaks slowly", "ana"), ("needs a ramp", "ana")]
    assert [(one.visit, one.kind, one.text) for one in file.said] == [(first["visit"], "name", "Ana M.")]
    assert Archive(house.a).customer_file("nobody") is None
    with pytest.raises(Refused, match="unknown_customer"):
        house.a.perform(do.NoteOnCustomer(number="nobody", note=_text(house, "x")))


def _come(house: House, customer: str, service: str = "information") -> str:
    came = house.check_in(service=service, customer=customer)
    house.serve()
    return str(came["visit"])


def _repeats(house: House, day: int) -> tuple[int, int]:
    found = Archive(house.a).summary(date(2026, 11, day), date(2026, 11, day)).repeats.total
    return found.known, found.again


def test_two_files_of_one_person_become_one_in_every_table(house: House) -> None:
    house.open("1")
    kept, other = _add(house, "Ana Ruiz", phone="555 1"), _add(house, "Ana Ruíz M.", phone="555 2", segment="gold")
    visits = [_come(house, kept)]
    house.later(DAY)
    visits.append(_come(house, other))
    house.a.perform(do.MakePromise(text=_text(house, "call back"), due_day=date(2026, 11, 30), visit=visits[1]))
    house.a.perform(do.OpenComplaint(cause="courtesy", text=_text(house, "rude"), visit=visits[1]))
    house.a.perform(do.OpenComplaint(cause="courtesy", text=_text(house, "by telephone"), customer=other))
    house.a.perform(do.NoteOnCustomer(number=other, note=_text(house, "needs a ramp")))
    stays = house.check_in(customer=other)["visit"]
    house.later(DAY)
    house.a.roll_over()
    assert _repeats(house, 24) == (2, 1), "the one who stayed had been served as the same customer"

    answer = house.a.perform(do.MergeCustomers(number=kept, other=other, key="m1"))
    assert {name: answer[name] for name in ("visits", "complaints", "promises", "notes")} == {
        "visits": 2,
        "complaints": 2,
        "promises": 1,
        "notes": 1,
    }
    assert house.a.perform(do.MergeCustomers(number=kept, other=other, key="m1")) == answer, "once is enough"
    for table in ("visit", "carried"):
        assert {row["customer"] for row in house.rows(table)} == {kept}, table
    named = [row["customer"] for row in house.rows("complaint")]
    assert sorted(named, key=str) == [kept, None], "whose the other one is follows from its visit"
    file = Archive(house.a).customer_file(other)
    assert file is not None
    assert (file.customer.id, file.customer.phone, file.customer.segment) == (kept, "555 1", "gold")
    assert (len(file.visits), len(file.complaints), len(file.promises), file.former) == (3, 2, 1, (other,))
    assert sorted(one.text for one in file.notes) == ["C-00002: Ana Ruíz M., 555 2", "needs a ramp"]
    assert file.known_before == (KnownBefore(other, "Ana Ruíz M.", "555 2", kept),)
    assert [one.id for one in Archive(house.a).customers(other, 5)] == [kept]

    assert _repeats(house, 24) == (2, 2), "who had been served the day before came again: a closed day tells it too"
    assert verify(house.a.store, read_tables=True) == []
    assert not any(rebuild(house.a.store).values())

    # The visit that was open knows the old number; what comes of it is the kept one's all the same.
    house.a.perform(do.MakePromise(text=_text(house, "write"), due_day=date(2026, 11, 30), visit=stays))
    house.serve()
    assert {row["customer"] for row in house.rows("visit")} == {kept}
    assert {one.record.customer for one in Archive(house.a).promises()} == {kept}
    assert verify(house.a.store, read_tables=True) == []


def test_a_file_that_took_in_another_can_be_merged_itself(house: House) -> None:
    first, second, third = (_add(house, name) for name in ("Ana", "Ana", "Ana"))
    visit = house.check_in(customer=first)["visit"]
    house.a.perform(do.MergeCustomers(number=second, other=first))
    house.a.perform(do.MergeCustomers(number=third, other=second))
    file = Archive(house.a).customer_file(first)
    assert file is not None
    assert (file.customer.id, [one.id for one in file.visits], file.former) == (third, [visit], (first, second))
    assert file.notes == (), "both said the same"
    assert verify(house.a.store, read_tables=True) == []
    assert _add(house, "Bob") == "C-00004"


@pytest.mark.parametrize(
    ("kept", "other", "code"),
    [
        ("C-00001", "C-00001", "same_customer"),
        ("C-00001", "C-9", "unknown_customer"),
        ("C-9", "C-00001", "unknown_customer"),
        ("C-00001", "C-00002", "customer_merged"),
        ("C-00002", "C-00003", "customer_merged"),
    ],
)
def test_files_that_cannot_be_merged_are_refused(house: House, kept: str, other: str, code: str) -> None:
    for name in ("Ana", "Ana", "Bob"):
        _add(house, name)
    house.a.perform(do.MergeCustomers(number="C-00001", other="C-00002"))
    before = house.rows("customer"), house.rows("former_customer")
    with pytest.raises(Refused, match=code):
        house.a.perform(do.MergeCustomers(number=kept, other=other))
    with pytest.raises(Refused, match="not_allowed"):
        house.a.perform(do.MergeCustomers(number="C-00001", other="C-00003", role=Role.RECEPTIONIST))
    with pytest.raises(Refused, match="customer_exists"):
        _add(house, "Cid", number="C-00002")
    assert (house.rows("customer"), house.rows("former_customer")) == before


def test_what_is_known_of_a_customer_is_corrected(house: House) -> None:
    ana = _add(house, "Ana", phone="555 1", segment="gold", language="es")
    house.a.perform(do.ChangeCustomer(number=ana, full_name="  Ana   María "))
    house.a.perform(do.ChangeCustomer(number=ana, phone="", language="en"))
    file = Archive(house.a).customer(ana)
    assert file is not None
    assert (file.name, file.phone, file.segment, file.language) == ("Ana María", None, "gold", "en")
    assert _found(house, "555") == []
    assert _found(house, "maria") == ["Ana María"]
    wrong_ones: tuple[dict[str, Any], ...] = ({"full_name": " "}, {"segment": "golden"}, {"language": "fr"})
    for wrong in wrong_ones:
        with pytest.raises(UsageError):
            house.a.perform(do.ChangeCustomer(number=ana, **wrong))
    assert Archive(house.a).customer(ana) == file


def test_every_command_about_a_file_and_every_erasure_is_carried_out() -> None:
    assert set(customer_files._ACTS) == set(do.CustomerCommand.__subclasses__())
    assert set(erasing._ACTS) == set(do.Erasure.__subclasses__())


def test_after_days_of_turmoil_files_are_merged_and_erased_and_the_log_tells_the_same(house: House) -> None:
    turmoil(house, seed=12, steps=400)
    for number in ("C1", "C2", "C3"):
        _add(house, f"Name of {number}", number=number)
    closed = [row["day"] for row in house.rows("day") if row["closed_at"] is not None]
    assert len(closed) > 1
    met = [row for row in house.rows("visit") if row["customer"] == "C2"]
    house.a.perform(do.MergeCustomers(number="C1", other="C2"))
    assert met
    assert {row["customer"] for row in house.rows("visit")} == {"C1", "C3", None}
    merged = house.read_tables()
    house.a.erase(do.EraseCustomer(number="C3", confirmed=True))
    today = house.a.policy.business_day(house.clock.at)
    house.a.erase(do.ErasePersonal(before=today, confirmed=True))
    assert house.read_tables() == merged
    assert verify(house.a.store, read_tables=True) == []
    assert not any(rebuild(house.a.store).values())
    turmoil(house, seed=12, steps=100)
    assert {row["customer"] for row in house.rows("visit")} == {"C1", "C3", None}
    assert verify(house.a.store, read_tables=True) == []


def test_a_visit_that_was_tied_goes_with_the_file_that_is_merged(house: House) -> None:
    house.open("1")
    kept, other = _add(house, "Ana"), _add(house, "Ana G.")
    visit = house.check_in()["visit"]
    house.a.perform(do.TieCustomer(customer=other, visit=visit, actor="ana"))
    house.a.perform(do.MergeCustomers(number=kept, other=other))
    assert [one.id for one in Archive(house.a).visits_of_customer(kept)] == [visit]
    assert [(one.customer.id, one.visits) for one in candidates(house.a.store, other, 5)] == [(kept, 1)]
    second = house.check_in()["visit"]
    assert house.a.perform(do.TieCustomer(customer=other, visit=second, actor="ana"))["customer"] == kept
    told = house.read_tables()
    assert rebuild(house.a.store) == dict.fromkeys((table.name for table in schema.READ_TABLES), 0)
    assert house.read_tables() == told
    assert verify(house.a.store, read_tables=True) == []


def test_what_was_noted_before_it_was_known_who_it_is_stands_in_the_file(house: House) -> None:
    house.open("1")
    visit = str(house.check_in()["visit"])
    told = do.MakePromise(text=_text(house, "call back"), due_day=date(2026, 11, 30), visit=visit)
    house.a.perform(told)
    house.a.perform(do.OpenComplaint(cause="courtesy", text=_text(house, "shouted at"), visit=visit))
    ana = _add(house, "Ana")
    house.a.perform(do.TieCustomer(customer=ana, visit=visit))
    house.a.perform(do.MarkLeft(visit=visit))
    file = Archive(house.a).customer_file(ana)
    assert file is not None
    assert [one.text for one in file.promises] == ["call back"]
    assert [(one.text, one.row.record.customer) for one in file.complaints] == [("shouted at", ana)]
    house.later(8 * DAY)
    assert [(one.complaints, one.promises) for one in (Clientele(house.a).lost(1)[0].open,)] == [(1, 1)]
    house.a.perform(do.OpenComplaint(cause="courtesy", customer=ana))
    assert Archive(house.a).summary(date(2026, 12, 1), date(2026, 12, 1)).complaints.repeats == 1
    house.a.erase(do.ErasePersonal(before=date(2026, 11, 30), confirmed=True))
    assert [row["id"] for row in house.rows("customer")] == [ana]
    assert verify(house.a.store, read_tables=True) == []


def test_who_complains_by_telephone_is_not_who_stands_at_the_counter(house: House) -> None:
    house.open("1")
    by_phone, here = _add(house, "Ana"), _add(house, "Bob")
    house.check_in(customer=here)
    house.a.perform(do.CallNext(counter="1"))
    said = _text(house, "by telephone")
    told = do.OpenComplaint(cause="courtesy", text=said, customer=by_phone, segment="vip", counter="1")
    assert house.a.perform(told)["visit"] is None
    (row,) = house.rows("complaint")
    assert (row["customer"], row["segment"]) == (by_phone, "vip")
    house.a.erase(do.EraseCustomer(number=here, confirmed=True))
    assert [one["text"] for one in house.rows("note")] == ["by telephone"]


def test_what_was_noted_at_a_wrong_tie_goes_with_the_visit_when_that_is_corrected(house: House) -> None:
    """Else it would stand in the wrong file, and be erased with the wrong person."""
    house.open("1")
    ana, bea = _add(house, "Ana"), _add(house, "Bea")
    visit = house.check_in()["visit"]
    house.a.perform(do.TieCustomer(customer=ana, visit=visit))
    promise = do.MakePromise(text=_text(house, "call Bea back"), due_day=date(2026, 12, 1), visit=visit)
    number = house.a.perform(promise)["promise"]
    house.a.perform(do.OpenComplaint(cause="courtesy", text=_text(house, "Bea was not greeted"), visit=visit))
    house.a.perform(do.TieCustomer(customer=bea, visit=visit))
    archive = Archive(house.a)
    anas, beas = archive.customer_file(ana), archive.customer_file(bea)
    assert anas is not None and beas is not None
    assert (len(anas.promises), len(anas.complaints), len(beas.promises), len(beas.complaints)) == (0, 0, 1, 1)
    house.a.erase(do.EraseCustomer(number=ana, confirmed=True))
    (told,) = Archive(house.a).promises()
    assert (told.record.number, told.record.customer, told.text) == (number, bea, "call Bea back")
    assert [one.text for one in Archive(house.a).complaints()] == ["Bea was not greeted"]
    assert verify(house.a.store, read_tables=True) == []
    assert not any(rebuild(house.a.store).values())
