"""What the keys of the desk do: each act asks what it has to know, builds a command and hands it on.

An act takes its visit when the key goes down. What is asked meanwhile may take as long as it likes: the queue may
move, the command goes to that visit.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.content import Content

from frontdesk.domain import commands as do
from frontdesk.domain.explain import ClockTime, local, say_aloud
from frontdesk.domain.visit import Outcome, State
from frontdesk.i18n import LANGUAGES, Sentence, _, language, marked
from frontdesk.tui import messages
from frontdesk.tui.columns import visible
from frontdesk.tui.dialogs import AskText, Choose, Chosen, Option, ShowText, Target
from frontdesk.tui.keys import BY_ID, Action
from frontdesk.tui.moments import clock_instant, minutes
from frontdesk.tui.present import service_text, short_preference
from frontdesk.tui.themes import NAMES, offered

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from textual.screen import ModalScreen

    from frontdesk.domain.visit import Visit
    from frontdesk.tui.app import DeskApp
    from frontdesk.tui.hand import Hand

LANGUAGE_NAMES = {"en": "English", "es": "Español"}
REASON = marked("Why?")


class Acts:
    """The acts of the desk's screen, by the id of their action."""

    def __init__(self, app: DeskApp) -> None:
        self._app = app
        self._config = app.config
        self._asking: dict[str, Callable[[Hand], Coroutine[Any, Any, None]]] = {
            "call_visit": self._call_visit,
            "say_aloud": self._say_aloud,
            "finish_earlier": self._finish_earlier,
            "transfer": self._transfer,
            "advice": self._advice,
            "hold": self._hold,
            "put_back": self._put_back,
            "add_service": self._add_service,
            "reclassify": self._reclassify,
            "left": self._left,
            "remove": self._remove,
            "note": self._note,
            "complaint": self._complaint,
            "rate": self._rate,
            "slip": self._slip,
            "details": self._details,
            "counter_open": self._open_counter,
            "pause": self._pause,
            "take_over": self._take_over,
            "intake": self._intake,
            "theme": self._theme,
            "language": self._language,
        }

    @property
    def asking(self) -> frozenset[str]:
        """The actions that are carried out here."""
        return frozenset(self._asking)

    def carry_out(self, action: Action, hand: Hand) -> None:
        """Carry out an action on what was in hand when its key went down."""
        if action.at_once:
            assert action.command is not None
            command = action.command(hand)
            assert command is not None
            self._app.perform(command)
        else:
            self._app.begin_asking(self._asking[action.id](hand))

    # ---- asking

    async def _ask(self, dialog: ModalScreen[Chosen | None]) -> Chosen | None:
        return await self._app.push_screen_wait(dialog)

    def _possible(self, action: str, hand: Hand) -> list[Target] | None:
        """The visits for which an action is not refused; None, with the refusal said, where there is none."""
        build = BY_ID[action].about
        assert build is not None
        refusal = None
        targets = []
        for visit in hand.visits:
            error = hand.refusal(build(hand, visit))
            if error is None:
                targets.append(Target(visit, hand.day.visits[visit].number))
            elif refusal is None:
                refusal = error
        if targets:
            return targets
        if refusal is None:
            self._app.say(Sentence("Nobody is selected, and nobody is at the counter."), refused=True)
        else:
            self._app.say(messages.refused(refusal), refused=True)
        return None

    def _refused(self, hand: Hand, command: do.Command) -> bool:
        error = hand.refusal(command)
        if error is not None:
            self._app.say(messages.refused(error), refused=True)
        return error is not None

    async def _reason(self, title: Sentence, targets: Sequence[Target] = (), *, needed: bool = False) -> Chosen | None:
        return await self._ask(AskText(title, Sentence(REASON), targets, needed=needed))

    def _services(self, *, without: str | None = None) -> list[Option]:
        return [
            Option(service, str(self._config.label("service", service)), digit)
            for digit, service in self._config.service_keys.items()
            if service != without
        ]

    # ---- those who wait

    async def _call_visit(self, hand: Hand) -> None:
        if hand.selected is None:
            self._app.say(Sentence("Nobody is selected."), refused=True)
            return
        if self._refused(hand, do.CallVisit(**hand.who, visit=hand.selected)):
            return
        target = Target(hand.selected, hand.day.visits[hand.selected].number)
        reason = await self._reason(Sentence("Call out of turn"), [target], needed=True)
        if reason is not None:
            self._app.perform(do.CallVisit(**hand.who, visit=target.id, reason=self._app.note(reason.value)))

    async def _say_aloud(self, hand: Hand) -> None:
        visit = None if hand.selected is None else hand.day.visits.get(hand.selected)
        if visit is None:
            self._app.say(Sentence("Nobody is selected."), refused=True)
            return
        sentence = say_aloud(hand.day, hand.policy, hand.now, visit)
        await self._ask(ShowText(Sentence("Say aloud"), [Content(str(sentence))], [Target(visit.id, visit.number)]))

    # ---- at the counter

    async def _finish_earlier(self, hand: Hand) -> None:
        visit = hand.at_counter
        if self._refused(hand, do.Finish(**hand.who)) or visit is None:
            return
        target = Target(visit.id, visit.number)

        def check(text: str) -> Sentence | None:
            at = clock_instant(text, hand.now, hand.policy.zone)
            if at is None:
                return Sentence("Write the time as 10:35.")
            note = do.Note("…", "…", "…")
            error = hand.refusal(do.Finish(**hand.who, at=at, reason=note))
            return None if error is None else messages.refused(error)

        now = ClockTime(hand.now, hand.policy.zone)
        asked = AskText(
            Sentence("Finish earlier"), Sentence("When was it over? (now {now})", now=now), [target], check=check
        )
        time = await self._ask(asked)
        if time is None:
            return
        reason = await self._reason(Sentence("Finish earlier"), [target], needed=True)
        if reason is not None:
            at = clock_instant(time.value, hand.now, hand.policy.zone)
            self._app.perform(do.Finish(**hand.who, at=at, reason=self._app.note(reason.value)))

    async def _transfer(self, hand: Hand) -> None:
        visit = hand.at_counter
        if self._refused(hand, do.Transfer(**hand.who, service=hand.any_service)) or visit is None:
            return
        target = Target(visit.id, visit.number)
        service = await self._ask(Choose(Sentence("Transfer"), self._services(), [target]))
        if service is None:
            return
        counters = [Option("", _("Any counter"), "0")]
        counters += [
            Option(one, str(self._config.label("counter", one)), one if len(one) == 1 else "", self._staffed(hand, one))
            for one in hand.policy.counters
            if one != hand.counter_id
        ]
        counter = await self._ask(Choose(Sentence("To which counter?"), counters, [target]))
        if counter is not None:
            self._app.perform(
                do.Transfer(**hand.who, service=service.value, visit=target.id, to_counter=counter.value or None)
            )

    def _staffed(self, hand: Hand, counter: str) -> str:
        return visible(hand.day.counter(counter).staff or _("closed"))

    async def _advice(self, hand: Hand) -> None:
        cards = self._config.texts.cards
        manners = self._config.texts.manners
        options = [Option(f"card/{one.id}", str(one.label)) for one in cards.values()]
        options += [Option(f"manner/{one.id}", str(one.label)) for one in manners.values()]
        chosen = await self._ask(Choose(Sentence("Advice"), options))
        if chosen is None:
            return
        kind, _slash, name = chosen.value.partition("/")
        card = cards[name] if kind == "card" else manners[name]
        await self._ask(ShowText(str(card.label), [Content(str(card.text))]))

    # ---- any visit

    async def _hold(self, hand: Hand) -> None:
        targets = self._possible("hold", hand)
        if targets is None:
            return

        def check(text: str) -> Sentence | None:
            if text and minutes(text) is None:
                return Sentence("Write minutes, such as 10; nothing means until somebody brings them back.")
            return None

        usual = str(-(-self._config.desk.hold // 60))
        asked = AskText(Sentence("Hold"), Sentence("For how many minutes?"), targets, initial=usual, check=check)
        answer = await self._ask(asked)
        if answer is not None:
            for_s = minutes(answer.value) if answer.value else None
            until = None if for_s is None else self._app.now() + for_s
            self._app.perform(do.Hold(**hand.who, visit=answer.target, until=until))

    async def _put_back(self, hand: Hand) -> None:
        targets = self._possible("put_back", hand)
        if targets is None:
            return
        visit = targets[0].id
        if len(targets) > 1:
            options = [Option(one.id, one.number) for one in targets]
            chosen = await self._ask(Choose(Sentence("Bring back whom?"), options))
            if chosen is None:
                return
            visit = chosen.value
        self._app.perform(do.PutBack(**hand.who, visit=visit))

    async def _add_service(self, hand: Hand) -> None:
        targets = self._possible("add_service", hand)
        if targets is None:
            return
        chosen = await self._ask(Choose(Sentence("Another errand"), self._services(), targets))
        if chosen is not None:
            self._app.perform(do.AddService(**hand.who, service=chosen.value, visit=chosen.target))

    async def _reclassify(self, hand: Hand) -> None:
        targets = self._possible("reclassify", hand)
        if targets is None:
            return
        chosen = await self._ask(
            Choose(Sentence("Correct"), self._corrections(hand.day.visits[targets[0].id]), targets)
        )
        if chosen is None:
            return
        kind, _slash, value = chosen.value.partition("/")
        target = next(one for one in targets if one.id == chosen.target)
        corrected: dict[str, Any] = {kind: value}
        command = do.Reclassify(**hand.who, visit=target.id, **corrected)
        if self._refused(hand, command):
            return
        reason = await self._reason(Sentence("Correct"), [target], needed=True)
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
            options.append(Option("preference/", _("No preference"), "", _("preference")))
        options += [
            Option(f"preference/{one.id}", short_preference(one.id, config), "", _("preference"))
            for one in config.preferences.values()
            if one.active and one.id != visit.preference
        ]
        if visit.state is not State.SERVING:
            options += [
                Option(f"service/{option.value}", option.label, option.key, _("service"))
                for option in self._services(without=visit.service)
            ]
        return options

    async def _left(self, hand: Hand) -> None:
        await self._ending("left", hand, Sentence("Left"), do.MarkLeft)

    async def _remove(self, hand: Hand) -> None:
        await self._ending("remove", hand, Sentence("Remove"), do.Remove)

    async def _ending(
        self, action: str, hand: Hand, title: Sentence, command: type[do.MarkLeft] | type[do.Remove]
    ) -> None:
        targets = self._possible(action, hand)
        if targets is None:
            return
        reason = await self._reason(title, targets)
        if reason is not None:
            self._app.perform(command(**hand.who, visit=reason.target, reason=self._app.note(reason.value)))

    async def _note(self, hand: Hand) -> None:
        targets = self._possible("note", hand)
        if targets is None:
            return
        text = await self._ask(AskText(Sentence("Note on"), Sentence("For colleagues:"), targets, needed=True))
        note = None if text is None else self._app.note(text.value)
        if text is not None and note is not None:
            self._app.perform(do.AddNote(**hand.who, visit=text.target, note=note))

    async def _complaint(self, hand: Hand) -> None:
        targets = [Target(one, hand.day.visits[one].number) for one in hand.visits]
        causes = [Option(one.id, str(one.label)) for one in self._config.complaints.causes.values() if one.active]
        cause = await self._ask(Choose(Sentence("Complaint"), causes, targets))
        if cause is None:
            return
        about = [one for one in targets if one.id == cause.target]
        label = Sentence("{cause}: what was said?", cause=self._config.label("cause", cause.value))
        text = await self._ask(AskText(Sentence("Complaint"), label, about, needed=True))
        if text is None:
            return
        remedies = [Option("", _("None for now"), "0")]
        remedies += [Option(str(one.label), str(one.label)) for one in self._config.remedies.values() if one.active]
        remedy = await self._ask(Choose(Sentence("What do they ask for?"), remedies, about))
        note = self._app.note(text.value)
        if remedy is not None and note is not None:
            self._app.perform(
                do.OpenComplaint(
                    **hand.who,
                    cause=cause.value,
                    text=note,
                    remedy=self._app.note(remedy.value),
                    visit=cause.target,
                )
            )

    async def _rate(self, hand: Hand) -> None:
        targets = self._possible("rate", hand)
        if targets is None:
            return
        scores = (
            Sentence("very dissatisfied"),
            Sentence("dissatisfied"),
            Sentence("neither"),
            Sentence("satisfied"),
            Sentence("very satisfied"),
        )
        options = [Option(str(n), str(score), str(n)) for n, score in enumerate(scores, 1)]
        chosen = await self._ask(Choose(Sentence("How satisfied are they?"), options, targets, at=4))
        if chosen is not None:
            self._app.perform(do.Rate(**hand.who, score=int(chosen.value), visit=chosen.target))

    async def _slip(self, hand: Hand) -> None:
        targets = [Target(one, hand.day.visits[one].number) for one in hand.visits]
        if not targets:
            self._app.say(Sentence("Nobody is selected, and nobody is at the counter."), refused=True)
        elif len(targets) == 1:
            self._app.give_slip(targets[0].id)
        else:
            chosen = await self._ask(
                Choose(Sentence("Slip for whom?"), [Option(one.id, one.number) for one in targets])
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
        lines += [
            Content.assemble(
                (f"{local(line.at, hand.policy.zone):%H:%M:%S}  ", "$foreground-muted"),
                visible(f"{line.text}"),
                (f"  {visible(line.actor)}" if line.actor else "", "$foreground-muted"),
                (_(" (taken back)") if line.undone else "", "$text-warning"),
            )
            for line in told
        ]
        notes = [self._app.snapshot.text(one) for one in visit.notes]
        lines += [Content(_("“{text}”").format(text=visible(text))) for text in notes if text is not None]
        if visit.outcome is Outcome.NO_SHOW:
            lines += [
                Content(""),
                Content(_("A no-show who comes back keeps the number: jump to it and bring it back.")),
            ]
        await self._ask(ShowText(Sentence("Story of"), lines, [Target(visit.id, visit.number)]))

    # ---- the counter

    async def _open_counter(self, hand: Hand) -> None:
        if not hand.is_open:
            self._app.perform(do.OpenCounter(**hand.who))
            return
        takes = hand.counter.services
        options = [Option("*", _("All services"), "0", _("now") if takes is None else "")]
        options += [
            Option(one.value, one.label, one.key, _("now") if takes is not None and one.value in takes else "")
            for one in self._services()
        ]
        title = Sentence("What counter {counter} takes from now on", counter=hand.counter_id)
        chosen = await self._ask(Choose(title, options))
        if chosen is None:
            return
        services = tuple(hand.policy.services) if chosen.value == "*" else (chosen.value,)
        self._app.perform(do.OpenCounter(**hand.who, services=services))

    async def _pause(self, hand: Hand) -> None:
        if hand.is_paused:
            self._app.perform(do.ResumeCounter(**hand.who))
            return
        after_this = hand.at_counter is not None
        if self._refused(hand, do.PauseCounter(**hand.who, after_this=after_this)):
            return
        title = Sentence("Pause after this visit") if after_this else Sentence("Pause")
        reason = await self._reason(title)
        if reason is not None:
            self._app.perform(do.PauseCounter(**hand.who, after_this=after_this, reason=self._app.note(reason.value)))

    async def _take_over(self, hand: Hand) -> None:
        options = []
        counter = hand.counter
        if hand.is_open and counter.staff != hand.actor:
            label = _("Counter {counter}, from {staff}").format(
                counter=hand.counter_id, staff=visible(counter.staff or "")
            )
            options.append(Option("counter", label))
        for other in hand.day.counters.values():
            if other.visit is not None and other.id != hand.counter_id:
                label = _("{number}, at counter {counter} with {staff}").format(
                    number=hand.day.live[other.visit].number, counter=other.id, staff=visible(other.staff or "")
                )
                options.append(Option(f"visit/{other.id}", label))
        if not options:
            self._app.say(Sentence("There is nobody to take over from."), refused=True)
            return
        chosen = await self._ask(Choose(Sentence("Take over"), options))
        if chosen is None:
            return
        if chosen.value == "counter":
            self._app.perform(do.TakeOverCounter(**hand.who))
        else:
            self._app.perform(do.TakeOverVisit(**hand.who, from_counter=chosen.value.partition("/")[2]))

    async def _intake(self, hand: Hand) -> None:
        stopped = hand.day.intake_stopped
        options = [
            replace(one, remark=_("stopped: take them again") if one.value in stopped else _("stop"))
            for one in self._services()
        ]
        chosen = await self._ask(Choose(Sentence("Intake of a service"), options))
        if chosen is None:
            return
        if chosen.value in stopped:
            self._app.perform(do.StartIntake(**hand.who, service=chosen.value))
            return
        if self._refused(hand, do.StopIntake(**hand.who, service=chosen.value)):
            return
        reason = await self._reason(Sentence("Stop the intake"))
        if reason is not None:
            note = self._app.note(reason.value)
            self._app.perform(do.StopIntake(**hand.who, service=chosen.value, reason=note))

    # ---- the screen

    async def _theme(self, hand: Hand) -> None:
        names = offered(self._app.colours)
        options = [Option(name, _(NAMES[name])) for name in names]
        at = names.index(self._app.theme) if self._app.theme in names else 0
        chosen = await self._ask(Choose(Sentence("Colours"), options, at=at))
        if chosen is not None:
            self._app.theme = chosen.value

    async def _language(self, hand: Hand) -> None:
        options = [Option(name, LANGUAGE_NAMES[name], name[0]) for name in LANGUAGES]
        chosen = await self._ask(Choose(Sentence("Language"), options, at=LANGUAGES.index(language())))
        if chosen is not None:
            self._app.speak(chosen.value)
