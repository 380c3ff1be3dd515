"""Commands about what outlives the day, carried out within the desk's transaction: complaints and promises.

Each has a stream of its own, which is read whole in the transaction that adds to it. Nobody else writes for the site
then: of two terminals that end the same promise, the second sees that it has ended. The place in the stream is the
proof.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.domain import commands as do
from frontdesk.domain import events as ev
from frontdesk.domain.answers import Done, answer_to_matter
from frontdesk.domain.matters import fold_matter, matter_number
from frontdesk.domain.rules.matters import begin, go_on, unknown_matter
from frontdesk.store.log import Head, matter_stream

if TYPE_CHECKING:
    from frontdesk.domain.day import Day
    from frontdesk.domain.policy import Policy
    from frontdesk.store.writing import Writing


def carry_out(transaction: Writing, day: Day, command: do.MatterCommand, now: int, policy: Policy) -> Done:
    """Begin a matter, or add to the one that is named; nothing is written when it raises Refused or UsageError."""
    kind = command.about
    before: list[ev.Recorded] = []
    head = Head()
    if isinstance(command, do.FollowUp):
        number = matter_number(kind, command.number)
        if number is not None:
            before, head = transaction.matter_events(kind, number)
        if number is None or not before:
            raise unknown_matter(kind, command.number)
        now = max(now, head.at)
        events: tuple[ev.Event, ...] = (go_on(fold_matter(kind, before), command, now, policy),)
    else:
        number = transaction.next_matter_number(kind, policy.business_day(now).year)
        events = begin(day, command, now, policy, number)
    place = head.seq + 1
    new = [ev.Recorded(place + n, now, event, command.actor, command.counter, place) for n, event in enumerate(events)]
    records = [*before, *new]
    matter = fold_matter(kind, records)
    stream = matter_stream(kind, transaction.site, number)
    transaction.append(stream, head, now, new)
    for name, note in command.notes().items():
        transaction.write_note(note, name, stream=stream, seq=place, visit=matter.visit, actor=command.actor, at=now)
    transaction.put_matter(matter, records)
    return Done(stream, place, new[-1].seq, answer_to_matter(command, day, matter, now, policy))
