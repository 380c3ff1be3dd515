"""The morning happening: people come, wait, lose patience; colleagues call and serve them.

Everything goes through ``desk.perform``. What happens next is asked of the day as it stands after each step, so that
a person at the desk may do anything in between.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Any

from frontdesk.demo import names
from frontdesk.demo.morning import Person, people, somebody
from frontdesk.demo.stage import Rehearsal
from frontdesk.domain import commands as do
from frontdesk.domain.visit import Outcome, State
from frontdesk.errors import Refused, UsageError
from frontdesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from frontdesk.clock import FixedClock
    from frontdesk.demo.colleague import Act, Colleague
    from frontdesk.demo.stage import Stage
    from frontdesk.desk import Desk
    from frontdesk.domain.visit import Visit


def customer_number(place: int) -> str:
    """The number of a customer whom the house knows, by the place in ``names.KNOWN``."""
    return f"C-{place + 1:05d}"


AFTER_A_REFUSAL_S = 15
"""Somebody was faster, or the house refused: look again after a while."""


@dataclass(order=True)
class _Due:
    """Something that a person does by themselves at an instant (UTC seconds)."""

    at: int
    n: int
    person: Person = field(compare=False)
    what: str = field(compare=False)


class Cast:
    """Everybody who comes, and those whom somebody else checked in."""

    def __init__(self, seed: int, counters: int) -> None:
        self.seed = seed
        self._expected: Mapping[str, Person] = {one.id: one for one in people(seed, counters)}

    def expected(self) -> Iterable[Person]:
        """Those who come by themselves, in the order in which they come."""
        return self._expected.values()

    def person_of(self, visit: str) -> Person:
        """What the person of a visit is like; one who was checked in by hand is made up as they come."""
        known = self._expected.get(visit)
        return somebody(visit, 0, Random(f"frontdesk/{self.seed}/{visit}")) if known is None else known


class Play:
    """What is still to happen, and who works at which counter. ``begins`` is when the doors open (UTC seconds)."""

    def __init__(self, cast: Cast, colleagues: Iterable[Colleague], begins: int) -> None:
        self.colleagues = list(colleagues)
        self.commands = 0
        self._cast = cast
        self._due: list[_Due] = []
        self._after: list[do.Command] = []
        self._quiet_until: dict[str, int] = {}
        self._told: set[str] = set()
        for n, person in enumerate(cast.expected()):
            heapq.heappush(self._due, _Due(begins + person.comes_s, n, person, "comes"))

    def rehearse(self, desk: Desk, clock: FixedClock, begins: int, until: int) -> None:
        """Let everything happen from the opening up to an instant, as fast as it can be done."""
        stage = Rehearsal(desk, begins)
        while (at := self.next_at(stage)) is not None and at <= until:
            stage.at = max(stage.at, at)
            self.step(stage)
        stage.at = until
        stage.tell(clock)

    def next_at(self, stage: Stage) -> int | None:
        """When something happens next; None when all is done."""
        acts = [act.at for _colleague, act in self._acts(stage)]
        if self._due:
            acts.append(self._due[0].at)
        return min(acts, default=None)

    def is_due(self, stage: Stage) -> bool:
        """Whether something is to be done now."""
        at = self.next_at(stage)
        return at is not None and at <= stage.now()

    def step(self, stage: Stage) -> None:
        """Do one thing that is due by the stage's clock."""
        now = stage.now()
        acts = [(act.at, n, colleague, act) for n, (colleague, act) in enumerate(self._acts(stage))]
        first = min(acts, default=None, key=lambda one: one[:2])
        if self._due and self._due[0].at <= now and (first is None or self._due[0].at <= first[0]):
            self._by_themselves(stage, heapq.heappop(self._due))
        elif first is not None and first[0] <= now:
            self._by_colleague(stage, first[2], first[3])

    def _acts(self, stage: Stage) -> Iterable[tuple[Colleague, Act]]:
        day = stage.day
        if day is None or day.closed:
            return
        now = stage.now()
        for colleague in self.colleagues:
            act = colleague.next_act(day, now, stage.desk.policy)
            if act is not None:
                quiet = self._quiet_until.get(colleague.counter, 0)
                yield colleague, act._replace(at=max(act.at, quiet))

    # What people do by themselves

    def _by_themselves(self, stage: Stage, due: _Due) -> None:
        person = due.person
        if due.what == "comes":
            self._check_in(stage, person, due)
            return
        day = stage.day
        visit = None if day is None else day.visits.get(person.id)
        if visit is None:
            return
        if due.what == "loses patience" and visit.state is State.WAITING and not visit.returned:
            reason = stage.desk.note(_(names.COULD_NOT_WAIT))
            self._do(stage, do.MarkLeft(visit=visit.id, reason=reason, actor=self._host))
        elif due.what == "was a mistake" and visit.state is State.WAITING:
            reason = stage.desk.note(_(names.MISTAKEN))
            self._do(stage, do.Remove(visit=visit.id, reason=reason, actor=self._host))
        elif due.what == "comes back" and visit.outcome is Outcome.NO_SHOW:
            self._do(stage, do.PutBack(visit=visit.id, actor=self._host))

    def _check_in(self, stage: Stage, person: Person, due: _Due) -> None:
        command = do.CheckIn(
            services=person.services,
            new_visit=person.id,
            segment=person.segment,
            urgency=person.urgency,
            preference=person.preference,
            party=person.party,
            name=stage.desk.note(person.name),
            customer=None if person.known is None else customer_number(person.known),
            actor=self._host,
        )
        if self._do(stage, command):
            heapq.heappush(self._due, _Due(due.at + person.patience_s, due.n, person, "loses patience"))
            if person.mistaken:
                heapq.heappush(self._due, _Due(due.at + 25, due.n, person, "was a mistake"))

    @property
    def _host(self) -> str:
        """Who stands at the door."""
        return self.colleagues[0].staff if self.colleagues else names.COLLEAGUES[0]

    # What colleagues do

    def _by_colleague(self, stage: Stage, colleague: Colleague, act: Act) -> None:
        day = stage.day
        assert day is not None
        at_counter = day.counter(colleague.counter).visit
        visit = None if at_counter is None else day.live[at_counter]
        command = self._or_rather(stage, visit, act.command)
        if not self._do(stage, command):
            self._quiet_until[colleague.counter] = stage.now() + AFTER_A_REFUSAL_S
            return
        if visit is not None:
            self._tell(stage, visit, command)

    def _or_rather(self, stage: Stage, visit: Visit | None, command: do.Command) -> do.Command:
        """What is done in place of the usual: a break with its reason, a hold for somebody who fetches something."""
        if isinstance(command, do.PauseCounter):
            return do.PauseCounter(actor=command.actor, counter=command.counter, reason=stage.desk.note(_(names.BREAK)))
        person = None if visit is None else self._cast.person_of(visit.id)
        if (
            isinstance(command, do.MarkPhase)
            and visit is not None
            and person is not None
            and person.held_s is not None
            and not visit.held_s
            and len(visit.phases) == 2
        ):
            until = stage.now() + person.held_s
            reason = stage.desk.note(_(names.ON_HOLD))
            return do.Hold(visit=visit.id, until=until, reason=reason, actor=command.actor, counter=command.counter)
        return command

    def _tell(self, stage: Stage, visit: Visit, command: do.Command) -> None:
        """What is written down beside it: notes, complaints, ratings; and who may yet come back."""
        person = self._cast.person_of(visit.id)
        who: dict[str, Any] = {"actor": command.actor, "counter": command.counter}
        if isinstance(command, do.MarkPhase) and visit.id not in self._told:
            self._told.add(visit.id)
            if person.note is not None:
                note = stage.desk.note(_(person.note))
                assert note is not None
                self._do(stage, do.AddNote(visit=visit.id, note=note, **who))
            if person.complaint is not None:
                cause, what, remedy = names.COMPLAINTS[person.complaint]
                text = stage.desk.note(_(what))
                assert text is not None
                sought = stage.desk.note(str(stage.desk.config.label("remedy", remedy)))
                self._do(stage, do.OpenComplaint(visit=visit.id, cause=cause, text=text, remedy=sought, **who))
        elif isinstance(command, do.Finish) and not visit.pending:
            self._ask(stage, visit, person, who)
        elif isinstance(command, do.MarkNoShow) and person.returns_s is not None:
            heapq.heappush(self._due, _Due(stage.now() + person.returns_s, 0, person, "comes back"))

    def _ask(self, stage: Stage, visit: Visit, person: Person, who: dict[str, Any]) -> None:
        """At the farewell: what the customer says of the attention, and a step beyond what was owed."""
        if person.extra_step:
            note = stage.desk.note(_(names.EXTRA_STEP))
            self._do(stage, do.NoteExtraStep(visit=visit.id, note=note, **who))
        if person.rating is not None:
            factor = person.mattered if person.mattered in stage.desk.policy.causes else None
            rate = do.Rate(visit=visit.id, score=person.rating, factor=factor, would_return=person.would_return, **who)
            self._do(stage, rate)

    def _do(self, stage: Stage, command: do.Command) -> bool:
        """Whether it could be done; somebody at another desk may have been faster."""
        try:
            stage.perform(command)
        except (Refused, UsageError):
            return False
        self.commands += 1
        return True
