"""What a forecast's shares are worth by what became of those of whom they were said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontdesk.domain.calibration import MODEL_WEIGHT, Calibration, passed
from frontdesk.domain.forecast import Outlook, Risk
from tests.domain.story import Story


def test_while_nothing_is_known_a_share_is_what_the_runs_say() -> None:
    calibration = Calibration()
    assert [calibration.share(share) for share in (0.0, 0.35, 1.0)] == [0.0, 0.35, 1.0]


def test_a_share_moves_to_what_became_of_those_with_like_ones() -> None:
    """Eighty of whom the runs said 0.9 are all called at once: a hundredth of a fifth of what they said remains."""
    story = Story(counters="1")
    calibration = Calibration()
    for n in range(80):
        story.comes(f"v{n}")
        visit = story[f"v{n}"]
        told = calibration.adjusted([_risk(visit.id, story.now + 60, 0.9)], story.now, story.now + 1800)
        story.serve()
        calibration.learn(story.day, story.now)
        story.later(minutes=1)
        story.finish()
        if n == 0:
            assert told[0].in_30 == 0.9
    assert calibration.share(0.9) == pytest.approx(MODEL_WEIGHT * 0.9 / (80 + MODEL_WEIGHT))
    assert calibration.share(0.5) == 0.5, "shares far from it are another matter"


def test_each_visit_counts_once_and_what_is_not_known_yet_teaches_nothing() -> None:
    story = Story(counters="1")
    story.comes("ana")
    calibration = Calibration()
    due_at = story.now + 60
    for _ in range(5):
        calibration.adjusted([_risk(story["ana"].id, due_at, 0.5)], story.now, story.now + 1800)
        calibration.learn(story.day, story.now)
        assert calibration.share(0.5) == 0.5
    calibration.learn(story.day, due_at + 1)
    assert calibration.share(0.5) == pytest.approx((1 + MODEL_WEIGHT * 0.5) / (1 + MODEL_WEIGHT)), "the time has passed"
    calibration.adjusted([_risk("of another day", due_at, 0.5)], story.now, due_at + 1)
    calibration.learn(replace(story.day, visits={}), due_at)
    assert calibration.share(0.5) == pytest.approx((1 + MODEL_WEIGHT * 0.5) / (1 + MODEL_WEIGHT))


def test_who_has_passed_already_is_left_as_it_is() -> None:
    risk = _risk("ana", 100, 1.0)
    assert Calibration().adjusted([risk], 101, 1000) == [risk]


def test_what_is_said_is_one_of_three_things() -> None:
    said = [_risk("ana", 100, share).outlook for share in (0.0, 0.2, 0.21, 0.79, 0.8, 1.0)]
    no, open_, yes = Outlook.WILL_NOT, Outlook.MAY_PASS, Outlook.WILL_PASS
    assert said == [no, no, open_, open_, yes, yes]


def test_who_leaves_or_is_called_in_time_has_not_passed() -> None:
    story = Story(counters="1")
    story.comes("ana")
    assert passed(story["ana"], story.now + 60, story.now) is None
    assert passed(story["ana"], story.now + 60, story.now + 61) is True
    story.later(minutes=1)
    story.serve()
    assert passed(story["ana"], story.now, story.now) is False
    assert passed(story["ana"], story.now - 1, story.now) is True


def _risk(visit: str, due_at: int, share: float) -> Risk:
    return Risk(visit, "", "info", due_at, share, share)
