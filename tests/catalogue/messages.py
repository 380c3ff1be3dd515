"""Takes every message for users out of the sources, and brings the Spanish catalogue up to date with them.

``python -m tests.catalogue.messages`` adds what is new to ``es.po`` (untranslated), drops what is gone, compiles it.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parents[2] / "frontdesk"
PO = PACKAGE / "locale" / "es" / "LC_MESSAGES" / "frontdesk.po"
MO = PO.with_suffix(".mo")
MARKS = {"_", "marked", "Sentence", "ngettext"}


class Message(NamedTuple):
    """A message of the sources: its text, its plural if it has one, and where it stands."""

    text: str
    plural: str | None
    place: str


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
    plural = _literal(call.args[1]) if len(call.args) > 1 and name in ("Sentence", "ngettext") else None
    return [Message(text, plural, place)]


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def catalogue() -> Catalog:
    """The Spanish catalogue as it is in the repository."""
    with PO.open("rb") as file:
        return read_po(file, locale="es")


def updated(old: Catalog) -> Catalog:
    """The catalogue with exactly the messages of the sources, and the translations that it has for them."""
    new = Catalog(locale="es", project="frontdesk", charset="utf-8", fuzzy=False)
    new.header_comment = "# frontdesk in Spanish."
    for message in sorted(messages(), key=lambda one: (one.text, one.place)):
        key = message.text if message.plural is None else (message.text, message.plural)
        before = old.get(message.text)
        empty: object = "" if message.plural is None else ("", "")
        new.add(key, string=empty if before is None or not before.string else before.string)  # type: ignore[arg-type]
    return new


def main() -> None:
    """Write the catalogue anew and compile it."""
    old = catalogue() if PO.exists() else Catalog(locale="es")
    new = updated(old)
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, new, width=120, omit_header=False, no_location=True)
    with MO.open("wb") as file:
        write_mo(file, new)
    missing = [message.id for message in new if message.id and not message.string]
    sys.stdout.write(f"{len(new)} messages, {len(missing)} without a translation\n")


if __name__ == "__main__":
    main()
