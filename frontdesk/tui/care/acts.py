"""What the keys of the care screen do: each asks what it has to know, builds a command and hands it on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from frontdesk.domain import commands as do
from frontdesk.domain.complaints import NOTHING_TO_GRANT
from frontdesk.domain.due_words import day_named
from frontdesk.i18n import Sentence, _
from frontdesk.tui.acts.asking import Asking
from frontdesk.tui.acts.complaints import (
    GRANT,
    amount_of,
    grantable,
    write_what_they_ask_for,
    write_what_was_said,
)
from frontdesk.tui.acts.visits import story_lines
from frontdesk.tui.care.actions import CARE_ACTIONS, CareAction, CareHand
from frontdesk.tui.dialogs import AskText, Choose, Option, ShowText
from frontdesk.tui.help_lines import help_lines
from frontdesk.tui.keys import shown_key

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping
    from typing import Any

    from textual.content import Content

    from frontdesk.tui.program import Program

AT_ONCE = frozenset(("acknowledge", "keep"))
YES, NO, UNKNOWN = "yes", "no", ""


class CareActs:
    """The acts of the care screen, by the id of their action."""

    def __init__(self, app: Program) -> None:
        self._app = app
        self._asking = Asking(app)
        self._acts: Mapping[str, Callable[[CareHand], Coroutine[Any, Any, None]]] = {
            "assign": self._assign,
            "act": lambda hand: self._act(hand, investigate=False),
            "investigate": lambda hand: self._act(hand, investigate=True),
            "answer": self._answer,
            "close": self._close,
            "reopen": self._reopen,
            "describe": lambda hand: write_what_was_said(self._asking, hand.who, _number(hand)),
            "ask_for": lambda hand: write_what_they_ask_for(self._asking, hand.who, _number(hand)),
            "correct": self._correct,
            "note": self._note,
            "letter": self._letter,
            "take_down": self._take_down,
            "break": self._break,
            "move": self._move,
            "visit": self._visit,
            "help": self._help,
        }

    def carry_out(self, action: CareAction, hand: CareHand) -> None:
        """Carry out an action on what was in hand when its key went down."""
        refused = action.refusal(hand)
        if refused is not None:
            self._app.say(refused, refused=True)
        elif action.id == "undo":
            self._undo(hand)
        elif action.id in AT_ONCE:
            assert action.command is not None
            self._app.perform(action.command(hand))
        else:
            self._app.begin_asking(self._acts[action.id](hand))

    def read(self, title: str, lines: list[Content]) -> ShowText:
        """Something to read."""
        dialog = ShowText(title, lines)
        self._app.begin_asking(self._read(dialog))
        return dialog

    async def _read(self, dialog: ShowText) -> None:
        await self._asking.ask(dialog)

    # ---- complaints

    async def _assign(self, hand: CareHand) -> None:
        title = Sentence("{complaint}: who sees to it?", complaint=_number(hand))
        asked = AskText(title, Sentence("Name:"), initial=self._app.actor, needed=True)
        answer = await self._asking.ask(asked)
        owner = None if answer is None else self._app.note(answer.value)
        if owner is not None:
            self._app.perform(do.AssignComplaint(**hand.about, owner=owner.text))

    async def _act(self, hand: CareHand, *, investigate: bool) -> None:
        title = Sentence("{complaint}: what was done?", complaint=_number(hand))
        if investigate:
            title = Sentence("{complaint}: what is being investigated?", complaint=_number(hand))
        text = await self._line(title)
        if text is not None:
            self._app.perform(do.ActOnComplaint(**hand.about, text=text, investigate=investigate))

    async def _answer(self, hand: CareHand) -> None:
        """A remedy, what the customer was told (which a remedy may say well enough), and whether that was enough."""
        title = Sentence("{complaint}: the answer", complaint=_number(hand))
        segment = hand.complaint.segment
        granted = None
        if hand.complaint.kind not in NOTHING_TO_GRANT:
            nothing = Option("", _("No remedy of the house"), "0")
            options = [nothing, *grantable(self._asking, hand.who, segment, hand.policy)]
            remedy = await self._asking.ask(Choose(title, options))
            if remedy is None:
                return
            granted = remedy.value.removeprefix(GRANT) or None
        command = do.ResolveComplaint(**hand.about, text=None, granted=granted)
        whole = await amount_of(self._asking, title, command, segment, hand.policy)
        if whole is None:
            return
        asked = AskText(title, Sentence("What was the customer told?"), needed=whole.granted is None)
        told = await self._asking.ask(asked)
        accepted = None if told is None else await self._accepted(title)
        if told is not None and accepted is not None:
            text = self._app.note(told.value)
            self._app.perform(replace(whole, text=text, accepted=_MEANING[accepted]))

    async def _close(self, hand: CareHand) -> None:
        title = Sentence("Close {complaint}", complaint=_number(hand))
        cause = await self._line(title, Sentence("Why did it happen?"))
        correction = None
        if cause is not None:
            correction = await self._line(title, Sentence("What was changed so that it does not happen again?"))
        root = None if correction is None else await self._root(title)
        if cause is None or correction is None or root is None:
            return
        accepted: str | None = UNKNOWN
        if hand.complaint.accepted is None:
            accepted = await self._accepted(title)
        if accepted is not None:
            command = do.CloseComplaint(**hand.about, root_cause=cause, correction=correction, root=root or None)
            self._app.perform(replace(command, accepted=_MEANING[accepted]))

    async def _root(self, title: Sentence) -> str | None:
        """What went wrong with us, by the house's list; "" for none of it, None where the question was left."""
        roots = [Option(one.id, str(one.label)) for one in self._app.config.complaints.roots.values() if one.active]
        options = [Option("", _("None of these"), "0"), *roots]
        chosen = await self._asking.ask(Choose(title, options, intro=Sentence("What went wrong with us?")))
        return None if chosen is None else chosen.value

    async def _accepted(self, title: Sentence) -> str | None:
        """Whether the customer accepted the answer; None where the question was left."""
        options = [
            Option(UNKNOWN, _("Not known"), "0"),
            Option(YES, _("The customer accepted it."), "y"),
            Option(NO, _("The customer did not accept it."), "n"),
        ]
        chosen = await self._asking.ask(Choose(title, options))
        return None if chosen is None else chosen.value

    async def _reopen(self, hand: CareHand) -> None:
        reason = await self._line(Sentence("Open {complaint} again", complaint=_number(hand)), Sentence("Why?"))
        if reason is not None:
            self._app.perform(do.ReopenComplaint(**hand.about, reason=reason))

    async def _note(self, hand: CareHand) -> None:
        title = Sentence("Note on {complaint}", complaint=_number(hand))
        note = await self._line(title, Sentence("For colleagues:"))
        if note is not None:
            self._app.perform(do.NoteOnComplaint(**hand.about, text=note))

    async def _correct(self, hand: CareHand) -> None:
        from frontdesk.tui.care.correcting import correct  # noqa: PLC0415 - seldom needed

        await correct(self._asking, hand)

    async def _letter(self, hand: CareHand) -> None:
        assert hand.entry is not None and hand.entry.complaint is not None
        from frontdesk.tui.care.letter import save_letter  # noqa: PLC0415 - seldom needed

        await save_letter(self._app, hand.entry.complaint)

    async def _take_down(self, hand: CareHand) -> None:
        from frontdesk.tui.care.taking_down import take_down  # noqa: PLC0415 - most complaints come at the counter

        await take_down(self._asking, hand)

    # ---- promises

    async def _break(self, hand: CareHand) -> None:
        reason = await self._line(Sentence("{promise} is broken", promise=_number(hand)), Sentence("Why?"))
        if reason is not None:
            self._app.perform(do.BreakPromise(**hand.about, reason=reason))

    async def _move(self, hand: CareHand) -> None:
        title = Sentence("Move {promise}", promise=_number(hand))
        today = hand.policy.business_day(hand.now)

        def check(text: str) -> Sentence | None:
            day = day_named(text, today)
            if day is None:
                return Sentence("Write the day as tue, tomorrow, 3d, 24/11 or 2026-11-24.")
            assert hand.entry is not None and hand.entry.promise is not None
            return self._refusal_of_day(hand, day)

        answer = await self._asking.ask(AskText(title, Sentence("To which day?"), check=check))
        day = None if answer is None else day_named(answer.value, today)
        if day is None:
            return
        reason = await self._line(title, Sentence("To {day}. Why?", day=day))
        if reason is not None:
            self._app.perform(do.MovePromise(**hand.about, due_day=day, reason=reason))

    def _refusal_of_day(self, hand: CareHand, day: date) -> Sentence | None:
        move = CareAction(
            "", (), "", "", lambda now: do.MovePromise(**now.about, due_day=day, reason=do.Note(*"…" * 3))
        )
        return move.refusal(hand)

    # ---- both

    def _undo(self, hand: CareHand) -> None:
        """Take back the last step of what is selected, as long as nothing has sealed it."""
        if hand.entry is None:
            self._app.say(Sentence("Nothing is selected."), refused=True)
            return
        step = do.UndoPromiseStep if hand.entry.complaint is None else do.UndoComplaintStep
        self._app.perform(step(**hand.about))

    # ---- what is read

    async def _visit(self, hand: CareHand) -> None:
        visit = None if hand.entry is None else hand.entry.record.visit
        if visit is None:
            self._app.say(Sentence("It belongs to no visit."), refused=True)
            return
        told = await self._app.story(visit)
        if told is not None:
            title = Sentence("The visit of {matter}", matter=_number(hand))
            await self._asking.ask(ShowText(title, story_lines(told, hand.policy.zone)))

    async def _help(self, hand: CareHand) -> None:
        keys = []
        for action in CARE_ACTIONS:
            refused = action.refusal(hand)
            text = _(action.tooltip) if refused is None else f"– {refused}".strip()
            keys.append((" ".join(map(shown_key, action.keys)), _(action.label), text, refused is not None))
        await self._asking.ask(ShowText(_("All keys"), help_lines(keys, self._app.size.width)))

    async def choose(self, title: Sentence, options: list[Option]) -> str | None:
        """One of some; None where the question was left."""
        chosen = await self._asking.ask(Choose(title, options))
        return None if chosen is None else chosen.value

    async def _line(self, title: Sentence, label: Sentence | None = None) -> do.Note | None:
        """A line of text that has to be said; None where the question was left."""
        asked = AskText(title, Sentence("In one line:") if label is None else label, needed=True)
        answer = await self._asking.ask(asked)
        return None if answer is None else self._app.note(answer.value)


_MEANING = {UNKNOWN: None, YES: True, NO: False}


def _number(hand: CareHand) -> str:
    return "" if hand.entry is None else hand.entry.number
