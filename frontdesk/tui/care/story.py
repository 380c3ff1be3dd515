"""A complaint or a promise to read: in short beside the list, and in full with every step."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from frontdesk.domain.complaint_story import Around, complaint_facts, step_in_words
from frontdesk.domain.complaints import CHANNELS
from frontdesk.domain.explain import ClockTime
from frontdesk.domain.matter_words import CHANNEL_NAMES, KIND_NAMES
from frontdesk.domain.promise_story import promise_facts, promise_steps
from frontdesk.i18n import Sentence, _, day_text
from frontdesk.tui.care.entries import OVERDUE, due_text
from frontdesk.tui.columns import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from frontdesk.domain.complaints import ToldComplaint
    from frontdesk.domain.explain import Labels
    from frontdesk.tui.care.entries import Entry

Step = tuple[int, str, str, str]
"""When it happened (UTC seconds) and on which business day, what, and who did it."""


def in_short(entry: Entry, visits: Mapping[str, str], zone: str, label: Labels) -> list[Content]:
    """What has to be known of one at a glance, and what happened to it, the latest first."""
    owner = entry.record.owner or _("no owner")
    lines = [f"{whole_kind(entry)} · {entry.what}", f"{entry.sign} {entry.state} · {due_text(entry)} · {owner}"]
    if entry.complaint is not None:
        told = entry.complaint
        if told.row.record.safety:
            lines[0] += f" · {OVERDUE} {_('safety at risk')}"
        lines.append(_where_from(told, visits, zone))
        lines += [_("“{text}”").format(text=told.text)] if told.text else []
        lines += [str(Sentence("Asked for: “{remedy}”.", remedy=told.remedy))] if told.remedy else []
    elif entry.promise is not None:
        promise = entry.promise.record
        visit = visits.get(promise.visit or "")
        made = [day_text(date.fromisoformat(promise.day)), promise.actor or "–"]
        lines.append(" · ".join(made if visit is None else [*made, visit]))
    shown = [Content(visible(line)) for line in lines]
    return [*shown, *(_step_line(step, zone) for step in reversed(_steps(entry, label)))]


def whole_kind(entry: Entry) -> str:
    """What it is, in as many words as that takes."""
    return entry.kind if entry.complaint is None else _(KIND_NAMES.get(entry.complaint.row.record.kind, entry.kind))


def _where_from(told: ToldComplaint, visits: Mapping[str, str], zone: str) -> str:
    record = told.row.record
    parts = [f"{day_text(date.fromisoformat(record.day))} {ClockTime(record.opened_at, zone)}", told.row.actor or "–"]
    if record.visit is not None:
        parts.append(visits.get(record.visit, record.visit))
    if record.channel != CHANNELS[0]:
        parts.append(_(CHANNEL_NAMES.get(record.channel, record.channel)))
    return " · ".join(parts)


def in_full(entry: Entry, visits: Mapping[str, str], today: str, zone: str, label: Labels) -> list[Content]:
    """All that is known of one, and what happened to it in its order."""
    visit = visits.get(entry.record.visit or "", entry.record.visit or "")
    facts: list[tuple[str, str]] = []
    if entry.complaint is not None:
        told, row = entry.complaint, entry.complaint.row
        around = Around(told.text, told.remedy, visit, row.counter or "", row.actor)
        facts = complaint_facts(row.record, around, today, label)
    elif entry.promise is not None:
        facts = promise_facts(entry.promise.record, entry.promise.text, visit, today)
    wide = max(len(name) for name, _value in facts)
    lines = [Content.assemble((f"{name:<{wide}}  ", "$foreground-muted"), visible(value)) for name, value in facts]
    happened = [_step_line(step, zone) for step in _steps(entry, label)]
    return [*lines, Content(""), *happened] if happened else lines


def _steps(entry: Entry, label: Labels) -> list[Step]:
    """What happened after its beginning, in its order."""
    if entry.complaint is not None:
        told = entry.complaint
        return [
            (step.at, step.day, step_in_words(step, texts, label), step.actor)
            for step, texts in zip(told.row.record.steps, told.of_steps, strict=True)
        ]
    if entry.promise is not None:
        return promise_steps(entry.promise.record, entry.promise.reason, entry.promise.reasons_to_move)
    return []


def _step_line(step: Step, zone: str) -> Content:
    at, day, words, actor = step
    return Content.assemble(
        (f"{day_text(date.fromisoformat(day))} {ClockTime(at, zone)}  ", "$foreground-muted"),
        visible(words),
        (f"  {visible(actor)}" if actor else "", "$foreground-muted"),
    )
