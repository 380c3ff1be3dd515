"""Text on paper and in a terminal, measured in cells: cut, padded and folded, never with a control character in it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from frontdesk.plain_text import made_visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WIDTH = 80
_MOST_CHARACTERS = 400


def plain(text: object) -> str:
    """Anything that a person or the house has named, as one line that can do no harm."""
    return made_visible(str(text)[:_MOST_CHARACTERS])


def cells(text: str) -> int:
    """How many columns of a terminal a text takes: two for wide characters, none for marks upon another."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(one) or unicodedata.category(one) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(one) in "WF"
        else 1
        for one in text
    )


def cut(text: str, width: int) -> str:
    """The text in at most ``width`` cells; an ellipsis stands for what was cut off."""
    if cells(text) <= width:
        return text
    kept = ""
    for one in text:
        if cells(kept) + cells(one) > width - 1:
            break
        kept += one
    return f"{kept}…"


def left(text: str, width: int) -> str:
    """The text at the left of ``width`` cells."""
    text = cut(text, width)
    return text + " " * (width - cells(text))


def right(text: str, width: int) -> str:
    """The text at the right of ``width`` cells; one that is longer is not cut, for a cut figure is a wrong figure."""
    return " " * (width - cells(text)) + text


def folded(words: Iterable[str], *, first: str = " ", rest: str = "   ", between: str = " ") -> list[str]:
    """Words in lines of at most 80 cells; the first line begins with ``first``, the others with ``rest``.

    A word that is longer than a line is cut in pieces, not cut off.
    """
    lines, line, empty = [], first, True
    for whole in words:
        for word in _pieces(whole, WIDTH - cells(rest)):
            joined = line + word if empty else line + between + word
            if cells(joined.rstrip()) > WIDTH and not empty:
                lines.append(line.rstrip())
                joined = rest + word
            line, empty = joined, False
    return [*lines, line.rstrip()] if not empty else lines


def sentences(text: str, *, first: str = " ", rest: str = "   ") -> list[str]:
    """Running text in lines of at most 80 cells."""
    return folded(text.split(), first=first, rest=rest)


def sides(at_left: str, at_right: str) -> list[str]:
    """Two texts at both ends of one line, or of two where one does not hold them."""
    space = WIDTH - cells(at_left) - cells(at_right)
    return [at_left + " " * space + at_right] if space > 1 else [at_left, right(at_right, WIDTH)]


def columns(texts: Sequence[str], widths: Sequence[int]) -> str:
    """One line of a table: the first text at the left of its column, the others at the right of theirs."""
    first = left(texts[0], widths[0])
    return (first + "".join(right(text, width) for text, width in zip(texts[1:], widths[1:], strict=True))).rstrip()


def _pieces(word: str, width: int) -> list[str]:
    pieces, piece = [], ""
    for one in word:
        if cells(piece) + cells(one) > width:
            pieces.append(piece)
            piece = ""
        piece += one
    return [*pieces, piece]
