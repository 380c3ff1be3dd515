"""Which file is read, and what follows from what it leaves out."""

from __future__ import annotations

import subprocess
import sys
from datetime import time
from typing import TYPE_CHECKING

import pytest

from frontdesk.config import FILE_NAME, Configuration, find, load, machine_zone, user_file

if TYPE_CHECKING:
    from pathlib import Path


def read(folder: Path, text: str) -> Configuration:
    file = folder / FILE_NAME
    file.write_text(text, encoding="utf-8")
    return load(file, default_zone="UTC")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user without any configuration."""
    for name in ("HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    return tmp_path / "home"


def test_the_nearest_file_is_found_first(home: Path, tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    assert find(None, {}, here) is None
    users = user_file()
    assert users.is_relative_to(home)
    users.parent.mkdir(parents=True)
    users.touch()
    assert find(None, {}, here) == users
    (here / FILE_NAME).touch()
    assert find(None, {}, here) == here / FILE_NAME
    assert find(None, {"FRONTDESK_CONFIG": "other.toml"}, here) == here / "other.toml"
    assert find("named.toml", {"FRONTDESK_CONFIG": "other.toml"}, here) == here / "named.toml"
    assert find(str(tmp_path / "x.toml"), {}, here) == tmp_path / "x.toml"
    assert find(None, {"FRONTDESK_CONFIG": ""}, here) == here / FILE_NAME


@pytest.mark.usefixtures("home")
def test_a_folder_of_that_name_is_no_configuration(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    assert find(None, {}, tmp_path) is None


def test_nothing_said_gives_what_is_built_in(tmp_path: Path) -> None:
    config = read(tmp_path, "")
    assert config.as_dict() == load(None, default_zone="UTC").as_dict()
    assert config.source == tmp_path / FILE_NAME
    assert load(None).source is None


def test_a_mark_at_the_beginning_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    file = tmp_path / FILE_NAME
    file.write_bytes(b'\xef\xbb\xbf[site]\r\nid = "lima"\r\n')
    assert load(file).site.id == "lima"


def test_a_list_replaces_the_built_in_one_and_what_hangs_on_it_follows(tmp_path: Path) -> None:
    config = read(tmp_path, '[[segments]]\nid = "staff"\ninternal = true\n[[segments]]\nid = "vip"\n')
    assert list(config.segments) == ["staff", "vip"]
    assert [one.segment for one in config.standards] == [None, "vip"]
    assert config.desk.default_segment == "staff"


def test_the_default_urgency_is_never_an_emergency(tmp_path: Path) -> None:
    config = read(tmp_path, '[[urgencies]]\nid = "fire"\nemergency = true\n[[urgencies]]\nid = "usual"\n')
    assert config.desk.default_urgency == "usual"


def test_both_ways_of_writing_hours_and_dates_are_read(tmp_path: Path) -> None:
    config = read(tmp_path, '[site]\ncutoff = 03:30:00\n[calendar]\nholidays = ["2026-12-25", 2027-01-01]\n')
    assert config.site.cutoff == time(3, 30)
    assert [day.isoformat() for day in config.calendar.holidays] == ["2026-12-25", "2027-01-01"]


def test_the_zone_of_a_site_that_names_none_is_the_one_given(tmp_path: Path) -> None:
    assert load(None, default_zone="Asia/Tokyo").site.zone == "Asia/Tokyo"
    assert read(tmp_path, '[site]\nzone = "America/Lima"\n').site.zone == "America/Lima"


def test_the_machine_is_asked_for_its_zone(tmp_path: Path) -> None:
    assert machine_zone({}, tmp_path) == "UTC"
    (tmp_path / "timezone").write_text("Europe/Madrid\n", encoding="utf-8")
    assert machine_zone({}, tmp_path) == "Europe/Madrid"
    (tmp_path / "localtime").symlink_to("/usr/share/zoneinfo/America/Lima")
    assert machine_zone({}, tmp_path) == "America/Lima"
    assert machine_zone({"TZ": "Asia/Tokyo"}, tmp_path) == "Asia/Tokyo"
    assert machine_zone({"TZ": ":/usr/share/zoneinfo/Asia/Tokyo"}, tmp_path) == "Asia/Tokyo"
    assert machine_zone({"TZ": f":{tmp_path}/localtime"}, tmp_path) == "America/Lima"
    assert machine_zone({"TZ": "PET5"}, tmp_path) == "UTC"
    (tmp_path / "localtime").unlink()
    (tmp_path / "timezone").write_text("Mars/Olympus", encoding="utf-8")
    assert machine_zone({}, tmp_path) == "UTC"


def test_reading_needs_nothing_heavy() -> None:
    """In a fresh interpreter: what the start path must not pay for."""
    program = (
        "import sys, pathlib, frontdesk.config as c; c.load(None, default_zone='UTC').policy(); "
        "heavy = {'textual', 'sqlalchemy', 'alembic', 'tomlkit', 'platformdirs', 'typer', 'babel'}; "
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
