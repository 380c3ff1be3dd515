"""What is told of a known customer in a few words: pure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from frontdesk.domain.complaints import NOT_A_COMPLAINT
from frontdesk.domain.promises import BROKEN, KEPT, OPEN
from frontdesk.domain.visit import Outcome
from frontdesk.i18n import _, day_text, language, marked, ngettext, number, ordinal
from frontdesk.tui.columns import visible

if TYPE_CHECKING:
    from frontdesk.config import Configuration
    from frontdesk.domain.complaints import ComplaintRecord
    from frontdesk.domain.customer_file import CustomerFile
    from frontdesk.domain.promises import PromiseRecord
    from frontdesk.domain.records import VisitRecord
    from frontdesk.domain.visit import Visit

PROMISES = {OPEN: marked("open", "promise"), KEPT: marked("kept", "promise"), BROKEN: marked("broken", "promise")}


def visits_text(n: int) -> str:
    """How often somebody was here: ``4 visits``."""
    return ngettext("{n} visit", "{n} visits", n).format(n=number(n)) if n else _("first visit")


def speaks_text(spoken: str) -> str:
    """Which language a customer speaks: ``speaks Spanish``; one that is not among ours by its letters."""
    names = {"en": _("speaks English"), "es": _("speaks Spanish")}
    return names.get(spoken) or _("speaks {language}").format(language=visible(spoken))


def real_visits(file: CustomerFile) -> list[VisitRecord]:
    """The visits without the check-ins that were a mistake, the newest first."""
    return [one for one in file.visits if one.outcome != Outcome.REMOVED]


def briefly(file: CustomerFile, visit: Visit, today: str, config: Configuration) -> list[str]:
    """What a colleague should know of the customer of a visit: ``4th visit``, ``1 promise open`` and the like."""
    before = sum(one.id != visit.id and one.arrived_at <= visit.arrived_at for one in real_visits(file))
    told = [_("{nth} visit").format(nth=ordinal(before + 1)), *open_matters(file, today)]
    customer = file.customer
    if customer.language is not None and customer.language != language():
        told.append(speaks_text(customer.language))
    if customer.segment is not None and customer.segment != visit.segment:
        told.append(_("{segment} in the file").format(segment=config.label("segment", customer.segment)))
    return told


def open_matters(file: CustomerFile, today: str) -> list[str]:
    """What is still to be done for a customer; ``today`` is the business day that runs."""
    promises = [one.record for one in file.promises if one.record.status == OPEN]
    late = sum(one.is_overdue(today) for one in promises)
    asked = [one.row.record for one in file.complaints if one.row.record.closed_at is None]
    complaints = sum(one.kind not in NOT_A_COMPLAINT for one in asked)
    requests = sum(one.kind == "request" for one in asked)
    in_time = len(promises) - late
    parts = (
        (late, ngettext("{n} promise overdue", "{n} promises overdue", late)),
        (in_time, ngettext("{n} promise open", "{n} promises open", in_time)),
        (complaints, ngettext("{n} complaint open", "{n} complaints open", complaints)),
        (requests, ngettext("{n} request open", "{n} requests open", requests)),
    )
    return [text.format(n=number(n)) for n, text in parts if n]


def promise_state(promise: PromiseRecord, today: str) -> str:
    """How a promise stands, and by when it is to be kept while it is open."""
    if promise.status != OPEN:
        return _("kept late", "promise") if promise.kept_late else _(PROMISES[promise.status])
    due = day_text(date.fromisoformat(promise.due_day))
    if promise.is_overdue(today):
        return _("overdue, was due {day}", "promise").format(day=due)
    return _("open, due {day}", "promise").format(day=due)


def complaint_state(complaint: ComplaintRecord, today: str) -> str:
    """How a complaint stands, and by when it is to be answered while it is not."""
    if complaint.closed_at is not None:
        return _("closed", "complaint")
    if complaint.resolved_at is not None:
        return _("resolved", "complaint")
    if complaint.due_day is None:
        return _("open", "complaint")
    due = day_text(date.fromisoformat(complaint.due_day))
    if complaint.is_overdue(today):
        return _("overdue, was due {day}", "complaint").format(day=due)
    return _("open, due {day}", "complaint").format(day=due)
