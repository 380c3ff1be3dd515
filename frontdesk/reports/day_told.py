"""What a day's log tells beside its visits: its duty, its detours, and why the longest waits were so long."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from frontdesk.reports.causes import Cause, Causes
from frontdesk.reports.crew import DayCrew, day_crew, read_crew
from frontdesk.reports.detours import DayDetours, day_detours, read_detours
from frontdesk.reports.duty import DayDuty, Duty, HandOver, Watch
from frontdesk.reports.duty_figures import attended_at, day_duty, staffed
from frontdesk.reports.set_apart import DayApart, SetApart, Touched, day_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from frontdesk.domain.day_log import DayLog
    from frontdesk.reports.sums.sheet import Sheet


class DayTold(NamedTuple):
    """What the log of a day tells; ``causes`` are those of its longest waits, by visit."""

    duty: DayDuty = DayDuty()
    detours: DayDetours = DayDetours()
    causes: tuple[tuple[str, tuple[Cause, ...]], ...] = ()
    apart: DayApart = DayApart()
    crew: DayCrew = DayCrew()

    def references(self) -> Iterator[str]:
        """The references to texts that it holds."""
        yield from (one.reason for one in self.duty.pauses if one.reason is not None)
        yield from (one.reason for one in self.detours.rows if one.reason)
        yield from (one.reason for one in self.apart.intervals if one.reason is not None)
        yield from (one.text for one in self.crew.notes if one.text is not None)
        yield from (one.reason for _, some in self.causes for one in some if one.reason)


NOTHING_TOLD = DayTold()


def day_told(log: DayLog, sheet: Sheet, longest: Iterable[int], at: int) -> DayTold:
    """What the log of a day tells of it, up to the instant ``at`` (UTC seconds).

    ``sheet`` has everybody who was here, ``longest`` are the places among the measured of whom the causes are asked.
    """
    attended = attended_at(sheet.legs, at)
    every = staffed(log, at, attended)
    causes = Causes(log, every, sheet, at)
    people = sheet.measured
    return DayTold(
        day_duty(log, every, attended, sheet.legs),
        day_detours(log, sheet.every.visits, at),
        tuple(
            sorted(
                (people.visits[place].id, causes.of(people.visits[place], people.waited[place])) for place in longest
            )
        ),
        day_apart(log, sheet),
        day_crew(log),
    )


def as_data(told: DayTold) -> list[Any]:
    """As it is kept, for JSON."""
    return list(told)


def from_data(duty: list[Any], detours: list[Any], causes: list[Any], apart: list[Any], crew: list[Any]) -> DayTold:
    """What was kept."""
    loads, shifts, pauses, over = duty
    return DayTold(
        DayDuty(
            tuple((counter, staff, Duty._make(load)) for counter, staff, load in loads),
            tuple(map(Watch._make, shifts)),
            tuple(map(Watch._make, pauses)),
            tuple(map(HandOver._make, over)),
        ),
        read_detours(*detours),
        tuple((visit, tuple(map(Cause._make, some))) for visit, some in causes),
        DayApart(tuple(map(SetApart._make, apart[0])), tuple(map(Touched._make, apart[1]))),
        read_crew(*crew),
    )
