"""What customers think: the answer, what may be added to it, extra steps, and the review of the standards."""

from __future__ import annotations

from typing import Any

import pytest

from frontdesk.cli import completion
from frontdesk.cli.standards import what_follows
from frontdesk.reports.satisfaction import Answers, in_bands
from frontdesk.reports.standards_review import where_it_falls
from tests.cli.program import Program

ANSWER = {"visit", "number", "state", "counter", "at"}


@pytest.fixture
def served(desk: Program) -> Program:
    """I001 was served at counter 3 to the end."""
    desk.done("check-in", "--service", "information")
    desk.done("counter", "open", "--counter", "3", "--staff", "Ana")
    for verb in ("call", "start", "finish"):
        desk.done(verb, "--counter", "3")
    return desk


def visit(desk: Program) -> dict[str, Any]:
    found: dict[str, Any] = desk.json("visit", "show", "I001")
    names = ("rating", "rating_factor", "would_return", "extra_steps")
    return {name: found[name] for name in names}


def test_one_word_is_an_answer_and_it_is_of_the_last_one_served(served: Program) -> None:
    assert set(served.json("rate", "5", "--counter", "3")) >= ANSWER
    assert visit(served) == {"rating": 5, "rating_factor": None, "would_return": None, "extra_steps": 0}


def test_what_is_added_stands_with_it_and_a_later_answer_takes_its_place(served: Program) -> None:
    words = ("--visit", "I001", "--factor", "courtesy", "--come-back", "no", "--key", "a")
    assert served.json("rate", "2", *words) == served.json("rate", "2", *words)
    assert visit(served)["would_return"] is False
    told = served.done("visit", "show", "I001").out
    assert "Rated 2 of 5. What mattered: Courtesy. Would not come back." in told
    served.done("rate", "4", "--visit", "I001", "--come-back", "yes")
    assert visit(served) == {"rating": 4, "rating_factor": None, "would_return": True, "extra_steps": 0}
    found = served.json("report")["satisfaction"]
    assert (found["n"], found["mean"], found["top2"]) == (1, 4.0, 1.0)
    assert found["would_return"] == {"n": 1, "yes": 1, "share": 1.0}
    assert found["by_factor"] == {}
    assert found["by_wait"][0] == {"over_s": 0, "most_s": 300, "n": 1, "mean": 4.0, "top2": 1.0}
    log = served.done("visits").out.splitlines()
    row = dict(zip(log[0].split(","), log[1].split(","), strict=True))
    assert (row["rating"], row["rating_factor"], row["would_return"]) == ("4", "", "yes")


def test_an_extra_step_is_written_down_with_or_without_a_word(served: Program) -> None:
    assert set(served.json("extra-step", "=1+1 Ann [/x]", "--counter", "3", "--key", "k")) >= ANSWER
    served.done("extra-step", "=1+1 Ann [/x]", "--counter", "3", "--key", "k")
    assert served.done("extra-step", "--visit", "I001").out == "I001: the extra step is written down.\n"
    assert visit(served)["extra_steps"] == 2
    assert "An extra step was taken: =1+1 Ann [/x]" in served.done("visit", "show", "I001").out
    assert served.json("report")["satisfaction"]["extra_steps"]["visits"] == 1
    assert served.done("undo", "--counter", "3").out == "Counter 3: the extra step was undone.\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("rate",), "The screen for customers needs a terminal. Write an answer down with a verb, such as “frontdesk"),
        (("rate", "--json"), "The score is missing."),
        (("rate", "--factor", "courtesy"), "The score is missing."),
        (("rate", "6", "--visit", "I001"), "A rating of 6 is not possible. Allowed: 1 to 5."),
        (("rate", "five", "--visit", "I001"), "1..5: “five” is not a whole number."),
        (("rate", "4", "--visit", "I001", "--come-back", "perhaps"), "--come-back: There is no value “perhaps”."),
        (("rate", "4", "--visit", "I001", "--factor", "courtesi"), "--factor: There is no cause “courtesi”."),
        (("standards", "comment", "--standard", "segment=vpi", "x"), "Did you mean “segment=vip”?"),
        (("standards", "comment", "--standard", "everyone", " "), "The text is empty."),
        (("standards", "review", "--from", "2026-11-02", "--to", "2026-11-01"), "The range ends before it begins."),
    ],
)
def test_what_cannot_be_is_refused_by_its_option(served: Program, words: tuple[str, ...], said: str) -> None:
    ran = served(*words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_nobody_has_been_served_yet(desk: Program) -> None:
    desk.done("counter", "open", "--counter", "3", "--staff", "Ana")
    assert desk("rate", "5", "--counter", "3").code == 3


def test_the_standards_are_listed_by_name(desk: Program) -> None:
    names = [one["standard"] for one in desk.json("standards", "list")["standards"]]
    assert names == ["everyone", "segment=vip", "segment=gold", "segment=internal"]
    assert [name for name, _ in completion.standards(None, "segment=g")] == ["segment=gold"]  # type: ignore[arg-type]
    assert "Oro" in desk.done("standards", "list", "--lang", "es").out


def test_the_review_shows_what_was_promised_attained_answered_and_said(served: Program) -> None:
    served.done("rate", "5", "--counter", "3", "--factor", "courtesy")
    words = ("standards", "comment", "--standard", "everyone", "Ten minutes [/x] is long", "--staff", "Ana")
    assert set(served.json(*words, "--key", "c")) >= ANSWER
    assert served.json(*words, "--key", "c") == served.json(*words, "--key", "c")
    out = served.done("standards", "review").out
    for said in (
        "Everyone: wait at most 10:00, for 80 %   [everyone]",
        "Attained: 100.0 % within it (n 1), P90 0:00 (n 1).",
        "too few answers",
        "Sun 22 Nov 2026 Ana: “Ten minutes [/x] is long”",
        "Courtesy",
    ):
        assert said in out
    found = served.json("standards", "review", "--from", "2026-11-22", "--to", "2026-11-22")
    assert (found["kind"], found["from"], found["to"]) == ("standards_review", "2026-11-22", "2026-11-22")
    everyone = found["standards"][0]
    assert (everyone["wait_s"], everyone["attained"]["level"], everyone["verdict"]) == (600, 1.0, "too_few")
    assert (everyone["proposed_s"], everyone["by_wait"][0]["enough"]) == (None, False)
    assert [one["text"] for one in everyone["comments"]] == ["Ten minutes [/x] is long"]
    assert found["factors"][0]["verdict"] == "too_few"
    assert "Revisión de los estándares" in served.done("standards", "review", "--lang", "es").out


@pytest.mark.parametrize(
    ("answers", "promised", "said"),
    [
        (((100, 90), (100, 85), (50, 10)), 480, "Proposed: 10:00 instead of 8:00."),
        (((100, 90), (100, 85), (50, 10)), 600, "That is what the house promises."),
        (
            ((100, 90), (100, 85)),
            600,
            "No fall: satisfaction holds however long people waited (88 % gave 4 or 5, n 200).",
        ),
        (((100, 90), (100, 85), (9, 0)), 600, "not up to 10:00 (n 200); beyond it, too few answers (n 9)."),
        (((9, 0),), 600, "Where satisfaction falls: too few answers."),
    ],
)
def test_what_follows_is_said_with_its_evidence(answers: tuple[tuple[int, int], ...], promised: int, said: str) -> None:
    bands = in_bands(Answers(n, 0, top) for n, top in (*answers, *[(0, 0)] * (6 - len(answers))))
    assert str(what_follows(where_it_falls(bands), promised)).endswith(said)
