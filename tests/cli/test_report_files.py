"""Where reports go: formats side by side, named so that a line in cron can run every night; nothing is lost."""

from __future__ import annotations

import io
import os
import sqlite3
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from frontdesk.i18n import use_language
from frontdesk.reports.formats import ENDINGS
from tests.cli.program import Program, program

DAY = "Main-branch-2026-11-22-en"
NAME = "=HYPERLINK(1) \x1b[2J"


@pytest.fixture
def busy(desk: Program) -> Program:
    """A desk with one visit under a hostile name, removed with a hostile reason."""
    desk.done("check-in", "--service", "information", "--name", NAME)
    desk.done("remove", "--visit", "I001", "--reason", "@SUM(A1)")
    return desk


def test_a_night_of_cron(busy: Program, own_machine: Path) -> None:
    (own_machine / "out").mkdir()
    busy.done("report", "--day", "today", "--out", "out", "--format", "pdf,xlsx")
    assert sorted(path.name for path in (own_machine / "out").iterdir()) == [f"{DAY}.pdf", f"{DAY}.xlsx"]
    assert len(PdfReader(own_machine / "out" / f"{DAY}.pdf").pages) == 1
    again = busy("report", "--day", "today", "--out", "out", "--format", "pdf,xlsx")
    assert (again.code, "already exists" in again.err) == (2, True)
    busy.done("report", "--day", "today", "--out", "out", "--format", "pdf,xlsx", "--force")
    busy.done("report", "--yesterday", "--out", "out", "--format", "pdf", "--lang", "es")
    use_language("en")
    assert (own_machine / "out" / "Oficina-principal-2026-11-21-es.pdf").is_file()


def test_the_night_closes_the_day_that_nobody_has_closed(desk: Program, own_machine: Path) -> None:
    """The line in cron comes after the cut-off, and before anybody else: its report is the final one."""
    desk.done("check-in", "--service", "information")
    night = {"FRONTDESK_NOW": "2026-11-23T04:15:00-05:00"}
    assert "not closed" in desk.done("report", "--day", "2026-11-22").out
    found = desk.json("report", "--yesterday", **night)
    assert (found["visits"]["arrived"], found["visits"]["open"]) == (1, 1)
    assert desk.json("verify-seal", found["seal"], "--day", "2026-11-22", **night)["ok"]
    assert found["as_of"] == "2026-11-23T09:00:00Z", "it is closed at the cut-off, not when somebody asks"
    assert desk.json("report", "--yesterday", **night)["seal"] == found["seal"]
    with sqlite3.connect(os.environ["FRONTDESK_DB"]) as connection:
        assert connection.execute("SELECT day FROM day").fetchall() == [("2026-11-22",)], "nobody came since"

    morning = {"FRONTDESK_NOW": "2026-11-23T08:00:00-05:00"}
    assert desk.json("check-in", "--service", "information", **morning)["number"] == "I002", "I001 still waits"
    today = desk.json("report", **morning)
    assert (today["visits"]["arrived"], today["visits"]["carried_in"]) == (1, 1)
    desk.done("db", "verify", **morning)


def test_a_day_that_cannot_be_closed_is_reported_all_the_same(desk: Program) -> None:
    """A fixed clock does not write to a live database; what it reports is told as what it is."""
    desk.done("check-in", "--service", "information")
    with sqlite3.connect(os.environ["FRONTDESK_DB"]) as connection:
        connection.execute("UPDATE about SET value = 'live' WHERE key = 'origin'")
    ran = desk.done("report", "--day", "2026-11-22", FRONTDESK_NOW="2026-11-23T04:15:00-05:00")
    assert "1 arrived" in ran.out
    assert "as of 04:00, not closed" in ran.out


def test_the_house_says_on_which_paper_it_prints(busy: Program, own_machine: Path) -> None:
    (own_machine / "frontdesk.toml").write_text('[site]\npaper = "letter"\n', encoding="utf-8")
    busy.done("report", "--out", "american", "--format", "pdf,xlsx", "--config", "frontdesk.toml")
    page = PdfReader(own_machine / "american" / f"{DAY}.pdf").pages[0]
    assert (page.mediabox.width, page.mediabox.height) == (612, 792)
    book = load_workbook(own_machine / "american" / f"{DAY}.xlsx")
    assert {sheet.page_setup.paperSize for sheet in book} == {1}
    (own_machine / "frontdesk.toml").write_text('[site]\npaper = "a3"\n', encoding="utf-8")
    refused = busy("report", "--config", "frontdesk.toml")
    assert (refused.code, "paper" in refused.err, "letter" in refused.err) == (2, True, True)


def test_every_format_at_once_into_a_folder_that_is_made(busy: Program, own_machine: Path) -> None:
    busy.done("report", "--out", "all", "--format", ",".join(ENDINGS))
    found = sorted(path.name for path in (own_machine / "all").iterdir())
    assert found == sorted([f"{DAY}-csv", *(f"{DAY}.{end}" for end in ENDINGS.values() if end != "csv")])
    assert (own_machine / "all" / f"{DAY}.txt").read_text() == busy.done("report").out
    assert busy("report", "--out", "all", "--format", "csv,json").code == 2
    busy.done("report", "--out", "all", "--format", "csv,json", "--force")


def test_csv_is_a_folder_or_a_zip(busy: Program, own_machine: Path) -> None:
    busy.done("report", "--format", "csv", "--out", "tables")
    busy.done("report", "--format", "csv", "--out", "tables.zip")
    with zipfile.ZipFile(own_machine / "tables.zip") as packed:
        names = sorted(packed.namelist())
        assert packed.read("removed.csv") == (own_machine / "tables" / "removed.csv").read_bytes()
    assert names == sorted(path.name for path in (own_machine / "tables").iterdir())
    assert "'@SUM(A1)" in (own_machine / "tables" / "removed.csv").read_text()
    assert busy("report", "--format", "csv", "--out", "tables").code == 2
    assert busy("report", "--format", "csv", "--out", "tables.zip").code == 2
    busy.done("report", "--format", "csv", "--out", "tables", "--force")


def test_one_format_goes_to_a_file_or_into_a_folder(busy: Program, own_machine: Path) -> None:
    busy.done("report", "--format", "html", "--out", "page.html")
    busy.done("report", "--format", "html", "--out", ".")
    assert (own_machine / "page.html").read_bytes() == (own_machine / f"{DAY}.html").read_bytes()
    assert busy("report", "--format", "html,md", "--out", "page.html").code == 2, "a file is no folder"
    (own_machine / f"{DAY}.md").mkdir()
    assert busy("report", "--format", "md", "--out", ".").code == 2


def test_the_ending_of_a_file_tells_its_format(busy: Program, own_machine: Path) -> None:
    for name, begins in (
        ("a.pdf", b"%PDF"), ("a.XLSX", b"PK"), ("a.htm", b"<!doctype html"), ("a.json", b"{"), ("a.zip", b"PK"),
        ("a.md", b"#"),
    ):  # fmt: skip
        busy.done("report", "--out", name)
        assert (own_machine / name).read_bytes().lstrip()[: len(begins)] == begins, name
    text = busy.done("report").out
    for name in ("a.txt", "plain", "a.d", "a.2026-11-22"):
        busy.done("report", "--out", name)
        assert (own_machine / name).read_text() == text, name
    refused = busy("report", "--out", "tables.csv")
    assert (refused.code, "tables.csv is not a folder" in refused.err, ".zip" in refused.err) == (2, True, True)
    (own_machine / "folder.pdf").mkdir()
    busy.done("report", "--out", "folder.pdf")
    assert (own_machine / "folder.pdf" / f"{DAY}.txt").read_text() == text


def test_a_format_that_the_ending_contradicts_is_refused(busy: Program, own_machine: Path) -> None:
    for format_, name in (("html", "x.pdf"), ("pdf", "x.txt"), ("text", "x.csv"), ("csv", "x.xlsx"), ("pdf", "x.zip")):
        refused = busy("report", "--format", format_, "--out", name)
        assert (refused.code, "--out" in refused.err, format_ in refused.err) == (2, True, True), (format_, name)
        assert not (own_machine / name).exists()
    assert busy("report", "--json", "--out", "x.pdf").code == 2
    busy.done("report", "--format", "html", "--out", "page.of-the-day")
    assert (own_machine / "page.of-the-day").read_bytes().startswith(b"<!doctype html")


def test_a_day_to_come_has_not_begun(desk: Program) -> None:
    desk.done("check-in", "--service", "information")
    told = desk.done("report", "--day", "2026-11-24").out
    assert "not begun yet" in told
    assert "not closed" not in told
    assert "It has not begun, so there is nothing to measure." in told or "1 carried in" in told
    assert "not begun yet" in desk.done("report", "--day", "2026-11-23").out
    assert "not closed" in desk.done("report").out
    assert "not closed" in desk.done("report", "--from", "2026-11-22", "--to", "2026-11-24").out


def test_names_only_where_they_are_asked_for(busy: Program, own_machine: Path) -> None:
    for kind in ("text", "md", "html", "json"):
        assert "HYPERLINK" not in busy.done("report", "--format", kind).out
        assert "HYPERLINK" in busy.done("report", "--format", kind, "--names").out
        assert "\x1b" not in busy.done("report", "--format", kind, "--names").out
    busy.done("report", "--format", "xlsx,csv,pdf", "--names", "--out", "named")
    busy.done("report", "--format", "xlsx,csv,pdf", "--out", "bare")
    cells = [str(cell.value) for sheet in load_workbook(own_machine / "named" / f"{DAY}.xlsx") for row in sheet.rows
             for cell in row]  # fmt: skip
    assert "'=HYPERLINK(1) ␛[2J" in cells
    assert "'=HYPERLINK(1) ␛[2J" in (own_machine / "named" / f"{DAY}-csv" / "names.csv").read_text()
    assert "HYPERLINK" in PdfReader(own_machine / "named" / f"{DAY}.pdf").pages[0].extract_text()
    for path in (own_machine / "bare").rglob("*.*"):
        assert b"HYPERLINK" not in path.read_bytes()
    assert not (own_machine / "bare" / f"{DAY}-csv" / "names.csv").exists()
    assert "HYPERLINK" not in PdfReader(own_machine / "bare" / f"{DAY}.pdf").pages[0].extract_text()


def test_what_is_binary_goes_through_a_pipe_and_not_to_a_terminal(
    busy: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    with monkeypatch.context() as patched:
        patched.setattr("sys.stdout", Terminal())
        ran = busy("report", "--format", "pdf")
    assert (ran.code, "cannot be shown in a terminal" in ran.err) == (2, True)
    with (tmp_path / "piped.pdf").open("wb") as file:
        import subprocess

        from tests.cli.program import command, environment

        subprocess.run(command("report", "--format", "pdf"), env=environment(), stdout=file, check=True, timeout=60)
    assert len(PdfReader(tmp_path / "piped.pdf").pages) == 1


@pytest.mark.parametrize(
    ("kind", "needed"), [("text", ()), ("html", ()), ("json", ()), ("xlsx", ("xlsxwriter",)), ("pdf", ("reportlab",))]
)
def test_a_format_imports_only_what_it_needs(busy: Program, kind: str, needed: tuple[str, ...], tmp_path: Path) -> None:
    import subprocess
    import sys

    from tests.cli.program import environment

    code = (
        "import sys\nfrom frontdesk.cli.run import run\n"
        f"assert run(['report', '--format', '{kind}', '--out', r'{tmp_path / 'made'}']) == 0\n"
        "print(*sorted({'xlsxwriter', 'reportlab', 'jinja2', 'textual', 'babel', 'alembic'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=True, timeout=60
    )
    assert tuple(done.stdout.split()) == needed


def test_the_shell_knows_the_formats() -> None:
    ran = program(
        environment={"_FRONTDESK_COMPLETE": "complete_bash", "COMP_WORDS": "frontdesk report --format pdf,x",
                     "COMP_CWORD": "3"}
    )  # fmt: skip
    assert ran.out.split() == ["pdf,xlsx"]
