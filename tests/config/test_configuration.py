"""The configuration in force: defaults, labels, keys, the policy, its own dictionary."""

from __future__ import annotations

import json
from datetime import date, time
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from frontdesk.config import Configuration, load
from frontdesk.domain.discipline import DISCIPLINES
from frontdesk.domain.policy import AtClose, PreferenceRule, Role
from frontdesk.domain.standards import Promise
from frontdesk.i18n import use_language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

A_SUNDAY = date(2026, 11, 22)


@pytest.fixture
def config() -> Configuration:
    return load(None, default_zone="America/Lima")


@pytest.fixture
def in_spanish() -> Iterator[None]:
    use_language("es")
    yield
    use_language("en")


def test_the_built_in_house(config: Configuration) -> None:
    assert {one.letter: str(one.label) for one in config.services.values()} == {
        "I": "Information",
        "B": "Incidents",
        "P": "After-sales",
        "A": "Personal attention",
    }
    assert [(one.id, one.key, one.internal) for one in config.segments.values()] == [
        ("regular", "r", False),
        ("gold", "g", False),
        ("vip", "v", False),
        ("internal", "i", True),
    ]
    assert sorted(config.segments, key=lambda name: config.segments[name].rank) == [
        "vip",
        "gold",
        "regular",
        "internal",
    ]
    assert [(one.id, one.key, one.emergency) for one in config.urgencies.values()] == [
        ("normal", None, False),
        ("soon", "s", False),
        ("urgent", "u", False),
        ("emergency", "e", True),
    ]
    grounds = sorted(config.preferences.values(), key=lambda ground: ground.rank)
    assert [(one.id, str(one.short)) for one in grounds][:2] == [("age80", "80+"), ("age60", "60+")]
    assert list(config.phases) == ["welcome", "understanding", "resolution", "farewell"]
    assert list(config.counters) == ["1", "2", "3", "4"]
    assert len(config.complaints.causes) == 12
    assert config.queue.preference is PreferenceRule.ABSOLUTE
    assert config.desk.near == 0.2


def test_every_built_in_text_is_in_both_languages(config: Configuration) -> None:
    def single(value: Any, key: str) -> Iterator[str]:
        if isinstance(value, dict):
            if "en" in value or "es" in value:
                if set(value) != {"en", "es"}:
                    yield key
            else:
                for name, each in value.items():
                    yield from single(each, f"{key}.{name}")
        elif isinstance(value, list):
            for i, each in enumerate(value):
                yield from single(each, f"{key}.{i}")
        elif key.rpartition(".")[2] in ("label", "hint", "text", "short", "long_wait"):
            yield f"{key}={value}"

    assert list(single(config.as_dict(), "")) == [
        ".preferences.0.short=80+",
        ".preferences.1.short=60+",
        *(f".counters.{i}.label={i + 1}" for i in range(4)),
    ]


@pytest.mark.usefixtures("in_spanish")
def test_labels_follow_the_language(config: Configuration) -> None:
    assert str(config.services["incidents"].label) == "Incidencias"
    assert str(config.label("phase", "welcome")) == "Acogida"
    assert str(config.desk.words.counter) == "Ventanilla"


def test_an_id_that_is_not_known_any_more_is_its_own_label(config: Configuration) -> None:
    assert str(config.label("service", "telegrams")) == "telegrams"
    for kind, name, text in (
        ("service", "personal", "Personal attention"),
        ("segment", "gold", "Gold"),
        ("urgency", "urgent", "urgent"),
        ("preference", "age60", "60 or older"),
        ("counter", "1", "1"),
        ("cause", "access", "Access"),
        ("remedy", "apology", "An apology"),
        ("card", "criticism", "Taking criticism"),
        ("manner", "shy", "Shy"),
    ):
        assert str(config.label(kind, name)) == text  # type: ignore[arg-type]


def test_the_label_that_is_left_out_is_the_id(tmp_path: Path) -> None:
    assert str(read(tmp_path, '[[counters]]\nid = "C01"\n').counters["C01"].label) == "C01"


def test_services_without_a_digit_get_the_free_ones(config: Configuration, tmp_path: Path) -> None:
    assert config.service_keys == {"1": "information", "2": "incidents", "3": "after_sales", "4": "personal"}
    text = "".join(f'[[services]]\nid = "s{i}"\nletter = "{chr(65 + i)}"\n' for i in range(12))
    text = text.replace('id = "s1"', 'id = "s1"\nkey = "1"').replace('id = "s2"', 'id = "s2"\nactive = false')
    keys = read(tmp_path, text).service_keys
    assert "".join(keys) == "1234567890"
    assert list(keys.values()) == ["s1", "s0", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10"]


def test_the_policy_is_what_the_file_says(tmp_path: Path) -> None:
    config = read(
        tmp_path,
        """
        [site]
        id = "north"
        zone = "America/Lima"
        cutoff = "05:00"
        [desk]
        default_segment = "vip"
        default_urgency = "soon"
        [queue]
        discipline = "fifo"
        preference = "one_in_k"
        preference_credit = "0s"
        preference_every = 4
        recall_limit = 2
        at_close = "unfinished"
        transfer_keeps_place = false
        appointment_grace = "5m"
        [[services]]
        id = "loans"
        letter = "L"
        phases = ["resolution", "welcome"]
        active = true
        [[services]]
        id = "old"
        letter = "O"
        active = false
        [[counters]]
        id = "C01"
        services = ["loans"]
        segments = ["vip", "gold"]
        preferent = true
        [calendar]
        holidays = [2026-11-22]
        days.payday = [2026-11-22, 2026-11-30]
        [[standards]]
        wait = "20m"
        goal = 0.5
        handling = "3m"
        [[standards]]
        segment = "vip"
        wait = "5m"
        allowance = "2m30s"
        legal = true
        days = ["payday"]
        """,
    )
    policy = config.policy()
    assert policy is config.policy()
    assert (policy.site, policy.zone, policy.cutoff) == ("north", "America/Lima", time(5))
    assert (policy.default_segment, policy.default_urgency) == ("vip", "soon")
    assert (policy.discipline, policy.preference) == ("fifo", PreferenceRule.ONE_IN_K)
    assert (policy.preference_credit_s, policy.preference_every, policy.recall_limit) == (0, 4, 2)
    assert (policy.at_close, policy.transfer_keeps_place) == (AtClose.UNFINISHED, False)
    assert policy.appointment_grace_s == 300
    assert policy.phases_of("loans") == ("resolution", "welcome")
    assert policy.phases_of("old") == policy.phases == ("welcome", "understanding", "resolution", "farewell")
    assert (policy.letter("loans"), policy.services["old"].active) == ("L", False)
    post = policy.counters["C01"]
    assert post.services == frozenset({"loans"})
    assert post.segments == frozenset({"vip", "gold"})
    assert post.preferent
    assert policy.day_names(A_SUNDAY) == {"sun", "holiday", "payday"}
    assert policy.promise("loans", "vip", "normal", date(2026, 11, 30)) == Promise(300, 150, 180, 0.5, legal=True)
    assert policy.promise("loans", "vip", "urgent", date(2026, 11, 29)) == Promise(1200, 600, 180, 0.5)
    assert policy.is_emergency("emergency")
    assert not policy.is_emergency("urgent")
    assert policy.segments["internal"].internal
    assert (policy.segments["vip"].rank, policy.segments["vip"].head_start_s) == (1, 600)
    assert policy.preferences["age80"].rank < policy.preferences["age60"].rank


def test_every_discipline_of_the_rules_can_be_chosen(tmp_path: Path) -> None:
    for name in DISCIPLINES:
        assert read(tmp_path, f'[queue]\ndiscipline = "{name}"\n').policy().discipline == name


def test_the_role_of_this_installation(tmp_path: Path, config: Configuration) -> None:
    assert config.security.rank is Role.MANAGER
    assert read(tmp_path, '[security]\nrole = "receptionist"\n').security.rank is Role.RECEPTIONIST


def test_the_dictionary_has_the_shape_of_the_toml(config: Configuration) -> None:
    shown = config.as_dict()
    assert json.loads(json.dumps(shown)) == shown
    assert shown["site"]["cutoff"] == "04:00"
    assert shown["site"]["zone"] == "America/Lima"
    assert shown["services"][1] == {
        "id": "incidents",
        "label": {"en": "Incidents", "es": "Incidencias"},
        "letter": "B",
        "key": "2",
        "incident": True,
        "active": True,
    }
    assert shown["standards"][1] == {"wait": "5m", "goal": 0.9, "segment": "vip", "legal": False}
    assert shown["queue"]["preference"] == "absolute"
    assert shown["complaints"]["causes"][0]["id"] == "communication"
    assert Configuration.model_validate(shown).as_dict() == shown


def test_it_cannot_be_changed(config: Configuration) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        config.queue.recall_limit = 5
    with pytest.raises(TypeError):
        config.services["x"] = config.services["personal"]  # type: ignore[index]


def read(folder: Path, text: str) -> Configuration:
    file = folder / "frontdesk.toml"
    file.write_text(text, encoding="utf-8")
    return load(file, default_zone="UTC")
