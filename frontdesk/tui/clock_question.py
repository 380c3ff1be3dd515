"""Whether the clock is right: asked where it has jumped, or after a long silence, before anything else is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.i18n import Sentence, _
from frontdesk.tui import messages
from frontdesk.tui.dialogs import Choose, Option
from frontdesk.tui.present import moment

if TYPE_CHECKING:
    from frontdesk.domain.commands import Command
    from frontdesk.errors import FrontdeskError
    from frontdesk.tui.program import Program
    from frontdesk.tui.worker import Worker


class ClockQuestion:
    """Only a person can say, and is asked once at a time; then what was asked for is done."""

    def __init__(self, app: Program, worker: Worker) -> None:
        self._app = app
        self._worker = worker
        self._is_asked = False

    def ask(self, error: FrontdeskError, command: Command | None) -> None:
        """Ask because of a refusal: of a command, or without one of closing the business day."""
        if not self._is_asked:
            self._is_asked = True
            self._app.begin_asking(self._asking(error, command))

    async def _asking(self, error: FrontdeskError, command: Command | None) -> None:
        try:
            if not await self._is_right(error):
                self._app.say(messages.refused(error), refused=True)
                return
            self._worker.confirm_clock()
            if command is None:
                self._worker.roll_over()
            else:
                self._app.perform(command)
        finally:
            self._is_asked = False

    async def _is_right(self, error: FrontdeskError) -> bool:
        day, clock = moment(int(self._app.clock.now()), self._app.policy.zone)
        options = [
            Option("yes", _("Yes, {day}, {time} is right").format(day=day, time=clock), "y"),
            Option("no", _("No; I shall set the clock"), "n"),
        ]
        title = Sentence("Is the clock right?")
        answer = await self._app.push_screen_wait(Choose(title, options, intro=str(error.reason), at=1))
        return answer is not None and answer.value == "yes"
