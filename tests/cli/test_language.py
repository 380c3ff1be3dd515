"""Which language it answers in, and that every word of ours can be translated."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import pytest

from frontdesk.cli.language import chosen_language
from tests.cli.program import Program
from tests.cli.test_verbs import TRIALS, all_verbs


class Marked(gettext.NullTranslations):
    """A language in which every message is itself between two signs: what has none was not translated."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧" if message else ""

    def ngettext(self, one: str, many: str, n: int) -> str:
        return f"⟦{one if n == 1 else many}⟧"


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gettext, "translation", lambda *_args, **_options: Marked())


def _untranslated(text: str) -> str:
    """What is left of a text without what was translated."""
    while "⟦" in text:
        text, before = re.sub(r"⟦[^⟦⟧]*⟧", "", text), text
        if text == before:
            break
    return text


@pytest.mark.usefixtures("marked")
def test_no_word_of_the_help_stays_as_it_is(desk: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "2000")
    monkeypatch.setattr("frontdesk.cli.grammar._WIDEST", 2000)
    for words in [(), *all_verbs(desk)]:
        if words and words[0] in TRIALS:
            continue
        text = _untranslated(desk.done(*words, "--help").out)
        kept = re.sub(r"--[a-z-]+|frontdesk|[|,:\[\]\s]", " ", text)
        names = {"en", "es", "text", "json", *(part for one in all_verbs(desk) for part in one)}
        assert [word for word in kept.split() if word not in names and word not in TRIALS] == [], words


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize(
    "words",
    [
        ("chek-in",), ("check-in",), ("queue", "x"), ("counter",), ("call", "--counter", "1"), (), ("queue",),
        ("queue", "--db", "/no/x"), ("check-in", "--service", "informatio"), ("rate", "9", "--visit", "I001"),
        ("report", "--format", "csv"), ("report", "--format", "md"), ("status",),
        ("say", "--visit", "I001"), ("complaint", "list"), ("promise", "list"), ("visit", "show", "I001"), ("doctor",),
    ],
)  # fmt: skip
def test_no_sentence_stays_as_it_is(desk: Program, words: tuple[str, ...]) -> None:
    desk.done("check-in", "--service", "information")
    ran = desk(*words)
    assert "⟦" in ran.out + ran.err


@pytest.mark.parametrize(
    ("arguments", "environment", "file", "language"),
    [
        ([], {}, "", "en"),
        ([], {}, '[site]\nlanguage = "es"', "es"),
        ([], {"FRONTDESK_LANG": "en"}, '[site]\nlanguage = "es"', "en"),
        (["queue", "--lang", "en"], {"FRONTDESK_LANG": "es"}, "", "en"),
        (["--lang=es", "queue"], {}, "", "es"),
        (["note", "--", "--lang", "es"], {}, "", "en"),
        ([], {"FRONTDESK_LANG": "es_PE.UTF-8"}, "", "es"),
        ([], {"FRONTDESK_LANG": "fr"}, '[site]\nlanguage = "es"', "es"),
        (["--lang", "fr"], {}, "", "en"),
        ([], {}, "this is no TOML [", "en"),
        ([], {}, "site = 3", "en"),
        ([], {}, '[site]\nlanguage = ["es"]', "en"),
        (["--config", "none.toml"], {}, '[site]\nlanguage = "es"', "en"),
    ],
)
def test_the_language_is_that_of_the_nearest_wish(
    own_machine: Path, arguments: list[str], environment: dict[str, str], file: str, language: str
) -> None:
    (own_machine / "frontdesk.toml").write_text(file)
    assert chosen_language(arguments, environment) == language


def test_labels_follow_the_language(desk: Program, own_machine: Path) -> None:
    desk.done("check-in", "--service", "information")
    assert "Información" in desk.done("queue", "--lang", "es").out
    assert "Información" in desk.done("queue", FRONTDESK_LANG="es").out
    (own_machine / "frontdesk.toml").write_text('[site]\nlanguage = "es"\n')
    assert "Información" in desk.done("queue").out
    assert "Information" in desk.done("--lang", "en", "queue").out
