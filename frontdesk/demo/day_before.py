"""The day before the morning: customers whom the house knows were here, with what was promised and said to them.

It is a whole day, as busy as the one that follows: what is usual is told by it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from frontdesk.demo import names
from frontdesk.demo.morning import LASTS_S
from frontdesk.demo.play import customer_number
from frontdesk.domain import commands as do
from frontdesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from typing import Any

    from frontdesk.clock import FixedClock
    from frontdesk.demo.morning import Person
    from frontdesk.demo.play import Play
    from frontdesk.desk import Desk

GONE_HOME_S = LASTS_S + 2 * 3600
"""So long after opening nobody is left."""


def live_through(desk: Desk, clock: FixedClock, play: Play, begins: int, known: Sequence[Person], today: date) -> None:
    """Let the day before ``today`` happen from its opening to its close; ``known`` are those of it who have files."""
    who: dict[str, Any] = {"actor": names.COLLEAGUES[0]}
    clock.at = begins
    with desk.together():
        for place, (name, phone, language) in enumerate(names.KNOWN):
            desk.perform(
                do.AddCustomer(full_name=name, number=customer_number(place), phone=phone, language=language, **who)
            )
    play.rehearse(desk, clock, begins, begins + GONE_HOME_S)
    for_whom = {one.known: one.id for one in known if not one.mistaken}
    with desk.together():
        for place, text in names.LEFT_FOR_COLLEAGUES:
            note = desk.note(_(text))
            assert note is not None
            desk.perform(do.NoteOnCustomer(number=customer_number(place), note=note, **who))
        for place, text, days in names.PROMISED:
            promised = desk.note(_(text))
            assert promised is not None
            due = today + timedelta(days=days)
            desk.perform(do.MakePromise(visit=for_whom[place], text=promised, due_day=due, **who))
        cause, said, _remedy = names.COMPLAINTS[0]
        complaint = desk.note(_(said))
        assert complaint is not None
        desk.perform(do.OpenComplaint(visit=for_whom[names.COMPLAINED], cause=cause, text=complaint, **who))
        desk.perform(do.CloseDay(**who))
