"""The summary as one JSON document, schema 1: every key is there, what there is none of is null, never NaN."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from frontdesk.reports.comparison import compared
from frontdesk.reports.definitions import definitions
from frontdesk.reports.importance import importance
from frontdesk.reports.repeat_visits import WITHIN_DAYS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from frontdesk.domain.metrics import Distribution, ServiceLevel
    from frontdesk.reports.causes import Cause
    from frontdesk.reports.comparison import Compared
    from frontdesk.reports.duty import Duty, DutyFigures, Watch
    from frontdesk.reports.model import DayBrief, HalfHour, ListedVisit, Summary
    from frontdesk.reports.repeat_visits import Repeats
    from frontdesk.reports.satisfaction import Answers
    from frontdesk.reports.set_apart import WithoutApart
    from frontdesk.reports.sums.groups import Group

SCHEMA = 1


def summary_as_json(summary: Summary, names: Mapping[str, str] | None = None) -> str:
    """The document as text. It is pure ASCII, so that no terminal and no encoding can spoil it.

    ``names`` are the customers' names by visit, where they were asked for.
    """
    data = summary_as_data(summary)
    return json.dumps(data if names is None else data | {"names": dict(names)}, indent=1, allow_nan=False)


def summary_as_data(summary: Summary) -> dict[str, Any]:
    """The document as plain data: durations in seconds, instants in UTC, shares as fractions of 1."""
    several_days = summary.from_day != summary.to_day
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "kind": "summary",
        "site": summary.site,
        "from": summary.from_day,
        "to": summary.to_day,
        "generated_at": instant(summary.generated_at),
        "seal": summary.seal,
        "zone": summary.zone,
        "closed": summary.closed,
        "as_of": instant(summary.as_of),
        "staff": summary.staff,
        "visits": _fields(summary.visits),
        "adds_up": summary.adds_up,
        "times_add_up": summary.times_add_up,
        "response": _distribution(summary.response),
        "wait": _distribution(summary.wait),
        "walk": _distribution(summary.walk),
        "handling": _distribution(summary.handling),
        "interruption": _distribution(summary.interruption),
        "hold": _distribution(summary.hold),
        "total": _distribution(summary.total),
        "phases": {
            name: _distribution(phase.times) | {"coverage": phase.coverage} for name, phase in summary.phases.items()
        },
        "service_level": _service_level(summary.service_level) | {"goal": summary.goal},
        "internal": None if summary.internal is None else _group(summary.internal),
        "abandonment": summary.abandonment,
        "no_show_rate": summary.no_show_rate,
        "by_service": _groups(summary.by_service),
        "by_segment": _groups(summary.by_segment),
        "by_urgency": _groups(summary.by_urgency),
        "by_preference": _groups(summary.by_preference),
        "by_counter": _groups(summary.by_counter),
        "by_staff": _groups(summary.by_staff),
        "by_half_hour": [_half_hour(one) for one in summary.by_half_hour],
        "duty": _duty_figures(summary.duty),
        "hand_over_notes": [
            {**one._asdict(), "at": instant(one.at), "read_at": None if one.read_at is None else instant(one.read_at)}
            for one in summary.crew.notes
        ],
        "complaints": {
            **_fields(summary.complaints),
            "open_age": _distribution(summary.complaints.open_age),
            "settled_in": _distribution(summary.complaints.settled_in),
            "granted": {remedy: one._asdict() for remedy, one in summary.complaints.granted.items()},
            "listed": [{**one._asdict(), "opened_at": instant(one.opened_at)} for one in summary.complaints.listed],
        },
        "promises": {
            **_fields(summary.promises),
            "listed": [one._asdict() for one in summary.promises.listed],
        },
        "satisfaction": _satisfaction(summary),
        "departures": {
            **_distribution(summary.departures.waited),
            "by_reason": dict(summary.departures.by_reason),
            "no_reason": summary.departures.no_reason,
            "within_promise": summary.departures.early,
            "after_promise": summary.departures.late,
        },
        "detours": _detours(summary),
        "estimates": summary.estimates._asdict(),
        "repeat_visits": {
            "within_days": WITHIN_DAYS,
            **_repeats(summary.repeats.total),
            "by_service": {service: _repeats(one) for service, one in summary.repeats.by_service.items()},
        },
        "worst": [_listed(one) | {"why": [_why(cause) for cause in one.why]} for one in summary.worst],
        "out_of_turn": [
            {
                **_listed(one),
                "called_at": None if one.called_at is None else instant(one.called_at),
                "passed": one.passed,
                "reason": one.reason,
            }
            for one in summary.out_of_turn
        ],
        "removed": [_listed(one) | {"reason": one.reason} for one in summary.removed],
        "legal": {"breaches": [_listed(one) for one in summary.legal_breaches]},
        "abuse_of_staff": {"n": summary.crew.abuse},
        "pulse": {"n": summary.crew.pulse_n, "mean": summary.crew.pulse_mean},
        "set_apart": [
            {
                "day": one.day,
                "from": instant(one.begins),
                "until": instant(one.ends),
                "staff": one.staff or None,
                "waited_meanwhile": one.visits,
                "reason": one.reason,
            }
            for one in summary.set_apart
        ],
        "without_set_apart": _without(summary.without_set_apart),
        "wait_histogram": {str(wait): n for wait, n in summary.wait_histogram.items()},
        "promised_waits": {str(wait): n for wait, n in summary.promised.items()},
        "quick_questions": {"n": sum(summary.quick.values()), "by_counter": dict(summary.quick)},
        "definitions": definitions(
            several_days=several_days, one_person=summary.staff is not None, compared=summary.previous is not None
        ),
    }
    if several_days:
        data["days"] = [_day(one) for one in summary.days]
    if summary.previous is not None:
        data["compared_with"] = summary.compared_with
        data["differences"] = {one.name: _compared(one) for one in compared(summary, summary.previous)}
        data["previous"] = summary_as_data(summary.previous)
    return data


def instant(at: int) -> str:
    """UTC seconds as ISO 8601: ``2026-11-21T15:00:00Z``."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _fields(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__dataclass_fields__}


def _distribution(times: Distribution) -> dict[str, Any]:
    data: dict[str, Any] = {
        "n": times.n,
        "mean_s": times.mean,
        "p50_s": times.p50,
        "p90_s": times.p90,
        "p95_s": times.p95,
        "max_s": times.max,
    }
    if times.values:
        data["values_s"] = list(times.values)
    return data


def _service_level(level: ServiceLevel) -> dict[str, Any]:
    return {
        "within": level.within,
        "missed": level.missed,
        "left_early": level.left_early,
        "left_late": level.left_late,
        "no_show_early": level.no_show_early,
        "waiting_late": level.waiting_late,
        "undecided": level.undecided,
        "value": level.value,
        "strict": level.strict,
        "served_only": level.served_only,
        "served_late": level.served_late,
        "no_show_late": level.no_show_late,
        "unfinished_early": level.unfinished_early,
        "unfinished_late": level.unfinished_late,
        "open_late": level.open_late,
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "visits": group.visits,
        "wait": _distribution(group.wait),
        "handling": _distribution(group.handling),
        "service_level": _service_level(group.service_level),
    }


def _groups(groups: Mapping[str, Group]) -> dict[str, Any]:
    return {name: _group(group) for name, group in groups.items()}


def _duty_figures(found: DutyFigures) -> dict[str, Any]:
    return {
        "total": _duty(found.total),
        "by_counter": {counter: _duty(one) for counter, one in found.by_counter.items()},
        "by_staff": {staff: _duty(one) for staff, one in found.by_staff.items()},
        "shifts": [_watch(one) | {"attended": one.visits} for one in found.shifts],
        "pauses": [_watch(one) | {"waited_meanwhile": one.visits, "reason": one.reason} for one in found.pauses],
        "hand_overs": [{**one._asdict(), "at": instant(one.at)} for one in found.hand_overs],
    }


def _duty(one: Duty) -> dict[str, Any]:
    return {**one._asdict(), "idle_s": one.idle_s, "occupancy": one.occupancy}


def _watch(one: Watch) -> dict[str, Any]:
    return {
        "day": one.day,
        "from": instant(one.begins),
        "until": instant(one.ends) if one.over else None,
        "length_s": one.ends - one.begins,
        "counter": one.counter,
        "staff": one.staff,
    }


def _detours(summary: Summary) -> dict[str, Any]:
    found = summary.detours
    told: dict[str, Any] = {
        kind: {"n": n, "visits": found.visits[kind], "reasons": dict(found.reasons.get(kind, {}))}
        for kind, n in found.n.items()
    }
    told["interruptions"]["time_s"] = found.interrupted_s
    told["transfers"]["to"] = dict(found.transfers_to)
    told["came_back"] = {"visits": summary.came_back.visits, "by_outcome": dict(summary.came_back.by_outcome)}
    return told


def _repeats(found: Repeats) -> dict[str, Any]:
    return {**found._asdict(), "share": found.share}


def _without(found: WithoutApart | None) -> dict[str, Any] | None:
    if found is None:
        return None
    level = _service_level(found.service_level)
    return {"visits_set_apart": found.visits, "wait": _distribution(found.wait), "service_level": level}


def _why(cause: Cause) -> dict[str, Any]:
    return {
        "code": cause.kind,
        "n": cause.n or None,
        "seconds": cause.seconds or None,
        "counter": cause.counter or None,
        "reason": cause.reason or None,
    }


def _half_hour(half: HalfHour) -> dict[str, Any]:
    return {
        "from": half.clock,
        "begins_at": None if half.begins_at is None else instant(half.begins_at),
        "arrived": half.arrived,
        "served": half.served,
        "left": half.left,
        "wait_mean_s": half.wait_mean_s,
        "waiting_max": half.waiting_max,
        "counters_open": half.counters_open,
        "wait_max_s": half.wait_max_s,
    }


def _listed(visit: ListedVisit) -> dict[str, Any]:
    return {
        "visit": visit.visit,
        "number": visit.number,
        "day": visit.day,
        "service": visit.service,
        "segment": visit.segment,
        "urgency": visit.urgency,
        "arrived_at": instant(visit.arrived_at),
        "outcome": visit.outcome,
        "counter": visit.counter,
        "staff": visit.staff or None,
        "waited_s": visit.waited_s,
        "target_s": visit.target_s,
        "over_s": visit.over_s,
    }


def _compared(one: Compared) -> dict[str, Any]:
    return {**one._asdict(), "difference": one.difference}


def _day(day: DayBrief) -> dict[str, Any]:
    return {
        "day": day.day,
        "closed": day.closed,
        "seal": day.seal,
        "visits": _fields(day.visits),
        "adds_up": day.visits.adds_up,
        "wait": _distribution(day.wait),
        "service_level": _service_level(day.service_level),
        "satisfaction": _answers(day.answers),
    }


def _satisfaction(summary: Summary) -> dict[str, Any]:
    found = summary.satisfaction
    return {
        "n": found.n,
        "mean": found.mean,
        "top2": found.top2,
        "by_wait": [{"over_s": one.over_s, "most_s": one.most_s, **_answers(one.answers)} for one in found.by_wait],
        "by_factor": {
            one.factor: {
                **_answers(one.answers),
                "importance": one.importance,
                "complaints": one.complaints,
                "verdict": one.verdict,
            }
            for one in importance(found.by_factor, summary.complaints.by_cause)
        },
        "by_segment": {segment: _answers(one) for segment, one in found.by_segment.items()},
        "internal": None if found.internal is None else _answers(found.internal),
        "would_return": {"n": found.would_return.n, "yes": found.would_return.yes, "share": found.would_return.share},
        "extra_steps": {"visits": found.extra_steps, **_answers(found.with_extra_step)},
        "levels": found.levels._asdict(),
    }


def _answers(one: Answers) -> dict[str, Any]:
    return {"n": one.n, "mean": one.mean, "top2": one.top2}
