"""The commented example documents every setting and is the built-in configuration."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from frontdesk.config import load
from frontdesk.config.explaining import example_text, explain, settings
from frontdesk.errors import UsageError
from frontdesk.i18n import use_language

EXAMPLE = Path(__file__).parents[2] / "frontdesk.toml"


def test_the_example_is_the_built_in_configuration() -> None:
    example = load(EXAMPLE, default_zone="Asia/Tokyo")
    assert example.as_dict() == load(None, default_zone="Asia/Tokyo").as_dict()
    assert example.policy() == load(None, default_zone="Asia/Tokyo").policy()


def test_the_example_is_up_to_date() -> None:
    """After a change of the settings: write it anew with ``example_text``."""
    assert EXAMPLE.read_text(encoding="utf-8") == example_text()


@pytest.mark.parametrize("key", [setting.key for setting in settings()])
def test_every_setting_is_documented_in_the_example(key: str) -> None:
    """A key stands in its section, as a setting or commented out, or in the comment above its list."""
    section, _, name = key.rpartition(".")
    text = EXAMPLE.read_text(encoding="utf-8")
    if re.search(rf"^# .+\n\[\[?{re.escape(key)}\]\]?$", text, re.MULTILINE):
        return
    assert section, f"{key} has no section"
    above = re.search(rf"((?:^#.*\n)+)\[\[{re.escape(section)}\]\]$", text, re.MULTILINE)
    if above is not None:
        assert re.search(rf"^#     {name}: \S", above[1], re.MULTILINE)
        return
    within = re.search(rf"^\[{re.escape(section)}\]\n(.*?)(?=^\[|\Z)", text, re.MULTILINE | re.DOTALL)
    assert within is not None
    assert re.search(rf"^# .+\n(# )?{name}(\.en)? = ", within[1], re.MULTILINE)


def test_what_is_commented_out_can_stand(tmp_path: Path) -> None:
    """Each example of a setting that is left out is read when its mark is taken away."""
    file = tmp_path / "frontdesk.toml"
    out = re.sub(r"^# (\w+ = .*)$", r"\1", EXAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    file.write_text(re.sub("^file = .*\n", "", out, flags=re.MULTILINE), encoding="utf-8")
    config = load(file)
    assert config.site.zone == "America/Lima"
    assert config.slip.command == ("lp", "-d", "counter")
    assert config.keys == {"call_next": ("n", "f2")}
    assert [day.year for day in config.calendar.days["payday"]] == [2026, 2026]
    for setting in settings():
        assert setting.example is None or tomllib.loads(f"x = {setting.example}")


def test_the_example_speaks_the_language_that_was_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "frontdesk.toml"
    file.write_text(example_text("es"), encoding="utf-8")
    english, spanish = load(EXAMPLE, default_zone="UTC").as_dict(), load(file, default_zone="UTC").as_dict()
    assert spanish["site"].pop("language") == "es"
    assert english["site"].pop("language") == "en"
    assert spanish == english


def test_the_example_can_be_read_whatever_the_language_in_use(tmp_path: Path) -> None:
    use_language("es")
    try:
        file = tmp_path / "frontdesk.toml"
        file.write_text(example_text("en"), encoding="utf-8")
        assert load(file, default_zone="UTC").as_dict() == load(None, default_zone="UTC").as_dict()
    finally:
        use_language("en")


def test_every_setting_says_what_it_means_and_what_it_allows() -> None:
    for setting in settings():
        assert str(setting.description).endswith((".", "…")), setting.key
        assert str(setting.allowed), setting.key
    assert len({setting.key for setting in settings()}) == len(settings()) > 110


@pytest.mark.parametrize(
    ("asked", "key", "default", "allowed"),
    [
        ("queue.recall_limit", "queue.recall_limit", "3", "a whole number from 1 to 20"),
        ("[queue] recall_limit", "queue.recall_limit", "3", "a whole number from 1 to 20"),
        ("recall_limit", "queue.recall_limit", "3", "a whole number from 1 to 20"),
        ("queue.preference", "queue.preference", '"absolute"', "absolute, credit, one_in_k, reserved_counter"),
        ("site.cutoff", "site.cutoff", '"04:00"', "a time of day from “00:00” to “23:59”"),
        (
            "segments.head_start",
            "segments.head_start",
            '"0s"',
            "a length of time such as “90s”, “10m” or “1h30m”, from “0s” to 24 hours",
        ),
        (
            "[[standards]] #2 wait",
            "standards.wait",
            None,
            "a length of time such as “90s”, “10m” or “1h30m”, from 1 second to 24 hours",
        ),
        ("standards.service", "standards.service", None, "an id of [[services]]"),
        (
            "standards.days",
            "standards.days",
            None,
            "a list; in it: mon to sun, holiday, or a name of [calendar.days]",
        ),
        ("[[counters]]", "counters", None, "a list of tables, at least one"),
        ("desk.words.number", "desk.words.number", '{ en = "Number", es = "Número" }', None),
        ("slip.file", "slip.file", None, "a text in quotes; its placeholders are {number}, {day} and {site}"),
        ("slip", "slip", None, "a table"),
        ("theme.bell", "theme.bell", "false", "true or false"),
    ],
)
def test_a_key_is_explained(asked: str, key: str, default: str | None, allowed: str | None) -> None:
    setting = explain(asked)
    assert (setting.key, setting.default) == (key, default)
    assert allowed is None or str(setting.allowed) == allowed


@pytest.mark.parametrize(
    ("asked", "guess"), [("queue.recal_limit", "queue.recall_limit"), ("colours", None), ("id", None), ("", None)]
)
def test_no_key_is_refused_with_the_nearest(asked: str, guess: str | None) -> None:
    with pytest.raises(UsageError) as caught:
        explain(asked)
    assert caught.value.exit_code == 2
    assert guess is None or f"Did you mean “{guess}”?" in str(caught.value)
