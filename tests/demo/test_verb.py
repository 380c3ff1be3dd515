"""The verb: figures without a screen, and a clear word where there is no terminal."""

from __future__ import annotations

import json

import pytest

from frontdesk.cli.run import run
from frontdesk.i18n import use_language


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRONTDESK_NOW", "2026-11-20T09:00:00-05:00")
    for name in ("FRONTDESK_CONFIG", "FRONTDESK_DB", "FRONTDESK_LANG"):
        monkeypatch.delenv(name, raising=False)


def test_figures_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo", "--headless", "--minutes", "120", "--json", "--speed", "60"]) == 0
    document = json.loads(capsys.readouterr().out)
    visits = document["visits"]
    assert document["minutes"] == 120
    assert visits["arrived"] == sum(visits[name] for name in ("served", "no_show", "left", "removed", "open"))
    assert document["adds_up"] is True


def test_figures_for_people_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo", "--headless", "--minutes", "60", "--counters", "2"]) == 0
    assert "; minutes: 60; commands: " in capsys.readouterr().out
    assert run(["demo", "--headless", "--minutes", "60", "--lang", "es"]) == 0
    use_language("en")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "The demonstration needs a terminal. Without one, add --headless."),
        (["--json"], "--json and --minutes go with --headless."),
        (["--headless", "--minutes", "0"], "--minutes: “0” is not possible. Allowed: 1 to 720."),
        (["--speed", "61"], "--speed: “61” is not possible. Allowed: 1 to 60."),
        (["--counters", "9"], "--counters: “9” is not possible. Allowed: 1 to 8."),
        (["--counters", "two"], "--counters: “two” is not a whole number."),
    ],
)
def test_what_cannot_be_is_refused(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo", *arguments]) == 2
    assert message in capsys.readouterr().err
