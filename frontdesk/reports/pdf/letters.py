"""Letters on paper: the standard fonts of PDF hold those of Western languages; other signs are drawn or spelled out.

With the extra “letters” those of Central and Eastern Europe, Vietnamese, Greek and Cyrillic are embedded, of the same
widths as the standard font's, and only in a document that has any. No font is looked for on the machine.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.pdfgen.canvas import Canvas

PLAIN, BOLD = "Helvetica", "Helvetica-Bold"
_SIGNS = dict.fromkeys("✓✗▼▲●", "ZapfDingbats") | dict.fromkeys("≤≥→", "Symbol")
"""Our own signs that other standard fonts have."""

_EMBEDDED = "Arimo"
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
"""Letters that are not set but spelled out: they would stand in the wrong order."""

_LIKE = {"\N{MINUS SIGN}": "-", "\N{EN SPACE}": " "}
_MOST_LETTERS = 400


def printable(words: str) -> str:
    """Words in letters that the standard fonts have: others without their accents, or as what they are called."""
    return words if _is_western(words) else "".join(map(_letter, words))


def _letter(one: str) -> str:
    if _is_western(one):
        return one
    if one in _LIKE:
        return _LIKE[one]
    bare = "".join(part for part in unicodedata.normalize("NFKD", one) if not unicodedata.combining(part))
    if (bare and _is_western(bare)) or unicodedata.combining(one):
        return bare
    code = ord(one)
    if 0x2400 <= code <= 0x241F:  # the picture of a control character
        return f"‹{code - 0x2400:02X}›"
    return f"‹{code:04X}›"


@cache
def _embedded() -> frozenset[str]:
    """The letters of the font that can be embedded; none where it is not installed."""
    from reportlab.pdfbase.ttfonts import TTFError, TTFont  # noqa: PLC0415 - few documents have such letters

    try:
        with resources.files("fontpkg_arimo").joinpath("files", "Arimo[wght].ttf").open("rb") as file:
            font = TTFont(_EMBEDDED, file)
    except (ModuleNotFoundError, OSError, TTFError):
        return frozenset()
    registerFont(font)
    letters = map(chr, font.face.charToGlyph)
    return frozenset(one for one in letters if unicodedata.bidirectional(one) not in _RIGHT_TO_LEFT)


def _font_of(letter: str) -> str:
    if letter in _SIGNS:
        return _SIGNS[letter]
    return _EMBEDDED if not _is_western(letter) and letter not in _LIKE and letter in _embedded() else ""


def runs(words: str) -> list[tuple[str, str]]:
    """Words in pieces, each with the font that has its letters; an empty name is that of the other words."""
    if _is_western(words):
        return [("", words)]
    letters = ((one, font) for word in re.split("( )", unicodedata.normalize("NFC", words)) for one, font in _set(word))
    pieces = ((font, "".join(one for one, _font in found)) for font, found in groupby(letters, itemgetter(1)))
    return [(font, piece if font else printable(piece)) for font, piece in pieces]


def _set(word: str) -> Iterator[tuple[str, str]]:
    """The letters of a word with their fonts: one font, where one has them all."""
    fonts = list(map(_font_of, word))
    for one, font in zip(word, fonts, strict=True):
        yield one, _EMBEDDED if _EMBEDDED in fonts and one in _embedded() else font


def _is_western(words: str) -> bool:
    try:
        words.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


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
