"""The lead's acts for the whole house: the plan for a rush, the notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from frontdesk.domain import commands as do
from frontdesk.domain.explain import ClockTime
from frontdesk.domain.rush import rush_since
from frontdesk.i18n import Sentence, _
from frontdesk.tui.board.actions import LeadHand
from frontdesk.tui.board.marks import Ending, Mark, MarkSeveral
from frontdesk.tui.columns import visible
from frontdesk.tui.dialogs import AskText, Choose, Option, ShowText
from frontdesk.tui.shift_notes import note_lines, notice_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from frontdesk.tui.acts.asking import Act, Asking

END = "end"


class HouseActs:
    """The plan for a rush and the notices, by the id of their action."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._app = asking.app
        self._marked: tuple[int | None, frozenset[str]] = (None, frozenset())
        self.acts: Mapping[str, Act] = {"rush": self._rush, "notice": self._notice, "hand_over": self._hand_over}

    # ---- the plan for a rush

    async def _rush(self, hand: object) -> None:
        """Its steps, to be started with or, while it runs, to be marked and ended."""
        assert isinstance(hand, LeadHand)
        if hand.day.surge is None:
            await self._start(hand)
        else:
            await self._go_on(hand, hand.day.surge.since)

    async def _start(self, hand: LeadHand) -> None:
        since = rush_since(hand.day, hand.policy, hand.now)
        why = Sentence("It is not due by the figures; you may know more than they do.")
        if since is not None:
            why = Sentence("A rush since {since}: the plan is due.", since=ClockTime(since, hand.policy.zone))
        asked = MarkSeveral(
            Sentence("Start the plan for a rush"), self._steps(frozenset()), enter=_("Enter starts it"), intro=why
        )
        answer = await self._asking.ask(asked)
        if answer is None:
            return
        reason = await self._asking.reason(Sentence("Start the plan for a rush"))
        if reason is not None:
            self._marked = (None, asked.marked)
            self._app.perform(do.StartSurge(**hand.of_the_house, reason=self._app.note(reason.value)))

    async def _go_on(self, hand: LeadHand, since: int) -> None:
        began, marked = self._marked
        if began not in (None, since):
            marked = frozenset()
        title = Sentence("The plan for a rush runs since {since}", since=ClockTime(since, hand.policy.zone))
        asked = MarkSeveral(
            str(title),
            self._steps(marked),
            enter=_("Enter goes on"),
            ending=Ending("e", _("the rush is over"), END),
        )
        answer = await self._asking.ask(asked)
        self._marked = (since, asked.marked)
        if answer is not None and answer.value == END:
            self._app.perform(do.EndSurge(**hand.of_the_house))

    def _steps(self, marked: frozenset[str]) -> list[Mark]:
        steps = self._asking.config.surge.steps
        return [Mark(str(place), str(step), on=str(place) in marked) for place, step in enumerate(steps, 1)]

    # ---- notices

    async def _notice(self, hand: object) -> None:
        """A new one; where some are up, one of them may be taken down instead."""
        assert isinstance(hand, LeadHand)
        notices = list(hand.day.notices.values())
        if notices:
            down = [
                Option(
                    one.id,
                    self._app.snapshot.text(one.text) or "…",
                    remark=_("{time}, {who}: take it down").format(
                        time=ClockTime(one.since, hand.policy.zone), who=visible(one.by or "–")
                    ),
                )
                for one in notices
            ]
            options = [Option("", _("Write another notice"), "n"), *down]
            chosen = await self._asking.ask(Choose(Sentence("Notices"), options))
            if chosen is None:
                return
            if chosen.value:
                self._app.perform(do.WithdrawNotice(**hand.of_the_house, notice=chosen.value))
                return
        asked = AskText(Sentence("A notice for every desk"), Sentence("In one line:"), needed=True)
        answer = await self._asking.ask(asked)
        text = None if answer is None else self._app.note(answer.value)
        if text is not None:
            self._app.perform(do.PostNotice(**hand.of_the_house, text=text))

    # ---- hand-over notes, and what was done to a colleague

    async def _hand_over(self, hand: object) -> None:
        """Those that nobody has read are read now; else a new one for whoever comes next."""
        assert isinstance(hand, LeadHand)
        notes = list(hand.day.shift_notes.values())
        if notes:
            self._app.perform(do.ReadShiftNotes(**hand.of_the_house, read=tuple(one.id for one in notes)))
            text_of, zone = self._app.snapshot.text, hand.policy.zone
            lines = note_lines(notes, lambda one: text_of(one.text) or "…", zone)
            lines += notice_lines(list(hand.day.notices.values()), lambda one: text_of(one.text) or "…", zone)
            await self._asking.ask(ShowText(Sentence("Hand-over"), lines))
            return
        asked = AskText(Sentence("A hand-over note for the house"), Sentence("In one line:"), needed=True)
        answer = await self._asking.ask(asked)
        text = None if answer is None else self._app.note(answer.value)
        if text is not None:
            self._app.perform(do.WriteShiftNote(**hand.of_the_house, text=text))

    async def abuse(self, alert: str) -> None:
        """Where and when it was, who stood there, and what was written down."""
        app = self._app
        raised = app.day.emergencies.get(alert)
        if raised is None:  # a colleague has seen to it in the meantime
            return
        visit = app.day.visits.get(raised.visit or "")
        lines = [
            (_("Since"), str(ClockTime(raised.since, app.policy.zone))),
            (_("Counter"), raised.counter or "–"),
            (_("Person"), raised.by or "–"),
            (_("Visit"), "–" if visit is None else visit.number),
            (_("Text"), app.snapshot.text(raised.text) or "–"),
        ]
        await self._asking.ask(ShowText(Sentence("Abuse of staff"), _table(lines)))


def _table(lines: Sequence[tuple[str, str]]) -> list[Content]:
    """Names and values, one below the other."""
    wide = max(len(name) for name, _value in lines)
    return [Content.assemble((f"{name:<{wide}}  ", "$foreground-muted"), visible(value)) for name, value in lines]
