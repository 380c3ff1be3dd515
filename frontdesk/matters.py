"""Commands about what outlives the day, carried out within the desk's transaction: complaints and promises.

Each has a stream of its own, which is read whole in the transaction that adds to it. Nobody else writes for the site
then: of two terminals that end the same promise, the second sees that it has ended. The place in the stream is the
proof. The day is told of each step while it is open, so that the step has its place among those of the counter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain import commands as do
from frontdesk.domain import events as ev
from frontdesk.domain.answers import Done, answer_to_matter
from frontdesk.domain.matters import fold_matter, is_complaint, matter_number
from frontdesk.domain.rules.matters import begin, go_on, take_back, unknown_matter
from frontdesk.store.log import Head, matter_stream

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.domain.day import Day
    from frontdesk.domain.matters import Matter
    from frontdesk.domain.policy import Policy
    from frontdesk.store.writing import Writing


class Carried(NamedTuple):
    """What was done, and what the day is to be told of it; None where nothing of it stands in the day."""

    done: Done
    told: ev.Event | None


class _Stream(NamedTuple):
    """A matter's stream as it stands in the transaction."""

    kind: str
    number: str
    records: Sequence[ev.Recorded]
    head: Head


def carry_out(transaction: Writing, day: Day, command: do.MatterCommand, now: int, policy: Policy) -> Carried:
    """Begin a matter, or add to the one that is named; nothing is written when it raises Refused or UsageError."""
    kind = command.about
    if not isinstance(command, do.FollowUp):
        number = transaction.next_matter_number(kind, policy.business_day(now).year)
        stream = _Stream(kind, number, (), Head())
        return _add(transaction, day, stream, begin(day, command, now, policy, number), command, now, policy)
    stream, matter = _found(transaction, command)
    now = max(now, stream.head.at)
    if isinstance(command, do.TakeBackStep):
        undone = take_back(day, stream.records, command, now, policy)
        return _take_back(transaction, day, stream, matter, undone, command, now, policy)
    return _add(transaction, day, stream, (go_on(matter, command, now, policy),), command, now, policy)


def follow_undo(
    transaction: Writing, day: Day, step: ev.MatterStepTaken, command: do.Command, now: int, policy: Policy
) -> None:
    """Take back in the matter's own stream a step that an undo takes from the day; raises Refused where it cannot be.

    ``day`` is the day as it stood before.
    """
    kind, _, number = step.matter.partition("/")
    records, head = transaction.matter_events(kind, number)
    now = max(now, head.at)
    undone = take_back(day, records, command, now, policy, step.place)
    _write(transaction, _Stream(kind, number, records, head), (undone,), command, now)


def _found(transaction: Writing, command: do.FollowUp) -> tuple[_Stream, Matter]:
    kind, number = command.about, matter_number(command.about, command.number)
    if number is not None:
        records, head = transaction.matter_events(kind, number)
        matter = fold_matter(kind, records)
        if matter is not None:
            return _Stream(kind, number, records, head), matter
    raise unknown_matter(kind, command.number)


def _add(
    transaction: Writing,
    day: Day,
    stream: _Stream,
    events: Sequence[ev.Event],
    command: do.MatterCommand,
    now: int,
    policy: Policy,
) -> Carried:
    place, matter = _write(transaction, stream, events, command, now)
    assert matter is not None, "what was just done stands"
    name = matter_stream(stream.kind, transaction.site, stream.number)
    for field, note in command.notes().items():
        transaction.write_note(note, field, stream=name, seq=place, visit=matter.visit, actor=command.actor, at=now)
    return Carried(
        Done(name, place, place + len(events) - 1, answer_to_matter(command, day, matter, now, policy)),
        ev.MatterStepTaken(
            f"{stream.kind}/{stream.number}",
            place,
            events[0].kind,
            visit=matter.visit,
            is_complaint=is_complaint(matter),
        ),
    )


def _take_back(
    transaction: Writing,
    day: Day,
    stream: _Stream,
    before: Matter,
    undone: ev.Undone,
    command: do.MatterCommand,
    now: int,
    policy: Policy,
) -> Carried:
    place, matter = _write(transaction, stream, (undone,), command, now)
    answer = answer_to_matter(command, day, before if matter is None else matter, now, policy)
    answer |= {} if matter is not None else {"state": "undone"}
    answer["undid"] = stream.records[undone.first - 1].event.kind
    name = matter_stream(stream.kind, transaction.site, stream.number)
    step = day.touched.get(f"{stream.kind}/{stream.number}")
    return Carried(Done(name, place, place, answer), None if step is None else ev.Undone(step.first, step.last))


def _write(
    transaction: Writing, stream: _Stream, events: Sequence[ev.Event], command: do.Command, now: int
) -> tuple[int, Matter | None]:
    """Add the events of a command to a stream: the place of the first, and the matter after them."""
    kind, number, before, head = stream
    place = head.seq + 1
    new = [ev.Recorded(place + n, now, event, command.actor, command.counter, place) for n, event in enumerate(events)]
    records = [*before, *new]
    matter = fold_matter(kind, records)
    transaction.append(matter_stream(kind, transaction.site, number), head, now, new)
    transaction.put_matter(kind, number, matter, records)
    return place, matter
