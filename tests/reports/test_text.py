"""The summary on paper: golden pages in both languages, eighty columns, and nothing that a terminal would obey."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.config import Configuration
from frontdesk.domain import events as ev
from frontdesk.domain.records import PhaseRecord, VisitRecord
from frontdesk.i18n import use_language
from frontdesk.reports.build import build
from frontdesk.reports.layout import cells, columns, cut, folded
from frontdesk.reports.period import DayInfo, Period
from frontdesk.reports.repeat_visits import ServedBefore
from frontdesk.reports.text import summary_as_text
from tests.reports.day_logs import log
from tests.reports.rows import (
    MIDNIGHT,
    TODAY,
    TOMORROW,
    YESTERDAY,
    calls_past,
    complaint,
    ended,
    leg,
    promise,
    still_here,
)

GOLDEN = Path(__file__).parent / "golden"
NINE = MIDNIGHT + 14 * 3600  # in Bogota, where the page is written
HOUSE = Configuration()


def house_word(kind: str, name: str) -> object:
    return HOUSE.label(kind, name)  # type: ignore[arg-type]


def page(*visits: VisitRecord, language: str = "en", **more: Any) -> str:
    use_language(language)
    values: dict[str, Any] = {"site": "Main branch", "from_day": TODAY, "to_day": TODAY, "now": NINE + 30_000}
    return summary_as_text(
        build(Period(visits=visits, called_past=calls_past(visits), zone="America/Bogota", **(values | more))),
        house_word,
    )


def a_morning() -> dict[str, Any]:
    """Twelve regular customers, one every five minutes, and one of every other kind."""
    regulars = [
        ended(f"i{n:03}", NINE + 300 * n, "served", wait=60 * n, walk=10, serving=240 + 20 * n, counter=str(1 + n % 2),
              staff=("Ana", "Rosa")[n % 2], rating=(5, 4, 3, None)[n % 4])
        for n in range(12)
    ]  # fmt: skip
    others = [
        ended("a001", NINE, "served", wait=400, walk=20, serving=500, service="personal", segment="vip", target_s=300,
              goal=0.9, counter="2", staff="Rosa", legs=2),
        ended("b001", NINE + 600, "served", wait=100, walk=5, serving=900, interrupted_s=120, service="incidents",
              preference="age60", passed=2, out_of_turn="n1.x"),
        ended("b002", NINE + 900, "left", wait=700, service="incidents", legal=True),
        ended("b003", NINE + 900, "left", wait=120, service="incidents", urgency="urgent"),
        ended("i012", NINE + 1200, "no_show", wait=200, walk=90),
        ended("i013", NINE + 1260, "removed", wait=40, reason="n2.x"),
        ended("i099", NINE - 86_400, "unfinished", wait=50, day=YESTERDAY, ended_day=TODAY),
        ended("i014", NINE + 1500, "served", wait=1500, walk=10, serving=300, segment="internal", target_s=1800),
        still_here("p001", NINE + 5000, service="after_sales"),
    ]  # fmt: skip
    regulars[:2] = [one._replace(customer=f"C-{place}") for place, one in enumerate(regulars[:2])]
    return {
        "visits": [*regulars, *others],
        "before": [ServedBefore("C-0", "information", "last-week", NINE - 86_400)],
        "legs": [
            leg("a001", 1, "information", NINE, waiting_s=100, called_s=10, serving_s=100, target_s=300, counter="1",
                staff="Ana", called_at=NINE + 100),
            leg("a001", 2, "personal", NINE + 210, waiting_s=300, called_s=10, serving_s=400, target_s=300,
                counter="2", staff="Rosa", called_at=NINE + 510),
        ],
        "phases": [
            PhaseRecord(f"i{n:03}", place, 1, phase, NINE, seconds)
            for n in range(10)
            for place, (phase, seconds) in enumerate((("welcome", 30 + n), ("understanding", 90), ("farewell", 20)), 1)
        ],
        "complaints": [
            complaint("C-1", cause="responsiveness", visit="b002", opened_at=NINE, due_day=TOMORROW,
                      steps=[("acknowledged", NINE + 60)]),
            complaint("C-2", opened_at=NINE, steps=[("acknowledged", NINE + 60), ("resolved", NINE + 90)]),
            complaint("C-3", YESTERDAY, visit="i099", due_day=YESTERDAY, steps=[("resolved", NINE + 3600)]),
            complaint("C-4", "2026-11-18", cause="access", due_day=TODAY, steps=[
                ("resolved", NINE - 86_400), ("reopened", NINE + 60, TOMORROW), ("resolved", NINE + 600),
                ("reopened", NINE + 1200, "2026-11-24"),
            ]),
        ],
        "promises": [
            promise("P-2026-0007", YESTERDAY, TODAY, ended=("kept", TODAY), visit="b001"),
            promise("P-2026-0008", YESTERDAY, YESTERDAY, ended=("kept", TODAY)),
            promise("P-2026-0009", YESTERDAY, YESTERDAY, owner="Rosa"),
            promise("P-2026-0010", TODAY, TODAY, moves=((TODAY, TOMORROW), (TODAY, "2026-11-24")), owner=""),
            promise("P-2026-0011", TODAY, TOMORROW, ended=("broken", TODAY), visit="b002"),
        ],
        "notes": {"n1": "felt faint", "n2": "took two numbers", "n3": "telephone", "n4": "delivery"},
        "quick": {"1": 3, "2": 1},
        "internal": frozenset({"internal"}),
        "closed_at": NINE + 7200,
        "days": [DayInfo(TODAY, True, "7f3a91c0d4")],
        "logs": [
            log(
                (NINE - 600, "Ana", "1", ev.CounterOpened()),
                (NINE - 300, "Rosa", "2", ev.CounterOpened()),
                (NINE + 1510, "Ana", "1", ev.Interrupted("b001", reason="n3.x")),
                (NINE + 1630, "Ana", "1", ev.InterruptionEnded("b001")),
                (NINE + 3600, "Ana", "1", ev.Recalled("i010")),
                (NINE + 5400, "Rosa", "2", ev.CounterPaused(reason="n4.x")),
                (NINE + 7200, "Eva", "1", ev.CounterTakenOver(previous="Ana")),
                (NINE + 7200, "", None, ev.DayClosed()),
            )
        ],
    }  # fmt: skip


def assert_golden(name: str, text: str) -> None:
    """The page as it was looked at and found right; with ``FRONTDESK_GOLDEN=write`` it is written anew."""
    path = GOLDEN / name
    if os.environ.get("FRONTDESK_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_of_a_day(language: str) -> None:
    morning = a_morning()
    assert_golden(f"day.{language}.txt", page(*morning.pop("visits"), language=language, **morning))


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_of_a_day_on_which_nobody_came(language: str) -> None:
    assert_golden(f"nobody.{language}.txt", page(language=language))


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_of_two_days(language: str) -> None:
    visits = [
        ended("a", NINE, "served", wait=60, serving=300),
        ended("b", NINE + 20_000, "served", wait=50_000, serving=60, ended_day=TOMORROW),
        ended("c", NINE + 86_400, "left", wait=30, day=TOMORROW),
    ]
    text = page(*visits, language=language, to_day=TOMORROW, now=NINE + 2 * 86_400)
    assert_golden(f"two_days.{language}.txt", text)


def test_the_page_of_one_persons_shift_says_what_it_counts() -> None:
    morning = a_morning()
    text = page(*morning.pop("visits"), **morning, staff="Rosa")
    assert text.startswith(" Shift summary · Rosa · Main branch")
    assert "Only the visits that this person called or served last" in text
    # Seven of the twelve were Rosa's, and the visit that came to her from a colleague.
    assert " 7 arrived + 0 carried in" in text


def test_a_promise_missed_by_little_is_not_printed_as_kept() -> None:
    visits = [ended(f"v{n}", NINE, "served", wait=0 if n < 796 else 9999) for n in range(1000)]
    assert "79 % of 80 %  ▼ missed" in page(*visits)
    clearly = [ended(f"v{n}", NINE, "served", wait=0 if n < 738 else 9999) for n in range(1000)]
    assert "74 % of 80 %  ▼ missed" in page(*clearly)


def test_what_does_not_add_up_is_said_aloud() -> None:
    assert "✗ DOES NOT ADD UP" in page(ended("a", NINE, "vanished"))
    assert "✗ THE TIMES DO NOT ADD UP" in page(ended("a", NINE, "served", wait=10)._replace(ended_at=NINE))


HOSTILE = st.text(st.characters(), max_size=40) | st.sampled_from(
    ["\x1b[2J", "\u202eevil", "a\nb", "\x00", "\ud800", "[/x]", "客戶服務中心", "{n}", "%s", "é" * 300, "", "\x9b31m"]
)


@given(HOSTILE, HOSTILE, HOSTILE, st.sampled_from(["en", "es"]))
def test_no_name_makes_the_page_unsafe_or_wider(one: str, two: str, three: str, language: str) -> None:
    visits = [
        ended("a", NINE, "served", wait=900, service=one, segment=two, counter=three, staff=one, number=two,
              passed=1, out_of_turn="n"),
        ended("b", NINE, "removed", wait=9, reason="n", number=three),
    ]  # fmt: skip
    text = page(
        *visits, language=language, site=one, notes={"n": three}, days=[DayInfo(TODAY, True, two)], closed_at=NINE
    )
    text.encode()
    for line in text.removesuffix("\n").split("\n"):
        assert not [one for one in line if unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp")]
        assert not set(line).intersection("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
        assert cells(line) <= 80


def test_widths_are_measured_in_cells() -> None:
    assert (cells("客戶"), cells("é"), cells("é"), cells("abc")) == (4, 1, 1, 3)
    assert cut("客戶服務", 5) == "客戶…"
    assert columns(["客戶服務中心", "1"], [6, 3]) == "客戶…   1"
    assert folded(["x" * 200]) == [" " + "x" * 77, "   " + "x" * 77, "   " + "x" * 46]


def test_a_wait_of_days_does_not_run_into_the_next_column() -> None:
    text = page(ended("a", NINE - 900_000, "served", wait=900_000, day="2026-11-10", ended_day=TODAY))
    assert all(cells(line) <= 80 for line in text.splitlines())
    assert " 250:00 h 250:00 h 250:00 h" in text
