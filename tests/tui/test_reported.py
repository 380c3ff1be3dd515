"""Of what the threads tell, a newer state makes an older one needless, and never the other way round."""

from __future__ import annotations

from concurrent.futures import Future

import pytest
from textual.screen import Screen

from frontdesk.domain import commands as do
from frontdesk.domain.day import Day
from frontdesk.seen import Snapshot
from frontdesk.tui.signals import Performed, Reported
from frontdesk.tui.worker import Changed, Report, TroubleOver, Written


def state(seq: int, *, anew: bool = False) -> Changed:
    return Changed(Snapshot(Day("2026-11-23", seq=seq)), anew=anew)


@pytest.mark.parametrize(
    ("earlier", "later", "needless"),
    [
        (state(7), state(8), True),
        (state(8), state(7), False),  # the thread that looks for changes came late
        (state(8), state(8), False),
        (state(8), state(7, anew=True), True),  # the file was put back
        (state(7, anew=True), state(8), False),  # that it was opened anew must be known
        (Written(), Written(), True),
        (Written(), state(8), False),
        (state(8), Written(), False),
        (TroubleOver("command"), state(8), False),
    ],
)
def test_what_makes_an_earlier_report_needless(earlier: Report, later: Report, needless: bool) -> None:
    assert Reported(earlier).can_replace(Reported(later)) is needless


def test_no_other_message_makes_a_report_needless() -> None:
    performed = Performed(do.CallNext(counter="1"), Future(), Screen())
    assert not Reported(state(7)).can_replace(performed)
    assert not Reported(Written()).can_replace(performed)
