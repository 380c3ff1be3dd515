"""What a verb imports, seen in a fresh interpreter: only what it needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from frontdesk.cli.verbs import VERBS
from tests.cli.program import Program, environment

NEVER = {"textual", "alembic", "rich", "babel", "psycopg", "sqlalchemy.dialects.postgresql"}
HEAVY = NEVER | {"sqlalchemy", "pydantic"}


def _loaded(*words: str) -> set[str]:
    script = (
        "import sys\n"
        "from frontdesk.__main__ import main\n"
        f"sys.argv = {['frontdesk', *words]!r}\n"
        "try:\n    main()\nexcept SystemExit as left:\n    assert not left.code, left.code\n"
        "sys.stderr.write('\\n'.join(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment(), capture_output=True, check=True, timeout=60
    )
    return set(done.stderr.decode().split("\n"))


def test_the_version_needs_nothing_at_all() -> None:
    loaded = _loaded("--version")
    assert loaded.isdisjoint(HEAVY | {"typer", "frontdesk.cli", "frontdesk.domain", "frontdesk.config"})


def test_help_needs_nothing_heavy() -> None:
    assert _loaded("--help").isdisjoint(HEAVY)


@pytest.mark.parametrize("verb", sorted(set(VERBS) - {"replay", "demo", "bench"}))
def test_the_help_of_a_verb_needs_nothing_heavy(verb: str) -> None:
    assert _loaded(verb, "--help").isdisjoint(HEAVY)


@pytest.mark.parametrize(
    "words", [("check-in", "--service", "information"), ("queue",), ("report",), ("config", "check")]
)
def test_a_plain_verb_needs_no_screen_and_no_migrations(desk: Program, words: tuple[str, ...]) -> None:
    assert _loaded(*words).isdisjoint(NEVER)
