"""Spanish is complete: every message of the sources is translated, with the same values in it."""

from __future__ import annotations

import gettext
import re
import string

from frontdesk.i18n import Sentence, use_language
from tests.catalogue.messages import MO, catalogue, forms, messages


def _values(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_message_is_translated() -> None:
    known = catalogue()
    missing = []
    for message in messages():
        entry = known.get(message.text)
        if entry is None or not all(forms(entry.string)):
            missing.append(f"{message.place}: {message.text}")
    assert missing == []


def test_nothing_is_left_in_the_catalogue_that_the_sources_do_not_say() -> None:
    said = {message.text for message in messages()}
    assert [entry.id for entry in catalogue() if entry.id and forms(entry.id)[0] not in said] == []


def test_a_translation_has_the_values_of_its_message() -> None:
    wrong = []
    for entry in catalogue():
        if not entry.id:
            continue
        allowed = set().union(*(_values(form) for form in forms(entry.id)))
        for form in forms(entry.string):
            # The singular of a plural may leave out the number: "one person".
            lacks = allowed - _values(form) - ({"n"} if len(forms(entry.id)) > 1 else set())
            if lacks or _values(form) - allowed:
                wrong.append(f"{entry.id!r} -> {form!r}")
    assert wrong == []


def test_a_translation_is_spaced_and_quoted_as_spanish_is() -> None:
    wrong = []
    for entry in catalogue():
        said = forms(entry.id)[0]
        for form in forms(entry.string) if said else ():
            spaces = [text[: len(text) - len(text.lstrip())] for text in (said, form)]
            spaces += [text[len(text.rstrip()) :] for text in (said, form)]
            if spaces[::2] != spaces[1::2] or re.search("[“”]|  ", form.strip()):
                wrong.append(f"{said!r} -> {form!r}")
    assert wrong == []


def test_an_empty_message_is_empty_in_spanish_too() -> None:
    use_language("es")
    try:
        assert str(Sentence("")) == ""
    finally:
        use_language("en")


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    with MO.open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    stale = []
    for entry in catalogue():
        written = forms(entry.string)
        if isinstance(entry.id, str):
            said: tuple[str, ...] = (compiled.gettext(entry.id),)
        else:
            one, many = forms(entry.id)
            said = (compiled.ngettext(one, many, 1), compiled.ngettext(one, many, 2))
        if entry.id and said != written:
            stale.append(entry.id)
    assert stale == []
