"""A customer's file: opened, found, read, and known at the next visit, so that nobody tells the story twice."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from tests.cli.program import Program

NEXT_DAY = {"FRONTDESK_NOW": "2026-11-24T10:00:00-05:00"}


def test_a_customer_is_known_at_the_next_visit(desk: Program) -> None:
    marta = desk.json("customer", "add", "--name", "Marta Gómez", "--phone", "+51 999 123-456", "--segment", "gold")
    assert (marta["customer"], marta["segment"]) == ("C-00001", "gold")
    assert desk.json("customer", "add", "--name", "Juan")["customer"] == "C-00002"
    for sought in ("gomez", "MARTA", "  marta   gó", "999123", "C-00001"):
        assert [one["customer"] for one in desk.json("customer", "find", sought)["customers"]] == ["C-00001"], sought
    assert desk.json("customer", "find", "%")["customers"] == []

    desk.done("counter", "open", "--counter", "1", "--staff", "Ana")
    desk.done("check-in", "--service", "incidents", "--customer", "C-00001")
    called = desk.json("call", "--counter", "1")
    assert (called["number"], called["segment"]) == ("B001", "gold"), "the segment is the file's"
    assert desk.json("visit", "show", "B001")["name"] == "Marta Gómez"
    desk.done("start", "--counter", "1")
    desk.done("finish", "--counter", "1")

    again = desk.json("check-in", "--service", "incidents", "--customer", "C-00001", "--segment", "vip", **NEXT_DAY)
    shown = desk.json("customer", "show", "C-00001", **NEXT_DAY)
    assert [(one["number"], one["outcome"]) for one in shown["visits"]] == [(again["number"], None), ("B001", "served")]
    assert desk.json("queue", **NEXT_DAY)["waiting"][0]["segment"] == "vip", "what is said at check-in goes before"
    told = desk.json("report", **NEXT_DAY)["repeat_visits"]
    assert (told["known"], told["again"], told["by_service"]["incidents"]["share"]) == (1, 1, 1.0)
    text = desk.done("report", **NEXT_DAY).out
    assert "Came again for the same service within 7 days: 1 of 1 visit" in " ".join(text.split())
    assert "Marta" not in text


def test_a_house_has_numbers_of_its_own(desk: Program) -> None:
    assert desk.json("customer", "add", "--name", "Ann", "--id", "4711/B")["customer"] == "4711/B"
    second = desk("customer", "add", "--name", "Bob", "--id", "4711/B", "--json")
    assert (second.code, second.document["refused"]["code"]) == (3, "customer_exists")
    once = desk.json("customer", "add", "--name", "Cid", "--key", "k1")
    assert desk.json("customer", "add", "--name", "Cid", "--key", "k1") == once, "the same key does it once"
    assert desk("customer", "add", "--name", "Dan", "--key", "k1").code == 3
    found = desk.json("customer", "find", "c")["customers"]
    assert [one["name"] for one in found] == ["Cid"]


def test_whose_visit_it_is_can_be_said_later_and_undone(desk: Program) -> None:
    desk.done("check-in", "--service", "incidents")
    number = desk.json("customer", "add", "--name", "Marta Gómez")["customer"]
    assert "B001 is a visit of customer C-00001." in desk.done("customer", "tie", number, "--visit", "B001").out
    assert desk.json("customer", "show", number)["visits"][0]["number"] == "B001"
    assert desk("customer", "tie", number, "--visit", "B001").code == 3
    assert desk("customer", "tie", "C-7", "--visit", "B001").code == 2
    assert "Said to be of customer C-00001." in desk.done("visit", "show", "B001").out
    assert desk.json("customer", "tie", "", "--visit", "B001")["customer"] is None
    assert "whose visit it is" in desk.done("undo", "--visit", "B001").out
    assert len(desk.json("customer", "show", number)["visits"]) == 1


def test_a_check_in_opens_a_file_once_under_one_key(desk: Program) -> None:
    arguments = ("check-in", "--service", "incidents", "--name", "Marta", "--new-customer", "--key", "k1")
    assert desk.json(*arguments) == desk.json(*arguments)
    assert [one["name"] for one in desk.json("customer", "find", "marta")["customers"]] == ["Marta"]


def test_the_file_goes_with_the_check_in_that_opened_it_or_it_is_said_that_it_stays(desk: Program) -> None:
    opening = ("check-in", "--service", "incidents", "--name", "Marta [/x]", "--new-customer")
    desk.done(*opening)
    assert desk.done("undo", "--visit", "B001").out == (
        "B001: the check-in was undone. The file of C-00001, opened with it, is gone too.\n"
    )
    assert desk.json("customer", "find", "marta")["customers"] == []
    assert desk("customer", "show", "C-00001").code == 2
    desk.done(*opening)
    desk.done("customer", "note", "C-00002", "=cmd()")
    answer = desk.json("undo", "--visit", "B002", "--key", "k")
    assert (answer["customer"], answer["file"], answer["undid"]) == ("C-00002", "stays", "CheckedIn")
    said = desk.done("undo", "--visit", "B002", "--key", "k").out
    assert "stays: more has come to it since. “frontdesk customer erase C-00002” erases it." in said
    desk.done("customer", "erase", "C-00002", "--yes")
    assert desk.json("customer", "find", "marta")["customers"] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("customer", "add", "--name", " "), "The name is empty."),
        (("customer", "add", "--name", "Ann", "--id", "a b"), "can be no customer's number"),
        (("customer", "add", "--name", "Ann", "--segment", "golden"), "gold"),
        (("customer", "add", "--name", "Ann", "--speaks", "fr"), "--speaks"),
        (("customer", "show", "C-9"), "there is no customer “C-9”"),
        (("check-in", "--service", "incidents", "--customer", "C-9"), "there is no customer “C-9”"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(desk: Program, arguments: tuple[str, ...], said: str) -> None:
    ran = desk(*arguments)
    assert ran.code == 2
    assert said in ran.err
    with sqlite3.connect(os.environ["FRONTDESK_DB"]) as connection:
        assert connection.execute("SELECT count(*) FROM customer").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM visit").fetchone() == (0,)


@pytest.mark.parametrize("name", ["Ann [/x]", "=HYPERLINK(1)", "\x1b[2J", "\u202eevil", "a" * 300, "{0} %s", "客戶"])
def test_a_hostile_name_does_no_harm(desk: Program, name: str) -> None:
    added = desk.json("customer", "add", "--name", name)["customer"]
    known_as = desk.json("customer", "show", added)["name"]
    desk.done("check-in", "--service", "incidents", "--customer", added)
    for ran in (
        desk.done("customer", "show", added),
        desk.done("customer", "find", known_as),
        desk.done("queue"),
        desk.done("visit", "show", "B001"),
    ):
        assert "\x1b" not in ran.out and "\u202e" not in ran.out
    assert known_as in desk.done("customer", "find", known_as).out


def test_no_personal_data_is_in_the_log(desk: Program, own_machine: Path) -> None:
    desk.done("customer", "add", "--name", "Marta Secret", "--phone", "555-0199", "--id", "M1")
    desk.done("check-in", "--service", "incidents", "--customer", "M1")
    with sqlite3.connect(os.environ["FRONTDESK_DB"]) as connection:
        rows = (
            connection.execute("SELECT * FROM event").fetchall() + connection.execute("SELECT * FROM visit").fetchall()
        )
        answers = connection.execute("SELECT answer FROM command").fetchall()
    assert "M1" in str(rows)
    assert "Secret" not in str(rows) and "0199" not in str(rows) and "Secret" not in str(answers)
