"""The verbs one by one, in breadth: their documents, their sentences, what they take and refuse."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from frontdesk import slip
from frontdesk.cli.verbs import VERBS
from frontdesk.config import Configuration, load
from frontdesk.errors import StoreError
from frontdesk.i18n import Sentence
from frontdesk.store import migrations
from frontdesk.store.engine import Address
from tests.cli.program import Program

ANSWER = {"visit", "number", "state", "counter", "at"}


def someone(desk: Program, *options: str) -> str:
    return str(desk.json("check-in", "--service", "information", *options)["number"])


@pytest.fixture
def counter(desk: Program) -> Program:
    desk.done("counter", "open", "--counter", "1", "--staff", "Ana")
    return desk


def served(desk: Program) -> str:
    number = someone(desk)
    desk.done("call", "--counter", "1")
    desk.done("start", "--counter", "1")
    return number


def test_check_in_answers_number_place_and_promise(counter: Program) -> None:
    first = counter.json("check-in", "--service", "incidents")
    assert set(first) >= ANSWER | {"due_at", "position", "estimate"}
    assert (first["number"], first["position"], first["state"]) == ("B001", 1, "waiting")
    assert first["at"] == "2026-11-22T09:00:00-05:00"
    second = counter.json("check-in", "--service", "incidents", "--preference", "age60")
    assert second["position"] == 1, "by law this one is called before"
    assert set(second["estimate"]) == {"p50_s", "p90_s"}


def test_call_answers_whom_and_why(counter: Program) -> None:
    someone(counter, "--segment", "gold", "--urgency", "soon")
    called = counter.json("call", "--counter", "1")
    assert set(called) >= ANSWER | {"service", "segment", "urgency", "preference", "waited_s", "due_at", "reason"}
    assert (called["segment"], called["urgency"], called["waited_s"]) == ("gold", "soon", 0)
    assert "due" in called["reason"]


def test_queue_gives_everyone_a_reason_of_their_own(desk: Program) -> None:
    someone(desk)
    someone(desk, "--preference", "pregnancy")
    someone(desk, "--urgency", "emergency")
    someone(desk, "--party", "4", "--name", "Li 李")
    document = desk.json("queue")
    assert set(document) == {"at", "waiting"}
    keys = {"visit", "number", "service", "segment", "urgency", "preference", "party", "arrived_at", "queued_at"}
    keys |= {"waited_s", "due_at", "late", "reason"}
    assert all(set(one) == keys for one in document["waiting"])
    assert [one["number"] for one in document["waiting"]] == ["I003", "I002", "I001", "I004"]
    reasons = [one["reason"] for one in document["waiting"]]
    assert "emergency goes before everyone" in reasons[0]
    assert reasons[1].startswith("Preference:")
    assert reasons[2:] == ["Due 09:10.", "Due 09:10."]
    shown = desk.done("queue").out.splitlines()
    assert len(shown) == 6
    assert shown[0].split() == [
        "Number",
        "Waited",
        "Due",
        "Service",
        "Segment",
        "Urgency",
        "Preference",
        "Party",
        "Name",
    ]
    assert "Li 李" in shown[4]
    assert desk.done("queue", FRONTDESK_NOW="2026-11-22T09:30:00-05:00").out.count("LATE") == 4


def test_an_empty_queue_says_so(desk: Program) -> None:
    assert desk.done("queue").out == "Nobody is waiting.\n"
    assert desk.json("queue")["waiting"] == []


def test_the_queue_as_one_counter_calls_it(desk: Program) -> None:
    desk.done("counter", "open", "--counter", "1", "--staff", "Ana", "--services", "personal, incidents")
    someone(desk)
    assert desk.json("queue", "--counter", "1")["waiting"] == []
    desk.json("check-in", "--service", "personal")
    assert [one["number"] for one in desk.json("queue", "--counter", "1")["waiting"]] == ["A001"]


def test_status_counts(counter: Program) -> None:
    served(counter)
    someone(counter)
    counter.done("intake", "stop", "--service", "personal")
    document = counter.json("status", FRONTDESK_NOW="2026-11-22T09:20:00-05:00")
    wanted = {
        "day": "2026-11-22",
        "waiting": 1,
        "late": 1,
        "serving": 1,
        "called": 0,
        "arrived": 2,
        "longest_wait_s": 1200,
    }
    assert {key: document[key] for key in wanted} == wanted
    assert document["intake_stopped"] == ["personal"]
    first = document["counters"][0]
    assert (first["state"], first["staff"], first["number"]) == ("open", "Ana", "I001")
    text = counter.done("status").out
    assert "1 person waits" in text
    assert "I001 (serving)" in text
    assert "No more check-ins for: Personal attention." in text


def test_the_person_at_the_counter_is_the_one_who_does_it(counter: Program) -> None:
    number = served(counter)
    counter.done("finish", "--counter", "1")
    assert counter.json("visit", "show", number)["staff"] == "Ana"
    assert {line["staff"] for line in counter.json("visit", "show", number)["story"]} == {None, "Ana"}


def test_counter_and_person_may_stand_before_the_verb(counter: Program) -> None:
    someone(counter)
    assert counter.json("--counter", "1", "--staff", "Eva", "call")["number"] == "I001"
    assert counter.json("visit", "show", "I001")["staff"] == "Eva"


def test_the_database_may_stand_before_or_after_the_verb(desk: Program, tmp_path: Path) -> None:
    before, after = str(tmp_path / "a.db"), str(tmp_path / "b.db")
    for path, words in ((before, ["--db", before, "db", "init"]), (after, ["db", "init", f"--db={after}"])):
        assert desk.json(*words) == {"database": path, "created": True}
    someone(desk)
    assert desk.json("--db", before, "queue")["waiting"] == []
    assert desk.json("queue", "--db", after)["waiting"] == []


def test_finish_earlier_needs_a_reason_and_a_possible_time(counter: Program) -> None:
    served(counter)
    later = "2026-11-22T09:30:00-05:00"
    assert counter("finish", "--counter", "1", "--at", "09:10", FRONTDESK_NOW=later).code == 2
    assert counter("finish", "--counter", "1", "--at", "08:10", "--reason", "x", FRONTDESK_NOW=later).code == 2
    counter.done("finish", "--counter", "1", "--at", "09:10", "--reason", "forgot", FRONTDESK_NOW=later)
    assert counter.json("visit", "show", "I001")["ended_at"] == "2026-11-22T09:10:00-05:00"


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("09:30", "2026-11-22T09:30:00-05:00"),
        ("2026-11-22T14:30:00Z", "2026-11-22T09:30:00-05:00"),
        ("02:00", "2026-11-23T02:00:00-05:00"),  # after midnight, and still the same business day
    ],
)
def test_hold_until(desk: Program, text: str, until: str) -> None:
    someone(desk)
    assert desk.json("hold", "--visit", "I001", "--until", text)["until"] == until


def test_hold_for_or_until_but_not_both(desk: Program) -> None:
    someone(desk)
    assert desk("hold", "--visit", "I001", "--for", "5m", "--until", "10:00").code == 2
    assert desk.json("hold", "--visit", "I001")["until"] == "2026-11-22T09:10:00-05:00", "[desk] hold"


@pytest.mark.parametrize("text", ["8:61", "25:00", "tomorrow", "2026-11-22T09:30:00", "", "9999-99-99T00:00Z", "-1"])
def test_what_is_no_time_is_refused_by_its_option(desk: Program, text: str) -> None:
    someone(desk)
    ran = desk("hold", "--visit", "I001", "--until", text)
    assert ran.code == 2
    assert ran.err.startswith("--until: ")


def test_reclassify_and_its_reason(desk: Program) -> None:
    someone(desk)
    assert desk("reclassify", "--visit", "I001", "--segment", "vip").code == 2
    assert desk("reclassify", "--visit", "I001", "--reason", "x").code == 2
    answer = desk.json("reclassify", "--visit", "I001", "--segment", "vip", "--preference", "age60", "--reason", "x")
    assert (answer["segment"], answer["preference"]) == ("vip", "age60")
    assert desk.json("reclassify", "--visit", "I001", "--preference", "", "--reason", "x")["preference"] is None


def test_a_particular_call_needs_a_reason(counter: Program) -> None:
    someone(counter)
    assert counter("call", "--counter", "1", "--visit", "I001").code == 2


def test_undo_of_a_check_in(desk: Program) -> None:
    someone(desk)
    answer = desk.json("undo", "--visit", "I001")
    assert (answer["state"], answer["undid"]) == ("undone", "CheckedIn")
    assert desk.json("queue")["waiting"] == []


def test_say_names_nobody_else(desk: Program) -> None:
    someone(desk, "--name", "Bertha")
    someone(desk)
    document = desk.json("say", "--visit", "I002")
    assert set(document) == {"visit", "number", "sentence"}
    assert "Bertha" not in document["sentence"]
    assert desk.done("say", "--visit", "I002").out == document["sentence"] + "\n"


def test_the_slip_on_paper_and_in_a_file(desk: Program, own_machine: Path) -> None:
    desk.json("check-in", "--service", "incidents", "--service", "personal", "--name", "Ann")
    text = desk.done("slip", "--visit", "B001").out
    for part in ("Main branch", "B001", "Incidents", "+ Personal attention", "09:00", "To be called by: 09:10"):
        assert part in text
    assert "Ann" not in text
    desk.done("slip", "--visit", "B001", "--out", "slip.txt")
    assert (own_machine / "slip.txt").read_text() == text
    assert desk("slip", "--visit", "B001", "--out", "slip.txt").code == 2
    desk.done("slip", "--visit", "B001", "--out", "slip.txt", "--force")
    assert desk.json("slip", "--visit", "B001")["text"] == text


def test_the_slip_speaks_as_the_customer_does(desk: Program, own_machine: Path) -> None:
    (own_machine / "frontdesk.toml").write_text('[slip]\nat_check_in = true\nfile = "{number}.txt"\n')
    ana = desk.json("customer", "add", "--name", "Ana", "--speaks", "es")["customer"]
    ann = desk.json("customer", "add", "--name", "Ann")["customer"]
    for customer in (ana, ann):
        desk.done("check-in", "--service", "incidents", "--customer", customer)
    assert "Llegada:" in (own_machine / "B001.txt").read_text(encoding="utf-8")
    assert "Arrived:" in (own_machine / "B002.txt").read_text(encoding="utf-8")
    for number, said in (("B001", "Llegada:"), ("B002", "Arrived:")):
        assert said in desk.done("slip", "--visit", number).out


def test_a_printer_that_fails_blocks_nothing(desk: Program, own_machine: Path) -> None:
    (own_machine / "frontdesk.toml").write_text('[slip]\nat_check_in = true\ncommand = ["/nowhere/lp", "{number}"]\n')
    checked_in = desk("check-in", "--service", "information", "--json")
    assert checked_in.code == 0
    assert checked_in.document["number"] == "I001"
    assert "/nowhere/lp" in checked_in.err
    slip = desk("slip", "--visit", "I001", "--json")
    assert (slip.code, slip.document["delivered"]) == (0, None)
    assert "/nowhere/lp" in slip.document["problem"]


def test_the_house_prints_slips_or_files_them(desk: Program, own_machine: Path) -> None:
    house = own_machine / "frontdesk.toml"
    house.write_text('[slip]\nat_check_in = true\ncommand = ["sh", "-c", "cat > printed-$0", "{number}"]\n')
    assert desk("check-in", "--service", "information").err == ""
    printed = (own_machine / "printed-I001").read_text()
    assert "I001" in printed
    house.write_text('[slip]\nfile = "s/{day}-{number}.txt"\n')
    assert desk.json("slip", "--visit", "I001")["delivered"] == str(own_machine / "s" / "2026-11-22-I001.txt")
    assert (own_machine / "s" / "2026-11-22-I001.txt").read_text() == printed


def test_a_printer_that_hangs_is_left_alone(desk: Program, own_machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slip, "PRINTING_S", 0.2)
    someone(desk)
    (own_machine / "frontdesk.toml").write_text('[slip]\ncommand = ["sleep", "20"]\n')
    assert "longer than" in desk.json("slip", "--visit", "I001")["problem"]
    (own_machine / "frontdesk.toml").write_text('[slip]\ncommand = ["sh", "-c", "echo no paper >&2; exit 3"]\n')
    assert "no paper" in desk.json("slip", "--visit", "I001")["problem"]


def test_complaints_are_taken_down_listed_and_shown(counter: Program) -> None:
    number = served(counter)
    counter.done(
        "complaint", "open", "--cause", "courtesy", "--text", "rude", "--remedy", "an apology", "--counter", "1"
    )
    counter.done("complaint", "open", "--cause", "courtesy", "--text", "well done", "--kind", "praise")
    first, second = counter.json("complaint", "list")["complaints"]
    assert (first["complaint"], first["text"], first["remedy"], first["staff"]) == (
        "Q-2026-0001",
        "rude",
        "an apology",
        "Ana",
    )
    assert (second["kind"], second["remedy"], second["visit"]) == ("praise", None, None)
    assert first["visit"] == counter.json("visit", "show", number)["visit"]
    assert counter.json("complaint", "show", "q-2026-0001") == first
    assert "an apology" in counter.done("complaint", "show", "Q-2026-0001").out
    assert len(counter.json("complaint", "list", "--open")["complaints"]) == 2
    refused = counter("complaint", "show", "Q-2026-0009")
    assert (refused.code, refused.err[:18]) == (3, "unknown_complaint:")
    assert counter("complaint", "open", "--cause", "price", "--text", "x").code == 2, "a complaint needs its remedy"
    assert counter("complaint", "open", "--cause", "price", "--text", "  ", "--remedy", "x").code == 2


def test_promises_are_noted_ended_moved_and_listed(counter: Program) -> None:
    number = served(counter)
    counter.done("promise", "add", "call Ann [/x] back", "--by", "2026-11-23", "--counter", "1")
    counter.done("promise", "add", "repair it", "--by", "today", "--owner", "Eva", "--staff", "Zoe")
    counter.done("promise", "add", "send the papers", "--by", "2026-11-24")
    first, second, third = counter.json("promise", "list")["promises"]
    assert (first["promise"], first["text"], first["owner"], first["staff"], first["counter"]) == (
        *("P-2026-0001", "call Ann [/x] back", "Ana", "Ana", "1"),
    )
    assert first["visit"] == counter.json("visit", "show", number)["visit"]
    assert (second["owner"], second["staff"], third["owner"], third["visit"]) == ("Eva", "Zoe", None, None)
    due = counter.json("promise", "list", "--open", "--due", "2026-11-23")["promises"]
    assert [one["promise"] for one in due] == ["P-2026-0001", "P-2026-0002"]
    moved = counter.json("promise", "move", "p-2026-0001", "--by", "2026-11-25", "--reason", "no parts")
    assert (moved["due_day"], moved["moved"], moved["state"]) == ("2026-11-25", 1, "open")
    later = {"FRONTDESK_NOW": "2026-11-24T09:00:00-05:00"}
    assert "overdue  Sun 22 Nov 2026  Eva" in counter.done("promise", "list", **later).out
    kept = counter.done("promise", "keep", "P-2026-0002", **later).out
    assert kept == "P-2026-0002 is kept, but late: it was due on Sun 22 Nov 2026.\n"
    broken = counter.json("promise", "break", "P-2026-0003", "--reason", "lost", "--staff", "Eva", **later)
    assert broken["state"] == "broken"
    first, second, third = counter.json("promise", "list", **later)["promises"]
    assert [move["reason"] for move in first["moves"]] == ["no parts"]
    assert (second["kept_late"], third["reason"], third["ended_by"]) == (True, "lost", "Eva")
    assert [one["promise"] for one in counter.json("promise", "list", "--open", **later)["promises"]] == ["P-2026-0001"]
    shown = counter.done("promise", "list", **later).out
    assert ("kept late" in shown, "broken" in shown, "call Ann [/x] back" in shown) == (True, True, True)
    assert counter.done("visit", "show", number, **later).out, "its story does not mind"
    report = counter.json("report", "--from", "2026-11-22", "--to", "2026-11-24", **later)["promises"]
    assert (report["made"], report["kept"], report["kept_late"], report["broken"], report["due"]) == (3, 1, 1, 1, 1)
    assert (report["overdue"], report["next_due"]) == (0, "2026-11-25")
    assert [(one["number"], one["owner"], one["moved"]) for one in report["listed"]] == [
        ("P-2026-0001", "Ana", 1),
        ("P-2026-0003", None, 0),
    ]
    for kind in ("text", "md", "json"):
        assert "Ann" not in counter.done("report", "--from", "2026-11-22", "--format", kind, **later).out
    assert counter.json("db", "verify", **later)["ok"]


def test_what_cannot_be_promised_or_followed_up_is_refused_in_words(desk: Program) -> None:
    assert desk.done("promise", "list").out == "There are none.\n"
    desk.done("promise", "add", "call back", "--by", "2026-11-22")
    for words, code, said in (
        (("add", "x", "--by", "2026-11-21"), 2, "Sat 21 Nov 2026 is over"),
        (("add", "  ", "--by", "2026-11-23"), 2, "empty"),
        (("add", "x"), 2, "--by is missing"),
        (("add", "x", "--by", "soon"), 2, "--by: “soon” is not a day"),
        (("add", "x", "--by", "today", "--owner", " "), 2, "--owner is empty"),
        (("add", "x", "--by", "today", "--counter", "99"), 2, "--counter"),
        (("add", "x", "--by", "today", "--visit", "I999"), 3, "unknown_visit:"),
        (("keep", "P-2026-0009"), 3, "unknown_promise:"),
        (("keep", "Q-2026-0001"), 3, "unknown_promise:"),
        (("break", "P-2026-0001"), 2, "--reason is missing"),
        (("break", "P-2026-0001", "--reason", "  "), 2, "The reason is empty"),
        (("move", "P-2026-0001", "--by", "today", "--reason", "x"), 3, "wrong_state:"),
        (("list", "--due", "x"), 2, "--due"),
    ):
        ran = desk("promise", *words)
        assert (ran.code, ran.out) == (code, ""), words
        assert said in ran.err, words
    desk.done("promise", "keep", "P-2026-0001")
    refused = desk("promise", "keep", "P-2026-0001", "--json")
    assert (refused.code, refused.document["refused"]["code"]) == (3, "wrong_state")


def test_figures_of_persons_are_for_those_who_lead(counter: Program, own_machine: Path) -> None:
    served(counter)
    counter.done("finish", "--counter", "1")
    known = counter.json("report")
    assert known["by_staff"]["Ana"]["visits"] == 1
    (own_machine / "frontdesk.toml").write_text('[security]\nrole = "receptionist"\n')
    for words in ((), ("--compare", "previous")):
        found = counter.json("report", *words)
        for one in (found, found.get("previous", found)):
            assert (one["by_staff"], one["duty"]["by_staff"], one["duty"]["shifts"]) == ({}, {}, [])
        assert (found["visits"], found["duty"]["by_counter"]) == (known["visits"], known["duty"]["by_counter"])
    refused = counter("report", "--shift", "Ana")
    assert (refused.code, refused.err.split(":")[0]) == (3, "not_allowed")


def test_reports_of_days_ranges_and_shifts(counter: Program, own_machine: Path) -> None:
    served(counter)
    counter.done("finish", "--counter", "1")
    someone(counter, "--name", "Ann Smith")
    counter.done("remove", "--visit", "I002", "--reason", "twice")
    document = json.loads(counter.done("report", "--format", "json").out)
    assert (document["schema"], document["kind"], document["from"], document["to"]) == (
        1,
        "summary",
        "2026-11-22",
        "2026-11-22",
    )
    assert json.loads(counter.done("report", "--json", "--names").out)["names"] == {
        document["removed"][0]["visit"]: "Ann Smith"
    }
    assert "Ann Smith" not in counter.done("report").out
    assert "Ann Smith" in counter.done("report", "--names").out
    ranged = json.loads(counter.done("report", "--from", "2026-11-20", "--to", "today", "--format", "json").out)
    assert (ranged["from"], ranged["to"], ranged["visits"]["arrived"]) == ("2026-11-20", "2026-11-22", 2)
    shift = json.loads(counter.done("report", "--shift", "Ana", "--format", "json").out)
    assert shift["visits"]["served"] == 1
    wrong = counter("report", "--shift", "Anna")
    assert (wrong.code, "Ana" in wrong.err) == (2, True)
    yesterday = json.loads(counter.done("report", "--yesterday", "--format", "json").out)
    assert (yesterday["from"], yesterday["visits"]["arrived"]) == ("2026-11-21", 0)
    against = json.loads(counter.done("report", "--compare", "same-weekday", "--format", "json").out)
    assert (against["previous"]["from"], against["differences"]["arrived"]["difference"]) == ("2026-11-15", 2)
    assert "Compared with Sat 21 Nov 2026" in counter.done("report", "--compare", "previous").out
    assert counter("report", "--compare", "last-year").code == 2
    ran = counter.done("report", "--out", "day.txt")
    assert (ran.out, (own_machine / "day.txt").read_text()) == ("", counter.done("report").out)
    assert counter("report", "--out", "day.txt").code == 2
    counter.done("report", "--out", "day.txt", "--force")


@pytest.mark.parametrize("format_", ["txt", "", "pdf,", "pdf;xlsx"])
def test_a_format_that_is_not_there_names_those_that_are(desk: Program, format_: str) -> None:
    ran = desk("report", "--format", format_, "--out", "x")
    assert ran.code == 2
    assert "Allowed: csv, html, json, md, pdf, text, xlsx." in ran.err


@pytest.mark.parametrize(
    "words",
    [
        ("--day", "2026-13-01"),
        ("--day", "soon"),
        ("--day", "today", "--from", "today"),
        ("--day", "today", "--yesterday"),
        ("--to", "today"),
        ("--from", "today", "--to", "yesterday"),
        ("--out", "nowhere/x.txt"),
        ("--format", "csv"),
        ("--format", "csv", "--out", "-"),
        ("--format", "pdf,xlsx"),
        ("--format", "pdf,xlsx", "--out", "nowhere/x"),
    ],
)
def test_reports_that_cannot_be_made(desk: Program, words: tuple[str, ...]) -> None:
    assert desk("report", *words).code == 2


def test_visits_are_csv(counter: Program, own_machine: Path) -> None:
    served(counter)
    rows = list(csv.DictReader(io.StringIO(counter.done("visits").out)))
    assert [(row["number"], row["staff"], row["outcome"]) for row in rows] == [("I001", "Ana", "")]
    counter.done("visits", "--out", "log.csv")
    assert (own_machine / "log.csv").read_bytes().decode() == counter.done("visits", "--day", "today").out


def test_closing_and_opening_the_day(desk: Program) -> None:
    someone(desk)
    closed = desk.json("day", "close", "--day", "2026-11-22")
    assert set(closed) >= ANSWER | {"day", "seal"}
    assert (closed["state"], closed["day"]) == ("closed", "2026-11-22")
    assert desk("check-in", "--service", "information").code == 3
    assert desk.json("report", "--format", "json")["seal"] == closed["seal"]
    assert desk.json("day", "open", "--reason", "one more")["state"] == "open"
    assert desk("day", "close", "--day", "yesterday").code == 3
    assert desk("day", "close", "--day", "2026-11-23").code == 2


def test_the_configuration_is_shown_as_it_reads_back(desk: Program, own_machine: Path) -> None:
    (own_machine / "frontdesk.toml").write_text(
        '[site]\nzone = "America/Lima"\n[[standards]]\nwait = "60s"\n[keys]\n"call_next" = ["n"]\n'
    )
    document = desk.json("config", "show")
    assert document["standards"] == [{"id": "everyone", "wait": "1m", "legal": False}]
    for standard in document["standards"]:
        del standard["id"]  # the file has none: a standard is named by what it names
    assert {one["id"] for one in document["services"]} == {"information", "incidents", "after_sales", "personal"}
    shown = desk.done("config", "show").out
    assert tomllib.loads(shown) == document
    (own_machine / "again.toml").write_text(shown)
    assert load(own_machine / "again.toml").as_dict() == document


def test_standards_are_shown_under_the_names_that_their_list_has(desk: Program) -> None:
    shown = [one["id"] for one in desk.json("config", "show")["standards"]]
    assert shown == [one["standard"] for one in desk.json("standards", "list")["standards"]]
    assert len(shown) > 1


def test_a_status_before_the_first_command_of_a_day(desk: Program) -> None:
    unopened = desk.done("status").out.splitlines()[0]
    assert unopened.startswith("Sun 22 Nov 2026 (not opened yet): 0 people wait")
    someone(desk)
    assert desk.done("status").out.startswith("Sun 22 Nov 2026 (open): 1 person waits")
    later = {"FRONTDESK_NOW": "2026-12-02T09:00:00-05:00"}
    told = desk.done("status", **later).out.splitlines()
    assert told[0].startswith("Sun 22 Nov 2026 (over, not closed): 1 person waits")
    assert told[1] == "Wed 2 Dec 2026 has not been opened yet: its first command opens it."
    found = desk.json("status", **later)
    assert (found["day"], found["open"], found["over"], found["closed"]) == ("2026-11-22", False, True, False)
    desk.done("day", "close")
    assert desk.done("status").out.startswith("Sun 22 Nov 2026 (closed): ")
    assert desk.json("status")["closed"]
    assert "Wed 2 Dec 2026 has not been opened yet" in desk.done("status", **later).out


def test_no_remedy_of_the_house_is_granted_for_praise(counter: Program) -> None:
    words = ("complaint", "open", "--cause", "courtesy", "--text", "so kind")
    told = ("--resolve", "thanked", "--grant", "apology", "--json")
    for kind in ("praise", "suggestion"):
        refused = counter(*words, "--kind", kind, *told)
        assert (refused.code, refused.document["refused"]["code"]) == (3, "not_allowed")
        assert kind in refused.document["refused"]["reason"]
    assert counter.json("complaint", "list")["complaints"] == []
    number = counter.json(*words, "--kind", "praise")["complaint"]
    assert counter("complaint", "resolve", number, "--text", "thanked", "--remedy", "apology").code == 3
    assert counter.json("complaint", "resolve", number, "--text", "thanked")["granted"] is None
    assert counter.json(*words, "--kind", "request", *told[:-1])["granted"] == "apology"


def test_a_counter_that_is_closed_needs_no_closing(desk: Program) -> None:
    refused = desk("counter", "close", "--counter", "1", "--json").document["refused"]
    assert refused == {
        "code": "counter_closed",
        "reason": "Counter 1 is closed already.",
        "remedy": "There is nothing to do.",
    }


def test_days_that_cannot_be_and_words_that_name_none(desk: Program) -> None:
    for option in ("--from", "--day"):
        early = desk("report", option, "1900-01-01")
        assert (early.code, early.err) == (
            2, f"{option}: “1900-01-01” is not possible. Allowed: 1970-01-01 to 9000-12-31.\n",
        )  # fmt: skip
        assert "is not a day. Write it like 2026-11-22, or today, or yesterday." in desk("report", option, "x").err
    someone(desk)
    for words in (("promise", "add", "call back", "--by", "never"), ("promise", "list", "--due", "never")):
        wrong = desk(*words)
        assert (wrong.code, "Write it like 2026-11-23, today, tue, 3d or 24/11." in wrong.err) == (2, True)
    for by in ("2026-11-23", "today", "tue", "3d", "24/11"):
        desk.done("promise", "add", "call back", "--by", by)


def test_a_backup_that_is_not_there(desk: Program, own_machine: Path) -> None:
    (own_machine / "folder").mkdir()
    for name, said in (("nofile", "There is no backup nofile."), ("folder", "folder is a folder.")):
        ran = desk("db", "restore", name, "--db", "other.db")
        assert (ran.code, ran.err) == (4, f"{said} Name the file that “frontdesk db backup” has made.\n")
    assert not (own_machine / "other.db").exists()


def test_a_database_that_may_not_be_made_is_named_as_it_was_asked_for(
    own_machine: Path, desk: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(address: Address) -> None:
        raise StoreError(Sentence("The database {address} cannot be created: no right.", address=address.shown))

    monkeypatch.setattr(migrations, "create", refused)
    ran = desk("db", "init", "--db", "mine.db")
    assert ran.code == 4
    assert ran.err == f"The database {own_machine / 'mine.db'} cannot be created: no right.\n"


def test_no_password_is_shown(desk: Program, own_machine: Path) -> None:
    (own_machine / "frontdesk.toml").write_text('[database]\nurl = "postgresql://ana:secret@server/desk"\n')
    assert desk.json("config", "show")["database"]["url"] == "postgresql://ana:***@server/desk"


def test_settings_are_explained(desk: Program) -> None:
    one = desk.json("config", "explain", "queue.recall_limit")
    assert (one["default"], one["in_force"]) == ("3", 3)
    assert "recall_limit" in desk.done("config", "explain", "recall_limit").out
    keys = [setting["key"] for setting in desk.json("config", "explain")["settings"]]
    assert "standards.wait" in keys
    assert len(desk.done("config", "explain").out.splitlines()) == len(keys)


def test_checking_the_configuration(desk: Program, own_machine: Path) -> None:
    assert desk.json("config", "check") == {"file": None, "ok": True, "problems": []}
    file = own_machine / "frontdesk.toml"
    file.write_text('[queue]\n\ndiscipline = "fifo"\npreferense = "credit"\n')
    ran = desk("config", "check", "--json")
    assert ran.code == 5
    problem = ran.document["problems"][0]
    assert (problem["file"], problem["line"], problem["nearest"]) == (str(file), 4, "preference")
    text = desk("config", "check")
    assert text.out.startswith(f"{file}:4: ")
    assert (text.code, text.err) == (5, "The configuration has 1 error.\n")
    other = desk("queue")
    assert (other.code, other.out) == (2, "")
    (own_machine / "keys.toml").write_text('[keys]\ncall_nxt = ["n"]\n')
    keys = desk("config", "check", "--config", "keys.toml", "--json")
    assert (keys.code, keys.document["problems"][0]["line"]) == (5, 2)
    assert other.err.startswith(f"{file}:4: ")


def test_init_writes_what_is_missing_and_nothing_else(desk: Program, own_machine: Path, tmp_path: Path) -> None:
    new = str(tmp_path / "new.db")
    document = desk.json("init", "--lang", "es", "--db", new)
    file = own_machine / "frontdesk.toml"
    assert document == {"config": str(file), "config_written": True, "database": new, "database_created": True}
    assert tomllib.loads(file.read_text())["site"]["language"] == "es"
    file.write_text(file.read_text() + "# mine\n")
    again = desk.json("init", "--db", new)
    assert (again["config_written"], again["database_created"]) == (False, False)
    assert file.read_text().endswith("# mine\n")
    assert isinstance(load(file), Configuration)


def test_the_usual_database_is_made_by_itself(
    desk: Program, own_machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FRONTDESK_DB")
    assert desk.json("check-in", "--service", "information")["number"] == "I001"
    assert len(list(own_machine.parent.rglob("frontdesk.db"))) == 1


def test_a_database_named_in_the_configuration_lies_beside_it(
    desk: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FRONTDESK_DB")
    file = tmp_path / "house" / "frontdesk.toml"
    file.parent.mkdir()
    file.write_text('[database]\nurl = "desk.db"\n')
    assert desk("queue", "--config", str(file)).code == 4
    assert desk.json("db", "init", "--config", str(file))["database"] == str(file.parent / "desk.db")
    desk.done("queue", "--config", str(file))


def test_roles_of_the_installation(desk: Program, own_machine: Path) -> None:
    (own_machine / "frontdesk.toml").write_text('[security]\nrole = "receptionist"\n')
    ran = desk("day", "close", "--json")
    assert (ran.code, ran.document["refused"]["code"]) == (3, "not_allowed")


def test_the_database_is_looked_after(counter: Program, tmp_path: Path, own_machine: Path) -> None:
    served(counter)
    seal = counter.json("day", "close")["seal"]
    assert counter.json("db", "verify") == {"ok": True, "findings": []}
    assert counter.json("db", "upgrade")["applied"] == []
    assert counter.json("db", "rebuild")["changed"] == 0
    assert counter.json("verify-seal", seal, "--day", "today") == {"ok": True, "findings": []}
    wrong = counter("verify-seal", "0000-0000", "--day", "today", "--json")
    assert (wrong.code, wrong.document["ok"]) == (5, False)
    made = counter.json("db", "backup", "--out", "copy.db")
    assert made["backup"] == str(own_machine / "copy.db")
    assert counter("db", "backup", "--out", "copy.db").code == 2
    assert counter("db", "restore", "copy.db").code == 2, "a database stands there"
    other = str(tmp_path / "other.db")
    assert counter.json("db", "restore", "copy.db", "--db", other)["events"] == made["events"]
    assert counter.json("visit", "show", "I001", "--db", other) == counter.json("visit", "show", "I001")
    kept = counter("db", "restore", "copy.db", "--db", other, "--force", "--json")
    assert (kept.code, Path(kept.document["kept"]).exists()) == (0, True)
    assert Path(counter.json("db", "backup")["backup"]).parent == tmp_path


def test_the_doctor_looks_at_everything_and_tells_what_is_wrong(desk: Program, tmp_path: Path) -> None:
    document = desk.json("doctor")
    names = {check["name"] for check in document["checks"]}
    assert names >= {"Program", "Terminal", "Configuration", "Clock", "SQLite", "Database", "Disk"}
    assert document["ok"]
    assert "✓" in desk.done("doctor").out
    ran = desk("doctor", "--db", str(tmp_path / "none.db"))
    assert (ran.code, "✗" in ran.out) == (5, True)
    with pytest.MonkeyPatch.context() as patched:
        patched.delenv("FRONTDESK_DB")
        assert desk.json("doctor")["ok"], "the usual database is made when it is needed"


def test_customers_have_no_files_yet(desk: Program) -> None:
    ran = desk("check-in", "--service", "information", "--customer", "c1")
    assert (ran.code, "c1" in ran.err) == (2, True)
    assert desk.json("queue")["waiting"] == []


def test_stories_of_earlier_days_are_found_by_id(desk: Program) -> None:
    someone(desk)
    visit = desk.json("visit", "show", "I001")["visit"]
    tomorrow = "2026-11-23T09:00:00-05:00"
    desk.done("left", "--visit", "I001", FRONTDESK_NOW=tomorrow)
    day_after = "2026-11-24T09:00:00-05:00"
    desk.done("check-in", "--service", "information", FRONTDESK_NOW=day_after)
    document = desk.json("visit", "show", visit, FRONTDESK_NOW=day_after)
    assert (document["day"], document["outcome"], len(document["story"])) == ("2026-11-22", "left", 3)


def test_every_verb_of_the_contract_is_documented(desk: Program) -> None:
    listed = desk.done("--help").out
    for name in VERBS:
        if name in TRIALS:
            continue
        assert re.search(rf"^  {name}\s+\S", listed, re.MULTILINE), name
    for words in all_verbs(desk):
        ran = desk.done(*words, "--help")
        assert ran.out.startswith(f"Usage: frontdesk {' '.join(words)}")
        for line in _options(ran.out):
            assert len(line.split()) > 2, f"{words}: {line} says nothing"


TRIALS = ("demo", "replay", "bench")
"""They have a room, and tests, of their own."""

GROUPS = {
    "counter": ("open", "pause", "resume", "close"),
    "intake": ("stop", "start"),
    "interval": ("set-apart",),
    "alert": ("list", "ack"),
    "notice": ("post", "withdraw", "list"),
    "surge": ("start", "end", "status"),
    "visit": ("show",),
    "complaint": (
        *("open", "describe", "note", "acknowledge", "assign", "act", "resolve", "close", "reopen"),
        *("letter", "list", "show", "undo"),
    ),
    "customer": (
        *("add", "change", "note", "merge", "erase", "find", "show", "tie"),
        *("import", "value", "segments", "lost"),
    ),
    "standards": ("list", "comment", "review"),
    "promise": ("add", "keep", "break", "move", "undo", "list"),
    "day": ("close", "open"),
    "config": ("check", "show", "explain"),
    "db": ("init", "upgrade", "verify", "rebuild", "backup", "restore", "erase-personal"),
}


def all_verbs(desk: Program) -> Iterator[tuple[str, ...]]:
    """Every verb that there is, the ones below another one too."""
    listed = desk.done("--help").out
    for name in VERBS:
        if name in TRIALS or not re.search(rf"^  {name}\s", listed, re.MULTILINE):
            continue
        yield (name,)
        for inner in GROUPS.get(name, ()):
            yield name, inner


def _options(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("  --")]


CHANGING: dict[str, tuple[str, ...]] = {
    "check-in": ("--service", "information"),
    "call": ("--counter", "1"),
    "recall": ("--counter", "1"),
    "start": ("--counter", "1"),
    "phase": ("--counter", "1"),
    "interrupt": ("--counter", "1"),
    "resume": ("--counter", "1"),
    "note": ("--counter", "1", "x"),
    "add-service": ("--counter", "1", "--service", "personal"),
    "rate": ("--counter", "1", "4"),
    "undo": ("--counter", "1"),
    "reclassify": ("--counter", "1", "--segment", "vip", "--reason", "x"),
    "takeover": ("--counter", "1", "--staff", "Eva"),
    "transfer": ("--counter", "1", "--service", "incidents"),
    "hold": ("--visit", "I001"),
    "return": ("--visit", "I001"),
    "counter pause": ("--counter", "1"),
    "counter resume": ("--counter", "1"),
    "intake stop": ("--service", "information"),
    "intake start": ("--service", "information"),
    "notice post": ("x",),
    "notice withdraw": ("1",),
    "left": ("--visit", "I001"),
    "complaint open": ("--cause", "price", "--text", "x", "--remedy", "y"),
    "complaint describe": ("Q-2026-0001", "--remedy", "z"),
    "complaint note": ("Q-2026-0001", "x"),
    "promise add": ("call back", "--by", "2026-11-23", "--counter", "1"),
    "promise move": ("P-2026-0001", "--by", "2026-11-24", "--reason", "x"),
    "promise keep": ("p-2026-0001",),
    "counter close": ("--counter", "1"),
    "day close": (),
    "day open": (),
}


def test_every_changing_verb_answers_takes_a_key_and_repeats_its_answer(counter: Program) -> None:
    for name, options in CHANGING.items():
        words = (*name.split(), *options, "--key", name)
        first = counter.json(*words)
        assert set(first) >= ANSWER, name
        later = "2026-11-22T09:05:00-05:00"
        again = counter.json(*words, FRONTDESK_NOW=later)
        assert again == first, name
        reused = counter(*words, "--staff", "Zoe", "--json")
        assert reused.document["refused"]["code"] == "key_reused", name


def test_sentences_follow_from_the_answer_alone(counter: Program) -> None:
    for name, options in CHANGING.items():
        words = (*name.split(), *options, "--key", f"{name} in words")
        said = counter.done(*words).out
        assert said.count("\n") == 1, name
        assert counter.done(*words, FRONTDESK_NOW="2026-11-22T09:05:00-05:00").out == said, name
