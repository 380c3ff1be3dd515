"""The day as rows and sentences: pure, from Day and instant to what a screen shows. Instants are UTC seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from frontdesk.domain import discipline
from frontdesk.domain.day import CounterState
from frontdesk.domain.discipline import next_for
from frontdesk.domain.explain import ClockTime, local, why_next
from frontdesk.domain.outlook import Outlook
from frontdesk.domain.visit import State
from frontdesk.i18n import Sentence, _, clock_text, day_text, duration, ngettext, number
from frontdesk.tui.columns import fit, visible
from frontdesk.tui.keys import KEYS
from frontdesk.tui.queue.table import Cell, Column, Row, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from frontdesk.config import Configuration
    from frontdesk.domain.day import Day
    from frontdesk.domain.policy import Policy
    from frontdesk.domain.standing import ShiftNote
    from frontdesk.domain.visit import Visit
    from frontdesk.seen import Snapshot

MINUTE_S = 60
NOT_KNOWN = Cell("–", "dim")
CALM, NEAR, LATE, AWAY = "◔", "◕", "●", "‖"
KEPT, BROKEN = "✓", "▼"
BORDER_ENDS = 6
"""So many cells of the width of a part are no room for a text in its border."""


class Line(NamedTuple):
    """Everybody who is not at a counter: whom this counter may call, whom only others may, and who is set aside."""

    own: tuple[Visit, ...]
    others: tuple[Visit, ...]
    held: tuple[Visit, ...]
    until: int
    """When it is another one without anybody doing anything: a hold ends, or the outlook is a minute old."""
    outlook: Outlook
    """When each of them will be called, as it looked when the line was made."""


def line_of(day: Day, policy: Policy, now: int, counter_id: str) -> Line:
    """The line as this counter calls it; a counter that is closed shows everybody's."""
    counter = day.counter(counter_id)
    everybody = discipline.line(day, policy, now)
    is_closed = counter.state is CounterState.CLOSED
    own = everybody if is_closed else discipline.line(day, policy, now, counter)
    mine = {visit.id for visit in own}
    held = [visit for visit in day.live.values() if visit.settled(now).state is State.HELD]
    held.sort(key=lambda visit: (visit.hold_until is None, visit.hold_until or 0, visit.serial))
    return Line(
        tuple(own),
        tuple(visit for visit in everybody if visit.id not in mine),
        tuple(held),
        min([now + MINUTE_S, *(visit.hold_until for visit in held if visit.hold_until is not None)]),
        Outlook(day, everybody, now),
    )


def near_s(visit: Visit, share: float) -> int:
    """From how many seconds before its due time on a visit counts as near."""
    return int(visit.leg.promise.wait_s * share)


def state_cell(visit: Visit, now: int, share: float) -> Cell:
    """How a waiting visit stands against its promise: a sign and a word, then the colour."""
    left = visit.leg.due_at - now
    if left < 0:
        return Cell(_("{sign} LATE {time}").format(sign=LATE, time=duration(-left)), "late")
    if left <= near_s(visit, share):
        return Cell(_("{sign} near {time}").format(sign=NEAR, time=duration(left)), "near")
    return Cell(f"{CALM} {duration(left)}", "ok")


def columns(*, with_number_word: str) -> tuple[Column, ...]:
    """The columns of the waiting list, titled in the language in use.

    They hold ``AB1000`` and waits of ten hours and more in both languages, and all that matters on 60 cells.
    """
    return (
        Column("number", with_number_word, 6, priority=9),
        Column("service", _("Service"), 15, flex=3, priority=6),
        Column("segment", _("Segment"), 8, flex=1, priority=3),
        Column("urgency", _("Urgency"), 10, flex=1, priority=4),
        Column("waited", _("Waited"), 7, align="right", priority=5),
        Column("due", _("Due"), 5, align="right", priority=2),
        Column("expected", _("About"), 5, align="right", priority=1),
        Column("state", _("State"), 15, priority=8),
    )


class Rows:
    """Rows of the waiting list; what does not change with the clock is made once for each visit."""

    def __init__(self, config: Configuration, policy: Policy) -> None:
        self._config = config
        self._policy = policy
        self._kept: dict[str, tuple[Visit, bool, tuple[Cell, Cell, Cell, Cell, Cell]]] = {}
        self._outlook: Outlook | None = None
        self._calls: dict[str, Cell] = {}

    def forget(self) -> None:
        """The language has changed: make everything anew."""
        self._kept.clear()
        self._outlook = None

    def of(self, line: Line, now: int) -> list[Row]:
        """A row for everybody in the line, in its order."""
        rows = self.some(line, now, range(len(line.own) + len(line.others) + len(line.held)))
        if len(self._kept) > 2 * len(rows) + 50:
            there = {row.id for row in rows}
            self._kept = {id: kept for id, kept in self._kept.items() if id in there}
        return rows

    def some(self, line: Line, now: int, places: range) -> list[Row]:
        """The rows in these places of the line."""
        share = self._config.desk.near
        others, held = len(line.own), len(line.own) + len(line.others)
        rows = []
        for place in places:
            if place < others:
                rows.append(self._waiting(line.own[place], now, share, line.outlook, dim=False))
            elif place < held:
                rows.append(self._waiting(line.others[place - others], now, share, line.outlook, dim=True))
            else:
                rows.append(self._held(line.held[place - held], now))
        return rows

    def _waiting(self, visit: Visit, now: int, share: float, outlook: Outlook, *, dim: bool) -> Row:
        number, service, segment, urgency, due = self._steady(visit, dim=dim)
        tone: Tone = "dim" if dim else ""
        waited = Cell(duration(visit.waited_s(now)), tone)
        state = state_cell(visit, now, share)
        return Row(visit.id, (number, service, segment, urgency, waited, due, self._expected(visit, outlook), state))

    def _expected(self, visit: Visit, outlook: Outlook) -> Cell:
        """When they will be called, as it looked when the line was made."""
        if outlook is not self._outlook:
            self._outlook, self._calls = outlook, {}
        cell = self._calls.get(visit.id)
        if cell is None:
            found = outlook.of(visit)
            if found is None:
                cell = NOT_KNOWN
            elif not found.p90_s:
                cell = Cell(_("now", "called"), "dim")
            else:
                cell = Cell(str(ClockTime(outlook.at + found.p50_s, self._policy.zone)), "dim")
            self._calls[visit.id] = cell
        return cell

    def _held(self, visit: Visit, now: int) -> Row:
        number, service, segment, urgency, _due = self._steady(visit, dim=True)
        waited = Cell(duration(visit.waited_s(now)), "dim")
        if visit.hold_until is None:
            back = Cell("", "dim")
            state = _("{sign} on hold").format(sign=AWAY)
        else:
            back = Cell(str(ClockTime(visit.hold_until, self._policy.zone)), "dim")
            state = _("{sign} back {time}").format(sign=AWAY, time=duration(visit.hold_until - now))
        return Row(visit.id, (number, service, segment, urgency, waited, back, Cell(""), Cell(state, "dim")))

    def _steady(self, visit: Visit, *, dim: bool) -> tuple[Cell, Cell, Cell, Cell, Cell]:
        kept = self._kept.get(visit.id)
        if kept is not None and kept[0] is visit and kept[1] is dim:
            return kept[2]
        tone: Tone = "dim" if dim else ""
        cells = (
            Cell(visit.number, "dim" if dim else "strong"),
            Cell(str(self._config.label("service", visit.service)), tone, _how_many(visit)),
            Cell(str(self._config.label("segment", visit.segment)), tone),
            Cell(urgency_text(visit, self._config, self._policy), tone),
            Cell(str(ClockTime(visit.leg.due_at, self._policy.zone)), tone),
        )
        self._kept[visit.id] = (visit, dim, cells)
        return cells


def service_text(visit: Visit, config: Configuration) -> str:
    """The service, the size of the party, and how many errands come after it."""
    return f"{config.label('service', visit.service)}{_how_many(visit)}"


def _how_many(visit: Visit) -> str:
    party = f" ×{visit.party}" if visit.party > 1 else ""
    return f"{party} +{len(visit.pending)}" if visit.pending else party


def short_preference(preference: str, config: Configuration) -> str:
    """A ground of preference where there is little room: ``60+``."""
    ground = config.preferences.get(preference)
    return preference if ground is None else str(ground.short or ground.label)


def urgency_text(visit: Visit, config: Configuration, policy: Policy) -> str:
    """Preference and urgency, as far as they are out of the ordinary."""
    parts = []
    if visit.preference is not None:
        parts.append(short_preference(visit.preference, config))
    if visit.urgency != policy.default_urgency:
        parts.append(str(config.label("urgency", visit.urgency)))
    return " ".join(parts)


class Counts(NamedTuple):
    """How the line stands against its promises."""

    waiting: int
    late: int
    near: int


def counts(line: Line, now: int, share: float) -> Counts:
    """How many wait, how many of them are late and how many nearly so."""
    late = near = 0
    for visits in (line.own, line.others):
        for visit in visits:
            left = visit.leg.due_at - now
            if left < 0:
                late += 1
            elif left <= near_s(visit, share):
                near += 1
    return Counts(len(line.own) + len(line.others), late, near)


def queue_title(found: Counts, held: int) -> str:
    """The title of the waiting list."""
    title = _("Waiting {n}").format(n=number(found.waiting))
    parts = []
    if found.late:
        parts.append(ngettext("{n} late", "{n} late", found.late).format(n=number(found.late)))
    if found.near:
        parts.append(ngettext("{n} near", "{n} near", found.near).format(n=number(found.near)))
    if held:
        parts.append(ngettext("{n} on hold", "{n} on hold", held).format(n=number(held)))
    return f"{title} ── {' · '.join(parts)}" if parts else title


def why_line(day: Day, policy: Policy, now: int, counter_id: str, line: Line, config: Configuration) -> Sentence | None:
    """Who is next for this counter and why; None when nobody waits at all."""
    if not line.own and not line.others:
        return None
    counter = day.counter(counter_id)
    if not line.own:
        return Sentence(
            "Nobody waits for this counter. {n} waits for others.",
            "Nobody waits for this counter. {n} wait for others.",
            n=len(line.others),
        )
    found = next_for(day, policy, now, None if counter.state is CounterState.CLOSED else counter)
    if found is None:
        return None
    return Sentence("Next: {why}", why=why_next(found, policy, lambda kind, name: label(config, kind, name)))


def standing_line(
    day: Day,
    snapshot: Snapshot,
    config: Configuration,
    policy: Policy,
    notes: Iterable[ShiftNote] = (),
    width: int | None = None,
) -> str:
    """What stands until somebody ends it: emergencies, the plan for a rush, the newest notice first, hand-over notes.

    ``notes`` are the hand-over notes that are for whoever looks at it. Where all of it is wider than ``width`` cells,
    notices and notes are shortened to share what the alerts leave, and the key is named that opens them.
    """
    alerts = []
    for one in day.emergencies.values():
        if one.is_abuse:
            continue
        since = ClockTime(one.since, policy.zone)
        if one.counter is None:
            alerts.append(str(Sentence("EMERGENCY since {since}.", since=since)))
        else:
            counter = config.label("counter", one.counter)
            alerts.append(str(Sentence("EMERGENCY at counter {counter} since {since}.", counter=counter, since=since)))
    if day.surge is not None:
        alerts.append(_("The plan for a rush runs."))
    notices = [visible(snapshot.text(one.text) or "…") for one in reversed(list(day.notices.values()))]
    left = [visible(snapshot.text(one.text) or "…") for one in notes]
    whole = [*alerts, *notices, *(_("Hand-over: {text}").format(text=text) for text in left)]
    if not (notices and left) or width is None or cell_len(_BETWEEN.join(whole)) <= width:
        return visible(_BETWEEN.join(whole))
    room = width - sum(cell_len(one) + len(_BETWEEN) for one in alerts)
    return visible(_BETWEEN.join([*alerts, *_sharing(_BETWEEN.join(notices), _BETWEEN.join(left), room)]))


_BETWEEN = " · "
_LEAST_WORDS = 8
"""Of a text that is shortened to fewer cells nothing can be understood."""


def _sharing(notices: str, left: str, room: int) -> tuple[str, str]:
    """Notices and hand-over notes in so many cells: notices take what the notes do not need, and half at least."""
    begins, ends = _("Hand-over: {text}").format(text=""), f" ({KEYS['hand_over_key']})"
    least = _("Hand-over: {text}").format(text=KEYS["hand_over_key"])
    room -= len(_BETWEEN)
    wanted = cell_len(begins) + cell_len(left) + cell_len(ends)
    for_notices = min(cell_len(notices), max(room // 2, room - wanted))
    words = room - for_notices - cell_len(begins) - cell_len(ends)
    if words < _LEAST_WORDS:
        for_notices = min(cell_len(notices), max(_LEAST_WORDS, room - cell_len(least)))
        return fit(notices, for_notices).rstrip(), least
    return fit(notices, for_notices).rstrip(), begins + fit(left, min(words, cell_len(left))).rstrip() + ends


def label(config: Configuration, kind: str, name: str) -> object:
    """The house's word for an id."""
    # The rules name only kinds that the configuration has.
    return config.label(kind, name)  # type: ignore[arg-type]


def moment(now: int, zone: str) -> tuple[str, str]:
    """The date and the clock time of an instant in the site's zone, in words."""
    there = local(now, zone)
    return day_text(there.date()), clock_text(there)
