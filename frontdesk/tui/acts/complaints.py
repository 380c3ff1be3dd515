"""What a customer says beyond the errand: noted with its cause by two keys; its words and a remedy follow if wanted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from textual import events
from textual.content import Content

from frontdesk.domain import commands as do
from frontdesk.domain.complaints import NOTHING_TO_GRANT
from frontdesk.domain.matter_words import KIND_NAMES
from frontdesk.domain.rules.remedies import require_grantable
from frontdesk.errors import FrontdeskError, UsageError
from frontdesk.i18n import Sentence, _, marked
from frontdesk.tui import messages
from frontdesk.tui.columns import visible
from frontdesk.tui.dialogs import AskText, Choose, Chosen, Option, Target, with_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from frontdesk.domain.policy import Policy
    from frontdesk.tui.acts.asking import Act, Asking
    from frontdesk.tui.hand import Hand
    from frontdesk.tui.program import Typing

KIND_OF_KEY = {"p": "product", "t": "treatment", "r": "request", "s": "suggestion", "l": "praise"}
SEVERITY_KEY, SAFETY_KEY = "g", "x"
SEVERITIES = (2, 3, 1)
"""In the order in which the key turns from one to the next."""
_SEVERITY_WORDS = {3: marked("grave"), 1: marked("slight")}
LEAVE, SAID, ASKED_FOR, OTHER = "leave", "said", "asked_for", "other"
GRANT = "grant/"
LONGEST_AMOUNT = 18
"""Digits that are read at all; what is far beyond every bound already is no number that anybody means."""


class CauseQuestion(Choose):
    """The cause by its key; before it, other keys may say that it is a request, how grave it is, or dangerous."""

    def __init__(self, asking: Asking, targets: Sequence[Target] = ()) -> None:
        causes = [Option(one.id, str(one.label)) for one in asking.config.complaints.causes.values() if one.active]
        reserved = "".join(KIND_OF_KEY) + SEVERITY_KEY + SAFETY_KEY
        super().__init__("", with_keys(causes, reserved), targets, intro=_kinds_line())
        self.kind = "complaint"
        self.severity = SEVERITIES[0]
        self.safety = False

    @property
    def said(self) -> dict[str, Any]:
        """What was said beside the cause, as the command has it."""
        return {"kind": self.kind, "severity": self.severity, "safety": self.safety}

    def take_key(self, event: events.Key) -> bool:
        """A key of a kind, that of danger, or one of a cause."""
        kind = KIND_OF_KEY.get(event.character or "")
        if kind is not None:
            self.kind = "complaint" if kind == self.kind else kind
        elif event.character == SEVERITY_KEY:
            self.severity = SEVERITIES[(SEVERITIES.index(self.severity) + 1) % len(SEVERITIES)]
        elif event.character == SAFETY_KEY:
            self.safety = not self.safety
        else:
            return super().take_key(event)
        self.query_one("#box").border_title = Content(visible(self._heading()))
        return True

    def _heading(self) -> str:
        kind = _(KIND_NAMES[self.kind])
        heading = kind[:1].upper() + kind[1:]
        if self._targets:
            heading = str(Sentence("{kind} of {number}", kind=heading, number=self._targets[0].number))
        grave = _SEVERITY_WORDS.get(self.severity)
        more = [*([] if grave is None else [_(grave)]), *([f"● {_('safety at risk')}"] if self.safety else [])]
        return " · ".join([heading, *more])


def _kinds_line() -> str:
    kinds = [f"{key} {_(KIND_NAMES[kind])}" for key, kind in KIND_OF_KEY.items()]
    return " · ".join([*kinds, f"{SEVERITY_KEY} {_('grave')}", f"{SAFETY_KEY} {_('safety at risk')}"])


class Afterwards(Choose):
    """What may follow when a complaint has been noted. Its title invites words: a key that is no answer begins them.

    No key means the desk here. Whoever types what was said must not finish or call somebody by a letter of it.
    """

    def endings(self) -> list[str]:
        """A key, or the words themselves."""
        return [_("a key, or type what was said")]

    def take_key(self, event: events.Key) -> bool:
        """A key of an option; any other sign is the first of what was said."""
        if not super().take_key(event) and event.is_printable and event.key != "space":
            self._begin_words(event)
        return True

    def take_paste(self, text: str) -> bool:
        """What is pasted is what was said."""
        self._begin_words(events.Paste(text))
        return True

    def _begin_words(self, event: events.Key | events.Paste) -> None:
        """The sign waits for the line, and stands in it as soon as it is there."""
        cast("Typing", self.app).keep(event)
        self.dismiss(Chosen(SAID))


class ComplaintActs:
    """Complaints, requests, suggestions and praise as they are taken down at the desk."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self.acts: Mapping[str, Act] = {"complaint": self._complaint}

    async def _complaint(self, hand: Hand) -> None:
        asked = CauseQuestion(self._asking, [Target(one, hand.day.visits[one].number) for one in hand.visits])
        cause = await self._asking.ask(asked)
        if cause is None:
            return
        command = do.OpenComplaint(**hand.who, **asked.said, cause=cause.value, visit=cause.target)
        answer = await self._asking.app.answer_to(command)
        if answer is not None:
            visit = hand.day.visits.get(cause.target or "")
            segment = None if visit is None else visit.segment
            await anything_else(self._asking, lambda: hand.who, answer["complaint"], asked.kind, segment, hand.policy)


async def anything_else(
    asking: Asking, who: Callable[[], dict[str, Any]], number: str, kind: str, segment: str | None, policy: Policy
) -> None:
    """Its words, the remedy sought, or one that is granted at once; nothing of it has to be said.

    ``who`` gives what a command bears, each time with another key: several may follow one another.
    """
    title = Sentence("{complaint}: anything else?", complaint=number)
    options = [
        Option(LEAVE, _("That is all for now"), "0"),
        Option(SAID, _("Write down what was said"), "t"),
        Option(ASKED_FOR, _("Write down what they ask for"), "w"),
    ]
    if kind not in NOTHING_TO_GRANT:
        options += grantable(asking, who(), segment, policy, _("granted, and answered"))
    while True:
        chosen = await asking.ask(Afterwards(title, options))
        if chosen is None or chosen.value == LEAVE:
            return
        if chosen.value.startswith(GRANT):
            granted = chosen.value.removeprefix(GRANT)
            command = do.ResolveComplaint(**who(), number=number, text=None, granted=granted)
            whole = await amount_of(asking, title, command, segment, policy)
            if whole is None:
                continue
            asking.app.perform(whole)
            return
        write = write_what_was_said if chosen.value == SAID else write_what_they_ask_for
        await write(asking, who(), number)


async def write_what_was_said(asking: Asking, who: dict[str, Any], number: str) -> None:
    """Ask for the customer's own words, and write them down; ``who`` is what every command bears."""
    asked = AskText(Sentence("{complaint}: what was said?", complaint=number), Sentence("In one line:"))
    answer = await asking.ask(asked)
    text = None if answer is None else asking.app.note(answer.value)
    if text is not None:
        await asking.app.answer_to(do.DescribeComplaint(**who, number=number, text=text))


async def write_what_they_ask_for(asking: Asking, who: dict[str, Any], number: str) -> None:
    """Ask for the remedy sought: one that the house knows, or in the customer's words."""
    title = Sentence("{complaint}: what do they ask for?", complaint=number)
    wishes = [Option(str(one.label), str(one.label)) for one in asking.config.remedies.values() if one.active]
    chosen = await asking.ask(Choose(title, [*wishes, Option(OTHER, _("Something else"), "w")]))
    if chosen is not None and chosen.value == OTHER:
        chosen = await asking.ask(AskText(title, Sentence("In one line:")))
    remedy = None if chosen is None else asking.app.note(chosen.value)
    if remedy is not None:
        await asking.app.answer_to(do.DescribeComplaint(**who, number=number, remedy=remedy))


def grantable(
    asking: Asking, who: dict[str, Any], segment: str | None, policy: Policy, remark: str = ""
) -> list[Option]:
    """The remedies of the house; one that this person may not grant, or not to this segment, says why."""
    found = []
    for one in asking.config.remedies.values():
        if not one.active:
            continue
        amount = None if one.limit is None else 1
        command = do.ResolveComplaint(**who, number="", text=None, granted=one.id, amount=amount)
        refused = ""
        try:
            require_grantable(command, segment, policy)
        except FrontdeskError as error:
            refused = str(error.reason)
        found.append(Option(f"{GRANT}{one.id}", str(one.label), remark=remark, refused=refused))
    return found


async def amount_of(
    asking: Asking, title: Sentence, command: do.ResolveComplaint, segment: str | None, policy: Policy
) -> do.ResolveComplaint | None:
    """The command with what its remedy comes to, asked for where there is a limit; None where that was left."""
    if command.granted is None or asking.config.remedies[command.granted].limit is None:
        return command

    def with_amount(text: str) -> do.ResolveComplaint:
        return replace(command, amount=int(text) if text else None)

    def check(text: str) -> Sentence | None:
        if text and not (text.isascii() and text.isdigit() and len(text) <= LONGEST_AMOUNT):
            return Sentence("Write a whole number, such as 20.")
        try:
            require_grantable(with_amount(text), segment, policy)
        except UsageError:  # none where one is needed, or one that is beyond all bounds
            return Sentence("Write a whole number, such as 20.")
        except FrontdeskError as error:
            return messages.refused(error)
        return None

    asked = AskText(title, Sentence("What does it come to? (whole units of the house's money)"), check=check)
    answer = await asking.ask(asked)
    return None if answer is None else with_amount(answer.value)
