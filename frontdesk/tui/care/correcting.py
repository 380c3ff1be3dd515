"""Putting right what was taken down wrongly of a complaint: one question for what it is, one for what it should be."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from frontdesk.domain import commands as do
from frontdesk.domain.complaint_story import CORRECTABLE, field_in_words
from frontdesk.domain.complaints import CHANNELS
from frontdesk.domain.matter_words import CHANNEL_NAMES, KIND_NAMES
from frontdesk.domain.rules.complaints import COMPLAINT_KINDS, HIGHEST_SEVERITY
from frontdesk.i18n import Sentence, _
from frontdesk.tui.customer.find import FILE, FindCustomer
from frontdesk.tui.customer.known import read_customer
from frontdesk.tui.dialogs import Choose, Option

if TYPE_CHECKING:
    from frontdesk.domain.customers import Customer
    from frontdesk.tui.acts.asking import Asking
    from frontdesk.tui.care.actions import CareHand

YES = "yes"


async def correct(asking: Asking, hand: CareHand) -> None:
    """Ask what was a slip, and what is right."""
    complaint = hand.complaint
    title = Sentence("{complaint}: what is to be corrected?", complaint=complaint.number)
    fields = [(one, *field_in_words(complaint, one, asking.app.label)) for one in CORRECTABLE]
    options = [Option(one, name[:1].upper() + name[1:], remark=now) for one, name, now in fields]
    chosen = await asking.ask(Choose(title, options))
    if chosen is None:
        return
    changed = await (_customer(asking, hand) if chosen.value == "customer" else _value(asking, hand, chosen.value))
    if changed is not None:
        asking.app.perform(do.DescribeComplaint(**hand.about, **changed))


async def _value(asking: Asking, hand: CareHand, field: str) -> dict[str, Any] | None:
    """What is right of one of a list, with the cursor on what it is now."""
    complaint = hand.complaint
    causes = [one for one in asking.config.complaints.causes.values() if one.active]
    options = {
        "cause": [Option(one.id, str(one.label)) for one in causes],
        "kind": [Option(one, _(KIND_NAMES[one])) for one in COMPLAINT_KINDS],
        "severity": [Option(str(one), str(one), str(one)) for one in range(1, HIGHEST_SEVERITY + 1)],
        "safety": [Option(YES, _("yes"), "y"), Option("no", _("no"), "n")],
        "channel": [Option(one, _(CHANNEL_NAMES[one])) for one in CHANNELS],
    }[field]
    now = getattr(complaint, field)
    shown = (YES if now else "no") if field == "safety" else str(now)
    at = next((place for place, one in enumerate(options) if one.value == shown), 0)
    name, _was = field_in_words(complaint, field, asking.app.label)
    title = Sentence("{complaint}: the right {what}", complaint=complaint.number, what=name)
    chosen = await asking.ask(Choose(title, options, at=at))
    if chosen is None:
        return None
    told: dict[str, Any] = {"severity": lambda: int(chosen.value), "safety": lambda: chosen.value == YES}
    return {field: told[field]() if field in told else chosen.value}


async def _customer(asking: Asking, hand: CareHand) -> dict[str, Any] | None:
    """Whose it is; nobody we know, or somebody whose file is opened with it."""
    app = asking.app
    found = await asking.ask(FindCustomer(app, Sentence("Who says it?"), nobody=True))
    if found is None:
        return None
    kind, _slash, value = found.value.partition("/")
    if value and kind != FILE:
        opened = await app.answer_to(do.AddCustomer(**hand.who, full_name=value))
        if opened is None:
            return None
        value = opened["customer"]
    customer: Customer | None = await app.ask(partial(read_customer, value)) if value else None
    return {"customer": value, "segment": None if customer is None else customer.segment}
