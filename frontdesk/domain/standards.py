"""The quality standards: what the house promises to whom, and which promise holds for a visit."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.domain.frozen import Frozen, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@frozen()
class Standard(Frozen):
    """One promise of the house: wait at most ``wait_s`` for a share ``goal`` of people, handling about ``handling_s``.

    A standard holds for the services, segments, urgencies and days that it names; what it does not name, it holds for
    all. Times are seconds. ``allowance_s`` is what the order uses instead of ``wait_s``. ``legal`` marks a limit set
    by law. A value that is None is taken from the next most specific standard that has one; the allowance and the limit
    of the law belong to the wait and come from the standard that sets it.
    """

    wait_s: int | None = None
    goal: float | None = None
    handling_s: int | None = None
    allowance_s: int | None = None
    service: str | None = None
    segment: str | None = None
    urgency: str | None = None
    days: frozenset[str] = frozenset()
    legal: bool = False

    @property
    def specificity(self) -> int:
        """How many of service, segment, urgency and days it names; the most specific standard wins."""
        return sum((self.service is not None, self.segment is not None, self.urgency is not None, bool(self.days)))

    @property
    def name(self) -> str:
        """What it is called, by what it names: ``segment=vip``, ``service=accounts,days=fri+payday``; or EVERYONE."""
        named = (("service", self.service), ("segment", self.segment), ("urgency", self.urgency))
        parts = [f"{key}={value}" for key, value in named if value is not None]
        if self.days:
            parts.append(f"days={'+'.join(sorted(self.days))}")
        return ",".join(parts) or EVERYONE

    def holds(self, service: str, segment: str, urgency: str, day_names: frozenset[str]) -> bool:
        """Whether this standard is about such a visit on a day that bears these names (``mon``, ``payday``…)."""
        return (
            self.service in (None, service)
            and self.segment in (None, segment)
            and self.urgency in (None, urgency)
            and (not self.days or not self.days.isdisjoint(day_names))
        )


EVERYONE = "everyone"
"""The name of the standard that names nobody in particular."""


class Promise(NamedTuple):
    """What the house promises one leg of a visit, in seconds; it is kept with the visit when it begins to wait."""

    wait_s: int
    allowance_s: int
    handling_s: int
    goal: float
    legal: bool = False


class TiedStandards(ValueError):
    """Two standards, equally specific, say different things about the same visit."""

    def __init__(self, first: Standard, second: Standard, example: tuple[str, str, str]) -> None:
        super().__init__(first, second, example)
        self.first = first
        self.second = second
        self.example = example


NO_PROMISE_NAMED = Promise(wait_s=600, allowance_s=600, handling_s=480, goal=0.80)
"""What holds for those whom no standard of the house names."""


_VALUES = ("wait_s", "goal", "handling_s")


@frozen()
class Standards(Frozen):
    """The standards of the house, with the promise for those whom no standard names."""

    standards: tuple[Standard, ...] = ()
    default: Promise = NO_PROMISE_NAMED

    def promise(
        self, service: str, segment: str, urgency: str, day_names: frozenset[str] = frozenset(), *, factor: float = 1.0
    ) -> Promise:
        """The promise for such a visit: of the standards that hold, the most specific wins, value by value.

        ``factor`` is the urgency's and multiplies the allowance, unless the standard that sets it names that urgency.
        """
        return _promise(self, service, segment, urgency, day_names, factor)

    @property
    def by_name(self) -> dict[str, Standard]:
        """Every standard by its name, in the house's order; with one for everyone, that of the default if need be."""
        named = {one.name: one for one in self.standards}
        promise = self.default
        default = Standard(promise.wait_s, promise.goal, promise.handling_s, legal=promise.legal)
        return named if EVERYONE in named else {EVERYONE: default, **named}

    def check_ties(self, visits: Iterable[tuple[str, str, str, frozenset[str]]]) -> None:
        """Raise TiedStandards when two equally specific standards decide over one of these kinds of visit.

        Each kind is (service, segment, urgency, names of the day).
        """
        for service, segment, urgency, day_names in visits:
            holding = list(self._holding(service, segment, urgency, day_names))
            # Value by value: a more specific standard without a wait must not hide that two others differ about it.
            for deciding in (holding, *([one for one in holding if getattr(one, v) is not None] for v in _VALUES)):
                if len(deciding) > 1 and deciding[0].specificity == deciding[1].specificity:
                    raise TiedStandards(deciding[0], deciding[1], (service, segment, urgency))

    def _holding(self, service: str, segment: str, urgency: str, day_names: frozenset[str]) -> Iterator[Standard]:
        holding = [one for one in self.standards if one.holds(service, segment, urgency, day_names)]
        return iter(sorted(holding, key=lambda one: -one.specificity))


@lru_cache(maxsize=4096)
def _promise(
    standards: Standards, service: str, segment: str, urgency: str, day_names: frozenset[str], factor: float
) -> Promise:
    holding = list(standards._holding(service, segment, urgency, day_names))
    default = standards.default
    waits = next((one for one in holding if one.wait_s is not None), None)
    wait_s = default.wait_s if waits is None or waits.wait_s is None else waits.wait_s
    allowance_s = default.allowance_s if waits is None else wait_s if waits.allowance_s is None else waits.allowance_s
    if waits is None or waits.urgency is None:
        allowance_s = round(allowance_s * factor)
    return Promise(
        wait_s=wait_s,
        allowance_s=allowance_s,
        handling_s=next((one.handling_s for one in holding if one.handling_s is not None), default.handling_s),
        goal=next((one.goal for one in holding if one.goal is not None), default.goal),
        legal=waits is not None and waits.legal,
    )
