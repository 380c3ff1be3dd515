"""The card of a visit as lines of text: pure. Instants are UTC seconds, widths are cells.

What people typed is only ever added as plain text; nothing here is read as markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual.content import Content

from frontdesk.domain.day import CounterState
from frontdesk.domain.explain import ClockTime
from frontdesk.domain.visit import State
from frontdesk.i18n import _, duration, ngettext, number
from frontdesk.tui.columns import fit, visible
from frontdesk.tui.customer.told import briefly
from frontdesk.tui.estimate_told import estimate_sentence
from frontdesk.tui.keys import KEYS
from frontdesk.tui.present import label, near_s, service_text, urgency_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from frontdesk.config import Configuration
    from frontdesk.desk import Snapshot
    from frontdesk.domain.customer_file import CustomerFile
    from frontdesk.domain.day import Counter, Day
    from frontdesk.domain.outlook import Outlook
    from frontdesk.domain.policy import Policy
    from frontdesk.domain.visit import Visit

DONE, RUNNING, TO_COME = "✓", "▸", " "
FULL, EMPTY = "█", "░"
SMALLEST_BAR = 6
LONGEST_TEXT = 100
"""How many cells of a name or a reason the card shows; the story of the visit shows all of it."""

LATE, NEAR, DIM, STRONG, KNOWN = "$text-error bold", "$text-warning", "$foreground-muted", "bold", "$text-primary"


class Scene(NamedTuple):
    """What a card is drawn from."""

    day: Day
    snapshot: Snapshot
    now: int
    counter_id: str
    config: Configuration
    policy: Policy
    outlook: Outlook
    """When each of those who wait will be called, as it looked when the day or the order changed."""
    file_of: Callable[[str | None], CustomerFile | None]
    """The file of a customer by the number, as far as it has been read."""

    @property
    def counter(self) -> Counter:
        """This counter as it stands."""
        return self.day.counter(self.counter_id)

    @property
    def at_counter(self) -> Visit | None:
        """Who was called to this counter or is served at it."""
        return None if self.counter.visit is None else self.day.live.get(self.counter.visit)


def subject(scene: Scene, selected: Visit | None) -> Visit | None:
    """Whom the card is about: who stands at the counter; else the one under the cursor of the list."""
    return scene.at_counter or selected


def title(scene: Scene, selected: Visit | None) -> str:
    """The title of the card: who stands at the counter and for how long, or what the counter does."""
    visit, counter, now = scene.at_counter, scene.counter, scene.now
    if visit is None:
        since = duration(now - counter.since)
        if counter.state is CounterState.CLOSED:
            return _("Counter closed")
        if counter.state is CounterState.PAUSED:
            return _("Paused {time}").format(time=since)
        return _("Free {time}").format(time=duration(now - counter.free_since))
    lasted = duration(now - visit.since)
    if visit.state is State.CALLED:
        return _("Called {number} {time}").format(number=visit.number, time=lasted)
    return _("Serving {number} {time}").format(number=visit.number, time=duration(visit.seconds_in(State.SERVING, now)))


def full(scene: Scene, selected: Visit | None, width: int) -> list[Content]:
    """All lines of the card."""
    visit = scene.at_counter
    if visit is not None:
        return _of_visit_at_counter(scene, visit, width)
    lines = _of_counter(scene)
    if selected is not None:
        lines += [Content(""), *_of_selected(scene, selected)]
    return lines


def folded(scene: Scene, selected: Visit | None, width: int) -> list[Content]:
    """The card in three lines, for a screen on which the list needs the room."""
    visit = scene.at_counter
    if visit is None:
        lines = _of_counter(scene)[:1]
        if selected is not None:
            lines += [
                _with_known(scene, selected, _("Selected {who}").format(who=_who(scene, selected, with_number=True))),
                _waited(scene, selected),
            ]
        return lines[:3]
    first = _with_known(scene, visit, _who(scene, visit))
    if visit.state is State.CALLED:
        return [first, _waited(scene, visit), _calls(scene, visit)]
    if visit.interrupted_at is not None:
        figures = _handling(scene, visit, 0)
        return [first, _phases_in_a_line(scene, visit), Content.assemble(figures, "  ", _interrupted(scene, visit))]
    bar = _handling(scene, visit, min(width, 48))
    notes = [*_note_in_file(scene, visit), *_notes(scene, visit)]
    hint = _hint(scene, visit)
    beside = notes[-1] if notes else Content("") if hint is None else Content.styled(hint, DIM)
    return [first, _phases_in_a_line(scene, visit), Content.assemble(bar, "  ", beside)]


# ---- the counter without a visit -----------------------------------------------------------------------------------


def _of_counter(scene: Scene) -> list[Content]:
    counter = scene.counter
    if counter.state is CounterState.CLOSED:
        return [Content(_("Nobody can be called from here. {counter_open_key} opens the counter.").format(**KEYS))]
    if counter.state is CounterState.PAUSED:
        reason = scene.snapshot.text(counter.pause_reason)
        if reason is None:
            return [Content(_("Paused: nobody is called. {pause_key} resumes.").format(**KEYS))]
        return [
            Content(
                _("Paused ({reason}): nobody is called. {pause_key} resumes.").format(reason=_in_short(reason), **KEYS)
            )
        ]
    if not counter.served:
        return [Content.styled(_("Nobody has been served here yet today."), DIM)]
    mean = duration(round(counter.handled_s / counter.served))
    text = ngettext("{n} served today, {mean} on average", "{n} served today, {mean} on average", counter.served)
    return [Content.styled(text.format(n=number(counter.served), mean=mean), DIM)]


def _of_selected(scene: Scene, visit: Visit) -> list[Content]:
    lines = [
        Content.styled(_("Selected {number}").format(number=visit.number), STRONG),
        Content(_who(scene, visit)),
        *_known(scene, visit),
        _waited(scene, visit),
        *_expected(scene, visit),
        Content.styled(
            _("Arrived at {time}").format(time=ClockTime(visit.arrived_at, scene.policy.zone)),
            DIM,
        ),
    ]
    return [*lines, *_more(scene, visit), *_notes(scene, visit)]


# ---- the visit at the counter --------------------------------------------------------------------------------------


def _of_visit_at_counter(scene: Scene, visit: Visit, width: int) -> list[Content]:
    lines = [Content(_kind(scene, visit))]
    name = _name_in_full(scene, visit)
    if name:
        lines.append(Content(name))
    lines += _known(scene, visit)
    lines += _more(scene, visit)
    notes = _notes(scene, visit)
    if visit.state is State.CALLED:
        return [*lines, Content(""), _waited(scene, visit), _calls(scene, visit), Content(""), *notes]
    lines.append(Content(""))
    lines += _phases(scene, visit)
    lines.append(_handling(scene, visit, width))
    if visit.interrupted_at is not None:
        lines.append(_interrupted(scene, visit))
    hint = _hint(scene, visit)
    if hint is not None:
        lines += [Content(""), Content(hint)]
    return [*lines, *notes]


def _kind(scene: Scene, visit: Visit) -> str:
    parts = [
        service_text(visit, scene.config),
        str(label(scene.config, "segment", visit.segment)),
        urgency_text(visit, scene.config, scene.policy),
    ]
    return " · ".join(part for part in parts if part)


def _name(scene: Scene, visit: Visit) -> str:
    return _in_short(scene.snapshot.text(visit.name) or "")


def _name_in_full(scene: Scene, visit: Visit) -> str:
    """The name given; without one, that of the file."""
    file = scene.file_of(visit.customer)
    return _name(scene, visit) or ("" if file is None else _in_short(file.customer.name))


def _known(scene: Scene, visit: Visit) -> list[Content]:
    """What is known of the customer, and the newest note that a colleague has left in the file."""
    told = _known_in_words(scene, visit)
    return [*([Content.styled(told, KNOWN)] if told else []), *_note_in_file(scene, visit)]


def _known_in_words(scene: Scene, visit: Visit) -> str:
    file = scene.file_of(visit.customer)
    return "" if file is None else " · ".join(briefly(file, visit, scene.day.day, scene.config))


def _with_known(scene: Scene, visit: Visit, text: str) -> Content:
    """A line of a visit with what is known of the customer after it."""
    told = _known_in_words(scene, visit)
    return Content.assemble(text, (f" · {told}", KNOWN)) if told else Content(text)


def _note_in_file(scene: Scene, visit: Visit) -> list[Content]:
    file = scene.file_of(visit.customer)
    if file is None or not file.notes:
        return []
    return [Content(_("“{text}”").format(text=_in_short(file.notes[0].text)))]


def _in_short(text: str) -> str:
    """What somebody typed, never so long that the clocks below it have no room."""
    shown = visible(text)
    return shown if cell_len(shown) <= LONGEST_TEXT else fit(shown, LONGEST_TEXT)


def _who(scene: Scene, visit: Visit, *, with_number: bool = False) -> str:
    parts = [visit.number if with_number else "", _kind(scene, visit), _name_in_full(scene, visit)]
    return " · ".join(part for part in parts if part)


def _more(scene: Scene, visit: Visit) -> list[Content]:
    """What is out of the ordinary: errands, a party, a return, a call out of turn."""
    lines = []
    legs = len(visit.legs) + len(visit.pending)
    if legs > 1:
        text = _("Service {n} of {all}").format(n=len(visit.legs), all=legs)
        if visit.pending:
            then = ", ".join(str(label(scene.config, "service", one)) for one in visit.pending)
            text = _("Service {n} of {all}, then {services}").format(n=len(visit.legs), all=legs, services=then)
        lines.append(Content(text))
    if visit.party > 1:
        lines.append(Content(ngettext("{n} person", "{n} people", visit.party).format(n=number(visit.party))))
    if visit.returned:
        lines.append(Content(_("Came back after a no-show")))
    reason = scene.snapshot.text(visit.out_of_turn)
    if reason is not None:
        lines.append(Content(_("Called out of turn: {reason}").format(reason=_in_short(reason))))
    return lines


def _waited(scene: Scene, visit: Visit) -> Content:
    """The wait against the promise."""
    waited, promised = duration(visit.waited_s(scene.now)), duration(visit.leg.promise.wait_s)
    text = _("Waited {time} of {promised}").format(time=waited, promised=promised)
    called = visit.leg.called_at if visit.state in (State.CALLED, State.SERVING) else None
    over = (scene.now if called is None else called) - visit.leg.due_at
    if over > 0:
        return Content.assemble(text, " · ", (_("LATE {time}").format(time=duration(over)), LATE))
    if visit.state is State.WAITING and -over <= near_s(visit, scene.config.desk.near):
        return Content.assemble(text, " · ", (_("near {time}").format(time=duration(-over)), NEAR))
    return Content(text)


def _expected(scene: Scene, visit: Visit) -> list[Content]:
    """How much longer somebody who waits will wait, as they would be told it now."""
    if visit.state is not State.WAITING:
        return []
    found = scene.outlook.of(visit)
    ahead = scene.outlook.ahead(visit)
    told = estimate_sentence(None if found is None else found.p50_s, None if found is None else found.p90_s, ahead)
    return [Content(_("From now: {told}").format(told=told))]


def _calls(scene: Scene, visit: Visit) -> Content:
    limit = scene.policy.recall_limit + 1
    if visit.calls >= limit:
        return Content.styled(
            ngettext(
                "Called {n} time, the limit. {no_show_key} marks a no-show.",
                "Called {n} times, the limit. {no_show_key} marks a no-show.",
                visit.calls,
            ).format(n=number(visit.calls), **KEYS),
            NEAR,
        )
    text = _("Call {n} of {limit}. Enter starts, {recall_key} calls again.").format(n=visit.calls, limit=limit, **KEYS)
    return Content(text)


def _notes(scene: Scene, visit: Visit) -> list[Content]:
    texts = [scene.snapshot.text(note) for note in visit.notes]
    return [Content(_("“{text}”").format(text=visible(text))) for text in texts if text is not None]


def _spent(scene: Scene, visit: Visit) -> dict[str, int]:
    """Seconds in each phase of the present leg; the running one up to now."""
    spent: dict[str, int] = {}
    for span in visit.phases:
        if span.leg == len(visit.legs):
            seconds = scene.now - span.began_at if span.seconds is None else span.seconds
            spent[span.phase] = spent.get(span.phase, 0) + seconds
    return spent


def _phases(scene: Scene, visit: Visit) -> list[Content]:
    phases, spent = scene.policy.phases_of(visit.service), _spent(scene, visit)
    names = {phase: str(label(scene.config, "phase", phase)) for phase in phases}
    width = max((cell_len(name) for name in names.values()), default=0)
    lines = []
    for phase in phases:
        sign, style = _standing(phase, visit, spent)
        time = duration(spent[phase]) if phase in spent else ""
        lines.append(Content.styled(f"{sign} {fit(names[phase], width)}  {time}".rstrip(), style))
    return lines


def _phases_in_a_line(scene: Scene, visit: Visit) -> Content:
    spent = _spent(scene, visit)
    parts: list[Content | str | tuple[str, str]] = []
    for phase in scene.policy.phases_of(visit.service):
        sign, style = _standing(phase, visit, spent)
        time = f" {duration(spent[phase])}" if phase in spent else ""
        text = f"{sign} {label(scene.config, 'phase', phase)}{time}" if sign != TO_COME else f"  {_label(scene, phase)}"
        parts += [(text, style), "  "]
    return Content.assemble(*parts)


def _label(scene: Scene, phase: str) -> str:
    return str(label(scene.config, "phase", phase))


def _standing(phase: str, visit: Visit, spent: dict[str, int]) -> tuple[str, str]:
    if phase == visit.phase:
        return RUNNING, STRONG
    if phase in spent:
        return DONE, ""
    return TO_COME, DIM


def _handling(scene: Scene, visit: Visit, width: int) -> Content:
    """The handling against its standard, in figures and as a bar."""
    handled, about = visit.handled_s(scene.now), visit.leg.promise.handling_s
    text = _("handling {time} of {about}").format(time=duration(handled), about=duration(about))
    if handled > about:
        return Content.assemble(text, "  ", (_("over by {time}").format(time=duration(handled - about)), LATE))
    room = min(20, width - cell_len(text) - 2)
    if room < SMALLEST_BAR:
        return Content(text)
    done = min(room, handled * room // max(1, about))
    style = NEAR if handled > about * (1 - scene.config.desk.near) else "$text-success"
    return Content.assemble(text, "  ", (FULL * done, style), (EMPTY * (room - done), DIM))


def _interrupted(scene: Scene, visit: Visit) -> Content:
    stands = duration(scene.now - (visit.interrupted_at or scene.now))
    return Content.styled(_("‖ interrupted for {time}; {interrupt_key} resumes").format(time=stands, **KEYS), NEAR)


def _hint(scene: Scene, visit: Visit) -> str | None:
    """What the house says for this phase; to someone who waited too long, that first."""
    if visit.phase is None:
        return None
    first = next(iter(scene.policy.phases_of(visit.service)), None)
    called = visit.legs[0].called_at
    if visit.phase == first and called is not None and called > visit.legs[0].due_at:
        return str(scene.config.texts.long_wait)
    phase = scene.config.phases.get(visit.phase)
    return None if phase is None or phase.hint is None else str(phase.hint)
