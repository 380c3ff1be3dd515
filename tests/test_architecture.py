"""The floors of the house, seen in fresh interpreters: what a part imports, and what it must not."""

from __future__ import annotations

import ast
import pkgutil
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import frontdesk.domain
import frontdesk.reports

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAVY = ("sqlalchemy", "textual", "pydantic", "typer", "alembic", "babel", "psycopg")

PACKAGE = Path(frontdesk.__file__).parent


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


def test_a_report_needs_no_desk_and_no_rules(tmp_path: Path) -> None:
    """A night's line in cron, or a page for a manager, is not to wait for what only a command needs."""
    loaded = _modules_after(
        "from frontdesk.store.engine import Address\n"
        "from frontdesk.store.migrations import create\n"
        f"create(Address.of(r'{tmp_path}/desk.db'))\n"
        f"sys.argv = ['frontdesk', '--db', r'{tmp_path}/desk.db', 'report', '--format', 'html']\n"
        "sys.argv += ['--out', r'" + str(tmp_path / "out.html") + "']\n"
        "from frontdesk.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit as left:\n    assert not left.code"
    )
    assert (tmp_path / "out.html").is_file()
    not_needed = ("frontdesk.desk", "frontdesk.domain.rules", "frontdesk.domain.commands", "frontdesk.domain.day")
    assert sorted(loaded.intersection((*not_needed, "reportlab", "xlsxwriter", "alembic", "babel", "textual"))) == []


def _modules() -> dict[str, Path]:
    """Every module of the house but those of the screens: they hold the app, which holds them."""
    names = {path: ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts) for path in PACKAGE.rglob("*.py")}
    return {
        name.removesuffix(".__init__"): path for path, name in names.items() if not name.startswith("frontdesk.tui.")
    }


def _imported(path: Path, modules: dict[str, Path]) -> Iterator[str]:
    """The modules that a file imports at its top, in functions, and for types alone."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names if one.name in modules)
        elif isinstance(node, ast.ImportFrom):
            inside = [f"{node.module}.{one.name}" for one in node.names]
            yield from (one if one in modules else str(node.module) for one in inside)


def test_imports_run_one_way() -> None:
    """Also those for types alone, and those in functions: what is named in a circle is one thing in several files."""
    modules = _modules()
    try:
        TopologicalSorter({name: {*_imported(path, modules)} - {name} for name, path in modules.items()}).prepare()
    except CycleError as circle:
        pytest.fail(" <- ".join(circle.args[1]))
