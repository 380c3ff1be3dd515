"""The slip from the desk: made and handed over in a thread, with one sentence about how that went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk import slip
from frontdesk.errors import FrontdeskError
from frontdesk.i18n import Sentence

if TYPE_CHECKING:
    from frontdesk.config import Configuration
    from frontdesk.domain.visit import Visit


def give(visit: Visit, config: Configuration) -> Sentence:
    """Make the slip of a visit as the house says (a file, a print command); a failure is told and blocks nothing."""
    try:
        went = slip.deliver(slip.compose(visit, config), visit, config)
    except FrontdeskError as error:
        return Sentence("The slip of {number} was not made: {problem}", number=visit.number, problem=error)
    if went is None:
        return Sentence("The house makes no slips: set file or command in [slip] of the configuration.")
    return Sentence("The slip of {number} went to {place}.", number=visit.number, place=went)
