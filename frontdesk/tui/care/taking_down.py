"""A complaint, a request or praise that came without a visit: what it is, by which channel, and whose it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from frontdesk.domain import commands as do
from frontdesk.domain.complaints import CHANNELS
from frontdesk.domain.matter_words import CHANNEL_NAMES
from frontdesk.i18n import Sentence, _
from frontdesk.tui.acts.complaints import CauseQuestion, anything_else
from frontdesk.tui.customer.find import FILE, FindCustomer
from frontdesk.tui.customer.known import read_customer
from frontdesk.tui.dialogs import Choose, Option

if TYPE_CHECKING:
    from frontdesk.domain.customers import Customer
    from frontdesk.tui.acts.asking import Asking
    from frontdesk.tui.care.actions import CareHand

FIRST = "telephone"
"""What most of those come by whom nobody sees: the cursor stands on it."""


async def take_down(asking: Asking, hand: CareHand) -> None:
    """Ask what it is, how it came and whose it is; once it is noted, its words and a remedy may follow."""
    app = asking.app
    asked = CauseQuestion(asking)
    cause = await asking.ask(asked)
    channel = None if cause is None else await _channel(asking)
    if cause is None or channel is None:
        return
    found = await asking.ask(FindCustomer(app, Sentence("Who says it?"), nobody=True))
    if found is None:
        return
    kind, _slash, value = found.value.partition("/")
    if value and kind != FILE:
        opened = await app.answer_to(do.AddCustomer(**hand.who, full_name=value))
        if opened is None:
            return
        value = opened["customer"]
    customer: Customer | None = await app.ask(partial(read_customer, value)) if value else None
    segment = None if customer is None else customer.segment
    command = do.OpenComplaint(
        **hand.who,
        **asked.said,
        cause=cause.value,
        channel=channel,
        customer=value or None,
        segment=segment,
    )
    answer = await app.answer_to(command)
    if answer is not None:
        await anything_else(asking, lambda: hand.who, answer["complaint"], asked.kind, segment, hand.policy)


async def _channel(asking: Asking) -> str | None:
    options = [Option(one, _(CHANNEL_NAMES[one])) for one in CHANNELS]
    chosen = await asking.ask(Choose(Sentence("How did it come?"), options, at=CHANNELS.index(FIRST)))
    return None if chosen is None else chosen.value
