"""The letter that acknowledges a complaint: in the customer's language, as text and as PDF; it records nothing."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from frontdesk.domain.templates import LETTER_PLACEHOLDERS
from tests.cli.program import Program

HOUSE = """
[site]
name = { en = "Example House", es = "Casa Ejemplo" }
language = "LANGUAGE"
zone = "America/Lima"
"""
HOSTILE = "\x1b[2J [red]x[/] {number} %s =1+1 \u202e 日本 🙂 \x00 " + "long" * 60


@pytest.fixture
def house(desk: Program, own_machine: Path) -> Program:
    """An English house."""
    _speaks(own_machine, "en")
    return desk


def _speaks(folder: Path, language: str, more: str = "") -> None:
    (folder / "frontdesk.toml").write_text(HOUSE.replace("LANGUAGE", language) + more, encoding="utf-8")


def _open(house: Program, *more: str, text: str = "It broke again.") -> None:
    open_ = ("complaint", "open", "--cause", "reliability", f"--text={text}", "--remedy", "a new one")
    house.done(*open_, "--kind", "treatment", "--owner", "Rosa", *more)


def _letter(house: Program, *more: str) -> str:
    return house.done("complaint", "letter", "Q-2026-0001", *more).out


def test_it_says_what_was_said_until_when_and_who(house: Program) -> None:
    _open(house)
    assert _letter(house) == (
        "Example House\n\nSunday 22 November 2026\n\nYour complaint about the treatment Q-2026-0001\n\n"
        "Dear customer,\n\n"
        "Thank you for telling us. On Sunday 22 November 2026 we received your complaint\n"
        "about the treatment, and it has the number Q-2026-0001.\n\n"
        "What you told us: It broke again.\n\nWhat you ask for: a new one\n\n"
        "You will have our answer by Wednesday 25 November 2026 at the latest.\n\n"
        "Your complaint about the treatment is in the hands of Rosa.\n\n"
        "Please give the number when you speak or write to us.\n\nYours sincerely,\nExample House\n"
    )


def test_it_is_in_the_customers_language_else_in_the_one_asked_for_else_in_the_houses(
    house: Program, own_machine: Path
) -> None:
    house.done("customer", "add", "--name", "José Núñez", "--speaks", "es", "--id", "C1")
    _open(house, "--customer", "C1")
    _open(house)
    for words in ((), ("--lang", "en"), ("--lang", "es")):
        mine = _letter(house, *words)
        assert "Estimado/a José Núñez:" in mine and "recibimos su queja," in mine
        assert "a más tardar el miércoles 25 de noviembre de 2026." in mine
    other = ("complaint", "letter", "Q-2026-0002")
    assert "Dear customer," in house.done(*other, FRONTDESK_LANG="es").out, "the letter is not for who prints it"
    assert "Estimado/a cliente:" in house.done(*other, "--lang", "es").out
    _speaks(own_machine, "es")
    assert "Estimado/a cliente:" in house.done(*other).out
    assert "Dear customer," in house.done(*other, "--lang", "en").out


def test_the_name_is_that_of_the_check_in_where_there_is_no_file(house: Program) -> None:
    house.done("check-in", "--service", "information", "--name", "Ann [/x]")
    _open(house, "--visit", "I001")
    assert "Dear Ann [/x]," in _letter(house)


def test_a_line_of_which_nothing_is_known_is_left_out(house: Program) -> None:
    house.done("complaint", "open", "--kind", "praise", "--cause", "courtesy", "--text", "So kind!")
    letter = _letter(house)
    assert "What you ask for" not in letter and "in the hands" not in letter and "\n\n\n" not in letter
    assert "Your praise Q-2026-0001" in letter


def test_what_was_answered_is_no_longer_promised_an_answer(house: Program) -> None:
    _open(house, "--resolve", "Sorry.")
    assert "You will have our answer" not in _letter(house)


def test_making_it_records_nothing_and_says_what_does(house: Program) -> None:
    _open(house)
    before = house.json("complaint", "show", "Q-2026-0001")
    made = house.done("complaint", "letter", "q-2026-0001")
    assert "“frontdesk complaint acknowledge Q-2026-0001”" in made.err
    assert house.json("complaint", "show", "Q-2026-0001") == before
    later = {"FRONTDESK_NOW": "2026-11-24T09:00:00-05:00"}
    house.done("complaint", "letter", "Q-2026-0001", **later)
    assert house.json("status", **later)["day"] == "2026-11-22", "no day is opened, and none is closed"


def test_both_at_once_where_that_is_asked_for(house: Program) -> None:
    _open(house)
    words = ("complaint", "letter", "Q-2026-0001", "--acknowledge", "--staff", "Ana", "--key", "k")
    first = house.json(*words)
    assert (first["complaint"], first["state"], first["language"]) == ("Q-2026-0001", "acknowledged", "en")
    assert first["letter"].startswith("Example House\n")
    assert house.json(*words) == first, "the same key does it once"
    (step,) = house.json("complaint", "show", "Q-2026-0001")["steps"]
    assert (step["kind"], step["staff"]) == ("acknowledged", "Ana")
    again = house("complaint", "letter", "Q-2026-0001", "--acknowledge", "--out", "l.txt")
    assert (again.code, Path("l.txt").exists()) == (3, False), "it is acknowledged already"


def test_a_file_is_written_whole_and_never_over_another(house: Program) -> None:
    _open(house)
    words = ("complaint", "letter", "Q-2026-0001", "--format", "pdf", "--out", "letter.pdf")
    house.done(*words)
    first = Path("letter.pdf").read_bytes()
    refused = house(*words)
    assert (refused.code, "--force" in refused.err) == (2, True)
    house.done(*words, "--force")
    assert Path("letter.pdf").read_bytes() == first
    assert [path.name for path in Path().iterdir() if "letter" in path.name] == ["letter.pdf"]
    assert house("complaint", "letter", "Q-2026-0001", "--out", "nowhere/l.txt").code == 2
    assert house("complaint", "letter", "Q-2026-0001", "--format", "pdf", "--json").code == 2
    assert house("complaint", "letter", "Q-2026-0001", "--format", "html").code == 2
    assert house("complaint", "letter", "Q-2026-0009").code == 3


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_pdf_says_the_same_on_the_houses_paper(house: Program, own_machine: Path, paper: str) -> None:
    own = (own_machine / "frontdesk.toml").read_text(encoding="utf-8").replace("[site]", f'[site]\npaper = "{paper}"')
    (own_machine / "frontdesk.toml").write_text(own, encoding="utf-8")
    house.done("customer", "add", "--name", "José Núñez", "--speaks", "es", "--id", "C1")
    _open(house, "--customer", "C1")
    house.done("complaint", "letter", "Q-2026-0001", "--format", "pdf", "--out", "l.pdf")
    reader = PdfReader(io.BytesIO(Path("l.pdf").read_bytes()))
    (page,) = reader.pages
    assert round(float(page.mediabox.width)) == {"a4": 595, "letter": 612}[paper]
    assert page.extract_text().split() == _letter(house).split()
    assert reader.metadata is not None and reader.metadata.title == "Q-2026-0001"


def test_a_long_story_takes_as_many_pages_as_it_needs(house: Program) -> None:
    _open(house, text="so it was. " * 900)
    house.done("complaint", "letter", "Q-2026-0001", "--format", "pdf", "--out", "l.pdf")
    pages = PdfReader("l.pdf").pages
    assert len(pages) == 3
    assert pages[1].extract_text().rstrip().endswith("2 / 3")
    assert " ".join(page.extract_text() for page in pages).split().count("was.") == 900


def test_hostile_words_do_no_harm(house: Program) -> None:
    house.done("customer", "add", f"--name={HOSTILE}", "--id", "C1")
    _open(house, "--customer", "C1", text=HOSTILE)
    letter = _letter(house)
    assert not set(letter) & set("\x1b\u202e\x00")
    assert "[red]x[/] {number} %s =1+1" in letter and "日本 🙂" in letter
    assert max(map(len, letter.splitlines())) <= 80
    house.done("complaint", "letter", "Q-2026-0001", "--format", "pdf", "--out", "l.pdf")
    assert "[red]x[/] {number} %s =1+1" in PdfReader("l.pdf").pages[0].extract_text()


def test_the_house_says_it_its_own_way(house: Program, own_machine: Path) -> None:
    wished = "|".join(f"{{{name}}}" for name in LETTER_PLACEHOLDERS)
    _speaks(own_machine, "en", f'[texts]\nletter = "{{{{ {wished} }}}}"\n')
    _open(house)
    assert " ".join(_letter(house).split()) == (
        "{ Example House|Sunday 22 November 2026|Q-2026-0001|complaint about the treatment|customer|"
        "Sunday 22 November 2026|It broke again.|a new one|Wednesday 25 November 2026|Rosa }"
    )
