"""Lengths of time, as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.durations import LONGEST_S, duration_as_toml, parse_duration


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("90s", 90),
        ("10m", 600),
        ("1h30m", 5400),
        ("2m30s", 150),
        ("1h", 3600),
        ("1h1s", 3601),
        ("0s", 0),
        ("8784h", LONGEST_S),
    ],
)
def test_a_length_of_time_is_read(text: str, seconds: int) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10",
        "m",
        "10 m",
        " 10m",
        "10m ",
        "10M",
        "-5m",
        "+5m",
        "1.5h",
        "30m1h",
        "5s5s",
        "10min",
        "1d",
        "٣m",
        "10m\n",
        "h",
    ],
)
def test_nonsense_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="is not a length of time: write it like 90s, 10m or 1h30m"):
        parse_duration(text)


@pytest.mark.parametrize("text", ["8785h", "999999999s"])
def test_more_than_a_year_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="longer than a year"):
        parse_duration(text)


@given(st.integers(0, LONGEST_S))
def test_what_is_written_is_read_back(seconds: int) -> None:
    assert parse_duration(duration_as_toml(seconds)) == seconds


@pytest.mark.parametrize(("seconds", "text"), [(0, "0s"), (90, "1m30s"), (600, "10m"), (5400, "1h30m"), (3601, "1h1s")])
def test_the_shortest_form_is_written(seconds: int, text: str) -> None:
    assert duration_as_toml(seconds) == text


def test_less_than_nothing_is_not_written() -> None:
    with pytest.raises(ValueError, match="-1"):
        duration_as_toml(-1)
