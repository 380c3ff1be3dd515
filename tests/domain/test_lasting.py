"""How much longer something lasts: drawn from what was seen, in part of which is not over."""

from __future__ import annotations

from collections import Counter
from random import Random

from frontdesk.domain.lasting import NEVER_S, Lasting, Length


def lasting(*seconds: int, still: tuple[int, ...] = ()) -> Lasting:
    over = [Length(one, over=True) for one in seconds for _ in range(100)]
    return Lasting([*over, *(Length(one, over=False) for one in still for _ in range(100))], Random(1))


def test_what_was_seen_is_drawn_as_often_as_it_was_seen() -> None:
    kind = lasting(10, 10, 10, 30)
    drawn = Counter(kind.drawn() for _ in range(4000))
    assert drawn.keys() <= {0, 10, 30}, "nothing else but what is believed of the unseen: over at once"
    assert 0.70 < drawn[10] / 4000 < 0.80
    assert drawn[0] < 40


def test_what_has_lasted_so_long_is_one_of_those_that_last_longer() -> None:
    kind = lasting(10, 20, 60)
    rests = Counter(kind.rest(15) for _ in range(2000))
    assert rests[5] + rests[45] > 1900
    assert 0.4 < rests[5] / 2000 < 0.6


def test_one_that_is_not_over_is_as_those_that_last_longer_still() -> None:
    kind = lasting(10, 100, still=(50,))
    drawn = Counter(kind.drawn() for _ in range(3000))
    assert 0.28 < drawn[10] / 3000 < 0.38
    assert 0.60 < drawn[100] / 3000 < 0.70, "its own third, and that of those that last still"


def test_with_nothing_seen_half_are_over_after_as_long_again() -> None:
    kind = Lasting((), Random(1))
    assert kind.drawn() == 0
    assert kind.rest(0) == 0
    rests = [kind.rest(60) for _ in range(2000)]
    assert 0.45 < sum(rest <= 60 for rest in rests) / 2000 < 0.55
    assert 0 <= min(rests) <= max(rests) <= NEVER_S
