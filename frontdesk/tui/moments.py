"""Times as people type them at the desk: minutes, and a clock time of today."""

from __future__ import annotations

import re
from datetime import timedelta

from frontdesk.domain.explain import local

LONGEST_MINUTES = 24 * 60


def minutes(text: str) -> int | None:
    """``10`` or ``1:30`` (hours and minutes) in seconds; None for anything else, or for no time at all."""
    found = re.fullmatch(r"(?:(\d{1,2}):)?(\d{1,4})", text.strip())
    if found is None:
        return None
    total = int(found[1] or 0) * 60 + int(found[2])
    return total * 60 if 0 < total <= LONGEST_MINUTES else None


def clock_instant(text: str, now: int, zone: str) -> int | None:
    """The last instant (UTC seconds), not after ``now``, at which the site's clock showed ``10:35``; else None."""
    found = re.fullmatch(r"([01]?\d|2[0-3])[:.]([0-5]\d)", text.strip())
    if found is None:
        return None
    there = local(now, zone).replace(hour=int(found[1]), minute=int(found[2]), second=0)
    at = int(there.timestamp())
    return at if at <= now else int((there - timedelta(days=1)).timestamp())
