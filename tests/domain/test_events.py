"""What is written in the log is read back as it was, and a kind that nobody knows is told."""

from __future__ import annotations

import json

import pytest

from frontdesk.domain import commands as do
from frontdesk.domain import events as ev
from frontdesk.domain.applying import APPLY
from frontdesk.domain.event_data import as_data, from_data
from frontdesk.domain.rules import _RULES
from frontdesk.domain.rules.matters import _BEGINNINGS, _FOLLOW_UPS
from frontdesk.domain.standards import Promise
from frontdesk.domain.visit import Leg, PhaseSpan, State, Visit, visit_as_data, visit_from_data
from tests.domain.story import HOUSE, Story, note, through_the_log

PROMISE = Promise(wait_s=600, allowance_s=300, handling_s=480, goal=0.8, legal=True)
VISIT = Visit(
    id="v",
    number="B017",
    serial=4,
    segment="vip",
    urgency="urgent",
    arrived_at=100,
    arrived_day="2026-11-22",
    legs=(
        Leg("info", 100, 100, PROMISE, counter="1", staff="ana", called_at=150, started_at=160, ended_at=200),
        Leg("bank", 200, 100, PROMISE, to_counter="2", waiting_s=10, held_s=5),
    ),
    state=State.HELD,
    since=300,
    pending=("repair",),
    hold_until=900,
    phases=(PhaseSpan(1, "welcome", 160, 40, marked=False), PhaseSpan(2, "welcome", 250)),
    notes=("n1.ab", "n2.cd"),
    out_of_turn="n3.ef",
)


@pytest.mark.parametrize(
    "event",
    [
        ev.DayOpened("2026-11-23"),
        ev.DayOpened(
            "2026-11-23",
            previous_day="2026-11-22",
            previous_seal="ab",
            counters=(
                ev.CounterKept("1", "open", "ana", 5, ("info",), ("vip", "gold")),
                ev.CounterKept("2", "paused", "rosa", 6, pause_after=True, pause_reason="n1.ab"),
            ),
            intake_stopped=("bank",),
            calls_since_preferent=2,
        ),
        ev.CarriedOver(VISIT),
        ev.DayClosed(carried=("a", "b"), unfinished=("c",), previous_seal="x", heads=("s 1 d",), by_hand=True),
        ev.CheckedIn("v", "B001", ("info", "bank"), "vip", "normal", PROMISE, party=3, order_from=7, estimate_p50_s=0),
        ev.Finished("v", ended_at=0, next_service="bank", next_promise=PROMISE, next_order_from=0, goes_on_here=True),
        ev.Transferred("v", "bank", PROMISE, 5, to_counter="2"),
        ev.Reclassified("v", "vip", "normal", "bank", PROMISE, preference="age60"),
        ev.CounterOpened(services=(), segments=("vip",)),
        ev.Undone(3, 4),
        ev.PulsesGathered((1, 4, 4, 5, 5)),
        ev.Rated("v", 5),
        ev.PromiseMade("P-2026-0001", "2026-11-22", "2026-11-24", "n1.ab", owner="ana", visit="v", customer="c"),
        ev.ComplaintDescribed("2026-11-23", type="request", severity=1, safety=False, customer=""),
        ev.PromiseMoved("2026-11-23", "2026-11-25", reason="n2.cd"),
        ev.PromiseKept("2026-11-25"),
        ev.PromiseBroken("2026-11-25"),
    ],
    ids=lambda event: type(event).__name__,
)
def test_an_event_comes_back_from_the_log_as_it_was(event: ev.Event) -> None:
    assert type(through_the_log(event)) is type(event)


def test_what_has_its_default_is_not_written() -> None:
    assert as_data(ev.Called("v")) == {"visit": "v"}
    assert as_data(ev.PutOnHold("v", until=5)) == {"visit": "v", "until": 5}


def test_a_visit_comes_back_with_its_whole_state() -> None:
    assert visit_from_data(json.loads(json.dumps(visit_as_data(VISIT)))) == VISIT


def test_an_event_of_a_newer_version_is_not_guessed_at() -> None:
    with pytest.raises(KeyError):
        from_data("Teleported", {})


def test_every_kind_of_event_of_a_day_changes_the_day_or_is_said_not_to() -> None:
    of_other_streams = {
        ev.ComplaintOpened,
        ev.ComplaintDescribed,
        ev.ComplaintNoted,
        ev.ComplaintAcknowledged,
        ev.ComplaintAssigned,
        ev.ComplaintActedOn,
        ev.ComplaintResolved,
        ev.ComplaintClosed,
        ev.ComplaintReopened,
        ev.PromiseMade,
        ev.PromiseKept,
        ev.PromiseBroken,
        ev.PromiseMoved,
    }
    assert set(APPLY) == set(ev.KINDS.values()) - of_other_streams


def test_every_command_has_its_rule() -> None:
    of_a_day = set(do.Command.__subclasses__()) - {
        do.MatterCommand,
        do.CustomerCommand,
        do.ManyCustomersCommand,
        do.Erasure,
    }
    assert set(_RULES) == of_a_day
    begins = set(do.MatterCommand.__subclasses__()) - {do.FollowUp}
    assert (set(_BEGINNINGS), set(_FOLLOW_UPS)) == (begins, set(do.FollowUp.__subclasses__()) - {do.TakeBackStep})


def test_a_note_is_known_by_its_row_and_hash_and_without_its_salt_tells_nothing() -> None:
    one, other = note("a secret"), do.Note("a secret", id="n-a se", salt="another")
    assert do.note_id(one.ref) == one.id
    assert one.ref != other.ref
    assert "secret" not in one.ref


def test_a_recorded_history_may_know_services_that_the_house_does_not() -> None:
    policy = HOUSE.with_added(["info", "PS", "IN"], ["Priority"], ["ZOHAR"])
    letters = [service.letter for service in policy.services.values()]
    assert len(set(letters)) == len(letters)
    assert policy.services["info"] is HOUSE.services["info"]
    story = Story(policy)
    story.open("ZOHAR")
    story.comes("ann", "PS", segment="Priority")
    assert story.call("ZOHAR") == "ann"


def test_more_services_than_letters() -> None:
    policy = HOUSE.with_added([f"s{n}" for n in range(60)], [], [])
    letters = [service.letter for service in policy.services.values()]
    assert len(set(letters)) == len(letters) == 64


def test_there_is_a_letter_for_every_service_however_many() -> None:
    several = 26 + 26 * 26 + 5
    policy = HOUSE.with_added([f"s{n}" for n in range(several)], [], [])
    letters = [one.letter for one in policy.services.values()]
    assert len(set(letters)) == len(letters) == several + len(HOUSE.services)
    assert max(map(len, letters)) == 3
