"""From the terminal to the screen: each key to the one that it means, in their order; what is typed ahead waits."""

from __future__ import annotations

import logging
from inspect import CORO_CREATED, getcoroutinestate
from typing import TYPE_CHECKING, Any, TypeAlias

from textual import events

from frontdesk.tui.signals import KeyTaker
from frontdesk.tui.terminal import typed_in_one_go

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Coroutine

    from textual.app import App

Typed: TypeAlias = events.Key | events.Paste

_log = logging.getLogger("frontdesk")


class Keyboard:
    """The keys of a terminal, the act that asks something, and what is typed before its question is there.

    ``own_keys`` are those of the desk: none of them is taken for two. ``wait`` is given what cannot be told yet what it
    means, ``failed`` an act that failed.
    """

    def __init__(
        self,
        app: App[Any],
        own_keys: Collection[str],
        wait: Callable[[Typed], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        self._app = app
        self._own_keys = own_keys
        self._wait = wait
        self._failed = failed
        self._typed_ahead: list[Typed] = []
        self._act: tuple[Coroutine[Any, Any, None], ...] = ()
        self.awake = False
        """Whether the first screen is painted: another one over it before would keep its work from ever beginning."""
        self.asking = False
        """Whether an act is under way that asks something."""

    def take(self, event: events.Event) -> bool:
        """Have the screen do what a key means; False for one that goes the library's way."""
        if isinstance(event, events.Key) and event.key not in self._own_keys:
            both = typed_in_one_go(event)
            if both is not None:
                for one in both:
                    self._app.post_message(one)
                return True
        if not isinstance(event, (events.Key, events.Paste)) or event.is_forwarded:
            return False
        if not self.awake:
            self._wait(event)
            return True
        screen = self._app.screen
        if not isinstance(screen, KeyTaker):
            return False
        if not screen.ready:
            self._wait(event)
            return True
        return screen.take_paste(event.text) if isinstance(event, events.Paste) else screen.take_key(event)

    # ---- what is typed ahead

    def keep(self, event: Typed) -> None:
        """Keep what is typed until it can be told what it means."""
        self._typed_ahead.append(event)

    def let_in(self) -> None:
        """Let in what was kept."""
        typed, self._typed_ahead = self._typed_ahead, []
        for event in typed:
            self._app.post_message(event)

    def take_back(self) -> None:
        """Nothing was typed ahead, and nothing is asked any more."""
        self._typed_ahead.clear()
        self._app.workers.cancel_group(self._app, "asking")
        self._end_unbegun()

    # ---- an act that asks something

    def begin_asking(self, act: Coroutine[Any, Any, None]) -> None:
        """Carry it out; until its question is there, keys are kept."""
        self.asking = True
        through = self._ask_through(act)
        self._act = through, act
        self._app.run_worker(through, group="asking", exit_on_error=True)

    def _end_unbegun(self) -> None:
        """An act that was taken back before it had begun does not say itself that it is over."""
        if self._act and getcoroutinestate(self._act[0]) == CORO_CREATED:
            for one in self._act:
                one.close()
            self.asking = False

    async def _ask_through(self, act: Coroutine[Any, Any, None]) -> None:
        try:
            await act
        except Exception as error:
            _log.exception("an act of the desk failed")
            self._failed(error)
        finally:
            self.asking = False
            self.let_in()
