"""What the shift lead does for the whole house: alerts, notices, the plan for a rush; and the emergency key."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from frontdesk.domain import events as ev
from frontdesk.domain.alerts import OF_COMPLAINTS, alerts
from frontdesk.domain.rules.need import reference_to, require_text, visit_named
from frontdesk.errors import Refused, UsageError, nearest
from frontdesk.i18n import Sentence

if TYPE_CHECKING:
    from frontdesk.domain import commands as do
    from frontdesk.domain.day import Day
    from frontdesk.domain.policy import Policy


def acknowledge_alert(day: Day, command: do.AcknowledgeAlert, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """Seen to, for every terminal. Whether a complaint is there, only who shows the alert can know."""
    key = _with_id(day, command.alert)
    kind, _slash, complaint = key.partition("/")
    present = {alert.key: alert for alert in alerts(day, policy, now)}
    if key in day.acknowledged or (key in present and present[key].acknowledged is not None):
        raise Refused(
            "wrong_state",
            Sentence("Somebody has seen to this alert already: {who}.", who=day.acknowledged[key] or "–"),
            Sentence("There is nothing to do."),
        )
    if kind in OF_COMPLAINTS and complaint:
        return (ev.AlertAcknowledged(key),)
    if key not in present:
        guess = nearest(key, present)
        raise Refused(
            "wrong_state",
            Sentence("There is no alert “{alert}” now.", alert=command.alert),
            Sentence("Its cause may be over: there is nothing to do.")
            if guess is None
            else Sentence("Did you mean {guess}?", guess=guess),
        )
    return (ev.AlertAcknowledged(key, visit=present[key].visit),)


def _with_id(day: Day, alert: str) -> str:
    """The key of an alert, with the visit's id where its number of today was given."""
    kind, *rest = alert.strip().split("/")
    visit = day.find(rest[0]) if rest and rest[0] else None
    if visit is not None and kind not in ("paused", "idle", *OF_COMPLAINTS):
        rest[0] = visit.id
    return "/".join((kind, *rest))


def post_notice(day: Day, command: do.PostNotice, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """A notice under the next small number."""
    require_text(command.text)
    taken = [int(one) for one in day.notices]
    return (ev.NoticePosted(str(1 + max(taken, default=0)), command.text.ref),)


def withdraw_notice(day: Day, command: do.WithdrawNotice, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """A notice that is up is taken down."""
    notice = command.notice.strip()
    if notice in day.notices:
        return (ev.NoticeWithdrawn(notice),)
    raise Refused(
        "wrong_state",
        Sentence("There is no notice {notice}.", notice=command.notice),
        Sentence("These are up: {notices}.", notices=", ".join(day.notices))
        if day.notices
        else Sentence("There is nothing to do."),
    )


def start_surge(day: Day, command: do.StartSurge, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """The plan for a rush begins, whether it is due or not: whoever leads the shift knows more than the figures."""
    if day.surge is not None:
        raise Refused(
            "wrong_state", Sentence("The plan for a rush runs already."), Sentence("End it when the rush is over.")
        )
    return (ev.SurgeStarted(reason=reference_to(command.reason)),)


def end_surge(day: Day, command: do.EndSurge, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """The rush is over."""
    if day.surge is None:
        raise Refused("wrong_state", Sentence("No plan for a rush runs."), Sentence("There is nothing to do."))
    return (ev.SurgeEnded(),)


def set_apart(day: Day, command: do.SetApart, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """An interval of this day that is over is told apart; what was closed before it stays as it was sealed."""
    if not command.reason.text.strip():
        raise UsageError(Sentence("The reason is empty."), Sentence("Say what happened: a fire drill, an outage."))
    if command.ends <= command.begins:
        raise UsageError(Sentence("The interval ends before it begins."), Sentence("Give the earlier time first."))
    if command.ends > now:
        raise Refused(
            "wrong_state", Sentence("The interval is not over yet."), Sentence("Set it apart when it is over.")
        )
    if command.begins < policy.opens_at(date.fromisoformat(day.day)):
        raise Refused(
            "day_closed",
            Sentence("The interval began on an earlier day."),
            Sentence("What was closed stays as it is. Set apart the part of it that was today."),
        )
    return (ev.IntervalSetApart(command.begins, command.ends, reference_to(command.reason)),)


def raise_emergency(day: Day, command: do.RaiseEmergency, now: int, policy: Policy) -> tuple[ev.Event, ...]:
    """Alert at once. Who stands at the counter is named with it; pressed twice it is still one emergency."""
    if command.visit is not None:
        visit: str | None = visit_named(day, command.visit, now).id
    else:
        visit = None if command.counter is None else day.counter(command.counter).visit
    for raised in day.emergencies.values():
        same = (raised.counter, raised.visit, raised.by) == (command.counter, visit, command.actor)
        if same and not raised.is_abuse:
            raise Refused(
                "wrong_state",
                Sentence("This emergency has been reported already."),
                Sentence("It stands until the shift lead has seen to it."),
            )
    return (ev.EmergencyRaised(f"emergency/{day.day}.{day.seq + 1}", visit=visit),)
