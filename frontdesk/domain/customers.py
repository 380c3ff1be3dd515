"""A customer whom the house knows: the file that any clerk can open. Personal data, kept apart from the log.

A visit refers to it by its number alone, so that erasing the file leaves every figure as it was.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

LONGEST_NUMBER = 40
MOST_WORDS = 6
"""So many words are looked for each by itself; what comes after them belongs to the last."""


class Customer(NamedTuple):
    """One customer. ``id`` is the number that the house knows them by; ``created_at`` is UTC seconds."""

    id: str
    name: str
    phone: str | None
    language: str | None
    segment: str | None
    created_at: int


class Candidate(NamedTuple):
    """A customer who may be meant by what was typed, and how often they were here."""

    customer: Customer
    visits: int


def folded(text: str) -> str:
    """A name as it is looked for: without capitals, accents, and more than one space between words."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return " ".join(plain.casefold().split())


def words_sought(text: str) -> list[str]:
    """What is looked for one by one and in any order; a telephone number is one word however it is spaced."""
    plain = folded(text)
    if not any(one.isalpha() for one in plain) and digits(plain):
        return [plain.replace(" ", "")] if len(plain.split()) == 1 else [digits(plain)]
    return plain.split(" ", MOST_WORDS - 1) if plain else []


def digits(text: str) -> str:
    """A telephone number as it is looked for: its digits alone."""
    return "".join(str(unicodedata.digit(one)) for one in text if one.isdigit())
