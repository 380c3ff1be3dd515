"""Names that want to be interpreted: nothing crashes, nothing is obeyed, nothing is lost that can be shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from frontdesk.plain_text import made_visible
from tests.cli.program import Program, program

HOSTILE = {
    "markup": "Ann [/x]",
    "brackets": "[VIP] O'Neil",
    "formula": "=cmd|' /C calc'!A0",
    "escape": "\x1b[31mred\x1b[0m\x1b]0;title\x07",
    "direction": "abc\u202edcba\u2066x",
    "nul": "a\0b",
    "surrogate": "lone \udcff\ud800 one",
    "long": "x" * 10_000,
    "cjk": "王小明 田中さん",
    "empty": "",
    "blank": "   ",
    "newlines": "one\ntwo\r\nthree\ttab",
    "c1": "a\x9b31mb\x85c",
    "format": "{number} %s {0} ${x}",
    "separators": "a\u2028b\u2029c",
    "emoji": "👩‍👩‍👧 zero\u200bwidth",
    "dash": "—dash",
}

_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]")


def _quiet(text: str) -> bool:
    return _OBEYED.search(text) is None


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_name_goes_through_every_output(desk: Program, kind: str) -> None:
    name = HOSTILE[kind]
    desk.done("counter", "open", "--counter", "1", "--staff", "Ana")
    desk.done("check-in", "--service", "information", "--name", name)
    desk.done("reclassify", "--visit", "I001", "--segment", "vip", "--reason", name.strip() or "x")
    desk.done("call", "--counter", "1", "--visit", "I001", "--reason", name.strip() or "x")
    desk.done("start", "--counter", "1")
    if name.strip():
        desk.done("note", "--visit", "I001", "--", name)
        desk.done("complaint", "open", "--cause", "price", f"--text={name}", f"--remedy={name}", "--visit", "I001")
        desk.done("promise", "add", "--by", "today", f"--owner={name[:50].strip()}", "--visit", "I001", "--", name)
        desk.done("promise", "move", "P-2026-0001", "--by", "2026-11-23", f"--reason={name}")
        desk.done("promise", "break", "P-2026-0001", f"--reason={name}")
    outputs = [
        desk.done(*words).out
        for words in (
            ("queue",),
            ("queue", "--json"),
            ("status",),
            ("status", "--json"),
            ("visit", "show", "I001"),
            ("visit", "show", "I001", "--json"),
            ("report",),
            ("report", "--names"),
            ("report", "--json", "--names"),
            ("visits",),
            ("slip", "--visit", "I001"),
            ("complaint", "list"),
            ("complaint", "list", "--json"),
            ("promise", "list"),
            ("promise", "list", "--json"),
        )
    ]
    assert all(_quiet(text) for text in outputs)
    shown = desk.json("visit", "show", "I001")["name"]
    assert shown == (made_visible(name.strip()) if name.strip() else None)
    if kind == "long":
        assert len(shown) == 10_000


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_values_at_every_option_of_every_verb(desk: Program, kind: str) -> None:
    value = HOSTILE[kind]
    desk.done("check-in", "--service", "information")
    for words in _everywhere(value):
        ran = desk(*words)
        assert ran.code in (0, 2, 3, 4, 5), (words, ran)
        assert _quiet(ran.out), words
        assert _quiet(ran.err), words
        if "--json" in words and ran.code in (0, 3):
            json.loads(ran.out)


def _everywhere(value: str) -> Iterator[list[str]]:
    given = f"={value}"
    for option in ("--service", "--segment", "--urgency", "--preference", "--party", "--customer", "--appointment"):
        yield ["check-in", "--service", "information", "--json", option + given]
    for option in ("--staff", "--counter", "--key", "--lang"):
        yield ["check-in", "--service", "information", option + given]
    for option in ("--visit", "--reason", "--counter", "--staff", "--key"):
        yield ["call", "--counter", "1", option + given, "--json"]
        yield ["left", option + given, "--json"]
    for option in ("--for", "--until", "--reason"):
        yield ["hold", "--visit", "I001", option + given]
    for option in ("--services", "--segments", "--staff"):
        yield ["counter", "open", "--counter", "2", option + given]
    for option in ("--day", "--from", "--to", "--shift", "--format"):
        yield ["report", option + given]
    for option in ("--cause", "--kind", "--severity"):
        yield ["complaint", "open", "--cause", "price", "--text", "x", "--remedy", "y", option + given]
    yield ["finish", "--counter", "1", f"--at={value}"]
    yield ["transfer", "--visit", "I001", f"--service={value}", f"--to-counter={value}"]
    yield ["rate", "--visit", "I001", "--", value]
    yield ["phase", "--counter", "1", "--", value]
    yield ["visit", "show", "--", value]
    yield ["say", f"--visit={value}"]
    yield ["slip", f"--visit={value}"]
    yield ["complaint", "show", "--", value]
    for option in ("--by", "--owner", "--visit", "--counter"):
        yield ["promise", "add", "x", "--by", "today", option + given, "--json"]
    for verb in ("keep", "break", "move"):
        more = {"keep": [], "break": ["--reason=x"], "move": ["--by=2026-11-23", "--reason=x"]}[verb]
        yield ["promise", verb, *more, "--json", "--", value]
    yield ["promise", "list", f"--due={value}"]
    yield ["config", "explain", "--", value]
    yield ["intake", "stop", f"--service={value}"]
    yield ["alert", "ack", "--json", "--", value]
    yield ["notice", "post", "--json", "--", value]
    yield ["notice", "withdraw", "--json", "--", value]
    yield ["surge", "start", f"--reason={value}"]
    yield ["emergency", f"--visit={value}", "--json"]
    yield ["queue", f"--counter={value}"]
    yield ["queue", f"--db=/nowhere/{value}"]
    yield ["queue", f"--config=/nowhere/{value}"]
    yield ["report", f"--out=/nowhere/{value}"]
    yield ["verify-seal", "--day", "today", "--", value]
    if value:
        yield [value]
        yield [f"--{value}"]
        yield ["queue", f"--{value}"]
        yield ["queue", "--", value]
        yield ["counter", value]


def test_hostile_bytes_reach_the_real_program(desk: Program) -> None:
    for kind in ("escape", "direction", "surrogate", "long", "cjk", "formula"):
        name = HOSTILE[kind].replace("\ud800", "")  # what no command line can hold
        ran = program("check-in", "--service", "information", "--name", name, "--staff", name[:50], "--key", name[:50])
        assert (ran.code, _quiet(ran.out), ran.err) == (0, True, "")
    listed = program("queue", environment={"FRONTDESK_NOW": "2026-11-22T09:01:00-05:00"})
    assert (listed.code, _quiet(listed.out)) == (0, True)
    assert program("db", "verify").code == 0
