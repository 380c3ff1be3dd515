"""Stopping the intake of a service near closing time, with who can still be served in view, and starting it again."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from frontdesk.domain import commands as do
from frontdesk.domain.closing import reach
from frontdesk.i18n import Sentence, _
from frontdesk.tui.acts.asking import REASON
from frontdesk.tui.dialogs import AskText, Choose

if TYPE_CHECKING:
    from collections.abc import Mapping

    from frontdesk.domain.closing import Reach
    from frontdesk.tui.acts.asking import Act, Asking
    from frontdesk.tui.hand import Hand


class IntakeActs:
    """Taking no more check-ins for a service, or taking them again; the same at the desk and from the board."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._app = asking.app
        self.acts: Mapping[str, Act] = {"intake": self._intake}

    async def _intake(self, hand: Hand) -> None:
        """Which service; and, before its intake is stopped, why."""
        services = self._asking.services()
        reached: dict[str, Reach] = await asyncio.to_thread(
            lambda: {one.value: reach(hand.day, hand.policy, hand.now, one.value) for one in services}
        )
        stopped = hand.day.intake_stopped
        options = [
            replace(
                one, remark=_("stopped: take them again") if one.value in stopped else str(reached[one.value].brief())
            )
            for one in services
        ]
        chosen = await self._asking.ask(Choose(Sentence("Intake of a service"), options))
        if chosen is None:
            return
        if chosen.value in stopped:
            self._app.perform(do.StartIntake(**hand.who, service=chosen.value))
            return
        if self._asking.refused(hand, do.StopIntake(**hand.who, service=chosen.value)):
            return
        found = reached[chosen.value]
        named = found.named()
        intro = found.sentence() if named is None else Sentence("{reach} {turns}", reach=found.sentence(), turns=named)
        label = self._asking.config.label("service", chosen.value)
        title = Sentence("No more check-ins for {service}", service=label)
        reason = await self._asking.ask(AskText(title, Sentence(REASON), intro=intro))
        if reason is not None:
            note = self._app.note(reason.value)
            self._app.perform(do.StopIntake(**hand.who, service=chosen.value, reason=note))
