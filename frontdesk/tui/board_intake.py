"""Stopping the intake of a service near closing time: who of those who wait for it can still be served, and by when."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain import commands as do
from frontdesk.domain.discipline import delaying, line
from frontdesk.domain.estimate import estimate
from frontdesk.domain.explain import ClockTime
from frontdesk.i18n import Sentence, _, ngettext, number
from frontdesk.tui.board_actions import LeadHand
from frontdesk.tui.dialogs import AskText, Choose, Option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.domain.day import Day
    from frontdesk.domain.policy import Policy
    from frontdesk.tui.asking import Asking

MOST_NAMED = 12
"""So many of those who wait are named; the rest are counted."""


class Turn(NamedTuple):
    """Somebody who waits, and by when (UTC seconds) they are called in nine of ten cases; None while nobody may."""

    number: str
    service: str
    by: int | None


def turns(day: Day, policy: Policy, now: int) -> list[Turn]:
    """Everybody who waits, in calling order, with what they would be told now."""
    found = []
    for visit in line(day, policy, now):
        expected = estimate(day, visit, delaying(day, policy, now, visit))
        found.append(Turn(visit.number, visit.service, None if expected is None else now + expected.p90_s))
    return found


class IntakeActs:
    """Taking no more check-ins for a service, or taking them again."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._app = asking.app

    async def intake(self, hand: object) -> None:
        """Which service; and, before its intake is stopped, why, with those in view who are here already."""
        assert isinstance(hand, LeadHand)
        waiting = await asyncio.to_thread(turns, hand.day, hand.policy, hand.now)
        of_service = {
            one.value: [turn for turn in waiting if turn.service == one.value] for one in self._asking.services()
        }
        stopped = hand.day.intake_stopped
        options = [
            Option(
                one.value,
                one.label,
                one.key,
                _("stopped: take them again")
                if one.value in stopped
                else self._how_many(of_service[one.value], hand.policy.zone),
            )
            for one in self._asking.services()
        ]
        chosen = await self._asking.ask(Choose(Sentence("Intake of a service"), options))
        if chosen is None:
            return
        if chosen.value in stopped:
            self._app.perform(do.StartIntake(**hand.of_the_house, service=chosen.value))
            return
        if self._asking.refused(hand, do.StopIntake(**hand.of_the_house, service=chosen.value)):
            return
        label = self._asking.config.label("service", chosen.value)
        asked = AskText(
            str(Sentence("No more check-ins for {service}", service=label)),
            _("Why?"),
            intro=self._who(of_service[chosen.value], hand.policy.zone),
        )
        reason = await self._asking.ask(asked)
        if reason is not None:
            note = self._app.note(reason.value)
            self._app.perform(do.StopIntake(**hand.of_the_house, service=chosen.value, reason=note))

    @staticmethod
    def _how_many(found: Sequence[Turn], zone: str) -> str:
        """How many wait for a service, and by when the last of them is called."""
        if not found:
            return _("nobody waits")
        n = len(found)
        last = max((one.by for one in found if one.by is not None), default=None)
        if last is None:
            return ngettext("{n} waits, no open counter takes them", "{n} wait, no open counter takes them", n).format(
                n=number(n)
            )
        return ngettext("{n} waits, called by about {time}", "{n} wait, the last is called by about {time}", n).format(
            n=number(n), time=ClockTime(last, zone)
        )

    @staticmethod
    def _who(found: Sequence[Turn], zone: str) -> str:
        """Those who keep their place, each with the time by which they are called."""
        if not found:
            return _("Nobody waits for it.")
        named = [f"{one.number} {'–' if one.by is None else ClockTime(one.by, zone)}" for one in found[:MOST_NAMED]]
        if len(found) > MOST_NAMED:
            named.append(_("… and {n} more").format(n=number(len(found) - MOST_NAMED)))
        return str(Sentence("Those who wait keep their place; called by about: {turns}", turns=" · ".join(named)))
