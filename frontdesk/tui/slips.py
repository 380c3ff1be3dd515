"""The slip from the desk: read and composed at once, handed over in a thread, with one sentence about how that went."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from frontdesk import slip
from frontdesk.errors import FrontdeskError
from frontdesk.i18n import Sentence
from frontdesk.tui.customer.known import read_customer

if TYPE_CHECKING:
    from frontdesk.config import Configuration
    from frontdesk.domain.visit import Visit
    from frontdesk.tui.program import Program


async def give(app: Program, visit: Visit) -> Sentence:
    """Make the slip of a visit as the house says (a file, a print command); a failure is told and blocks nothing."""
    number = visit.customer
    customer = None if number is None else await app.ask(partial(read_customer, number))
    text = slip.compose(visit, app.config, customer)  # in this thread: nothing is drawn in the other language meanwhile
    return await asyncio.to_thread(_handed_over, text, visit, app.config)


def _handed_over(text: str, visit: Visit, config: Configuration) -> Sentence:
    try:
        went = slip.deliver(text, visit, config)
    except FrontdeskError as error:
        return Sentence("The slip of {number} was not made: {problem}", number=visit.number, problem=error)
    if went is None:
        return Sentence("The house makes no slips: set file or command in [slip] of the configuration.")
    return Sentence("The slip of {number} went to {place}.", number=visit.number, place=went)
