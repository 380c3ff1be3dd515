"""Who comes this morning, when, what for and what they are like: made up from a seed, the same each time.

Times of arrival are seconds after the doors open; lengths are seconds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

from frontdesk.demo import names

if TYPE_CHECKING:
    from collections.abc import Iterator

HOUR = 3600
OPENS_AT = "08:00"
LASTS_S = 10 * HOUR
"""Nobody comes later than this; what is left of the day is for those who are there."""

PER_COUNTER = (
    (0.0, 6.0),
    (0.5, 8.5),
    (1.0, 9.2),
    (2.0, 9.8),
    (2.4, 11.0),
    (3.0, 14.5),
    (3.75, 8.5),
    (4.5, 7.5),
    (6.0, 6.0),
    (8.0, 8.0),
    (9.5, 2.5),
)
"""People an hour for each counter, from so many hours after opening: quiet at first, a rush at eleven."""

EVERY_KNOWN, LAST_KNOWN = 3, 120
"""One in so many of the first is a customer whom the house knows; each of them comes twice a day."""

_SERVICES = (("information", 42), ("incidents", 26), ("after_sales", 17), ("personal", 15))
_SEGMENTS = (("regular", 66), ("gold", 16), ("vip", 9), ("internal", 9))
_URGENCIES = (("normal", 86), ("soon", 7), ("urgent", 7))
_FACTORS = (("responsiveness", 34), ("courtesy", 26), ("competence", 16), ("communication", 14), ("access", 10))
_GROUNDS = (("age60", 50), ("age80", 12), ("pregnancy", 12), ("disability", 12), ("child", 14))

_HANDLING = {"information": 200, "incidents": 350, "after_sales": 300, "personal": 420}
"""How long each service takes, about."""

_SHARES = (0.10, 0.35, 0.42, 0.13)
"""How the attention is shared out among its four phases."""


@dataclass(frozen=True)
class Person:
    """Somebody who comes. ``phases`` are the lengths of the phases of attention, one tuple for each errand.

    ``patience_s`` is how long they wait before they leave; ``walk_s`` how long they take to the counter, None for
    those who do not come. ``marked`` says whether whoever serves them marks the phases. ``complaint`` is the place of
    theirs in ``names.COMPLAINTS``, ``known`` that in ``names.KNOWN`` of those whom the house knows.
    """

    id: str
    comes_s: int
    services: tuple[str, ...]
    segment: str
    urgency: str
    preference: str | None
    party: int
    name: str | None
    patience_s: int
    walk_s: int | None
    phases: tuple[tuple[int, ...], ...]
    marked: bool = True
    rest_s: int = 10
    note: str | None = None
    complaint: int | None = None
    rating: int | None = None
    mattered: str | None = None
    would_return: bool | None = None
    extra_step: bool = False
    held_s: int | None = None
    mistaken: bool = False
    returns_s: int | None = None
    known: int | None = None


def people(seed: int, counters: int) -> Iterator[Person]:
    """Everybody who comes, in the order in which they come, to a house with so many open counters."""
    chance = Random(f"frontdesk/{seed}")
    at = 0.0
    n = 0
    while True:
        at += chance.expovariate(_rate(at) * counters / HOUR)
        if at > LASTS_S:
            return
        n += 1
        yield somebody(f"demo-{seed}-{n:03d}", int(at), Random(f"frontdesk/{seed}/{n}"), n)


def _rate(at: float) -> float:
    hours = at / HOUR
    return next(rate for begins, rate in reversed(PER_COUNTER) if hours >= begins)


def somebody(person_id: str, comes_s: int, chance: Random, n: int = 0) -> Person:
    """One person; every so many of them is somebody special, so that a morning has some of each."""
    services = [_one(chance, _SERVICES)]
    if chance.random() < 0.07:
        services.append(_one(chance, tuple(pair for pair in _SERVICES if pair[0] != services[0])))
    urgency = "emergency" if n % 83 == 71 else _one(chance, _URGENCIES)
    notes = names.NOTES[services[0]]
    known = n // EVERY_KNOWN % len(names.KNOWN) if 0 < n <= LAST_KNOWN and n % EVERY_KNOWN == 0 else None
    voice = Random(f"frontdesk/voice/{person_id}")  # what somebody says changes nothing of what they do
    made_up = Person(
        id=person_id,
        comes_s=comes_s,
        services=tuple(services),
        segment=_one(chance, _SEGMENTS),
        urgency=urgency,
        preference=_one(chance, _GROUNDS) if chance.random() < 0.12 else None,
        party=chance.choice((2, 3, 3, 4)) if chance.random() < 0.12 else 1,
        name=f"{chance.choice(names.FIRST)} {chance.choice(names.LAST)}" if chance.random() < 0.55 else None,
        patience_s=int(60 + chance.expovariate(1 / (55 * 60))),
        walk_s=None if n % 29 == 17 else chance.randint(4, 35),
        phases=tuple(_lengths(chance, service) for service in services),
        marked=chance.random() < 0.85,
        rest_s=chance.randint(4, 30),
        note=chance.choice(notes) if chance.random() < 0.3 else None,
        complaint=n // 40 % len(names.COMPLAINTS) if n % 40 == 23 else None,
        rating=chance.choice((5, 5, 4, 4, 4, 3, 2)) if chance.random() < 0.4 else None,
        mattered=_one(voice, _FACTORS) if voice.random() < 0.6 else None,
        would_return=voice.random() < 0.85 if voice.random() < 0.5 else None,
        extra_step=n % 23 == 11,
        held_s=chance.randint(4, 8) * 60 if n % 31 == 12 else None,
        mistaken=n % 67 == 19,
        returns_s=chance.randint(4, 9) * 60 if n % 58 == 17 else None,
    )
    return made_up if known is None else replace(made_up, known=known, name=names.KNOWN[known][0])


def _lengths(chance: Random, service: str) -> tuple[int, ...]:
    """The four phases of an attention; a few take very long."""
    whole = _HANDLING[service] * chance.lognormvariate(-0.12, 0.5)
    return tuple(max(5, int(whole * share * chance.uniform(0.7, 1.3))) for share in _SHARES)


def _one(chance: Random, weighted: tuple[tuple[str, int], ...]) -> str:
    return chance.choices([name for name, _ in weighted], [weight for _, weight in weighted])[0]
