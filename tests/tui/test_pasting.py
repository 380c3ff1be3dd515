"""A paste is one text, wherever the terminal cuts it and whatever stands in it."""

from __future__ import annotations

import pytest
from textual import events
from textual.drivers import linux_driver
from textual.message import Message

from frontdesk.tui.pasting import PasteKeepingParser, keep_pastes

BEGIN, END = "\x1b[200~", "\x1b[201~"


def told(*chunks: str) -> list[str]:
    """What the desk hears: ``paste:…`` and the names of keys."""
    parser = PasteKeepingParser()
    heard: list[Message] = [event for chunk in chunks for event in parser.feed(chunk)]
    return [
        f"paste:{event.text}" if isinstance(event, events.Paste) else getattr(event, "key", repr(event))
        for event in heard
    ]


@pytest.mark.parametrize(
    ("pasted", "shown"),
    [
        ("Marta Gómez", "Marta Gómez"),
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x1b[Ad\r", "␛[Ad\r"),
        ("a\x1b", "a␛"),
        ("[201~", "[201~"),
        (f"x{BEGIN}y", "x␛[200~y"),
    ],
)
def test_a_paste_is_text_wherever_it_is_cut(pasted: str, shown: str) -> None:
    sent = f"n{BEGIN}{pasted}{END}d"
    whole = ["n", f"paste:{shown}", "d"]
    assert told(sent) == whole
    assert told(*sent) == whole
    for at in range(1, len(sent)):
        assert told(sent[:at], sent[at:]) == whole, at


def test_keys_are_keys_beside_pastes() -> None:
    assert told("\x1b[A", "\x1b[B", f"{BEGIN}a{END}\x1b[A", "q") == ["up", "down", "paste:a", "up", "q"]
    assert told(f"{BEGIN}a{END}{BEGIN}\x1bb{END}") == ["paste:a", "paste:␛b"]


def test_the_desk_reads_its_terminal_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(vars(linux_driver), "XTermParser", None)  # as it was, afterwards
    keep_pastes()
    assert vars(linux_driver)["XTermParser"] is PasteKeepingParser
