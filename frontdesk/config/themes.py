"""The names of the colours that a house may ask for. The colours themselves are the screens', and a test holds both."""

from __future__ import annotations

AUTO = "auto"
"""Whatever fits the terminal."""

OWN = ("dark", "light", "high-contrast", "colour-blind-safe")
"""Our own."""

OF_THE_TERMINAL = ("ansi-dark", "ansi-light")
"""The sixteen colours that the terminal itself has."""

OF_THE_LIBRARY = (
    "textual-dark",
    "textual-light",
    "nord",
    "gruvbox",
    "catppuccin-mocha",
    "dracula",
    "tokyo-night",
    "monokai",
    "flexoki",
    "catppuccin-latte",
    "catppuccin-frappe",
    "catppuccin-macchiato",
    "solarized-light",
    "solarized-dark",
    "rose-pine",
    "rose-pine-moon",
    "rose-pine-dawn",
    "atom-one-dark",
    "atom-one-light",
)
"""Those that the screens' library brings along; it is not loaded to read a configuration."""

THEMES = (AUTO, *OWN, *OF_THE_TERMINAL, *OF_THE_LIBRARY)
"""Everything that may stand in ``[theme] name``."""
