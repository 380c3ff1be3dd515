"""The one table of the board's actions: its keys, the line of keys, its help and its palette come from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from frontdesk.domain import commands as do
from frontdesk.errors import FrontdeskError
from frontdesk.i18n import Sentence, _, marked
from frontdesk.tui.hand import Hand
from frontdesk.tui.keys import shown_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from frontdesk.domain.alerts import Alert


@dataclass(frozen=True)
class LeadHand(Hand):
    """What a key of the board acts upon: the counter, the visit or the alert under the cursor, if there is one.

    ``last_act`` is the place of the first event of what the lead has done last from here, or None.
    """

    alert: Alert | None = None
    last_act: int | None = None

    @property
    def who(self) -> dict[str, Any]:
        """What every command bears; a lead stands at no counter unless one is selected."""
        return super().who | {"counter": self.counter_id or None}

    @property
    def of_the_house(self) -> dict[str, Any]:
        """The same for what is about the whole house: it is no step of the counter that happens to be selected."""
        return super().who | {"counter": None}


@dataclass(frozen=True)
class BoardAction:
    """Something that a key does; ``command`` is what would be done now, so that the rules can say why it cannot be.

    ``lacks`` says what has to be there first, or None when it is.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    tooltip: str
    command: Callable[[LeadHand], do.Command] | None = None
    lacks: Callable[[LeadHand], Sentence | None] = lambda _hand: None

    def refusal(self, hand: LeadHand) -> Sentence | None:
        """Why the action cannot be done now and what to do instead; None when it can."""
        lacking = self.lacks(hand)
        error = None if lacking is not None or self.command is None else hand.refusal(self.command(hand))
        return lacking if error is None else _in_words(error)


def _in_words(error: FrontdeskError) -> Sentence:
    from frontdesk.tui.messages import refused  # noqa: PLC0415 - after the first paint

    return refused(error)


def _no_counter(hand: LeadHand) -> Sentence | None:
    return None if hand.counter_id else Sentence("No counter is selected.")


def _closed(hand: LeadHand) -> Sentence | None:
    if hand.counter_id and not hand.is_open:
        return Sentence("Counter {counter} is closed. {counter_open_key} opens it.", counter=hand.counter_id, **KEYS)
    return _no_counter(hand)


def _no_visit(hand: LeadHand) -> Sentence | None:
    return None if hand.selected is not None else Sentence("No visit is selected.")


def _no_alert(hand: LeadHand) -> Sentence | None:
    if hand.alert is None:
        return Sentence("Nothing is wrong.")
    if hand.alert.acknowledged is not None:
        return Sentence("Somebody has seen to this alert already: {who}.", who=hand.alert.acknowledged or "–")
    return None


def _nothing_done(hand: LeadHand) -> Sentence | None:
    return None if hand.last_act is not None else Sentence("You have done nothing here that could be undone.")


BOARD_ACTIONS = (
    BoardAction(
        "show",
        ("enter",),
        marked("Show"),
        marked("The visits behind a figure; under a service first its segments; what an alert is about."),
    ),
    BoardAction("visits", ("v",), marked("Visits"), marked("The visits behind the selected figure.")),
    BoardAction("pane", ("tab",), marked("Next part"), marked("The next part of the board; Shift+Tab goes back.")),
    BoardAction(
        "acknowledge",
        ("k",),
        marked("Acknowledge"),
        marked("You have seen to the selected alert: it is put last, for everybody."),
        lacks=_no_alert,
    ),
    BoardAction(
        "counter_open",
        ("o",),
        marked("Open counter"),
        marked("Open the selected counter for somebody; at an open one, say what it takes."),
        lambda hand: hand.opening,
        _no_counter,
    ),
    BoardAction(
        "takes",
        ("t",),
        marked("What it takes"),
        marked("The services and the segments that the selected counter takes from now on, as many as you like."),
        lambda hand: hand.opening,
        _closed,
    ),
    BoardAction(
        "pause",
        ("p",),
        marked("Pause or resume"),
        marked("The selected counter calls nobody for a while; the same key resumes."),
        lambda hand: do.ResumeCounter(**hand.who) if hand.is_paused else do.PauseCounter(**hand.who, after_this=True),
        _no_counter,
    ),
    BoardAction(
        "counter_close",
        ("O",),
        marked("Close counter"),
        marked("Nobody stands at the selected counter any more."),
        lambda hand: do.CloseCounter(**hand.who),
        _no_counter,
    ),
    BoardAction(
        "reclassify",
        ("m",),
        marked("Correct"),
        marked("Correct segment, urgency, preference or service of the selected visit; with a reason."),
        lambda hand: do.Reclassify(
            **hand.who, visit=hand.selected or "", preference=hand.other_preference(hand.selected or "")
        ),
        _no_visit,
    ),
    BoardAction(
        "details",
        ("D",),
        marked("Story of a visit"),
        marked("Everything that has happened to the selected visit."),
        lacks=_no_visit,
    ),
    BoardAction(
        "intake",
        ("I",),
        marked("Intake"),
        marked("Take no more check-ins for a service today, or take them again."),
    ),
    BoardAction(
        "rush",
        ("R",),
        marked("Rush"),
        marked("The house's plan for a rush: start it, mark its steps, end it."),
        lambda hand: do.StartSurge(**hand.of_the_house) if hand.day.surge is None else do.EndSurge(**hand.of_the_house),
    ),
    BoardAction(
        "notice",
        ("N",),
        marked("Notice"),
        marked("Put up a notice that every desk shows, or take one down."),
        lambda hand: do.PostNotice(**hand.of_the_house, text=do.Note("…", "…", "…")),
    ),
    BoardAction(
        "promises",
        ("P",),
        marked("Promises"),
        marked("The promises that are open, those due first: keep one, give it another day, or break it."),
    ),
    BoardAction(
        "hand_over",
        ("H",),
        marked("Hand-over notes"),
        marked("Read what shifts have left; where nothing is unread, leave a note to the house."),
    ),
    BoardAction(
        "undo",
        ("u",),
        marked("Undo"),
        marked("Take back what you have done last from this board."),
        lambda hand: do.Undo(**hand.of_the_house, first=hand.last_act),
        _nothing_done,
    ),
    BoardAction(
        "care",
        ("K",),
        marked("Care"),
        marked("Complaints, requests, suggestions, praise and promises, each followed to its end."),
    ),
    BoardAction("summary", ("S",), marked("Summary"), marked("The summary of the day so far, and a key to save it.")),
    BoardAction("palette", ("ctrl+p",), marked("Find an action"), marked("Every action by its name.")),
    BoardAction(
        "theme", ("T",), marked("Colours"), marked("Dark, light, high contrast, or safe for the colour-blind.")
    ),
    BoardAction("language", ("L",), marked("Language"), marked("English or Spanish, at once.")),
    BoardAction("help", ("question_mark", "f1"), marked("All keys"), marked("All keys of the board.")),
    BoardAction("leave", ("escape", "q"), marked("Back"), marked("Back to the desk or, without one, quit.")),
)

BOARD_BY_ID: Mapping[str, BoardAction] = {action.id: action for action in BOARD_ACTIONS}
BOARD_OF_KEY: Mapping[str, str] = {key: action.id for action in BOARD_ACTIONS for key in action.keys}


def board_key_table() -> list[tuple[str, str, str]]:
    """Keys, label and meaning of every action of the board, for documents."""
    return [(" ".join(map(shown_key, one.keys)), _(one.label), _(one.tooltip)) for one in BOARD_ACTIONS]


class _KeyOf:
    """The first key of an action of the board, written when it is shown."""

    def __init__(self, action: BoardAction) -> None:
        self._action = action

    def __str__(self) -> str:
        return shown_key(self._action.keys[0])


KEYS: Mapping[str, _KeyOf] = {f"{action.id}_key": _KeyOf(action) for action in BOARD_ACTIONS}
"""Values for the sentences of the board that name its keys: ``{undo_key}``."""

ON_THE_BOARD = ("show", "visits", "rush", "notice", "leave", "help")
ON_AN_ALERT = ("show", "acknowledge", "rush", "notice", "leave", "help")
ON_A_COUNTER = ("counter_open", "takes", "pause", "counter_close", "leave", "help")
ON_A_VISIT = ("show", "reclassify", "undo", "leave", "help")
"""The line of keys: the most useful first, the last two always."""
