"""What an app shows, as plain text: a snapshot that reads in a diff."""

from __future__ import annotations

from typing import Any

from textual._context import visible_screen_stack
from textual.app import App


def screen_text(app: App[Any]) -> str:
    """Every line of the screen as it would be painted now, each without trailing blanks.

    A wide character counts once in the text although it takes two cells. `await pilot.pause()` first, so that messages
    and layout have settled. What a widget forgot to refresh is shown stale, as on a terminal.
    """
    # The compositor is private, but the public way, export_screenshot, gives an SVG and swallows pending repaints.
    visible_screen_stack.set(app._background_screens)  # a modal screen draws what lies behind it
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())
