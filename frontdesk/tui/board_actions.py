"""The one table of the board's actions: its keys, the line of keys and its help come from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from frontdesk.domain import commands as do
from frontdesk.i18n import Sentence, marked
from frontdesk.tui.hand import Hand

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from frontdesk.errors import FrontdeskError


@dataclass(frozen=True)
class LeadHand(Hand):
    """What a key of the board acts upon: the counter under the cursor, if any, and the visit selected in a list."""

    @property
    def who(self) -> dict[str, Any]:
        """What every command bears; a lead stands at no counter unless one is selected."""
        return super().who | {"counter": self.counter_id or None}


@dataclass(frozen=True)
class BoardAction:
    """Something that a key does; ``command`` is what would be done now, so that the rules can say why it cannot be.

    ``needs`` says what has to be selected first.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    tooltip: str
    command: Callable[[LeadHand], do.Command] | None = None
    needs: str = ""

    def refusal(self, hand: LeadHand) -> FrontdeskError | Sentence | None:
        """Why the action cannot be done now; None when it can."""
        if self.needs == "counter" and not hand.counter_id:
            return Sentence("No counter is selected.")
        if self.needs == "visit" and hand.selected is None:
            return Sentence("No visit is selected.")
        return None if self.command is None else hand.refusal(self.command(hand))


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
    ),
    BoardAction(
        "counter_open",
        ("o",),
        marked("Open counter"),
        marked("Open the selected counter, or say what it takes from now on."),
        lambda hand: hand.opening,
        "counter",
    ),
    BoardAction(
        "pause",
        ("p",),
        marked("Pause or resume"),
        marked("The selected counter calls nobody for a while; the same key resumes."),
        lambda hand: do.ResumeCounter(**hand.who) if hand.is_paused else do.PauseCounter(**hand.who, after_this=True),
        "counter",
    ),
    BoardAction(
        "counter_close",
        ("O",),
        marked("Close counter"),
        marked("Nobody stands at the selected counter any more."),
        lambda hand: do.CloseCounter(**hand.who),
        "counter",
    ),
    BoardAction(
        "reclassify",
        ("m",),
        marked("Correct"),
        marked("Correct segment, urgency, preference or service of the selected visit; with a reason."),
        lambda hand: do.Reclassify(
            **hand.who, visit=hand.selected or "", preference=hand.other_preference(hand.selected or "")
        ),
        "visit",
    ),
    BoardAction(
        "intake",
        ("I",),
        marked("Intake"),
        marked("Take no more check-ins for a service today, or take them again."),
    ),
    BoardAction("summary", ("S",), marked("Summary"), marked("The summary of the day so far, and a key to save it.")),
    BoardAction(
        "theme", ("T",), marked("Colours"), marked("Dark, light, high contrast, or safe for the colour-blind.")
    ),
    BoardAction("language", ("L",), marked("Language"), marked("English or Spanish, at once.")),
    BoardAction("help", ("question_mark", "f1"), marked("All keys"), marked("All keys of the board.")),
    BoardAction("leave", ("escape", "q"), marked("Back"), marked("Back to the desk or, without one, quit.")),
)

BOARD_BY_ID: Mapping[str, BoardAction] = {action.id: action for action in BOARD_ACTIONS}
BOARD_OF_KEY: Mapping[str, str] = {key: action.id for action in BOARD_ACTIONS for key in action.keys}

ON_THE_BOARD = ("show", "visits", "acknowledge", "pause", "leave", "help")
ON_A_COUNTER = ("show", "counter_open", "pause", "counter_close", "leave", "help")
ON_A_VISIT = ("show", "reclassify", "leave", "help")
"""The line of keys: the most useful first, the last two always."""
