"""Acts on any visit: the one at the counter, or the one selected."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.content import Content

from frontdesk.domain import commands as do
from frontdesk.domain.explain import local
from frontdesk.domain.story import days_told
from frontdesk.domain.visit import Outcome, State
from frontdesk.i18n import Sentence, _, day_text
from frontdesk.tui.acts.asking import Act, Asking
from frontdesk.tui.columns import visible
from frontdesk.tui.dialogs import AskText, Choose, Option, ShowText, Target
from frontdesk.tui.moments import minutes
from frontdesk.tui.present import service_text, short_preference

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from frontdesk.domain.story import StoryLine
    from frontdesk.domain.visit import Visit
    from frontdesk.tui.hand import Hand


class VisitActs:
    """Hold and return, errands, corrections, endings, notes, slip and story."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._app = asking.app
        self._config = asking.config
        self.acts: Mapping[str, Act] = {
            "hold": self._hold,
            "put_back": self._put_back,
            "add_service": self._add_service,
            "reclassify": self._reclassify,
            "left": self._left,
            "remove": self._remove,
            "note": self._note,
            "slip": self._slip,
            "details": self._details,
        }

    async def _hold(self, hand: Hand) -> None:
        targets = self._asking.possible("hold", hand)
        if targets is None:
            return

        def check(text: str) -> Sentence | None:
            if text and minutes(text) is None:
                return Sentence("Write minutes, such as 10; nothing means until somebody brings them back.")
            return None

        usual = str(-(-self._config.desk.hold // 60))
        asked = AskText(
            Sentence("Hold {number}"), Sentence("For how many minutes?"), targets, initial=usual, check=check
        )
        answer = await self._asking.ask(asked)
        if answer is not None:
            for_s = minutes(answer.value) if answer.value else None
            until = None if for_s is None else self._app.now() + for_s
            self._app.perform(do.Hold(**hand.who, visit=answer.target, until=until))

    async def _put_back(self, hand: Hand) -> None:
        targets = self._asking.possible("put_back", hand)
        if targets is None:
            return
        visit = targets[0].id
        if len(targets) > 1:
            options = [Option(one.id, one.number) for one in targets]
            chosen = await self._asking.ask(Choose(Sentence("Who comes back to the queue?"), options))
            if chosen is None:
                return
            visit = chosen.value
        self._app.perform(do.PutBack(**hand.who, visit=visit))

    async def _add_service(self, hand: Hand) -> None:
        targets = self._asking.possible("add_service", hand)
        if targets is None:
            return
        chosen = await self._asking.ask(
            Choose(Sentence("Another errand for {number}"), self._asking.services(), targets)
        )
        if chosen is not None:
            self._app.perform(do.AddService(**hand.who, service=chosen.value, visit=chosen.target))

    async def _reclassify(self, hand: Hand) -> None:
        targets = self._asking.possible("reclassify", hand)
        if targets is None:
            return

        def corrections(visit: str) -> list[Option]:
            return self._corrections(hand.day.visits[visit])

        first = corrections(targets[0].id)
        chosen = await self._asking.ask(Choose(Sentence("Correct {number}"), first, targets, options_for=corrections))
        if chosen is None:
            return
        kind, _slash, value = chosen.value.partition("/")
        target = next(one for one in targets if one.id == chosen.target)
        corrected: dict[str, Any] = {kind: value}
        command = do.Reclassify(**hand.who, visit=target.id, **corrected)
        if self._asking.refused(hand, command):
            return
        reason = await self._asking.reason(Sentence("Correct {number}"), [target], needed=True)
        if reason is not None:
            self._app.perform(replace(command, reason=self._app.note(reason.value)))

    def _corrections(self, visit: Visit) -> list[Option]:
        config = self._config
        options = [
            Option(f"segment/{one.id}", str(one.label), one.key or "", _("segment"))
            for one in config.segments.values()
            if one.active and one.id != visit.segment
        ]
        options += [
            Option(f"urgency/{one.id}", str(one.label), one.key or "", _("urgency"))
            for one in config.urgencies.values()
            if one.active and one.id != visit.urgency
        ]
        if visit.preference is not None:
            options.append(Option("preference/", _("No preference"), "", _("preference", "label")))
        options += [
            Option(f"preference/{one.id}", short_preference(one.id, config), "", _("preference", "label"))
            for one in config.preferences.values()
            if one.active and one.id != visit.preference
        ]
        if visit.state is not State.SERVING:
            options += [
                Option(f"service/{option.value}", option.label, option.key, _("service"))
                for option in self._asking.services(without=visit.service)
            ]
        return options

    async def _left(self, hand: Hand) -> None:
        await self._ending("left", hand, Sentence("{number} left"), do.MarkLeft)

    async def _remove(self, hand: Hand) -> None:
        await self._ending("remove", hand, Sentence("Remove {number}"), do.Remove)

    async def _ending(
        self, action: str, hand: Hand, title: Sentence, command: type[do.MarkLeft] | type[do.Remove]
    ) -> None:
        targets = self._asking.possible(action, hand)
        if targets is None:
            return
        reason = await self._asking.reason(title, targets)
        if reason is not None:
            self._app.perform(command(**hand.who, visit=reason.target, reason=self._app.note(reason.value)))

    async def _note(self, hand: Hand) -> None:
        targets = self._asking.possible("note", hand)
        if targets is None:
            return
        text = await self._asking.ask(
            AskText(Sentence("Note on {number}"), Sentence("For colleagues:"), targets, needed=True)
        )
        note = None if text is None else self._app.note(text.value)
        if text is not None and note is not None:
            self._app.perform(do.AddNote(**hand.who, visit=text.target, note=note))

    async def _slip(self, hand: Hand) -> None:
        targets = [Target(one, hand.day.visits[one].number) for one in hand.visits]
        if not targets:
            self._app.say(Sentence("Nobody is selected, and nobody is at the counter."), refused=True)
        elif len(targets) == 1:
            self._app.give_slip(targets[0].id)
        else:
            chosen = await self._asking.ask(
                Choose(Sentence("Slip for which visit?"), [Option(one.id, one.number) for one in targets])
            )
            if chosen is not None:
                self._app.give_slip(chosen.value)

    async def _details(self, hand: Hand) -> None:
        await self.story(hand, hand.selected if hand.selected is not None else next(iter(hand.visits), None))

    async def story(self, hand: Hand, visit_id: str | None) -> None:
        """Everything that has happened to a visit; and, for a no-show, the way back."""
        visit = None if visit_id is None else hand.day.visits.get(visit_id)
        if visit is None:
            self._app.say(Sentence("Nobody is selected."), refused=True)
            return
        told = await self._app.story(visit.id)
        if told is None:
            return
        head = [service_text(visit, self._config), str(self._config.label("segment", visit.segment))]
        name = self._app.snapshot.text(visit.name)
        lines = [Content(" · ".join([*head, *([visible(name)] if name else [])])), Content("")]
        lines += story_lines(told, hand.policy.zone)
        notes = [self._app.snapshot.text(one) for one in visit.notes]
        lines += [Content(_("“{text}”").format(text=visible(text))) for text in notes if text is not None]
        if visit.outcome is Outcome.NO_SHOW:
            lines += [
                Content(""),
                Content(_("A no-show who comes back keeps the number: jump to it and bring it back.")),
            ]
        await self._asking.ask(ShowText(Sentence("Story of {number}"), lines, [Target(visit.id, visit.number)]))


def story_lines(told: Sequence[StoryLine], zone: str) -> list[Content]:
    """A visit's story: when, what, who, and whether it was taken back; over several days, each before its lines."""
    lines = []
    for line, day in zip(told, days_told(told, zone), strict=True):
        if day is not None:
            lines.append(Content(day_text(day)))
        lines.append(
            Content.assemble(
                (f"{local(line.at, zone):%H:%M:%S}  ", "$foreground-muted"),
                visible(f"{line.text}"),
                (f"  {visible(line.actor)}" if line.actor else "", "$foreground-muted"),
                (_(" (undone)") if line.undone else "", "$text-warning"),
            )
        )
    return lines
