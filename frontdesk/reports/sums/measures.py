"""The table of what is gathered from visits: for each figure its name, how it is gathered, how two of it are added.

A new figure is one field of ``Sums`` and one line of ``MEASURES``; days, months, years and the database follow. What
is said of a visit belongs to the day on which it ended: those still here at the end of a period are counted and judged,
and their waits are among the longest, and nothing else is told of them. What cannot be added (a largest of something
that days share, a figure of two visits of different days) has no place here: it is made from rows, see
``reports/build.py``.
"""

from __future__ import annotations

import json
import struct
from collections import Counter
from heapq import nsmallest
from itertools import compress, count
from operator import gt
from typing import TYPE_CHECKING, Any, NamedTuple

from frontdesk.domain.metrics import PROVEN
from frontdesk.domain.visit import Outcome
from frontdesk.reports.departures import EstimateSums
from frontdesk.reports.sums import answers, kinds
from frontdesk.reports.sums.groups import GROUP, GroupSums, grouped
from frontdesk.reports.sums.histogram import Histogram
from frontdesk.reports.sums.kinds import ALL, COUNT, LENGTHS, Bytes, Kind, keyed, listed, tally
from frontdesk.reports.sums.times import TIMES, in_states, phase_lengths

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence, Set

    from frontdesk.reports.sums.sheet import Sheet

WORST = 10

_LENGTH = struct.Struct("<I")


class Entry(NamedTuple):
    """A visit in a list, in the order of the list; ``note`` refers to the reason that a person gave.

    ``first`` is what the list goes by before the arrival: how far under the promise (negative: over), or 0. For a visit
    called out of turn ``counter``, ``staff``, ``passed`` and ``note`` are those of that call, at ``called_at``.
    """

    first: int
    arrived_at: int
    visit: str
    number: str
    ended_day: str | None
    service: str
    segment: str
    urgency: str
    outcome: str | None
    counter: str | None
    staff: str | None
    waited_s: int
    target_s: int
    passed: int
    note: str | None
    called_at: int | None = None


class PhaseSums(NamedTuple):
    """One phase: its length in each visit in which it was marked; its places in them, added, and of how many."""

    lengths: Histogram
    places: int
    marks: int


class AnswerSums(NamedTuple):
    """What the review of the standards needs of ``Sums``: how visits of each kind went, and what was answered."""

    by_kind: Mapping[str, GroupSums]
    answers: Counter[tuple[str, int, int]]
    factors: Counter[tuple[str, int]]


class Sums(NamedTuple):
    """Everything that is gathered; see ``MEASURES`` for what each is. First come those that are read alone."""

    by_kind: Mapping[str, GroupSums]
    answers: Counter[tuple[str, int, int]]
    factors: Counter[tuple[str, int]]
    fates: Counter[tuple[str, str | None, str | None]]
    times_add_up: bool
    response: Histogram
    wait: Histogram
    walk: Histogram
    handling: Histogram
    interruption: Histogram
    hold: Histogram
    total: Histogram
    phases: Mapping[str, PhaseSums]
    called: int
    goals: Mapping[str, Counter[float]]
    by_service: Mapping[str, GroupSums]
    by_segment: Mapping[str, GroupSums]
    by_urgency: Mapping[str, GroupSums]
    by_preference: Mapping[str, GroupSums]
    by_counter: Mapping[str, GroupSums]
    by_staff: Mapping[str, GroupSums]
    would_return: Counter[tuple[bool, int]]
    extra_steps: Counter[int]
    promised: Counter[int]
    worst: tuple[Entry, ...]
    out_of_turn: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    legal_breaches: tuple[Entry, ...]
    left_wait: Histogram
    left_reasons: Counter[str]
    came_back: Counter[str]
    estimates: EstimateSums


class Measure(NamedTuple):
    """How a figure is gathered from the visits of a sheet, and its kind, which says how it is added and kept."""

    gather: Callable[[Sheet], Any]
    kind: Kind[Any]


def _fates(sheet: Sheet) -> Counter[tuple[str, str | None, str | None]]:
    """Of how many visits the day of check-in, that of the end and the outcome are the same."""
    every = sheet.every.fields
    return Counter(zip(every.arrived_day, every.ended_day, every.outcome, strict=True))


def _times_add_up(sheet: Sheet) -> bool:
    """Every second of each visit that has ended was in exactly one state."""
    fields = sheet.every.fields
    times = zip(fields.arrived_at, map(sum, in_states(fields)), fields.ended_at, strict=True)
    return all(ended_at is None or seconds == ended_at - arrived_at for arrived_at, seconds, ended_at in times)


def _time(name: str) -> Measure:
    """One of the measured times of those served."""
    return Measure(lambda sheet: Histogram.of([one for one in TIMES[name](sheet) if one is not None]), LENGTHS)


def _phases(sheet: Sheet) -> dict[str, PhaseSums]:
    """Each phase over the served in whose visit it was marked."""
    lengths = phase_lengths(sheet)
    places: Counter[str] = Counter()
    marks: Counter[str] = Counter()
    for row in sheet.phases:
        if row.seconds is not None and row.visit in lengths.get(row.phase, ()):
            places[row.phase] += row.place
            marks[row.phase] += 1
    return {
        phase: PhaseSums(Histogram.of(lengths[phase].values()), places[phase], marks[phase])
        for phase in sorted(lengths)
    }


def _goals(sheet: Sheet) -> dict[str, Counter[float]]:
    """How many of those who prove something are held to which goal, by segment."""
    fields = sheet.measured.fields
    proven = [one in PROVEN for one in sheet.measured.judgements]
    found: dict[str, Counter[float]] = {}
    pairs = Counter(zip(compress(fields.segment, proven), compress(fields.goal, proven), strict=True))
    for (segment, goal), n in sorted(pairs.items()):
        found.setdefault(segment, Counter())[goal] += n
    return found


def _by(field: str) -> Callable[[Sheet], dict[str, GroupSums]]:
    return lambda sheet: grouped(getattr(sheet.measured.fields, field), sheet.columns)


def _entries(sheet: Sheet, places: Iterator[int], *, note: str = "", by_excess: bool = False) -> tuple[Entry, ...]:
    """The visits at these places of all that are not removed, or of all, where a note is told."""
    parts = sheet.every if note else sheet.measured
    found = []
    for place in places:
        visit, waited_s = parts.visits[place], parts.waited[place]
        found.append(
            Entry(
                visit.target_s - waited_s if by_excess else 0,
                visit.arrived_at,
                visit.id,
                visit.number,
                visit.ended_day,
                visit.service,
                visit.segment,
                visit.urgency,
                visit.outcome,
                visit.counter,
                visit.staff,
                waited_s,
                visit.target_s,
                visit.passed,
                getattr(visit, note) if note else None,
            )
        )
    return tuple(sorted(found))


def _late(sheet: Sheet) -> Iterator[int]:
    """The places of those who waited longer than promised."""
    return compress(count(), map(gt, sheet.measured.waited, sheet.measured.fields.target_s))


def furthest_over(sheet: Sheet, among: Set[str] | None = None) -> list[int]:
    """The places of those few who waited longest beyond what they were promised, in the order of ``worst``.

    ``among`` are the ids of those who are looked at; everybody without it.
    """
    waited, people = sheet.measured.waited, sheet.measured.fields

    def order(place: int) -> tuple[int, int, str]:
        return people.target_s[place] - waited[place], people.arrived_at[place], people.id[place]

    late = _late(sheet) if among is None else (place for place in _late(sheet) if people.id[place] in among)
    return nsmallest(WORST, late, key=order)


def _legal_breaches(sheet: Sheet) -> tuple[Entry, ...]:
    legal = sheet.measured.fields.legal
    return _entries(sheet, (place for place in _late(sheet) if legal[place])) if any(legal) else ()


def _out_of_turn(sheet: Sheet) -> tuple[Entry, ...]:
    fields = sheet.every.fields
    passed = (
        place
        for place, n in enumerate(fields.passed)
        if n > 0 and fields.out_of_turn[place] is not None and fields.outcome[place] is not None
    )
    found = []
    for one in _entries(sheet, passed, note="out_of_turn"):
        call = sheet.past.get(one.visit)
        if call is None:
            # Nobody is named for it: who served the visit last need not be who called it.
            found.append(one._replace(counter=None, staff=None))
        else:
            found.append(
                one._replace(
                    called_at=call.at, counter=call.counter, staff=call.staff, passed=call.passed, note=call.reason
                )
            )
    return tuple(found)


def _removed(sheet: Sheet) -> tuple[Entry, ...]:
    places = (place for place, outcome in enumerate(sheet.every.fields.outcome) if outcome == Outcome.REMOVED)
    return _entries(sheet, places, note="reason")


def _left(sheet: Sheet) -> list[bool]:
    return [outcome == Outcome.LEFT for outcome in sheet.measured.fields.outcome]


def _came_back(sheet: Sheet) -> Counter[str]:
    """How the visits ended whose no-show came back after all."""
    fields = sheet.measured.fields
    if not any(fields.returned):
        return Counter()
    return Counter(outcome for outcome in compress(fields.outcome, fields.returned) if outcome is not None)


def _called(sheet: Sheet) -> int:
    """Of how many that have ended somebody was called."""
    fields = sheet.measured.fields
    return sum(
        outcome is not None and at is not None for outcome, at in zip(fields.outcome, fields.called_at, strict=True)
    )


def _promised(sheet: Sheet) -> Counter[int]:
    """How many that have ended were promised each wait."""
    fields = sheet.measured.fields
    return Counter(compress(fields.target_s, [outcome is not None for outcome in fields.outcome]))


def estimated(sheet: Sheet) -> list[tuple[int, int, bool]]:
    """Of those who were served in one leg, had waited, and had been told how long it would take.

    Of each the place among the measured, by how many seconds too long a wait was told, and whether the longer of the
    two times told was enough.
    """
    fields = sheet.measured.fields
    return [
        (place, p50 - waited, waited <= p90)
        for place, served, legs, waited, p50, p90 in zip(
            range(len(sheet.columns)),
            sheet.columns.served,
            fields.legs,
            sheet.measured.waited,
            fields.estimate_p50_s,
            fields.estimate_p90_s,
            strict=True,
        )
        if p50 is not None and served and waited > 0 and legs == 1 and p90 is not None
    ]


def _estimates(sheet: Sheet) -> EstimateSums:
    told = estimated(sheet)
    errors = [error for _, error, _ in told]
    return EstimateSums(len(told), sum(map(abs, errors)), sum(errors), sum(within for _, _, within in told))


_WHO_COMES_FIRST = listed(Entry._make)

MEASURES: Mapping[str, Measure] = {
    "by_kind": Measure(answers.by_kind, keyed(GROUP)),
    "answers": Measure(answers.answers, tally(of=tuple)),
    "factors": Measure(answers.factors, tally(of=tuple)),
    "fates": Measure(_fates, tally(of=tuple)),
    "times_add_up": Measure(_times_add_up, ALL),
    "response": _time("response"),
    "wait": _time("wait"),
    "walk": _time("walk"),
    "handling": _time("handling"),
    "interruption": _time("interruption"),
    "hold": _time("hold"),
    "total": _time("total"),
    "phases": Measure(_phases, keyed(kinds.record(PhaseSums, LENGTHS, COUNT, COUNT))),
    "called": Measure(_called, COUNT),
    "goals": Measure(_goals, keyed(tally())),
    "by_service": Measure(lambda sheet: sheet.legs.by_service(), keyed(GROUP)),
    "by_segment": Measure(_by("segment"), keyed(GROUP)),
    "by_urgency": Measure(_by("urgency"), keyed(GROUP)),
    "by_preference": Measure(_by("preference"), keyed(GROUP)),
    "by_counter": Measure(lambda sheet: sheet.legs.by_counter(), keyed(GROUP)),
    "by_staff": Measure(lambda sheet: sheet.legs.by_staff(), keyed(GROUP)),
    "would_return": Measure(answers.would_return, tally(of=tuple)),
    "extra_steps": Measure(answers.extra_steps, tally()),
    "promised": Measure(_promised, tally()),
    "worst": Measure(
        lambda sheet: _entries(sheet, iter(furthest_over(sheet)), by_excess=True), listed(Entry._make, most=WORST)
    ),
    "out_of_turn": Measure(_out_of_turn, _WHO_COMES_FIRST),
    "removed": Measure(_removed, _WHO_COMES_FIRST),
    "legal_breaches": Measure(_legal_breaches, _WHO_COMES_FIRST),
    "left_wait": Measure(lambda sheet: Histogram.of(compress(sheet.measured.waited, _left(sheet))), LENGTHS),
    "left_reasons": Measure(
        lambda sheet: Counter(reason or "" for reason in compress(sheet.measured.fields.reason, _left(sheet))), tally()
    ),
    "came_back": Measure(_came_back, tally()),
    "estimates": Measure(_estimates, kinds.record(EstimateSums, COUNT, COUNT, COUNT, COUNT)),
}
"""In the order in which they are kept."""

assert tuple(MEASURES) == Sums._fields
assert Sums._fields[: len(AnswerSums._fields)] == AnswerSums._fields

FORMAT = f"{','.join(MEASURES)};{','.join(Entry._fields)}"
"""What is kept of a roll-up; one that keeps something else is not read, and its day is read from its rows."""

_SUMS = kinds.record(Sums, *(measure.kind for measure in MEASURES.values()))


def gathered(sheet: Sheet) -> Sums:
    """The sums of the visits of a sheet."""
    return Sums._make(measure.gather(sheet) for measure in MEASURES.values())


def sum_of(every: Sequence[Sums]) -> Sums:
    """The sums of all of them together."""
    return _SUMS.add(every)


def answer_sums_of(every: Sequence[Sums | AnswerSums]) -> AnswerSums:
    """These sums of all of them together."""
    return AnswerSums._make(
        MEASURES[name].kind.add([getattr(one, name) for one in every]) for name in AnswerSums._fields
    )


def as_bytes(sums: Sums) -> bytes:
    """As they are kept: equal ones are the same bytes."""
    rest = Bytes()
    kept = kinds.as_json([FORMAT, _SUMS.keep(sums, rest)]).encode()
    return _LENGTH.pack(len(kept)) + kept + rest.written


def from_bytes(data: bytes) -> Sums | None:
    """What was kept; None for what another version of this table has kept."""
    kept, rest = _parted(data)
    return None if kept is None else _SUMS.read(kept, rest)


def answers_from_bytes(data: bytes) -> AnswerSums | None:
    """The same of these sums alone, which takes a fifth of the time; None as there."""
    kept, rest = _parted(data)
    if kept is None:
        return None
    return AnswerSums._make(
        MEASURES[name].kind.read(one, rest) for name, one in zip(AnswerSums._fields, kept, strict=False)
    )


def _parted(data: bytes) -> tuple[list[Any] | None, Bytes]:
    """What is kept of each measure as JSON, and the bytes behind it."""
    begins = _LENGTH.size + _LENGTH.unpack_from(data)[0]
    form, kept = json.loads(data[_LENGTH.size : begins])
    return (kept if form == FORMAT else None), Bytes(data[begins:])
