"""The README is held to the program: its key table, its commands, its picture."""

from __future__ import annotations

import re
from pathlib import Path

from frontdesk.cli.verbs import VERBS
from frontdesk.tui.board.actions import board_key_table
from frontdesk.tui.keys import markdown_table

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _between(mark: str) -> str:
    found = re.search(rf"<!-- {mark} -->\n(.*?)<!-- end -->", README, re.DOTALL)
    assert found is not None, f"README.md has no part marked {mark}"
    return found[1].strip()


def test_the_table_of_keys_is_that_of_the_program() -> None:
    assert _between("keys") == markdown_table().strip()
    assert _between("keys of the board") == markdown_table(board_key_table()).strip()


def test_the_gate_runs_the_test_command_of_the_readme() -> None:
    assert "-m pytest" in _between("tests")
    assert "<!-- tests -->" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def _verbs_named() -> set[str]:
    """The verb of every ``frontdesk …`` in the README's code: the first word that is no option and no value of one."""
    verbs = set()
    for words in re.findall(r"(?:^|`)(?:\.venv/bin/)?frontdesk ([^`\n]+)", README, re.MULTILINE):
        left = re.sub(r"--\S+ \S+ ?", "", words).split()
        verbs |= set(left[:1])
    return verbs


def test_every_verb_that_the_readme_names_exists() -> None:
    named = _verbs_named()
    assert {"report", "db", "doctor"} <= named
    assert named <= set(VERBS)


def test_the_picture_is_there() -> None:
    picture = re.search(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert picture is not None
    assert (ROOT / picture[1]).is_file()
