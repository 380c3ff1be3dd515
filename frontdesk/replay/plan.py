"""What is done for the rows of a visit log, in which order, and which rows contradict others.

The whole log is put in order and held against itself before anything is written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from frontdesk.csv_rows import BadRow
from frontdesk.domain import commands as do
from frontdesk.domain.policy import AtClose, Policy, Urgency
from frontdesk.domain.visit import Outcome
from frontdesk.i18n import Sentence, marked
from frontdesk.visit_log import LogRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

REASON = "recorded"
"""The reason that every call of a recorded history bears; it is data, and the same in every language."""

MOST_ADDED = 500
"""A log that names more unknown ids of a kind has its columns mixed up."""


@dataclass(frozen=True)
class Added:
    """Ids that the log names and the configuration does not know; they exist for the run."""

    services: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    urgencies: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()

    def sentences(self) -> list[Sentence]:
        """One line for each kind of id that was added."""
        return [
            Sentence("Added for this run: {kind} {ids}.", kind=Sentence(_KINDS[kind]), ids=", ".join(ids))
            for kind, ids in vars(self).items()
            if ids
        ]


_KINDS = {
    "services": marked("services"),
    "segments": marked("segments"),
    "urgencies": marked("urgencies"),
    "counters": marked("counters"),
}


class Past(NamedTuple):
    """What a database holds already: the instant of its last event, and the visits of its history."""

    until: int = 0
    visits: frozenset[str] = frozenset()


class Step(NamedTuple):
    """A command at its instant, and the place at which it stands among those of the same instant.

    ``later`` is 0 for the end of a visit that began earlier, else 1; ``called_at`` is that of the row. ``lasting`` is
    1 but for a visit that had to be put before another one of its counter: see ``Plan.steps``.
    """

    at: int
    later: int
    called_at: int
    lasting: int
    line: int
    cycle: int
    command: do.Command
    row: LogRow


_NEVER_CALLED = 1 << 60


def _steps_of(row: LogRow, lasting: int = 1) -> Iterator[Step]:
    """The course of a visit as commands.

    A visit that was served and yet ended otherwise went back to waiting in between; the log does not say when, so it
    does at once: its counter is free for the next one.
    """

    def step(at: int, cycle: int, command: do.Command, began: int | None = None) -> Step:
        later = 0 if began is not None and began < at else 1
        return Step(at, later, called_at, lasting, row.line, cycle, command, row)

    called_at = _NEVER_CALLED if row.called_at is None else row.called_at
    yield step(row.arrived_at, 0, _check_in(row))
    if row.called_at is None:
        yield step(row.ended_at, 9, _end(row))
        return
    yield step(row.called_at, 1, _call(row, 1))
    if row.started_at is None:
        yield step(row.ended_at, 9, _end(row), row.called_at)
        return
    yield step(row.started_at, 2, do.Start(actor=row.staff, counter=row.counter))
    if _was_put_back(row):
        yield step(row.started_at, 3, do.PutBack(visit=row.visit, actor=row.staff))
    if row.outcome is Outcome.NO_SHOW:
        # The second call, to which nobody came, is known by its end only.
        yield step(row.ended_at, 8, _call(row, 8), row.started_at)
    yield step(row.ended_at, 9, _end(row), row.started_at)


def _was_put_back(row: LogRow) -> bool:
    return row.started_at is not None and row.outcome not in (Outcome.SERVED, Outcome.UNFINISHED)


def _free_at(row: LogRow) -> int | None:
    """When the counter to which the visit was called is free again."""
    return row.started_at if _was_put_back(row) else row.ended_at


def _check_in(row: LogRow) -> do.Command:
    return do.CheckIn(
        services=(row.service,), segment=row.segment, urgency=row.urgency, new_visit=row.visit, actor=row.staff
    )


def _call(row: LogRow, cycle: int) -> do.Command:
    # A note's id must be the same in every run: two replays of one log are equal on both engines.
    called = f"{row.visit}\0{row.called_at}\0{cycle}"
    note_id = blake2b(called.encode(), digest_size=12, person=REASON.encode()).hexdigest()
    reason = do.Note(REASON, id=note_id, salt=REASON)
    return do.CallVisit(visit=row.visit, reason=reason, actor=row.staff, counter=row.counter)


_ENDS: Mapping[Outcome, Callable[..., do.Command]] = {
    Outcome.NO_SHOW: do.MarkNoShow,
    Outcome.LEFT: do.MarkLeft,
    Outcome.REMOVED: do.Remove,
    Outcome.UNFINISHED: do.EndUnfinished,
}


def _end(row: LogRow) -> do.Command:
    if row.outcome is Outcome.SERVED:
        return do.Finish(actor=row.staff, counter=row.counter)
    return _ENDS[row.outcome](visit=row.visit, actor=row.staff, counter=row.counter)


class Plan:
    """All rows put in order, and those told apart that contradict what the database holds, or each other."""

    def __init__(self, policy: Policy, past: Past) -> None:
        self.bad: list[BadRow] = []
        self._policy = policy
        self._past = past
        self._rows: list[LogRow] = []
        self._added: dict[str, dict[str, None]] = {kind: {} for kind in _KINDS}

    @property
    def rows(self) -> Sequence[LogRow]:
        """The rows taken so far, but for those whose ids could not be added."""
        return self._rows

    @property
    def added(self) -> Added:
        """The ids that the configuration does not know, in the order of their first use."""
        return Added(**{kind: tuple(ids) for kind, ids in self._added.items()})

    def policy(self) -> Policy:
        """The house as it has to be for the run: with the ids of the log, and ending nobody of its own accord."""
        added = self.added
        policy = self._policy.with_added(added.services, added.segments, added.counters)
        return replace(
            policy,
            services=_all_active(policy.services),
            segments=_all_active(policy.segments),
            urgencies=_all_active({**policy.urgencies, **{name: Urgency(name) for name in added.urgencies}}),
            at_close=AtClose.CARRY,
        )

    def take(self, row: LogRow) -> None:
        """One more row of the log."""
        if row.visit in self._past.visits:
            self._refuse(row, Sentence("the database already has the visit “{visit}”.", visit=row.visit))
        elif row.arrived_at < self._past.until:
            self._refuse(row, Sentence("the database already has what came later: replay into a new one."))
        elif self._knows(row):
            self._rows.append(row)

    def steps(self) -> list[Step]:
        """The commands in their order, without those of rows that called two visits to one counter at a time.

        Of two visits called to a counter in the same second, the one that freed it in that second was first, whatever
        the order of the rows.
        """
        swift: frozenset[int] = frozenset()
        while True:
            steps = sorted(one for row in self._rows for one in _steps_of(row, 0 if row.line in swift else 1))
            conflicts = _conflicts(steps)
            found = swift | {
                row.line
                for row, other in conflicts.values()
                if row.called_at == _free_at(row) == other.called_at and _free_at(other) != other.called_at
            }
            if found == swift:
                break
            swift = found
        for row, other in conflicts.values():
            self._refuse(
                row,
                Sentence(
                    "counter {counter} is taken by visit “{visit}” of line {line} at that time.",
                    counter=row.counter,
                    visit=other.visit,
                    line=other.line,
                ),
            )
        return [step for step in steps if step.line not in conflicts] if conflicts else steps

    def _refuse(self, row: LogRow, reason: Sentence) -> None:
        self.bad.append(BadRow(row.line, reason))

    def _knows(self, row: LogRow) -> bool:
        """Whether all ids of the row are known or can be added."""
        new = [
            (kind, name)
            for kind, name, known in (
                ("services", row.service, self._policy.services),
                ("segments", row.segment, self._policy.segments),
                ("urgencies", row.urgency, self._policy.urgencies),
                ("counters", row.counter, self._policy.counters),
            )
            if name is not None and name not in known and name not in self._added[kind]
        ]
        for kind, name in new:
            if len(self._added[kind]) >= MOST_ADDED:
                self._refuse(
                    row,
                    Sentence(
                        "“{name}” is one unknown id too many: {n} {kind} have been added. Are the columns in order?",
                        name=name,
                        n=MOST_ADDED,
                        kind=Sentence(_KINDS[kind]),
                    ),
                )
                return False
        for kind, name in new:
            self._added[kind][name] = None
        return True


def _conflicts(steps: Iterable[Step]) -> dict[int, tuple[LogRow, LogRow]]:
    """By its line, each row that called to a counter at which another visit stood, and the row of that one."""
    at_counter: dict[str, LogRow] = {}
    conflicts: dict[int, tuple[LogRow, LogRow]] = {}
    for step in steps:
        row, counter = step.row, step.row.counter
        if counter is None or step.line in conflicts:
            continue
        if isinstance(step.command, do.CallVisit):
            other = at_counter.setdefault(counter, row)
            if other is not row:
                conflicts[step.line] = row, other
        elif step.cycle > 2 and at_counter.get(counter) is row:
            del at_counter[counter]
    return conflicts


def _all_active(entries: Mapping[str, Any]) -> dict[str, Any]:
    """What the house has retired was in use when the history was made."""
    return {name: one if one.active else replace(one, active=True) for name, one in entries.items()}
