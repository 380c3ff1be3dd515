"""Lengths of time as they are written in the configuration and on the command line: ``90s``, ``10m``, ``1h30m``."""

from __future__ import annotations

import re

from frontdesk.i18n import Sentence

LONGEST_S = 366 * 24 * 3600
_WRITTEN = re.compile(r"(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,9})s)?")


def parse_duration(text: str) -> int:
    """The seconds of a length of time such as ``90s``, ``10m`` or ``1h30m``: hours, minutes, seconds, in that order.

    Raises ValueError, with a sentence for people, for anything else and for more than a year.
    """
    found = _WRITTEN.fullmatch(text)
    if found is None or not text:
        raise ValueError(
            Sentence("“{found}” is not a length of time: write it like 90s, 10m or 1h30m.", found=text[:40]),
        )
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    total = hours * 3600 + minutes * 60 + seconds
    if total > LONGEST_S:
        raise ValueError(Sentence("“{found}” is longer than a year.", found=text[:40]))
    return total


def duration_as_toml(seconds: int) -> str:
    """Seconds, zero or more, in the form that ``parse_duration`` reads: 5400 is ``1h30m``, 0 is ``0s``."""
    if seconds < 0:
        raise ValueError(seconds)
    parts = ((seconds // 3600, "h"), (seconds % 3600 // 60, "m"), (seconds % 60, "s"))
    return "".join(f"{count}{unit}" for count, unit in parts if count) or "0s"
