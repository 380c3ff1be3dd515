"""The slip from the desk: read and composed at once, handed over in a thread, with one sentence about how that went."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from frontdesk import slip
from frontdesk.errors import FrontdeskError
from frontdesk.i18n import Sentence

if TYPE_CHECKING:
    from frontdesk.config import Configuration
    from frontdesk.desk import Desk
    from frontdesk.domain.visit import Visit
    from frontdesk.tui.app import DeskApp


async def give(app: DeskApp, visit: Visit) -> Sentence:
    """Make the slip of a visit as the house says (a file, a print command); a failure is told and blocks nothing."""
    spoken = None
    if visit.customer is not None:
        spoken = await app.ask(lambda desk: _language_for(visit, desk))
    text = slip.compose(visit, app.config, spoken)  # in this thread: nothing is drawn in the other language meanwhile
    return await asyncio.to_thread(_handed_over, text, visit, app.config)


def _language_for(visit: Visit, desk: Desk) -> str | None:
    from frontdesk.archive import Archive  # noqa: PLC0415 - reports are no part of the start of the desk

    return slip.language_for(visit, Archive(desk))


def _handed_over(text: str, visit: Visit, config: Configuration) -> Sentence:
    try:
        went = slip.deliver(text, visit, config)
    except FrontdeskError as error:
        return Sentence("The slip of {number} was not made: {problem}", number=visit.number, problem=error)
    if went is None:
        return Sentence("The house makes no slips: set file or command in [slip] of the configuration.")
    return Sentence("The slip of {number} went to {place}.", number=visit.number, place=went)
