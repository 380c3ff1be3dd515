"""A customer's file by verbs: read whole, corrected, made one of two, handed to the person, erased."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from frontdesk.i18n import use_language
from tests.cli.program import Program
from tests.store.erased import found_in_files

HOSTILE = ["Ann [/x]", "=1+1", "\x1b[2J", "\u202eevil", "b" * 3000, "{0} %s \\", "客戶 🙂", "two\nlines"]
NEXT_DAY = {"FRONTDESK_NOW": "2026-11-23T10:00:00-05:00"}


def _day_of(desk: Program) -> str:
    """Marta came, complained, was promised something, rated, and is known; her number."""
    marta = str(desk.json("customer", "add", "--name", "Marta Gómez", "--phone", "555-0199")["customer"])
    desk.done("counter", "open", "--counter", "1", "--staff", "Ana")
    desk.done("check-in", "--service", "incidents", "--customer", marta, "--name", "Martita")
    desk.done("note", "--visit", "B001", "her mother waits")
    desk.done("call", "--counter", "1")
    desk.done("start", "--counter", "1")
    desk.done("complaint", "open", "--cause", "courtesy", "--text", "nobody greeted me", "--remedy", "an apology",
              "--counter", "1")  # fmt: skip
    desk.done("promise", "add", "call her sister", "--by", "2026-11-25", "--counter", "1")
    desk.done("rate", "4", "--counter", "1")
    desk.done("finish", "--counter", "1")
    desk.done("customer", "note", marta, "needs a ramp", "--staff", "Ana")
    return marta


WORDS = ["Marta Gómez", "Martita", "555-0199", "5550199", "mother", "greeted", "apology", "sister", "needs a ramp"]


def test_the_file_is_printed_whole(desk: Program) -> None:
    marta = _day_of(desk)
    shown = desk.done("customer", "show", marta).out
    for part in ("Marta Gómez", "555-0199", "Ana  needs a ramp", "nobody greeted me", "Q-2026-0001", "P-2026-0001",
                 "call her sister", "B001  Incidents  0:00  served  4 of 5", "note        her mother waits",
                 "name given  Martita"):  # fmt: skip
        assert part in shown, shown
    assert desk.done("customer", "show", marta, "--lang", "es").out.count("nota") == 2
    use_language("en")


def test_a_promise_by_telephone_is_of_the_customer_who_is_named(desk: Program) -> None:
    marta = str(desk.json("customer", "add", "--name", "Marta Gómez")["customer"])
    desk.done("promise", "add", "send the [copy]", "--by", "2026-11-25", "--customer", marta)
    shown = desk.done("customer", "show", marta).out
    assert "send the [copy]" in shown and "P-2026-0001" in shown
    (told,) = desk.json("promise", "list")["promises"]
    assert (told["customer"], told["visit"]) == (marta, None)
    unknown = desk("promise", "add", "x", "--by", "3d", "--customer", "C-9")
    assert (unknown.code, "“C-9”" in unknown.err) == (2, True)


def test_who_asks_for_their_data_gets_all_of_it(desk: Program) -> None:
    marta = _day_of(desk)
    told = desk.json("customer", "show", marta)
    assert {word for word in WORDS if word in str(told)} == {*WORDS} - {"5550199"}
    (visit,) = told["visits"]
    assert (visit["rating"], visit["outcome"], visit["waited_s"], len(visit["legs"])) == (4, "served", 0, 1)
    assert [one["text"] for one in visit["texts"]] == ["Martita", "her mother waits"]
    assert [one["remedy"] for one in told["complaints"]] == ["an apology"]
    assert (told["notes"][0]["staff"], told["merged"]) == ("Ana", [])


def test_what_is_known_is_corrected_and_the_rest_stays(desk: Program) -> None:
    marta = _day_of(desk)
    once = desk.json("customer", "change", marta, "--phone", "", "--segment", "gold", "--key", "c1")
    assert once["segment"] == "gold"
    assert desk.json("customer", "change", marta, "--phone", "", "--segment", "gold", "--key", "c1") == once
    told = desk.json("customer", "show", marta)
    assert (told["name"], told["phone"], told["segment"], len(told["visits"])) == ("Marta Gómez", None, "gold", 1)
    for arguments, code, said in (
        ((marta,), 2, "nothing to correct"),
        ((marta, "--name", " "), 2, "The name is empty"),
        ((marta, "--segment", "golden"), 2, "--segment: There is no segment “golden”"),
        ((marta, "--speaks", "fr"), 2, "--speaks"),
        (("C-9", "--name", "x"), 3, "unknown_customer"),
    ):
        ran = desk("customer", "change", *arguments)
        assert (ran.code, said in ran.err) == (code, True), ran
    assert desk.json("customer", "show", marta) == told


def test_two_files_become_one(desk: Program) -> None:
    marta = _day_of(desk)
    other = desk.json("customer", "add", "--name", "Marta Gomes", "--phone", "555-7777")["customer"]
    desk.done("check-in", "--service", "information", "--customer", other)
    merged = desk.json("customer", "merge", marta, other, "--key", "m1")
    assert (merged["customer"], merged["merged"], merged["visits"]) == (marta, other, 1)
    assert desk.json("customer", "merge", marta, other, "--key", "m1") == merged
    shown = desk.done("customer", "show", other)
    assert shown.err == f"{other} is part of {marta} now.\n"
    assert "2 visits." in shown.out and f"{other}: Marta Gomes, 555-7777" in shown.out
    desk.done("check-in", "--service", "information", "--customer", other)
    assert {one["number"] for one in desk.json("customer", "show", marta)["visits"]} == {"I002", "I001", "B001"}
    for arguments, code in (
        ((marta, other), "customer_merged"),
        ((marta, marta), "same_customer"),
        ((marta, "C-9"), "unknown_customer"),
    ):
        ran = desk("customer", "merge", *arguments, "--json")
        assert (ran.code, ran.document["refused"]["code"]) == (3, code)
    desk.done("db", "verify")
    assert desk.json("db", "rebuild")["changed"] == 0


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_do_no_harm_in_a_file(desk: Program, text: str) -> None:
    marta = _day_of(desk)
    desk.done("customer", "note", marta, text)
    desk.done("customer", "change", marta, "--name", text[:150].replace("\n", " "))
    other = desk.json("customer", "add", "--name", "Zoe", "--phone", text[:150].replace("\n", " "))["customer"]
    desk.done("customer", "merge", other, marta)
    for ran in (desk.done("customer", "show", other), desk.done("customer", "show", marta, "--json")):
        assert "\x1b" not in ran.out and "\u202e" not in ran.out and "\\ud83d" not in ran.out
    desk.done("customer", "erase", other, "--yes")
    desk.done("db", "verify")


def _exports(desk: Program, folder: Path) -> str:
    """Everything that can be written out of the database."""
    day = ("--day", "2026-11-22")
    texts = [
        desk.done("visits", *day, **NEXT_DAY).out,
        desk.done("complaint", "list", "--json", **NEXT_DAY).out,
        desk.done("promise", "list", "--json", **NEXT_DAY).out,
        desk.done("customer", "find", "a", "--json", **NEXT_DAY).out,
    ]
    for form in ("text", "md", "json", "html", "csv"):
        out = folder / f"report-{len(list(folder.iterdir()))}.{form if form != 'csv' else 'zip'}"
        desk.done("report", *day, "--format", form, "--names", "--out", str(out), **NEXT_DAY)
        texts.append(out.read_bytes().decode("utf-8", "replace"))
    return "\n".join(texts)


def test_an_erased_person_is_in_no_byte_and_no_export(desk: Program, tmp_path: Path) -> None:
    marta = _day_of(desk)
    desk.done("day", "close", **NEXT_DAY)
    path = Path(os.environ["FRONTDESK_DB"])
    figures = _figures(desk)
    before = tmp_path / "before"
    before.mkdir()
    told_before = _exports(desk, before)
    assert "greeted" in told_before and "Marta Gómez" in told_before
    asked = desk("customer", "erase", marta, "--json", **NEXT_DAY)
    assert (asked.code, asked.document["refused"]["code"]) == (3, "not_confirmed")
    assert "complaints: 1" in asked.document["refused"]["reason"]

    erased = desk.done("customer", "erase", marta, "--yes", **NEXT_DAY)
    assert erased.out == f"{marta} is erased. Visits that are nobody's now: 1; texts: 5, notes: 1.\n"
    assert "Backups" in erased.err
    assert found_in_files(path, WORDS) == []
    copied = tmp_path / "copy.db"
    desk.done("db", "backup", "--out", str(copied), **NEXT_DAY)
    assert found_in_files(copied, WORDS) == []
    after = tmp_path / "after"
    after.mkdir()
    told = _exports(desk, after)
    assert [word for word in WORDS if word in told] == []
    assert _figures(desk) == figures
    desk.done("db", "verify", **NEXT_DAY)
    assert desk.json("db", "rebuild", **NEXT_DAY)["changed"] == 0
    assert desk("customer", "show", marta, **NEXT_DAY).code == 2
    assert desk.json("customer", "erase", marta, "--yes", **NEXT_DAY)["texts"] == 0


def _figures(desk: Program) -> Any:
    report = desk.json("report", "--day", "2026-11-22", **NEXT_DAY)
    del report["generated_at"]
    return report


def test_old_days_are_made_nobodys(desk: Program) -> None:
    _day_of(desk)
    figures = _figures(desk)
    desk.done("check-in", "--service", "incidents", "--name", "Tuesday", **NEXT_DAY)
    asked = desk("db", "erase-personal", "--before", "today", **NEXT_DAY)
    assert (asked.code, asked.err.partition(":")[0]) == (3, "not_confirmed")
    assert desk("db", "erase-personal", "--before", "2026-11-24", "--yes", **NEXT_DAY).code == 2
    assert desk("db", "erase-personal", "--before", "soon", "--yes", **NEXT_DAY).code == 2
    done = desk.done("db", "erase-personal", "--before", "today", "--yes", "--key", "p1", **NEXT_DAY)
    assert "names: 1, notes: 1" in done.out and "customers: 0" in done.out, "the complaint is open still"
    assert desk.done("db", "erase-personal", "--before", "today", "--yes", "--key", "p1", **NEXT_DAY).out == done.out
    path = Path(os.environ["FRONTDESK_DB"])
    assert found_in_files(path, ["Martita", "mother"]) == []
    assert {word for _, word in found_in_files(path, ["Marta Gómez", "greeted", "Tuesday"])} == {
        "Marta Gómez",
        "greeted",
        "Tuesday",
    }
    assert _figures(desk)["visits"] == figures["visits"]
    desk.done("db", "verify", **NEXT_DAY)
    spoken = desk.done("db", "erase-personal", "--before", "today", "--yes", "--lang", "es", **NEXT_DAY)
    assert spoken.out.startswith("Borrado de los días anteriores a")
    use_language("en")
