"""The shell completes verbs, options and the ids of this very house."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import Program, program


def _proposed(*words: str) -> set[str]:
    """What bash is told for a command line whose last word is being typed."""
    ran = program(
        environment={
            "_FRONTDESK_COMPLETE": "complete_bash",
            "COMP_WORDS": " ".join(("frontdesk", *words)),
            "COMP_CWORD": str(len(words)),
        }
    )
    assert (ran.code, ran.err) == (0, "")
    return set(ran.out.split())


def test_verbs_options_and_ids(own_machine: Path) -> None:
    assert {"check-in", "config", "counter", "call", "complaint"} <= _proposed("c")
    assert _proposed("counter", "") == {"open", "pause", "resume", "close"}
    assert {"--service", "--segment"} <= _proposed("check-in", "--se")
    assert _proposed("check-in", "--service", "in") == {"information", "incidents"}
    assert _proposed("check-in", "--segment", "") == {"regular", "gold", "vip", "internal"}
    assert _proposed("call", "--counter", "") == {"1", "2", "3", "4"}
    assert _proposed("counter", "open", "--services", "incidents,in") == {"incidents,information"}
    assert "queue.recall_limit" in _proposed("config", "explain", "queue.")
    (own_machine / "frontdesk.toml").write_text('[[counters]]\nid = "north"\n[[counters]]\nid = "south"\n')
    assert _proposed("call", "--counter", "") == {"north", "south"}
    (own_machine / "other.toml").write_text('[[counters]]\nid = "east"\n')
    assert _proposed("--config", "other.toml", "call", "--counter", "") == {"east"}
    (own_machine / "frontdesk.toml").write_text("[[counters]]\nname = 3\n")
    assert _proposed("call", "--counter", "") == set(), "a broken configuration proposes nothing, and says nothing"


def test_numbers_of_those_who_are_here(desk: Program) -> None:
    desk.done("check-in", "--service", "information")
    desk.done("check-in", "--service", "personal")
    assert _proposed("left", "--visit", "") == {"I001", "A001"}
    assert _proposed("left", "--visit", "a") == {"a001"}, "numbers may be typed in small letters"


def test_numbers_of_the_promises_that_are_still_to_be_kept(desk: Program) -> None:
    for _ in range(3):
        desk.done("promise", "add", "call back", "--by", "2026-11-23")
    desk.done("promise", "keep", "P-2026-0002")
    assert _proposed("promise", "keep", "") == {"P-2026-0001", "P-2026-0003"}
    assert _proposed("promise", "move", "p-2026-0003") == {"p-2026-0003"}


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_for_each_shell(shell: str) -> None:
    ran = program(environment={"_FRONTDESK_COMPLETE": f"source_{shell}"})
    assert (ran.code, "_FRONTDESK_COMPLETE" in ran.out) == (0, True)
