"""What is pasted is text, whatever is in it.

The terminal library looks for keys inside a paste as soon as an escape sign stands in it: the letters after it would
be typed at the desk, and ``d`` and Enter among them would remove somebody. Not every terminal filters what it pastes.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from textual._xterm_parser import XTermParser

from frontdesk.plain_text import made_visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.message import Message

_BEGIN, _END = "\x1b[200~", "\x1b[201~"
_ESCAPE = "\x1b"


class PasteKeepingParser(XTermParser):
    """The library's parser, to which a paste has no escape signs but those at its two ends."""

    _pasting = False
    _before = ""
    """The end of what came before, in which a beginning may have begun."""
    _kept = ""
    """The end of what came last, which may be the first part of the end of a paste."""

    def feed(self, data: str) -> Iterable[Message]:
        """What the terminal has sent; nothing at all means that it is gone."""
        if not data:
            return super().feed(data)
        tamed = self._tamed(data)
        return super().feed(tamed) if tamed else ()

    def _tamed(self, data: str) -> str:
        done, rest, self._kept = "", self._kept + data, ""
        while rest:
            if self._pasting:
                text, end, after = rest.partition(_END)
                if not end:
                    self._kept = _begun(rest)
                    text = rest[: len(rest) - len(self._kept)]
                done += text.replace(_ESCAPE, made_visible(_ESCAPE)) + end
                rest, self._pasting = after, not end
            else:
                seen = self._before + rest
                at = seen.find(_BEGIN)
                if at < 0:
                    self._before = seen[1 - len(_BEGIN) :]
                    return done + rest
                behind = at + len(_BEGIN) - len(self._before)
                done, rest, self._before, self._pasting = done + rest[:behind], rest[behind:], "", True
        return done


def _begun(text: str) -> str:
    """So much of the end of a paste as a text ends with."""
    return next((_END[:n] for n in range(len(_END) - 1, 0, -1) if text.endswith(_END[:n])), "")


def keep_pastes() -> None:
    """Have the library read the terminal with ours; it offers no other way to say so."""
    if sys.platform != "win32":
        from textual.drivers import linux_driver  # noqa: PLC0415 - there is none on Windows

        vars(linux_driver)["XTermParser"] = PasteKeepingParser
