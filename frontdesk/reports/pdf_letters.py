"""Letters on paper: the standard fonts of PDF hold those of Western languages; other signs are drawn or spelled out.

No font is embedded and none looked for on the machine, so a page is the same everywhere.
"""

from __future__ import annotations

import unicodedata
from xml.sax.saxutils import escape

PLAIN, BOLD = "Helvetica", "Helvetica-Bold"
_SIGNS = dict.fromkeys("✓✗▼▲●", "ZapfDingbats") | dict.fromkeys("≤≥→", "Symbol")
"""Our own signs that other standard fonts have."""

_LIKE = {"≤": "<=", "≥": ">=", "→": "->", "\N{MINUS SIGN}": "-"}


def printable(words: str) -> str:
    """Words in letters that the standard fonts have: others without their accents, or as what they are called."""
    try:
        words.encode("cp1252")
    except UnicodeEncodeError:
        return "".join(map(_letter, words))
    return words


def _letter(one: str) -> str:
    try:
        one.encode("cp1252")
    except UnicodeEncodeError:
        pass
    else:
        return one
    if one in _LIKE:
        return _LIKE[one]
    bare = "".join(part for part in unicodedata.normalize("NFKD", one) if not unicodedata.combining(part))
    try:
        bare.encode("cp1252")
    except UnicodeEncodeError:
        bare = ""
    if bare or unicodedata.combining(one):
        return bare
    code = ord(one)
    if 0x2400 <= code <= 0x241F:  # the picture of a control character
        return f"‹{code - 0x2400:02X}›"
    return f"‹{code:04X}›"


def runs(words: str) -> list[tuple[str, str]]:
    """Words in pieces, each with the font that has its letters; an empty name is that of the other words."""
    found: list[tuple[str, str]] = []
    for one in words:
        font = _SIGNS.get(one, "")
        letter = one if font else printable(one)
        if found and found[-1][0] == font:
            found[-1] = (font, found[-1][1] + letter)
        else:
            found.append((font, letter))
    return found


def marked_up(words: str) -> str:
    """Words for a paragraph, in which nothing is a mark but the fonts of our own signs."""
    return "".join(
        f'<font name="{font}">{escape(piece)}</font>' if font else escape(piece) for font, piece in runs(words)
    )
