"""The check-in line, docked under the list: it takes every letter while it is open and gives them back at its end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from frontdesk.i18n import _, language, ngettext
from frontdesk.plain_text import made_visible
from frontdesk.tui.columns import end_of, fit, visible
from frontdesk.tui.customer.candidates import Candidates
from frontdesk.tui.customer.told import speaks_text, visits_text
from frontdesk.tui.desk.check_in_draft import Draft, Foretold, foretell
from frontdesk.tui.messages import refused
from frontdesk.tui.present import short_preference

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events

    from frontdesk.config import Configuration
    from frontdesk.domain.customers import Candidate
    from frontdesk.domain.day import Day
    from frontdesk.tui.customer.finding import Finding
    from frontdesk.tui.hand import Hand
    from frontdesk.tui.program import Program

MUTED = "$foreground-muted"
LINES_OF_CANDIDATES = 6
"""Those who are found, and a new file: the line is laid out once for them, and not at every letter."""
LINGERS_S = 0.1
"""The line goes in the same frame in which the new one stands in the list: to lay the screen out anew for its going
alone would cost as much again as the whole check-in. But no longer than this: a database may be locked."""


class CheckInLine(Widget):
    """Three lines: what has been said and what it gives, what may be said, and how to end.

    While a name is typed, those whom it may mean stand between them. ``entered`` is called with a draft that has a
    service, ``left`` when there will be no check-in.
    """

    def __init__(
        self,
        config: Configuration,
        hand: Callable[[], Hand],
        entered: Callable[[Draft], None],
        left: Callable[[], None],
        finding: Callable[[Callable[[Sequence[Candidate]], None]], Finding],
    ) -> None:
        super().__init__(id="check-in")
        self._config = config
        self._hand = hand
        self._entered = entered
        self._left = left
        self._complaint = False
        self._entering = False
        self._finding = finding(self._found)
        self._candidates = Candidates()
        self._foretold: tuple[Draft, Day, int, Foretold | None] | None = None
        self.waits = False
        """Whether a key is about those who may be meant, and they are only just being looked for."""
        self.draft = Draft()

    @property
    def is_open(self) -> bool:
        """Whether it takes the keys."""
        return self.display and not self._entering

    def open(self) -> None:
        """Begin a check-in."""
        self._put(Draft())
        self._entering = False
        self.display = True

    def close(self) -> None:
        """The check-in is over."""
        self._entering = False
        self._stop_looking()
        self.display = False

    def give_back(self) -> None:
        """The keys are the desk's again; what was entered stays in sight until it is done, or for a moment."""
        self._entering = True
        self._stop_looking()
        self.set_timer(LINGERS_S, self.close_if_entered)

    def close_if_entered(self) -> None:
        """Close it unless another check-in has begun."""
        if self._entering:
            self.close()

    def take_key(self, event: events.Key) -> bool:
        """One more letter; False for what is no letter and not one of the line's own keys: it is the desk's."""
        draft = self.draft
        if event.key == "enter":
            self._enter()
        elif event.key == "escape":
            self._escape()
        elif event.key in ("up", "down") and draft.naming:
            self._step(event)
        elif event.key == "tab":
            if draft.naming:
                self._put(draft.named())
        elif event.key == "backspace":
            self._put(draft.erase())
        elif event.character is not None and event.is_printable:
            pressed = draft.press(made_visible(event.character), self._config)
            if pressed is None:
                self.app.bell()
            else:
                self._put(pressed)
        else:
            return False
        return True

    def paste(self, text: str) -> None:
        """A pasted text is a name."""
        name = (self.draft.name or "") + made_visible(" ".join(text.split()))
        self._put(replace(self.draft, naming=True, name=name, customer=None, opens_file=False))

    def _escape(self) -> None:
        """Step by step: nobody is marked, then there is no name, then no check-in."""
        if self.draft.naming and self._candidates.at is not None:
            self._candidates = replace(self._candidates, at=None)
            self.refresh()
        elif self.draft.naming:
            self._put(replace(self.draft, naming=False, name=None))
        else:
            self._left()

    def _step(self, event: events.Key) -> None:
        """Mark the next one; not before it is known who that is."""
        if self._finding.pending:
            self.waits = True
            cast("Program", self.app).keep(event)
            return
        self._candidates = self._candidates.stepped(1 if event.key == "down" else -1)
        self.refresh()

    def _found(self, found: Sequence[Candidate]) -> None:
        """It is known who may be meant; keys that waited for it come in."""
        self._candidates = self._candidates.with_answer(found)
        self.refresh()
        if self.waits:
            self.waits = False
            cast("Program", self.app).type_ahead()

    def _stop_looking(self) -> None:
        self._finding.forget()
        self.waits = False

    def _enter(self) -> None:
        marked = self._candidates.marked if self.draft.naming else None
        if marked is not None:
            self._put(self.draft.of_customer(marked))
            return
        if self.draft.naming and self._candidates.opens_file:
            self._put(replace(self.draft.named(), opens_file=True))
        foretold = foretell(self.draft, self._hand())
        if foretold is None:
            self._complaint = True
            self.refresh()
        elif foretold.refusal is not None:  # what was typed stays: another service may do
            cast("Program", self.app).say(refused(foretold.refusal), refused=True)
        else:
            self._entered(self.draft.named() if self.draft.naming else self.draft)

    def _put(self, draft: Draft) -> None:
        before, self.draft = self.draft, draft
        if draft.naming != before.naming:
            self.set_class(draft.naming, "-naming")
        if not draft.naming:
            self._stop_looking()
            self._candidates = Candidates()
        elif draft.name != before.name or not before.naming:
            self._look_for(draft.name or "")
        self._complaint = False
        self.refresh()

    def _look_for(self, typed: str) -> None:
        self._candidates = self._candidates.of(typed)
        if typed.strip():
            self._finding.look_for(typed)
        else:
            self._stop_looking()

    def render(self) -> Content:
        """What has been said, and what may be said."""
        width = self.size.width - 2
        if self.draft.naming:
            who = self._candidates.lines(self._config, width, LINES_OF_CANDIDATES)
            blank = [Content("")] * (LINES_OF_CANDIDATES - len(who))
            fitting = [one for one in self._ends_of_name() if cell_len(one) <= width]
            ends = Content.styled(fitting[0] if fitting else self._ends_of_name()[-1], MUTED)
            ends = ends.truncate(width, ellipsis=True)
            return Content("\n").join([self._said(width), *who, *blank, ends])
        endings = _("Enter gives the number · Backspace deletes · Esc leaves")
        letters = self._letters()
        for services in (self._services(2), self._services(1)):
            everything = Content.assemble(services, (" │ ", MUTED), letters)
            if everything.cell_length <= width:
                return Content("\n").join([self._said(width), everything, Content.styled(endings, MUTED)])
        services = self._services(1)
        if services.cell_length > width:
            services = self._services(1, shortest=6)
        if letters.cell_length > width:
            letters = self._letters(short=True)
        last = letters
        for ending in (endings, _("Enter gives the number · Esc leaves"), _("Enter gives the number"), _("Esc leaves")):
            with_ending = Content.assemble(letters, (f" │ {ending}", MUTED))
            if with_ending.cell_length <= width:
                last = with_ending
                break
        if last is letters:  # there may be room beside the services
            for ending in (_("Enter gives the number · Esc leaves"), _("Enter ends · Esc leaves"), "Enter · Esc"):
                with_ending = Content.assemble(services, (f" │ {ending}", MUTED))
                if with_ending.cell_length <= width:
                    services = with_ending
                    break
        return Content("\n").join(
            [
                self._said(width),
                services.truncate(width, ellipsis=True),
                last.truncate(width, ellipsis=True),
            ]
        )

    def _ends_of_name(self) -> tuple[str, ...]:
        """How the name ends, from the longest to the shortest."""
        if self._candidates.marked is not None:
            return (
                _("Enter takes this customer · ↑ ↓ choose · Esc just the name"),
                _("Enter takes this one · ↑ ↓ choose · Esc just the name"),
            )
        if self._candidates.opens_file:
            return (
                _("Enter opens the file and gives the number · ↑ ↓ choose · Esc just the name"),
                _("Enter opens the file · ↑ ↓ · Esc just the name"),
            )
        return (
            _("Enter gives the number · ↑ ↓ known customers · Tab ends · Esc drops the name"),
            _("Enter ends · ↑ ↓ customers · Tab goes on · Esc drops it"),
        )

    def _foretell(self) -> Foretold | None:
        """What Enter would give; a letter more of a name changes nothing of it."""
        hand = self._hand()
        draft = replace(self.draft, name=None, naming=False)
        known = self._foretold
        if known is None or known[1] is not hand.day or (known[0], known[2]) != (draft, hand.now):
            known = self._foretold = (draft, hand.day, hand.now, foretell(draft, hand))
        return known[3]

    def _said(self, width: int) -> Content:
        foretold = self._foretell()
        if self._complaint:
            rights = [_("Choose a service first: a digit.")]
        elif foretold is None:
            rights = [""]
        else:
            rights = [str(foretold.sentence), str(foretold.brief), foretold.number or str(foretold.brief)]
        style = "$text-warning" if self._complaint or (foretold is not None and foretold.number is None) else "bold"
        title = _("Check in") + "  "
        said, right = self._fitting(rights, width - cell_len(title) - 2)
        room = max(12, width - cell_len(title) - cell_len(right) - 2)
        if self.draft.naming:
            said = end_of(said, room)  # where it is being typed
        return Content.assemble((title, "$text-primary bold"), fit(said, room), "  ", (right, style))

    def _fitting(self, rights: list[str], room: int) -> tuple[str, str]:
        """What has been said and what it gives, as fully as there is room for both; what was said goes before."""
        long, short = self._text(), self._text(short=True)
        for said, right in [*((long, right) for right in rights[:2]), *((short, right) for right in rights[1:])]:
            if cell_len(said) + cell_len(right) <= room:
                return said, right
        return short, rights[-1] if cell_len(rights[-1]) <= room - 12 else ""

    def _text(self, *, short: bool = False) -> str:
        """What has been said; in short, the services are the digits that stand below with their names."""
        config, draft = self._config, self.draft
        digits = {service: digit for digit, service in config.service_keys.items()} if short else {}
        parts = [
            "+".join(digits[one] for one in draft.services)
            if short
            else " + ".join(str(config.label("service", one)) for one in draft.services)
        ]
        segment = draft.segment_in(self._hand().policy)
        if segment is not None:
            parts.append(str(config.label("segment", segment)))
        if draft.urgency is not None:
            parts.append(str(config.label("urgency", draft.urgency)))
        if draft.preference is not None:
            parts.append(short_preference(draft.preference, config))
        if draft.party > 1:
            parts.append(ngettext("party of {n}", "party of {n}", draft.party).format(n=draft.party))
        if draft.name is not None:
            parts.append(self._whose(draft, short=short))
        return " · ".join(part for part in parts if part)

    def _whose(self, draft: Draft, *, short: bool) -> str:
        """The name, and what is known of whose it is."""
        name = visible(draft.name or "")
        if draft.naming:
            return f"{name}▏"
        if draft.opens_file:
            return _("{name}, new file").format(name=name)
        if draft.customer is None:
            return name
        told = [name, visits_text(draft.customer.visits)]
        spoken = draft.customer.customer.language
        if spoken is not None and spoken != language() and not short:
            told.append(speaks_text(spoken))
        return ", ".join(told)

    def _services(self, gap: int, shortest: int | None = None) -> Content:
        parts: list[str | Content | tuple[str, str]] = []
        for digit, service in self._config.service_keys.items():
            label = str(self._config.label("service", service))
            if shortest is not None and len(label) > shortest:
                label = f"{label[: shortest - 1]}…"
            chosen = service in self.draft.services
            parts += [" " * gap if parts else "", (digit, "bold"), (f" {label}", "bold underline" if chosen else "")]
        return Content.assemble(*parts)

    def _letters(self, *, short: bool = False) -> Content:
        config, draft = self._config, self.draft
        between = (" │ ", MUTED)
        segment = draft.segment_in(self._hand().policy)
        segments = [(one.key, one.id == segment) for one in config.segments.values() if one.active and one.key]
        urgencies = [(one.key, one.id == draft.urgency) for one in config.urgencies.values() if one.active and one.key]
        parts: list[str | Content | tuple[str, str]] = []
        words = (_("segm."), _("urg."), _("pref.")) if short else (_("segment"), _("urgency"), _("preference", "label"))
        for keys, meaning in ((segments, words[0]), (urgencies, words[1])):
            if keys:
                parts += [(key, "bold underline" if chosen else "bold") for key, chosen in keys]
                parts += [(f" {meaning}", MUTED), between]
        parts += [("p", "bold"), (f" {words[2]}", MUTED), between]
        parts += [("+", "bold"), (" " + _("party"), MUTED), between]
        parts += [("/", "bold"), (" " + _("name"), MUTED)]
        return Content.assemble(*parts)
