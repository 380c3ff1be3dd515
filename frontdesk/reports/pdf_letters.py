"""Letters on paper: the standard fonts of PDF hold those of Western languages; other signs are drawn or spelled out.

No font is embedded and none looked for on the machine, so a page is the same everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from reportlab.pdfbase.pdfmetrics import stringWidth

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

PLAIN, BOLD = "Helvetica", "Helvetica-Bold"
_SIGNS = dict.fromkeys("✓✗▼▲●", "ZapfDingbats") | dict.fromkeys("≤≥→", "Symbol")
"""Our own signs that other standard fonts have."""

_SIGN = re.compile(f"([{''.join(_SIGNS)}])")
_LIKE = {"\N{MINUS SIGN}": "-", "\N{EN SPACE}": " "}
_MOST_LETTERS = 400


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
    if words.isascii():
        return [("", words)]
    found: list[tuple[str, str]] = []
    for piece in filter(None, _SIGN.split(words)):
        font = _SIGNS.get(piece, "")
        if found and found[-1][0] == font:
            found[-1] = (font, found[-1][1] + piece)
        else:
            found.append((font, piece if font else printable(piece)))
    return found


@lru_cache(maxsize=4096)
def _width_of_one(words: str, font: str) -> float:
    return sum(stringWidth(piece, own or font, 1) for own, piece in runs(words))


def width_of(words: str, font: str, size: float) -> float:
    """How wide words are in letters of this size, in points."""
    return _width_of_one(words, font) * size


def draw_words(canvas: Canvas, x: float, y: float, words: str, font: str, size: float) -> None:
    """Words from ``x`` to the right, on the base line ``y``."""
    for own, piece in runs(words):
        canvas.setFont(own or font, size)
        canvas.drawString(x, y, piece)
        x += stringWidth(piece, own or font, size)


def fitted(words: str, width: float, font: str, size: float) -> str:
    """Words that fit in a line; an ellipsis stands for what does not."""
    words = words[:_MOST_LETTERS]
    if width_of(words, font, size) <= width:
        return words
    kept = that_fit(words, width - width_of("…", font, size), font, size)
    return words[:kept].rstrip() + "…"


def in_lines(words: str, width: float, font: str, size: float, most: int) -> list[str]:
    """Words in at most so many lines, parted at blanks, or inside of what is longer than a line."""
    words = words[:_MOST_LETTERS]
    lines: list[str] = []
    while words and len(lines) < most - 1 and width_of(words, font, size) > width:
        kept = max(that_fit(words, width, font, size), 1)
        blank = words.rfind(" ", 1, kept + 1)
        kept = blank if blank > 0 else kept
        lines.append(words[:kept].rstrip())
        words = words[kept:].lstrip()
    return [*lines, fitted(words, width, font, size)] if words or not lines else lines


def that_fit(words: str, width: float, font: str, size: float) -> int:
    """How many letters from the first one on fit."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if sum(stringWidth(piece, own or font, size) for own, piece in runs(words[:middle])) <= width:
            low = middle
        else:
            high = middle - 1
    return low
