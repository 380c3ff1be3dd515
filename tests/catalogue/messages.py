"""Takes every message for users out of the sources, and brings the Spanish catalogue up to date with them.

``python -m tests.catalogue.messages`` adds what is new (untranslated), drops what is gone, and compiles it.
"""

from __future__ import annotations

import ast
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as BabelMessage
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from frontdesk import __version__

PACKAGE = Path(__file__).resolve().parents[2] / "frontdesk"
PO = PACKAGE / "locale" / "es" / "LC_MESSAGES" / "frontdesk.po"
MO = PO.with_suffix(".mo")
MARKS = {"_", "marked", "Sentence", "ngettext"}
PLURALS = 2
PLURAL_FORMS = "nplurals=2; plural=(n != 1);"
"""One and many. Newer tables of Spanish have a third form, for whole millions in words; we write figures."""

FIRST_DAY = datetime(2026, 11, 22, tzinfo=UTC)
"""Stands in the head of the catalogue, so that nothing changes in it when no message does."""


class Message(NamedTuple):
    """A message of the sources: its text, its plural and its context if it has them, and where it stands."""

    text: str
    plural: str | None
    place: str
    context: str = ""


def messages() -> list[Message]:
    """Every message of the sources, in the order of files and lines."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                found += _message(node, f"{path.relative_to(PACKAGE.parent)}:{node.lineno}")
    return found


def _message(call: ast.Call, place: str) -> list[Message]:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    if name not in MARKS or not call.args:
        return []
    text = _literal(call.args[0])
    if not text:
        return []
    second = _literal(call.args[1]) if len(call.args) > 1 else None
    if name in ("Sentence", "ngettext"):
        return [Message(text, second, place)]
    return [Message(text, None, place, second or "")]


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def catalogue() -> Catalog:
    """The Spanish catalogue as it is in the repository."""
    with PO.open("rb") as file:
        return read_po(file, locale="es")


def updated(old: Catalog) -> Catalog:
    """The catalogue with exactly the messages of the sources, and the translations that it has for them."""
    new = Catalog(
        locale="es",
        project="frontdesk",
        version=__version__,
        creation_date=FIRST_DAY,
        revision_date=FIRST_DAY,
        last_translator="frontdesk",
        language_team="frontdesk",
        charset="utf-8",
        fuzzy=False,
    )
    new.mime_headers = [("Plural-Forms", PLURAL_FORMS)]
    new.header_comment = "# frontdesk in Spanish."
    for (text, context), plural in sorted(_keys().items()):
        before = entry(old, text, context)
        known = forms(before.string) if before is not None else ()
        if plural is None:
            new.add(text, string=known[-1] if known else "", context=context or None)
        else:
            new.add((text, plural), string=known if len(known) == PLURALS else ("",) * PLURALS)
    return new


def _keys() -> dict[tuple[str, str], str | None]:
    """Each text and context with its plural; what has a plural at one place and none at another has it."""
    plurals: dict[tuple[str, str], str | None] = {}
    for message in messages():
        key = message.text, message.context
        plurals[key] = plurals.get(key) or message.plural
    return plurals


def entry(of: Catalog, text: str, context: str = "") -> BabelMessage | None:
    """The entry of a catalogue for a text and its context."""
    return of.get(text, context or None)


def forms(text: object) -> tuple[str, ...]:
    """A message or a translation as its forms: one, or singular and plural."""
    return tuple(text) if isinstance(text, (tuple, list)) else (str(text),)


def missing(of: Catalog) -> list[str]:
    """The messages of a catalogue that have no translation, or not in every form."""
    return [forms(entry.id)[0] for entry in of if entry.id and not all(forms(entry.string))]


def write(new: Catalog) -> None:
    """Write the catalogue and compile it."""
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, new, width=120, omit_header=False, no_location=True)
    with MO.open("wb") as file:
        write_mo(file, new)


def main() -> None:
    """Bring the catalogue up to date."""
    new = updated(catalogue() if PO.exists() else Catalog(locale="es"))
    write(new)
    sys.stdout.write(f"{len(new)} messages, {len(missing(new))} without a translation\n")


if __name__ == "__main__":
    main()
