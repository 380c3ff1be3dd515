"""The seal of a closed day, as people read, print and compare it."""

from __future__ import annotations

SHOWN_DIGITS = 8
"""So many digits of the digest are printed: enough to see a change, few enough to be read aloud."""


def shown_seal(digest: str) -> str:
    """A seal as it is printed: ``7f3a-91c0``."""
    return f"{digest[:4]}-{digest[4:SHOWN_DIGITS]}"
