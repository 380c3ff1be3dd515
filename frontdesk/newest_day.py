"""What a site's newest business day tells without being read: which day runs, and whether it has ended."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdesk.clock import Clock
    from frontdesk.domain.policy import Policy
    from frontdesk.store.database import Store


def current_day(store: Store, policy: Policy, now: int) -> date:
    """The day that runs: the newest one opened; before the first, the business day of the clock (``now``)."""
    last = store.last_day(policy.site)
    return policy.business_day(now) if last is None else date.fromisoformat(last.day)


def has_ended_unclosed(store: Store, policy: Policy, clock: Clock) -> bool:
    """Whether the newest business day has run past its end and is still to be closed by whoever comes.

    Days of a replay are left as they are, and so are those of a backup.
    """
    last = store.last_day(policy.site)
    if last is None or last.closed_at is not None:
        return False
    end = policy.opens_at(date.fromisoformat(last.day) + timedelta(days=1))
    return int(clock.now()) >= end and store.origin() == clock.origin and not store.is_copy()
