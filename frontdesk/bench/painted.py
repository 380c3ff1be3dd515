"""What a program paints on a terminal, read as text."""

from __future__ import annotations

import re

from frontdesk.errors import StoreError
from frontdesk.i18n import Sentence

_CODES = re.compile(rb"\x1b\[[0-9;?<>=]*[ -/]*[@-~]|\x1b[()][A-Z0-9]")


def plain(painted: bytes) -> bytes:
    """The text alone: the codes for colours and places do not count."""
    return _CODES.sub(b"", painted)


def not_shown(pattern: re.Pattern[bytes], seconds: float) -> StoreError:
    """A program has not shown in so many seconds what it should."""
    return StoreError(
        Sentence("The program did not show {what} in {n} s.", what=pattern.pattern.decode(), n=round(seconds)),
        Sentence("See what it shows with “frontdesk demo”."),
    )
