"""The floors of the house, seen in fresh interpreters: what a part imports, and what it must not."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import pytest

import frontdesk.domain
import frontdesk.reports

HEAVY = ("sqlalchemy", "textual", "pydantic", "typer", "alembic", "babel", "psycopg")


def _modules_after(code: str) -> set[str]:
    script = f"import sys\n{code}\nsys.stderr.write('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return {name.partition(".")[0] for name in done.stderr.split()} | set(done.stderr.split())


def _parts_of(package: object) -> str:
    path, name = package.__path__, package.__name__  # type: ignore[attr-defined]
    return "; ".join(f"import {found.name}" for found in pkgutil.walk_packages(path, f"{name}."))


@pytest.mark.parametrize("package", [frontdesk.domain, frontdesk.reports])
def test_domain_and_reports_are_pure(package: object) -> None:
    loaded = _modules_after(_parts_of(package))
    assert sorted(loaded.intersection(HEAVY)) == []


def test_the_version_is_told_before_anything_heavy_is_imported() -> None:
    loaded = _modules_after(
        "sys.argv = ['frontdesk', '--version']\n"
        "from frontdesk.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit as left:\n    assert not left.code"
    )
    assert sorted(loaded.intersection((*HEAVY, "frontdesk.domain", "frontdesk.config"))) == []


def test_a_plain_verb_needs_no_screen_and_no_migrations(tmp_path: object) -> None:
    loaded = _modules_after(
        f"sys.argv = ['frontdesk', '--db', r'{tmp_path}/none.db', 'queue']\n"
        "from frontdesk.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit as left:\n    assert left.code == 4"
    )
    assert sorted(loaded.intersection(("textual", "alembic", "babel", "psycopg"))) == []
