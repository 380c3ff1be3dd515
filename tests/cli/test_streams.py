"""What a program meets between pipes, closed streams, narrow locales and interrupts."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import Program, command, environment, program


@pytest.fixture
def path(desk: Program, tmp_path: Path) -> str:
    """A database in which somebody waits; what is run on it is the real program, each time."""
    desk.done("check-in", "--service", "information", "--name", "Zoë “Ω” 李")
    return str(tmp_path / "desk.db")


@pytest.mark.parametrize("words", [("queue",), ("report",), ("visits",), ("--help",), ("config", "show")])
def test_a_reader_that_stops_reading_hears_no_more(path: str, words: tuple[str, ...]) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        command(*words),
        env=environment(FRONTDESK_DB=path),
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_an_answer_that_cannot_be_written_is_told(path: str) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        done = subprocess.run(
            command("queue"),
            env=environment(FRONTDESK_DB=path),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert done.returncode == 4
    assert done.stderr.count(b"\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (("report",), b"ask again"),
        (("config", "show"), b"ask again"),
        (("check-in", "--service", "information"), b"may be done"),
    ],
)
def test_what_to_do_about_an_answer_that_is_lost_depends_on_whether_something_was_to_be_done(
    path: str, words: tuple[str, ...], remedy: bytes
) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        done = subprocess.run(
            command(*words),
            env=environment(FRONTDESK_DB=path),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert done.returncode == 4
    assert b"Errno" not in done.stderr
    assert b"No space left on device" in done.stderr
    assert remedy in done.stderr
    assert (b"frontdesk queue" in done.stderr) is (remedy == b"may be done")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_hurt_nothing(desk: Program, path: str, closed: str) -> None:
    line = " ".join(command("check-in", "--service", "personal", "--json")) + " " + closed
    done = subprocess.run(
        line, shell=True, env=environment(FRONTDESK_DB=path), capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert len(desk.json("queue", "--db", path)["waiting"]) == 2
    desk.done("db", "verify", "--db", path)


@pytest.mark.parametrize(
    "locale",
    [
        {"LANG": "C", "LC_ALL": "C"},
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
)
def test_a_locale_without_our_letters(path: str, locale: dict[str, str]) -> None:
    variables = locale | {"FRONTDESK_DB": path}
    if locale.get("LC_ALL") == "C":
        os.environ.pop("LC_ALL", None)
    for words in (("queue",), ("status",), ("report",), ("visit", "show", "I001"), ("config", "show"), ("chek-in",)):
        ran = subprocess.run(
            command(*words), env=environment(**variables), capture_output=True, check=False, timeout=60
        )
        assert ran.returncode == (2 if words == ("chek-in",) else 0), ran
        assert b"Traceback" not in ran.stderr
    document = subprocess.run(
        command("visit", "show", "I001", "--json"),
        env=environment(**variables),
        capture_output=True,
        check=False,
        timeout=60,
    )
    encoding = "latin-1" if "latin-1" in locale.values() else "utf-8"
    assert json.loads(document.stdout.decode(encoding))["name"] == "Zoë “Ω” 李"


def test_the_desk_refuses_without_a_terminal(path: str) -> None:
    ran = program("--db", path, "--counter", "1", stdin=subprocess.DEVNULL)
    assert (ran.code, ran.out) == (2, "")
    assert "frontdesk queue" in ran.err


@pytest.mark.parametrize("missing", ["stdin", "stdout"])
def test_half_a_terminal_is_none(path: str, missing: str) -> None:
    ours, theirs = pty.openpty()
    streams: dict[str, int] = {"stdin": theirs, "stdout": theirs, missing: subprocess.DEVNULL}
    done = subprocess.run(
        command(), env=environment(FRONTDESK_DB=path), stderr=subprocess.PIPE, check=False, timeout=60,
        stdin=streams["stdin"], stdout=streams["stdout"],
    )  # fmt: skip
    os.close(ours)
    os.close(theirs)
    assert (done.returncode, b"frontdesk queue" in done.stderr) == (2, True)


def test_an_interrupt_is_no_error_of_ours(path: str) -> None:
    """A verb that waits for another writer is interrupted."""
    script = (
        "import sqlite3, sys, time\n"
        f"held = sqlite3.connect({path!r}, isolation_level=None)\n"
        "held.execute('BEGIN IMMEDIATE')\n"
        "print('held', flush=True)\n"
        "time.sleep(30)"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with subprocess.Popen(
            command("check-in", "--service", "information", "--db", path),
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as waiting:
            _until_it_has_opened(path, waiting.pid)
            waiting.send_signal(signal.SIGINT)
            time.sleep(0.2)
            holder.kill()
            out, err = waiting.communicate(timeout=60)
    assert b"Traceback" not in err
    assert waiting.returncode in (0, 130), (out, err)


def _until_it_has_opened(path: str, pid: int) -> None:
    """Wait until a program has opened a database; where the system does not tell, as long as that may take."""
    files, end = Path(f"/proc/{pid}/fd"), time.monotonic() + 60
    if not files.exists():
        time.sleep(1.5)
        return
    while not any(one.resolve() == Path(path).resolve() for one in files.iterdir()):
        assert time.monotonic() < end, "it does not open it"
        time.sleep(0.01)


def test_narration_never_mixes_with_data(path: str, tmp_path: Path) -> None:
    ran = program("report", "--out", str(tmp_path / "r.txt"), "--db", path)
    assert (ran.code, ran.out) == (0, "")
    assert "r.txt" in ran.err


@pytest.mark.parametrize("words", [(), ("demo",)])
@pytest.mark.parametrize("elsewhere", ["stdin", "stdout", "stderr"])
def test_a_screen_needs_a_terminal_on_all_three_streams(path: str, words: tuple[str, ...], elsewhere: str) -> None:
    """It is painted on stderr: with that in a file there would be nothing to see, and no end."""
    ours, theirs = pty.openpty()
    streams: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), theirs)
    streams[elsewhere] = subprocess.DEVNULL
    try:
        done = subprocess.run(command(*words), env=environment(FRONTDESK_DB=path), check=False, timeout=60, **streams)
        if elsewhere != "stderr":
            assert b"needs a terminal" in os.read(ours, 4096)
    finally:
        os.close(theirs)
        os.close(ours)
    assert done.returncode == 2


def test_a_screen_needs_a_terminal_that_can_place_its_cursor(path: str) -> None:
    ours, theirs = pty.openpty()
    try:
        done = subprocess.run(
            command(),
            env=environment(FRONTDESK_DB=path, TERM="dumb"),
            check=False,
            timeout=60,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
        )
        assert b"needs a terminal" in os.read(ours, 4096)
    finally:
        os.close(theirs)
        os.close(ours)
    assert done.returncode == 2
