"""What people type, made harmless to show: control and direction characters become visible, nothing else is lost."""

from __future__ import annotations

import unicodedata

_CONTROL_PICTURES = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset({"Cc", "Cs", "Zl", "Zp"})
_LONGEST_EXCERPT = 60


def made_visible(text: str) -> str:
    """The text with every control, direction and surrogate character in a form that can be seen and stored.

    ``␀`` to ``␟`` stand for the control characters, ``‹U+202E›`` for those without a picture of their own.
    """
    if text.isprintable() and not _DIRECTION.intersection(text):
        return text
    return "".join(_shown(character) for character in text)


def excerpt(text: str) -> str:
    """So much of a wrong value as a message repeats, made visible."""
    shown = made_visible(text[:_LONGEST_EXCERPT])
    return shown + "…" if len(text) > _LONGEST_EXCERPT else shown


def _shown(character: str) -> str:
    code = ord(character)
    if code in _CONTROL_PICTURES:
        return chr(_CONTROL_PICTURES[code])
    if character in _DIRECTION or unicodedata.category(character) in _INVISIBLE:
        return f"‹U+{code:04X}›"
    return character
