"""What the desk foretold while a history was told again, held against what came.

The events of the days are gone through once more: they tell what was told to whom, as nothing else keeps all of it; and
every ten minutes of theirs the next half hour is forecast from what was known then.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from frontdesk.domain.calibration import Calibration, passed
from frontdesk.domain.day import Day, fold
from frontdesk.domain.discipline import waiting
from frontdesk.domain.events import CheckedIn, Undone
from frontdesk.domain.forecast import HORIZON_S, Outlook
from frontdesk.domain.playing_forward import risks
from frontdesk.reports.estimate_accuracy import Accuracy, accuracy
from frontdesk.store.log import day_stream

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from frontdesk.domain.events import Recorded
    from frontdesk.domain.forecast import Risk
    from frontdesk.domain.policy import Policy
    from frontdesk.domain.visit import Visit
    from frontdesk.store.database import Store

EVERY_S = 600
BANDS = 10


class Called(NamedTuple):
    """Of so many who were foretold something, how many passed their due time."""

    n: int
    did: int

    def as_data(self) -> dict[str, int]:
        """The counts for programs."""
        return self._asdict()


class Band(NamedTuple):
    """Those of whom a share between two bounds was foretold: how many, how many passed, the mean share foretold."""

    begins: float
    ends: float
    n: int
    did: int
    foretold: float

    @property
    def came(self) -> float:
        """The share that passed."""
        return self.did / self.n

    def as_data(self) -> dict[str, Any]:
        """The figures for programs."""
        return {
            "from": self.begins,
            "to": self.ends,
            "n": self.n,
            "did": self.did,
            "foretold": round(self.foretold, 4),
            "came": round(self.came, 4),
        }


@dataclass(frozen=True)
class Foretold:
    """How those fared of whom a forecast said something, by what it said and by the share that it gave."""

    outlooks: dict[Outlook, Called]
    bands: tuple[Band, ...]

    @classmethod
    def of(cls, came: Iterable[tuple[Risk, bool]]) -> Foretold:
        """What was foretold, each with whether they passed."""
        told = [(risk.outlook, risk.in_30, did) for risk, did in came]
        outlooks = {}
        for outlook in Outlook:
            dids = [did for said, _, did in told if said is outlook]
            outlooks[outlook] = Called(len(dids), sum(dids))
        bands = []
        for place in range(BANDS):
            some = [(share, did) for _, share, did in told if min(BANDS - 1, int(share * BANDS)) == place]
            if some:
                n, did, shares = len(some), sum(did for _, did in some), sum(share for share, _ in some)
                bands.append(Band(place / BANDS, (place + 1) / BANDS, n, did, shares / n))
        return cls(outlooks, tuple(bands))

    def as_data(self) -> dict[str, Any]:
        """The figures for programs."""
        return {
            **{outlook.value: called.as_data() for outlook, called in self.outlooks.items()},
            "bands": [band.as_data() for band in self.bands],
        }


@dataclass(frozen=True)
class Remembered:
    """How the estimates given at check-in did, and those of whom a forecast said that they would pass, or would not."""

    estimates: Accuracy
    forecast: Foretold

    def as_data(self) -> dict[str, Any]:
        """The figures for programs."""
        return {**self.estimates.as_data(), "forecast": self.forecast.as_data()}


def remembered(store: Store, policy: Policy, visits: set[str]) -> Remembered:
    """What was foretold to these visits, in the database in which they have been told again."""
    known: dict[str, Visit] = {}
    foretold: list[Risk] = []
    calibration = Calibration()
    end = 0
    for row in store.days(policy.site):
        records = store.events(day_stream(policy.site, row.day))[0]
        events = [one.event for one in records]
        told_again = any(isinstance(event, CheckedIn) and event.visit in visits for event in events)
        # What was undone cannot be gone through event by event.
        if not told_again or any(isinstance(event, Undone) for event in events):
            day = fold(row.day, records)
        else:
            day = _forecast(Day(row.day), records, policy, calibration, foretold)
        known |= {name: visit for name, visit in day.visits.items() if name in visits}
        end = day.at
    came = [(risk, passed(known[risk.visit], risk.due_at, end)) for risk in foretold if risk.visit in known]
    return Remembered(accuracy(known.values()), Foretold.of((risk, did) for risk, did in came if did is not None))


def _forecast(
    day: Day, records: Sequence[Recorded], policy: Policy, calibration: Calibration, foretold: list[Risk]
) -> Day:
    """What is forecast, every so often, for those who wait and may still be called in time; gives the day's end."""
    done = 0
    now = records[0].at
    while done < len(records):
        now += EVERY_S
        first = done
        while done < len(records) and records[done].at <= now:
            done += 1
        day = day.apply_all(records[first:done])
        if any(now <= visit.leg.due_at < now + HORIZON_S for visit in waiting(day, now)):
            calibration.learn(day, now)
            found = calibration.adjusted(risks(day, policy, now), now, now + HORIZON_S)
            foretold += [risk for risk in found if now <= risk.due_at < now + HORIZON_S]
    return day
