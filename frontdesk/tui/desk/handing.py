"""Hand-over notes at the desk: what the shift before has left, and what is left to the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.domain import commands as do
from frontdesk.domain.explain import ClockTime
from frontdesk.domain.rules.staff import notes_for
from frontdesk.i18n import Sentence, _
from frontdesk.tui.columns import visible
from frontdesk.tui.desk.typed_line import Asked
from frontdesk.tui.dialogs import ShowText
from frontdesk.tui.keys import KEYS
from frontdesk.tui.shift_notes import note_lines, notice_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from frontdesk.domain.standing import ShiftNote
    from frontdesk.tui.desk.typed_line import TypedLine
    from frontdesk.tui.hand import Hand
    from frontdesk.tui.message_line import MessageLine
    from frontdesk.tui.program import Program


class Handing:
    """What the hand-over key does: it reads what stands and, where nothing does, writes."""

    def __init__(self, app: Program, message: MessageLine, line: TypedLine, hand_now: Callable[[], Hand]) -> None:
        self._app = app
        self._message = message
        self._line = line
        self._hand_now = hand_now
        self._left_to_us: frozenset[str] = frozenset()

    @property
    def unread(self) -> list[ShiftNote]:
        """The notes for whoever stands here now: of others, and one's own of an earlier shift."""
        return [
            one
            for one in notes_for(self._app.day, self._app.counter_id)
            if one.by != self._app.actor or one.text in self._left_to_us
        ]

    def arrive(self) -> None:
        """Somebody begins to work here: what stands was left to them, and is said with what was said last."""
        self._left_to_us = frozenset(one.text for one in notes_for(self._app.day, self._app.counter_id))
        notes = self.unread
        if not notes:
            return
        note, before = notes[0], self._message.said
        told = Sentence(
            "Hand-over of {who}, {time}: “{text}” {hand_over_key} marks it read.",
            who=visible(note.by or "–"),
            time=ClockTime(note.since, self._app.policy.zone),
            text=visible(self._text(note)),
            **KEYS,
        )
        if len(notes) > 1:
            told = Sentence(
                "{n} hand-over note: {hand_over_key} shows it.",
                "{n} hand-over notes: {hand_over_key} shows them.",
                n=len(notes),
                **KEYS,
            )
        self._message.say(told if before is None else Sentence("{first} {then}", first=before.sentence, then=told))

    def act(self, hand: Hand) -> None:
        """Read what stands, or write."""
        notes = self.unread
        if notes:
            self._app.perform(do.ReadShiftNotes(**hand.who, read=tuple(one.id for one in notes)))
            self._app.begin_asking(self._show(notes))
            return
        self._line.open(Asked(Sentence("Hand-over"), _hints, self._for_whom, self._entered))

    async def _show(self, notes: Sequence[ShiftNote]) -> None:
        day, text_of = self._app.day, self._app.snapshot.text
        lines = note_lines(notes, self._text, self._zone)
        # What had no room beside a note is read with it.
        lines += notice_lines(list(day.notices.values()), lambda one: text_of(one.text) or "…", self._zone)
        await self._app.push_screen_wait(ShowText(Sentence("Hand-over"), lines))

    @property
    def _zone(self) -> str:
        return self._app.policy.zone

    def _text(self, note: ShiftNote) -> str:
        return self._app.snapshot.text(note.text) or "…"

    def _for_whom(self, _typed: str) -> str:
        label = self._app.config.label("counter", self._app.counter_id) if self._app.counter_id else "–"
        return _("for the next one at counter {counter}").format(counter=label)

    def _entered(self, typed: str) -> bool:
        text = self._app.note(typed)
        if text is None:
            self._app.say(Sentence("Say it in a few words."), refused=True)
            return False
        self._app.perform(do.WriteShiftNote(**self._hand_now().who, text=text))
        return True


def _hints() -> list[str]:
    return [_("what the next shift has to know"), _("Enter leaves the note"), _("Esc leaves")]
