"""A visit that takes several days: its story says which, the log how long it waits, the summary who called it first."""

from __future__ import annotations

import csv
import io

from tests.cli.program import Program


def _at(day: int, clock: str) -> dict[str, str]:
    return {"FRONTDESK_NOW": f"2026-11-{day}T{clock}:00-05:00"}


def _sent_on(desk: Program) -> None:
    """Ana calls I002 for a reason, past I001, and sends it on; I001 goes to her, I002 waits again."""
    desk.done("counter", "open", "--counter", "1", "--staff", "Ana", **_at(23, "09:00"))
    desk.done("counter", "open", "--counter", "2", "--staff", "Luis", **_at(23, "09:00"))
    for _ in range(2):
        desk.done("check-in", "--service", "information", **_at(23, "09:01"))
    desk.done("call", "--counter", "1", "--visit", "I002", "--reason", "his bus", **_at(23, "09:02"))
    desk.done("start", "--counter", "1", **_at(23, "09:03"))
    desk.done("transfer", "--counter", "1", "--service", "incidents", **_at(23, "09:05"))
    desk.done("call", "--counter", "1", **_at(23, "09:06"))


def test_a_call_out_of_turn_is_told_of_the_one_who_called(desk: Program) -> None:
    _sent_on(desk)
    assert desk.json("report", **_at(23, "09:07"))["out_of_turn"] == [], "it is told when the visit has ended"
    for verb in ("call", "start", "finish"):
        desk.done(verb, "--counter", "2", **_at(23, "09:10"))
    [one] = desk.json("report", **_at(23, "09:11"))["out_of_turn"]
    assert (one["number"], one["staff"], one["counter"], one["called_at"], one["passed"], one["reason"]) == (
        "I002", "Ana", "1", "2026-11-23T14:02:00Z", 1, "his bus",
    )  # fmt: skip
    assert "I002 (Ana, counter 1, 09:02, passed 1): his bus" in desk.done("report", **_at(23, "09:11")).out


def test_a_call_of_an_earlier_day_is_told_with_its_day(desk: Program) -> None:
    _sent_on(desk)
    for verb in ("call", "start", "finish"):
        desk.done(verb, "--counter", "2", **_at(24, "09:10"))
    page = " ".join(desk.done("report", **_at(24, "09:11")).out.split())
    assert "I002 (Ana, counter 1, Mon 23 Nov 2026 09:02, passed 1): his bus" in page
    assert desk.json("report", "--day", "2026-11-23", **_at(24, "09:11"))["out_of_turn"] == []


def test_a_story_of_several_days_says_them(desk: Program) -> None:
    desk.done("check-in", "--service", "information", **_at(23, "09:01"))
    one_day = desk.done("visit", "show", "I001", **_at(23, "09:02")).out
    assert "Nov" not in one_day.partition("\n")[2].partition("\n")[2], "of one day's story the title says the day"
    visit = desk.json("queue", **_at(23, "09:02"))["waiting"][0]["visit"]
    for day in (24, 25):
        desk.done("check-in", "--service", "information", **_at(day, "08:00"))
    lines = [" ".join(line.split()) for line in desk.done("visit", "show", visit, **_at(25, "09:00")).out.splitlines()]
    assert [lines.index(day) for day in ("Mon 23 Nov 2026", "Tue 24 Nov 2026", "Wed 25 Nov 2026")] == [2, 4, 6]
    assert [line for line in lines if "Carried over" in line] == [lines[5], lines[7]]


def test_the_log_tells_how_long_those_have_waited_who_still_do_as_the_queue_does(desk: Program) -> None:
    _sent_on(desk)
    desk.done("check-in", "--service", "information", **_at(23, "09:06"))
    now = _at(23, "09:30")
    waiting = {one["number"]: str(one["waited_s"]) for one in desk.json("queue", **now)["waiting"]}
    rows = csv.DictReader(io.StringIO(desk.done("visits", **now).out))
    told = {row["number"]: (row["waited_s"], row["walk_s"]) for row in rows}
    assert waiting == {"I002": "1560", "I003": "1440"}
    assert {number: told[number][0] for number in waiting} == waiting
    assert told["I001"] == ("300", "1440"), "who was called stands there still"
