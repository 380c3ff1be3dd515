"""The estimate as it is told: the same words at check-in, on the card and afterwards."""

from __future__ import annotations

from frontdesk.domain.estimate import told_range
from frontdesk.i18n import Sentence


def estimate_sentence(p50_s: int | None, p90_s: int | None, ahead: int) -> Sentence:
    """The estimate as a customer is told it, with how many are ahead."""
    people = Sentence("{n} ahead", "{n} ahead", n=ahead) if ahead else Sentence("nobody ahead")
    if p50_s is None or p90_s is None:
        return Sentence("{ahead}, no counter is open for it yet", ahead=people)
    low, high = told_range(p50_s, p90_s)
    if high == 0:
        return Sentence("at once")
    return Sentence("about {low} to {high} minutes, {ahead}", low=low, high=high, ahead=people)
