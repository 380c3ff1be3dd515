"""Which screen a terminal shows first, under all others."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from frontdesk.tui.desk.screen import DeskScreen

if TYPE_CHECKING:
    from textual.screen import Screen

    from frontdesk.tui.program import Program


class Face(Enum):
    """The desk, or a screen that was asked for alone."""

    DESK = "desk"
    BOARD = "board"
    CARE = "care"
    RATING = "rating"


def first_screen(face: Face, app: Program, classes: str) -> Screen[None]:
    """The screen of a face, with the classes of the size that it is laid out for at once."""
    if face is Face.BOARD:
        from frontdesk.tui.board.screen import BoardScreen  # noqa: PLC0415 - most start with the desk

        return BoardScreen(app, classes)
    if face is Face.CARE:
        from frontdesk.tui.care.screen import CareScreen  # noqa: PLC0415 - likewise

        return CareScreen(app, classes=classes)
    if face is Face.RATING:
        from frontdesk.tui.rating.screen import RatingScreen  # noqa: PLC0415 - likewise

        return RatingScreen(app, classes)
    return DeskScreen(app, classes)
