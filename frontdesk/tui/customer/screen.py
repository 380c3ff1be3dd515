"""A customer's file over the desk: what was between them and the house, so that nobody has to tell the story twice."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from rich.cells import cell_len

from frontdesk.domain import commands as do
from frontdesk.i18n import Sentence, _
from frontdesk.tui.acts.visits import story_lines
from frontdesk.tui.columns import fit, visible
from frontdesk.tui.customer.keys import file_key_table, useful_keys
from frontdesk.tui.customer.known import read_file
from frontdesk.tui.customer.page import Frame, pages_of
from frontdesk.tui.customer.told import open_matters, real_visits, visits_text
from frontdesk.tui.dialogs import AskText, Dialog, ShowText, Target
from frontdesk.tui.key_line import KeyLine
from frontdesk.tui.report.page_screen import PageScreen
from frontdesk.tui.text_lines import HeaderLine, TooSmall

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping
    from typing import Any

    from textual.app import ComposeResult

    from frontdesk.domain.answers import Answer
    from frontdesk.domain.commands import Command
    from frontdesk.domain.customer_file import CustomerFile
    from frontdesk.tui.customer.known import KnownCustomers
    from frontdesk.tui.hand import Hand
    from frontdesk.tui.program import Program

LOOK_EVERY_S = 1.0


class FileScreen(PageScreen):
    """The file of the customer of a visit; ``hand`` is what was in hand when the key went down.

    ``hand_now`` gives what is in hand now; ``correct`` asks whose visit it is instead.
    """

    def __init__(
        self,
        app: Program,
        known: KnownCustomers,
        hand: Hand,
        hand_now: Callable[[], Hand],
        correct: Callable[[Hand, str], Coroutine[Any, Any, None]],
    ) -> None:
        super().__init__(app, _("Reading the file …"))
        self._known = known
        self._hand, self._hand_now = hand, hand_now
        self._correct = correct
        self._visits = [one for one in hand.visits if hand.day.visits[one].customer is not None]
        self._file: CustomerFile | None = None
        self._is_read = False
        self.header = HeaderLine()

    def acts_of_keys(self) -> Mapping[str, Callable[[], None]]:
        """What each key does; the arrows up and down are the page's."""
        return {
            "enter": partial(self._ask, self._story),
            "D": partial(self._ask, self._story),
            "w": partial(self._ask, self._note),
            "c": partial(self._ask, self._whose),
            "tab": self._turn,
            "question_mark": self._help,
            "f1": self._help,
            "escape": self.leave,
            "C": self.leave,
        }

    def compose(self) -> ComposeResult:
        """Who it is, the file, what was said, the keys."""
        yield self.header
        yield self.page
        yield self.message
        yield KeyLine()
        yield TooSmall()

    def on_mount(self) -> None:
        """What is known already at once, and the file anew."""
        self._file = self._known.file(self._customer)
        self.speak()
        self._again()
        self.set_interval(LOOK_EVERY_S, self.tick)

    @property
    def _visit(self) -> str:
        return self._visits[0]

    @property
    def _customer(self) -> str | None:
        """Whose visit it is now: it may have been corrected since."""
        visit = self.desk_app.day.visits.get(self._visit, self._hand.day.visits[self._visit])
        return visit.customer

    # ---- reading and drawing

    def tick(self) -> None:
        """Colleagues may have written in it, and those who are here wait on."""
        self._known.look_at(self._customer)
        found = self._known.file(self._customer)
        if found is not None and found is not self._file:
            self._file = found
            self._draw()
        elif found is None:
            self._clear(gone=self._known.is_gone(self._customer))

    def _clear(self, *, gone: bool) -> None:
        """Nothing of the person stays in sight, in a question or a story over the page neither.

        Until it is known that the file is ``gone`` it may only have to be read again, as after any erasure.
        """
        if self._file is not None:
            self._file = None
            over = self.app.screen
            if isinstance(over, Dialog) and self.is_attached:
                over.dismiss(None)
        number = visible(self._customer or "")
        self.header.show(number, ("",))
        if gone:
            self.page.tell(_("There is no file of customer {customer} any more.").format(customer=number))
        else:
            self.page.tell(_("Reading the file …"))

    def _again(self) -> None:
        self.run_worker(self._reading(), exit_on_error=True, group="file")

    async def _reading(self) -> None:
        number = self._customer
        if number is None:
            self.leave()
            return
        found: CustomerFile | None = await self.desk_app.ask(partial(read_file, number))
        if not self._is_read:
            self._is_read = True
            self.desk_app.type_ahead()
        if number != self._customer:
            return
        if found is None:
            self._clear(gone=True)
        else:
            self._file = found
            self._draw()

    def _draw(self) -> None:
        file, app = self._file, self.desk_app
        if file is None or not self.size.width:
            return
        counted = [visits_text(len(real_visits(file))), *open_matters(file, app.day.day)]
        name = fit(file.customer.name, min(cell_len(file.customer.name), self.size.width // 2))
        self.header.show(f"{name} · {file.customer.id}", (" · ".join(counted), counted[0], ""))
        width = self.size.width - 1
        self.page.show(pages_of(file, Frame(app.config, app.now(), app.day.day, width)), width)

    def on_resize(self) -> None:
        """Another width, other lines."""
        self.call_after_refresh(self._draw)

    def speak(self) -> None:
        """The language is another one."""
        self.query_one(KeyLine).show_keys(useful_keys(), kept=2)
        self.message.keep_up()
        self._draw()

    def told(self, command: Command, answer: Answer) -> Sentence:
        """What was done here is in the file now."""
        self._again()
        if isinstance(command, do.TieCustomer):
            sentence = Sentence(
                "{number} is a visit of customer {customer}.", number=answer["number"], customer=answer["customer"]
            )
        else:
            sentence = Sentence("The note is kept in the file.")
        self.say(sentence)
        return sentence

    # ---- keys

    @property
    def ready(self) -> bool:
        """Whether a key means this screen now: not before it is known whose file it is."""
        return self._is_read and super().ready

    def _turn(self) -> None:
        """The file of the other visit that was in hand."""
        if len(self._visits) < 2:
            self.say(Sentence("There is no other known customer at hand."))
            return
        self._visits = [*self._visits[1:], self._visits[0]]
        self._file = self._known.file(self._customer)
        self._draw()
        self._again()

    def _ask(self, act: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self.desk_app.begin_asking(act())

    def _help(self) -> None:
        self.show_all_keys(file_key_table())

    async def _story(self) -> None:
        selected = self.page.selected
        if selected is None:
            return
        visit = selected.behind[0]
        told = await self.desk_app.story(visit.at)
        if told is not None and not told:
            self.say(Sentence("This visit was at another branch; its story is kept there."))
        elif told is not None:
            lines = story_lines(told, self._hand.policy.zone)
            await self.desk_app.push_screen_wait(
                ShowText(Sentence("Story of {number}"), lines, [Target(visit.at, visit.words)])
            )

    async def _note(self) -> None:
        if self._file is None:
            self.say(Sentence("There is no file to write in."), refused=True)
            return
        customer = self._file.customer
        title = Sentence("Note on {name}", name=customer.name)
        asked = AskText(title, Sentence("For colleagues; what people are like is not written down:"), needed=True)
        text = await self.desk_app.push_screen_wait(asked)
        note = None if text is None else self.desk_app.note(text.value)
        if note is not None:
            self.desk_app.perform(do.NoteOnCustomer(**self._hand_now().who, number=customer.id, note=note))

    async def _whose(self) -> None:
        await self._correct(self._hand_now(), self._visit)
