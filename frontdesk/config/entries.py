"""What the entries of all lists have in common, and how built-in values are given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from pydantic import Field, model_validator

from frontdesk.config.values import Id, LabelText, Section
from frontdesk.i18n import marked

RETIRED = marked("false retires it: it stays in the records and is no longer offered.")


RoleName = Literal["receptionist", "lead", "manager"]


def built_in(value: object) -> Callable[[], Any]:
    """A default written as the TOML would have it; it is validated like the file's."""
    return lambda: value


def _label_default(entry: object) -> object:
    if isinstance(entry, dict) and "label" not in entry:
        name = entry.get("id")
        # Without a proper id only the id is reported, not the label that would follow from it.
        return entry | {"label": name if isinstance(name, str) and name.strip() and name.isprintable() else "?"}
    return entry


class Entry(Section):
    """An entry of a list: a stable id and the name that people see."""

    id: Id = Field(description=marked("Stable name in the records. Never give an old id a new meaning."))
    label: LabelText = Field(description=marked("What people see. Default: the id."))

    _named = model_validator(mode="before")(_label_default)
