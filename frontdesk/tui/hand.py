"""What a key acts upon, taken when it goes down: the person, the counter, the visit at it and the one selected."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from frontdesk.domain import commands as do
from frontdesk.domain.day import CounterState
from frontdesk.domain.rules import refusal
from frontdesk.domain.rules.need import attended_at
from frontdesk.domain.visit import State

if TYPE_CHECKING:
    from frontdesk.domain.day import Counter, Day
    from frontdesk.domain.policy import Policy, Role
    from frontdesk.domain.visit import Visit
    from frontdesk.errors import FrontdeskError


@dataclass(frozen=True)
class Hand:
    """The situation at the instant of a key: ``selected`` is the id of the visit under the cursor.

    ``now`` is UTC seconds. Every command built from it has a key of its own, so that it may be tried again.
    """

    day: Day
    policy: Policy
    now: int
    actor: str
    role: Role
    counter_id: str
    selected: str | None = None

    @property
    def who(self) -> dict[str, Any]:
        """What every command bears: who, where, and a key that makes a repetition harmless."""
        return {"actor": self.actor, "role": self.role, "counter": self.counter_id, "key": secrets.token_hex(8)}

    @cached_property
    def counter(self) -> Counter:
        """This counter as it stands."""
        return self.day.counter(self.counter_id)

    @cached_property
    def at_counter(self) -> Visit | None:
        """The visit that was called to this counter or is served at it."""
        return None if self.counter.visit is None else self.day.live.get(self.counter.visit)

    @cached_property
    def visits(self) -> tuple[str, ...]:
        """The visits that an action may be about: the one at the counter, then the one selected."""
        at_counter = () if self.at_counter is None else (self.at_counter.id,)
        return tuple(dict.fromkeys((*at_counter, *(() if self.selected is None else (self.selected,)))))

    @cached_property
    def attended(self) -> tuple[str, ...]:
        """The visits that attention was given to: at this counter now or last, then the one selected."""
        here = attended_at(self.day, self.counter_id)
        chosen = None if self.selected is None else self.day.visits.get(self.selected)
        if chosen is not None and chosen.started_at is None and chosen.outcome is None:
            chosen = None  # who still waits has nothing to say of the attention
        return tuple(dict.fromkeys(one.id for one in (here, chosen) if one is not None))

    @property
    def is_interrupted(self) -> bool:
        """Whether the attention at this counter stands still."""
        return self.at_counter is not None and self.at_counter.interrupted_at is not None

    @property
    def is_at_farewell(self) -> bool:
        """Whether the last phase of an attention of several runs: what is asked of the customer is asked now."""
        visit = self.at_counter
        phases = () if visit is None else self.policy.phases_of(visit.service)
        return visit is not None and len(phases) > 1 and visit.phase == phases[-1]

    @property
    def is_called(self) -> bool:
        """Whether somebody has been called to this counter and has not come yet."""
        return self.at_counter is not None and self.at_counter.state is State.CALLED

    @property
    def is_open(self) -> bool:
        """Whether this counter is open or paused."""
        return self.counter.state is not CounterState.CLOSED

    @property
    def is_paused(self) -> bool:
        """Whether this counter calls nobody now, or after the present visit."""
        return self.counter.state is CounterState.PAUSED or (self.is_open and self.counter.pause_after)

    @property
    def opening(self) -> do.OpenCounter:
        """Opening this counter; at one that is open, saying what it takes."""
        return do.OpenCounter(**self.who, services=tuple(self.policy.services) if self.is_open else None)

    @property
    def any_service(self) -> str:
        """Some service that is not retired."""
        return next(service.id for service in self.policy.services.values() if service.active)

    def other_preference(self, visit_id: str) -> str:
        """A preference that the visit has not, so that correcting it would change something."""
        visit = self.day.visits.get(visit_id)
        if visit is not None and visit.preference is not None:
            return ""
        return next((one.id for one in self.policy.preferences.values() if one.active), "")

    def refusal(self, command: do.Command) -> FrontdeskError | None:
        """Why the house's rules would refuse a command now; None when they would not."""
        return refusal(self.day, command, self.now, self.policy)
