"""Spanish is complete: every message of the sources is translated, with the same values in it."""

from __future__ import annotations

import gettext
import re
import string
from datetime import date

from frontdesk.i18n import Sentence, _, marked, use_language
from tests.catalogue.messages import MO, catalogue, entry, forms, messages


def _values(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_message_is_translated() -> None:
    known = catalogue()
    missing = []
    for message in messages():
        found = entry(known, message.text, message.context)
        if found is None or not all(forms(found.string)):
            missing.append(f"{message.place}: {message.text}")
    assert missing == []


def test_nothing_is_left_in_the_catalogue_that_the_sources_do_not_say() -> None:
    said = {(message.text, message.context) for message in messages()}
    kept = [(forms(one.id)[0], one.context or "") for one in catalogue() if one.id]
    assert [one for one in kept if one not in said] == []


def test_a_translation_has_the_values_of_its_message() -> None:
    wrong = []
    for one in catalogue():
        if not one.id:
            continue
        allowed = set().union(*(_values(form) for form in forms(one.id)))
        for form in forms(one.string):
            # The singular of a plural may leave out the number: "one person".
            lacks = allowed - _values(form) - ({"n"} if len(forms(one.id)) > 1 else set())
            if lacks or _values(form) - allowed:
                wrong.append(f"{one.id!r} -> {form!r}")
    assert wrong == []


def test_a_translation_is_spaced_and_quoted_as_spanish_is() -> None:
    wrong = []
    for one in catalogue():
        said = forms(one.id)[0]
        for form in forms(one.string) if said else ():
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


def test_one_word_said_of_different_things_has_a_translation_for_each() -> None:
    use_language("es")
    try:
        assert [_("closed", thing) for thing in ("counter", "day")] == ["cerrada", "cerrado"]
        assert str(Sentence(marked("open", "counter"))) == "abierta"
    finally:
        use_language("en")
    assert _("closed", "counter") == _("closed", "day") == "closed"


def test_a_count_and_a_day_in_a_sentence_are_written_as_the_language_does() -> None:
    people = Sentence("{n} person", "{n} people", n=12345)
    today = Sentence("Today is {day}.", day=date(2026, 11, 22))
    assert [str(people), str(today)] == ["12,345 people", "Today is Sun 22 Nov 2026."]
    use_language("es")
    try:
        assert [str(people), str(today)] == ["12.345 personas", "Hoy es dom 22 nov 2026."]
    finally:
        use_language("en")


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    with MO.open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    stale = []
    for one in catalogue():
        written = forms(one.string)
        if isinstance(one.id, str):
            said: tuple[str, ...] = (
                compiled.pgettext(one.context, one.id) if one.context else compiled.gettext(one.id),
            )
        else:
            singular, plural = forms(one.id)
            said = (compiled.ngettext(singular, plural, 1), compiled.ngettext(singular, plural, 2))
        if one.id and said != written:
            stale.append(one.id)
    assert stale == []


# What counts something: the word after it, if it is one, has a singular.
COUNTS = {
    "n",
    "all",
    "arrived",
    "commands",
    "days",
    "decided",
    "limit",
    "minutes",
    "rows",
    "seconds",
    "total",
    "visits",
}
UNITS = {"MB", "of", "s"}
ANY_NUMBER = {
    "… and {n} more": "more is said of one and of many",
    "… and {n} more.": "more is said of one and of many",
    "… and {n} more in XLSX and CSV": "more is said of one and of many",
    "… and {n} more with fewer visits, in XLSX and CSV": "more is said of one and of many",
    "{n} more in XLSX and CSV": "more is said of one and of many",
    "· {n} per 1,000 visits": "a rate",
}


def _counted_without_a_singular(text: str) -> bool:
    after = re.findall(r"\{(\w+)\} ?(\w*)", text)
    return any(name in COUNTS and word and word not in UNITS for name, word in after)


def test_what_is_counted_has_a_singular_and_a_plural() -> None:
    bare = {
        f"{message.place}: {message.text}"
        for message in messages()
        if message.plural is None and message.text not in ANY_NUMBER and _counted_without_a_singular(message.text)
    }
    assert bare == set()


def test_the_rule_sees_a_count() -> None:
    assert _counted_without_a_singular("The last one was {n} days ago.")
    assert not _counted_without_a_singular("{n} MB free")
    assert not _counted_without_a_singular("Waiting {n}")


def test_every_exception_is_still_said() -> None:
    assert ANY_NUMBER.keys() - {message.text for message in messages()} == set()
