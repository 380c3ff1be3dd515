"""A check-in while it is typed: pure. Each key gives another draft, and the draft says what it would become."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain import commands as do
from frontdesk.domain import events as ev
from frontdesk.domain.day import arrived
from frontdesk.domain.discipline import delaying
from frontdesk.domain.estimate import told_range
from frontdesk.domain.rules import decide
from frontdesk.domain.rules.admission import LARGEST_PARTY
from frontdesk.errors import FrontdeskError
from frontdesk.i18n import Sentence
from frontdesk.tui.estimate_told import estimate_sentence

if TYPE_CHECKING:
    from frontdesk.config import Configuration
    from frontdesk.domain.customers import Candidate
    from frontdesk.domain.policy import Policy
    from frontdesk.tui.hand import Hand


@dataclass(frozen=True)
class Draft:
    """What has been said so far; ``name`` is None until somebody wants to type one, ``naming`` while they do.

    ``customer`` is the known one whose name it is; with ``opens_file`` a new customer's file is opened for the name.
    """

    services: tuple[str, ...] = ()
    segment: str | None = None
    urgency: str | None = None
    preference: str | None = None
    party: int = 1
    name: str | None = None
    naming: bool = False
    customer: Candidate | None = None
    opens_file: bool = False

    def press(self, character: str, config: Configuration) -> Draft | None:
        """The draft after one more letter, digit or sign; None where that means nothing here."""
        if self.naming:
            return replace(self, name=(self.name or "") + character)
        if character in config.service_keys:
            service = config.service_keys[character]
            kept = tuple(one for one in self.services if one != service)
            return replace(self, services=kept if service in self.services else (*kept, service))
        for segment in config.segments.values():
            if segment.active and segment.key == character:
                return replace(self, segment=None if self.segment == segment.id else segment.id)
        for urgency in config.urgencies.values():
            if urgency.active and urgency.key == character:
                return replace(self, urgency=None if self.urgency == urgency.id else urgency.id)
        return self._sign(character, config)

    def _sign(self, character: str, config: Configuration) -> Draft | None:
        if character == "p":
            grounds = [None, *(one.id for one in config.preferences.values() if one.active)]
            return replace(self, preference=grounds[(grounds.index(self.preference) + 1) % len(grounds)])
        if character == "+":
            return replace(self, party=min(self.party + 1, LARGEST_PARTY))
        if character == "-":
            return replace(self, party=max(self.party - 1, 1))
        if character == "/":
            return replace(self, naming=True, name=self.name or "", customer=None, opens_file=False)
        return None

    def erase(self) -> Draft:
        """The draft without its last letter, or without the last service."""
        if self.naming:
            return replace(self, name=(self.name or "")[:-1])
        return replace(self, services=self.services[:-1])

    def named(self) -> Draft:
        """The name is complete; the letters mean segment, urgency and preference again."""
        return replace(self, naming=False, name=(self.name or "").strip() or None)

    def of_customer(self, customer: Candidate) -> Draft:
        """The draft of a known customer's visit: name and segment are the file's, unless another segment was typed."""
        return replace(self, naming=False, name=customer.customer.name, customer=customer)

    def segment_in(self, policy: Policy) -> str | None:
        """The segment that was typed; else the file's, where the house still has it."""
        if self.segment is not None or self.customer is None:
            return self.segment
        of_file = policy.segments.get(self.customer.customer.segment or "")
        return of_file.id if of_file is not None and of_file.active else None

    def command(self, hand: Hand, name: do.Note | None = None) -> do.CheckIn:
        """The check-in that the draft stands for."""
        return do.CheckIn(
            **hand.who,
            services=self.services,
            segment=self.segment_in(hand.policy),
            urgency=self.urgency,
            preference=self.preference,
            party=self.party,
            name=name,
            customer=None if self.customer is None else self.customer.customer.id,
            open_file=self.opens_file,
        )


class Foretold(NamedTuple):
    """What the check-in would give now: a number and an estimate, or why it would be refused."""

    number: str | None
    sentence: Sentence
    brief: Sentence
    refusal: FrontdeskError | None = None


def foretell(draft: Draft, hand: Hand) -> Foretold | None:
    """What Enter would give; None while no service is chosen."""
    if not draft.services:
        return None
    command = replace(draft.command(hand), new_visit="draft")
    try:
        (checked_in,) = decide(hand.day, command, hand.now, hand.policy)
    except FrontdeskError as error:
        reason = Sentence("{reason}", reason=error.reason)
        return Foretold(None, reason, reason, error)
    assert isinstance(checked_in, ev.CheckedIn)
    visit = arrived(checked_in, hand.now, serial=hand.day.seq + 1, day=hand.day.day)
    among_them = replace(hand.day, live={**hand.day.live, visit.id: visit})
    ahead = delaying(among_them, hand.policy, hand.now, visit)
    number, p50_s, p90_s = checked_in.number, checked_in.estimate_p50_s, checked_in.estimate_p90_s
    told = estimate_sentence(p50_s, p90_s, ahead)
    brief = Sentence("{n} ahead", "{n} ahead", n=ahead)
    if p50_s is not None and p90_s is not None:
        low, high = told_range(p50_s, p90_s)
        brief = Sentence("{low}–{high} min, {ahead}", low=low, high=high, ahead=brief)
    return Foretold(
        number,
        Sentence("{number}, {told}", number=number, told=told),
        Sentence("{number}, {told}", number=number, told=brief),
    )
