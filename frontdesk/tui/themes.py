"""The colours: our own themes, and which of all fits a terminal. No colour means anything that a word does not say."""

from __future__ import annotations

from textual.theme import Theme

from frontdesk.config.themes import AUTO, OF_THE_TERMINAL
from frontdesk.i18n import marked
from frontdesk.tui.terminal import Colours

OWN = (
    Theme(
        name="dark",
        primary="#5fafd7",
        secondary="#87afaf",
        warning="#ffaf5f",
        error="#ff6b6b",
        success="#87d787",
        accent="#5fafd7",
        foreground="#e4e4e4",
        background="#14181c",
        surface="#1b2026",
        panel="#242b33",
        dark=True,
    ),
    Theme(
        name="light",
        primary="#005f87",
        secondary="#4e6d6d",
        warning="#8f4e00",
        error="#b00020",
        success="#00692e",
        accent="#005f87",
        foreground="#1c1c1c",
        background="#f4f4f0",
        surface="#ffffff",
        panel="#e6e6e0",
        dark=False,
    ),
    Theme(
        name="high-contrast",
        primary="#00ffff",
        secondary="#ffffff",
        warning="#ffff00",
        error="#ff8080",
        success="#80ff80",
        accent="#ffff00",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#1c1c1c",
        dark=True,
        variables={
            "block-cursor-background": "#ffff00",
            "block-cursor-foreground": "#000000",
            "foreground-muted": "#d0d0d0",
            "border": "#ffffff",
        },
    ),
    # Vermilion, orange and sky blue of Okabe and Ito: told apart by those who see no red or no green.
    Theme(
        name="colour-blind-safe",
        primary="#56b4e9",
        secondary="#cc79a7",
        warning="#f0e442",
        error="#ff8c42",
        success="#56b4e9",
        accent="#56b4e9",
        foreground="#f0f0f0",
        background="#10141a",
        surface="#171c24",
        panel="#222a35",
        dark=True,
    ),
)

NAMES = {
    "dark": marked("Dark"),
    "light": marked("Light"),
    "high-contrast": marked("High contrast"),
    "colour-blind-safe": marked("Safe for the colour-blind"),
    "ansi-dark": marked("The terminal's own colours, dark"),
    "ansi-light": marked("The terminal's own colours, light"),
}


def offered(colours: Colours) -> tuple[str, ...]:
    """The themes that can be told apart on such a terminal."""
    return tuple(NAMES) if colours is Colours.MANY else OF_THE_TERMINAL


def fitting(name: str, colours: Colours) -> str:
    """The theme to begin with: the house's where the terminal has the colours for it."""
    if colours is Colours.MANY:
        return "dark" if name == AUTO else name
    return "ansi-light" if name in ("light", "ansi-light") else "ansi-dark"
