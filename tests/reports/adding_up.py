"""What summaries say of the visits that ended, as counts that add up: those of days are together those of the range."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from frontdesk.reports.model import Summary
from frontdesk.reports.summary_json import summary_as_data

_ENDED = ("within", "served_late", "left_early", "left_late", "no_show_early", "no_show_late", "unfinished_early",
          "unfinished_late")  # fmt: skip
_TIMES = ("response", "wait", "walk", "handling", "interruption", "hold", "total")
_GROUPS = ("by_service", "by_segment", "by_urgency", "by_preference", "by_counter", "by_staff")
_DUTY = ("attended", "open_s", "paused_s", "attending_s", "idle_waiting_s", "pauses", "after_hours_s")

Told = Iterator[tuple[object, int]]


def assert_is_its_days(whole: Summary, days: Iterable[Summary]) -> None:
    """The figures of days add up to those of the range; in the days' own reports and in its rows of them alike."""
    by_name = {one.from_day: one for one in days}
    added: Counter[object] = Counter()
    for one in by_name.values():
        added += told(one)
    found = told(whole)
    assert {key: (found[key], added[key]) for key in found.keys() | added.keys() if found[key] != added[key]} == {}
    for brief in whole.days:
        of_day = by_name[brief.day]
        asked = of_day.satisfaction
        assert (brief.answers.n, brief.answers.mean, brief.answers.top2) == (asked.n, asked.mean, asked.top2)
        assert (brief.visits, brief.wait) == (of_day.visits, of_day.wait)
        levels = [[getattr(level, name) for name in _ENDED] for level in (brief.service_level, of_day.service_level)]
        assert levels[0] == levels[1]


def told(summary: Summary) -> Counter[object]:
    """Every count; of lengths how many and how long."""
    data = summary_as_data(summary)
    found: Counter[object] = Counter()
    for part in (_times(data), _levels(data), _answers(data["satisfaction"]), _lists(data), _on_the_way(data)):
        for key, n in part:
            found[key] += n
    return +found


def _times(data: dict[str, Any]) -> Told:
    times = {name: data[name] for name in _TIMES} | {"left": data["departures"]}
    times |= {f"phase {name}": one for name, one in data["phases"].items()}
    for by in _GROUPS:
        for name, group in data[by].items():
            times |= {f"{by} {name} {of}": group[of] for of in ("wait", "handling")}
    for name, one in times.items():
        yield (name, "n"), one["n"]
        yield (name, "total"), round(one["n"] * (one["mean_s"] or 0))
    yield from ((("waited", wait), n) for wait, n in data["wait_histogram"].items())
    yield from ((("promised", wait), n) for wait, n in data["promised_waits"].items())


def _levels(data: dict[str, Any]) -> Told:
    for name in ("arrived", "served", "no_show", "left", "removed", "unfinished"):
        yield ("visits", name), data["visits"][name]
    levels = {"all": data["service_level"]}
    levels |= {f"{by} {name}": group["service_level"] for by in _GROUPS for name, group in data[by].items()}
    if data["internal"] is not None:
        levels["internal"] = data["internal"]["service_level"]
    for name, level in levels.items():
        yield from (((name, judgement), level[judgement]) for judgement in _ENDED)


def _answers(asked: dict[str, Any]) -> Told:
    parts = {"all": asked, "extra": asked["extra_steps"]}
    parts |= {f"factor {name}": one for name, one in asked["by_factor"].items()}
    parts |= {f"segment {name}": one for name, one in asked["by_segment"].items()}
    parts |= {f"wait over {one['over_s']}": one for one in asked["by_wait"]}
    for name, one in parts.items():
        yield ("answers", name, "n"), one["n"]
        yield ("answers", name, "total"), round(one["n"] * (one["mean"] or 0))
    yield "extra steps", asked["extra_steps"]["visits"]
    yield "asked whether they would return", asked["would_return"]["n"]
    yield "would return", asked["would_return"]["yes"]
    yield from ((("level", name), n) for name, n in asked["levels"].items())


def _lists(data: dict[str, Any]) -> Told:
    for one in data["out_of_turn"]:
        yield ("out of turn", one["visit"], one["called_at"], one["staff"], one["passed"], one["reason"]), 1
    for one in data["removed"]:
        yield ("removed", one["visit"], one["waited_s"], one["reason"]), 1
    for one in data["legal"]["breaches"]:
        yield ("legal", one["visit"]), int(one["outcome"] is not None)


def _on_the_way(data: dict[str, Any]) -> Told:
    gone = data["departures"]
    yield from ((("left", name), gone[name]) for name in ("within_promise", "after_promise", "no_reason"))
    yield from ((("left because", reason), n) for reason, n in gone["by_reason"].items())
    for name, one in data["detours"].items():
        if name == "came_back":
            yield from ((("came back", how), n) for how, n in one["by_outcome"].items())
        else:
            yield from (((name, of), one.get(of, 0)) for of in ("n", "visits", "time_s"))
    yield "estimates", data["estimates"]["n"]
    yield from ((("repeats", name), data["repeat_visits"][name]) for name in ("known", "again"))
    yield from ((("duty", name), data["duty"]["total"][name]) for name in _DUTY)
