"""What a measurement gives: lengths in milliseconds, their percentiles, and how they stand to the bare driver's."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True)
class Bar:
    """What must hold: the figure (``ratio``, ``p50_ms``, ``p95_ms``, ``history_ratio``, ``value``), at most so much."""

    figure: str
    most: float


@dataclass(frozen=True)
class Measure:
    """One act, timed many times. ``bare_ms`` are those of its counterpart in the same run, if it has one.

    ``without_p50_ms`` is the same act without a history in the database; ``statements`` are what both say to it.
    """

    name: str
    ms: Sequence[float]
    bare_ms: Sequence[float] = ()
    bars: tuple[Bar, ...] = ()
    without_p50_ms: float | None = None
    statements: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """The figures, rounded to the microsecond; None where there is nothing to tell."""
        p50 = percentile(self.ms, 0.5)
        bare = percentile(self.bare_ms, 0.5) if self.bare_ms else None
        data: dict[str, Any] = {
            "n": len(self.ms),
            "p50_ms": _rounded(p50),
            "p95_ms": _rounded(percentile(self.ms, 0.95)),
            "p99_ms": _rounded(percentile(self.ms, 0.99)),
            "max_ms": _rounded(max(self.ms)),
            "bare_p50_ms": _rounded(bare),
            "ratio": _rounded(p50 / bare) if bare else None,
        }
        if self.without_p50_ms is not None:
            data["without_history_p50_ms"] = _rounded(self.without_p50_ms)
            data["history_ratio"] = _rounded(p50 / self.without_p50_ms)
        if self.bars:
            data["bars"] = {bar.figure: bar.most for bar in self.bars}
            data["met"] = all(data[bar.figure] is not None and data[bar.figure] <= bar.most for bar in self.bars)
        return data


@dataclass(frozen=True)
class Value:
    """A single figure that is no length of time, such as the memory in use."""

    name: str
    value: float
    unit: str
    bar: Bar | None = None

    def as_data(self) -> dict[str, Any]:
        """The figure, its unit and its bar."""
        data: dict[str, Any] = {"value": round(self.value, 3), "unit": self.unit}
        if self.bar is not None:
            data |= {"bars": {self.bar.figure: self.bar.most}, "met": self.value <= self.bar.most}
        return data


@dataclass(frozen=True)
class Bench:
    """A whole run: where it was made and what came out. ``history`` is the number of past visits, 0 for none."""

    engine: str
    version: str
    machine: Mapping[str, Any]
    measures: Sequence[Measure]
    values: Sequence[Value] = ()
    history: Mapping[str, Any] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        """The document for programs."""
        version = "sqlite_version" if self.engine == "sqlite" else "server_version"
        data: dict[str, Any] = {
            "engine": self.engine,
            version: self.version,
            "machine": dict(self.machine),
            "measures": {measure.name: measure.as_data() for measure in self.measures},
        }
        if self.values:
            data["values"] = {value.name: value.as_data() for value in self.values}
        if self.history:
            data["history"] = dict(self.history)
        data["statements"] = {one.name: list(one.statements) for one in self.measures if one.statements}
        return data


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest rank: always one of the values."""
    ordered = sorted(values)
    return ordered[max(ceil(share * len(ordered)), 1) - 1]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
