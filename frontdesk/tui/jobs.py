"""What a thread does for whoever waits for it on the loop."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, TypeVar

from frontdesk.errors import FrontdeskError

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

T = TypeVar("T")
_log = logging.getLogger("frontdesk")


class GivenUp(Exception):
    """A person has given up a command that could not be written."""


def carry_out(job: Callable[[], T], future: Future[T]) -> None:
    """Do a job and keep what comes of it, error or not; one that nobody waits for any more is not begun."""
    if not future.running() and not future.set_running_or_notify_cancel():
        return  # Escape took back what was to be read
    try:
        future.set_result(job())
    except (FrontdeskError, GivenUp) as error:
        future.set_exception(error)
    except Exception as error:
        _log.exception("what a thread was to do could not be done")
        future.set_exception(error)
