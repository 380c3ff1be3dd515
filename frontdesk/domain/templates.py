"""Texts of the house in which something is filled in: ``{number}`` and the like stand for it."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


LETTER_PLACEHOLDERS = ("house", "date", "number", "kind", "name", "opened", "said", "asked", "due", "owner")
"""What can be filled in in the letter that acknowledges what a customer told the house."""


def unknown_placeholder(template: str, names: Iterable[str]) -> str | None:
    """What stands in braces in a template and is none of these names; None where there is no such thing.

    Raises ValueError where the braces do not match.
    """
    allowed = set(names)
    for _text, name, form, conversion in Formatter().parse(template):
        if name is not None and (name not in allowed or form or conversion):
            return name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")
    return None


def filled(template: str, values: Mapping[str, str]) -> list[str]:
    """The lines of a template with its values; one with an empty value is left out, with the space below it.

    What is filled in is not looked into: braces in it stay what they are.
    """
    lines: list[str] = []
    left_out = False
    for line in template.split("\n"):
        asked = [values[name] for _text, name, _form, _conversion in Formatter().parse(line) if name is not None]
        if not all(asked):
            left_out = True
            continue
        if line or not left_out or (lines and lines[-1]):
            lines.append(line.format_map(values))
        left_out = False
    return lines
