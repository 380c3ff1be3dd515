"""Answers to how the shift was that wait for others: how often each was given, and nothing of who, where and when.

They are no events yet. An event has a place and an instant, and the one before it is the close of somebody's counter:
in a small house that would tell whose answer it is. So they are counted here, and come into the log when there are
enough of them, all in one event. Until then the seal of a day does not hold them.

What remains, for who reads the database itself: whoever looks at it before and after an answer, or has a copy or a
write-ahead log from in between, sees which one was added; on PostgreSQL the row that keeps the key of the answer lies
beside those of the commands of that minute; and that somebody gave the last of five answers shows by the event.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, insert, select

from frontdesk.store import schema
from frontdesk.store.driver import Prepared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.store.driver import Driver

_PULSE = schema.pulse.c
_WAITING = Prepared(
    lambda _engine: select(_PULSE.score, _PULSE.n).where(_PULSE.site == bindparam("of_site")).order_by(_PULSE.score)
)
_FORGET = Prepared(lambda _engine: delete(schema.pulse).where(_PULSE.site == bindparam("of_site")))
_INSERT = Prepared(lambda _engine: insert(schema.pulse))


def waiting_pulses(driver: Driver, site: str) -> tuple[int, ...]:
    """The answers that wait, in rising order."""
    return tuple(score for score, n in driver.rows(_WAITING, {"of_site": site}) for _ in range(n))


def keep_pulses(driver: Driver, site: str, scores: Sequence[int]) -> None:
    """These wait from now on, and no others. All rows are written anew, so that none is the one that was changed."""
    driver.write(_FORGET, [{"of_site": site}])
    rows = [{"site": site, "score": score, "n": n} for score, n in sorted(Counter(scores).items())]
    if rows:
        driver.write(_INSERT, rows)
