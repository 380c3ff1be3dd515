"""The next half hour: small cases whose outcome is certain, and a busy one that must be quick."""

from __future__ import annotations

from dataclasses import replace

from frontdesk.domain import commands as do
from frontdesk.domain.forecast import Change, Forecast, Late, Scenario
from frontdesk.domain.playing_forward import forecast
from frontdesk.domain.policy import CounterPost
from frontdesk.i18n import use_language
from tests.domain.story import HOUSE, Story

NOBODY = (0.0,)
"""Nobody is expected to come."""


def label(kind: str, name: str) -> str:
    return name


def test_nobody_waits_and_nobody_has_come() -> None:
    found = forecast(Story().day, HOUSE, Story().now)
    assert (found.counters, found.late, found.risks, found.change) == (0, 0, (), None)
    assert {scenario.everybody for scenario in found.scenarios} == {Late()}
    assert str(found.sentence(label)).startswith("Nobody waits")


def test_without_a_counter_everybody_passes_and_any_counter_avoids_it() -> None:
    """Ten minutes are promised; a counter that opens in five still calls in time, one in ten no more."""
    story = Story()
    story.comes("ana", "info")
    story.later(seconds=1)
    found = forecast(story.day, HOUSE, story.now, expected=NOBODY)
    (risk,) = found.risks
    assert (risk.visit, risk.in_10, risk.in_30) == (story["ana"].id, 1.0, 1.0)
    assert found.scenarios == (
        Scenario((), Late(1, 1), Late(1, 1)),
        Scenario(("1",), Late(), Late()),
        Scenario(("1", "2"), Late(), Late()),
    )
    assert found.change == Change(("1",), ("2",), ("info",), story.now + 300)
    assert str(found.sentence(label)) == (
        "Open counter 1 or 2 for info by 09:05, or 1 person will wait longer than promised."
    )


def test_several_counters_are_said_as_several_in_both_languages() -> None:
    late = Late(2, 2)
    scenarios = (Scenario((), late, late), Scenario(("2",), late, late), Scenario(("2", "4"), late, late))
    none_helps = Forecast(0, "UTC", 1, 0, scenarios, ())
    both = replace(none_helps, change=Change(("2", "4"), (), ("info",), 0))
    any_one = replace(none_helps, change=Change(("2",), ("4",), ("info",), 0))

    def said() -> list[str]:
        return [str(one.sentence(label)).partition(",")[0] for one in (none_helps, both, any_one)]

    assert said() == [
        "With counters 2 and 4 open too",
        "Open counters 2 and 4 for info now",
        "Open counter 2 or 4 for info now",
    ]
    use_language("es")
    try:
        assert said() == [
            "Aun abriendo también las ventanillas 2 y 4",
            "Abra ya las ventanillas 2 y 4 para info",
            "Abra ya la ventanilla 2 o 4 para info",
        ]
    finally:
        use_language("en")


def test_only_a_counter_that_takes_them_helps() -> None:
    house = replace(HOUSE, counters={"1": CounterPost("1", services=frozenset({"bank"})), "2": CounterPost("2")})
    story = Story(house)
    story.comes("ana", "info")
    story.later(seconds=1)
    found = forecast(story.day, house, story.now, expected=NOBODY)
    assert found.change is not None
    assert (found.change.counters, found.change.instead) == (("2",), ())
    alone = replace(house, counters={"1": house.counters["1"]})
    sentence = forecast(story.day, alone, story.now, expected=NOBODY).sentence(label)
    assert str(sentence) == "With counter 1 open too, 1 person will still wait longer than promised."
    nowhere = forecast(story.day, replace(house, counters={}), story.now, expected=NOBODY)
    assert len(nowhere.scenarios) == 1
    assert str(nowhere.sentence(label)).endswith("there is no further counter to open.")


def test_who_has_passed_already_is_told_and_not_foretold() -> None:
    story = Story()
    story.comes("ana", "info")
    story.later(minutes=11)
    found = forecast(story.day, HOUSE, story.now, expected=NOBODY)
    assert (found.late, found.risks[0].in_30, found.now.waiting) == (1, 1.0, Late())
    assert str(found.sentence(label)) == "1 person waits, no counter is open."


def test_a_free_counter_means_that_nobody_passes() -> None:
    story = Story(counters="1")
    story.comes("ana", "info")
    found = forecast(story.day, HOUSE, story.now, expected=NOBODY)
    assert (found.now, found.change) == (Scenario((), Late(), Late()), None)
    assert str(found.sentence(label)).startswith("Nobody else is expected")


def test_who_is_served_long_is_expected_to_take_as_long_as_those_who_did() -> None:
    """Twenty legs of five minutes, shrunk to the house's eight: who has been served for a minute needs more."""
    story = Story(counters="1")
    for n in range(25):
        story.comes(f"v{n}", "info")
        story.serve()
        story.later(minutes=15)
        story.finish()
    story.comes("ana", "info")
    story.serve()
    story.later(minutes=1)
    story.comes("bea", "info")
    found = forecast(story.day, HOUSE, story.now, expected=NOBODY)
    assert found.now.waiting == Late(0.0, 1.0), "all took fifteen minutes, so ten are too few"


def test_the_same_seed_gives_the_same_forecast() -> None:
    story = _busy(10)
    assert forecast(story.day, HOUSE, story.now, seed=3) == forecast(story.day, HOUSE, story.now, seed=3)


def test_those_to_come_are_foretold_too() -> None:
    story = Story(counters="1")
    story.comes("ana", "info")
    many = forecast(story.day, HOUSE, story.now, expected=(40.0, 40.0))
    assert many.now.waiting.in_30 == 0
    assert many.now.everybody.in_30 > 5
    assert many.scenarios[2].everybody.in_30 < many.now.everybody.in_30


def test_a_counter_that_pauses_after_its_visit_calls_nobody_more() -> None:
    story = Story(counters="1")
    story.comes("ana", "info")
    story.serve()
    story.does(do.PauseCounter(counter="1", actor="ana", after_this=True))
    story.comes("bea", "info")
    found = forecast(story.day, HOUSE, story.now + 1, expected=NOBODY)
    assert found.now.waiting.in_30 == 1


def test_fifty_waiting_at_eight_counters_are_each_told_what_will_become_of_them() -> None:
    house = replace(HOUSE, counters={str(n): CounterPost(str(n)) for n in range(1, 11)})
    story = _busy(50, house, "12345678")
    found = forecast(story.day, house, story.now)
    assert len(found.scenarios) == 3
    assert len(found.risks) == 50


def _busy(waiting: int, house=HOUSE, counters: str = "123") -> Story:  # type: ignore[no-untyped-def]
    story = Story(house, counters=counters)
    for n, counter in enumerate(counters * 4):
        story.comes(f"s{n}", ("info", "bank", "repair")[n % 3])
        story.serve(counter)
        story.later(seconds=40)
        story.finish(counter)
    for counter in counters:
        story.comes(f"at{counter}", "info")
        story.serve(counter)
    for n in range(waiting):
        story.comes(f"w{n}", ("info", "bank", "repair")[n % 3], segment=("regular", "vip")[n % 2])
        story.later(seconds=5)
    return story


def test_free_counters_that_let_people_wait_have_nobody_at_them() -> None:
    """Once somebody was not called at once though a counter was free, those that are free are not counted on."""
    story = Story(counters="12")
    story.comes("ana", "info")
    story.serve()
    story.comes("bea", "info")
    story.later(minutes=5)
    story.call("2")
    story.does(do.PutBack(visit=story["bea"].id, actor="ana", counter="2"))
    assert story.day.experience.late_though_free
    story.comes("cem", "info")
    found = forecast(story.day, HOUSE, story.now, expected=NOBODY)
    assert found.now.waiting.in_30 > 0
