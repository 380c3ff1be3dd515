"""A customer whom the house knows: the file that any clerk can open. Personal data, kept apart from the log.

A visit refers to it by its number alone, so that erasing the file leaves every figure as it was.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from frontdesk.i18n import marked

LONGEST_NUMBER = 40
_NUMBER = rf"[^\W_][\w./-]{{0,{LONGEST_NUMBER - 1}}}"
MOST_WORDS = 6
"""So many words are looked for each by itself; what comes after them belongs to the last."""

STAGES = {
    "prospect": marked("prospect", "customer"),
    "buyer": marked("buyer", "customer"),
    "active": marked("active", "customer"),
    "partner": marked("partner", "customer"),
}
"""How far a customer has come with the house."""

RELATIONS = {
    "loyal": marked("loyal", "customer"),
    "erratic": marked("erratic", "customer"),
    "promotion": marked("comes for promotions", "customer"),
    "price": marked("goes by the price", "customer"),
    "tied": marked("tied by another purchase", "customer"),
}
"""What keeps a customer coming. How people behave, their manners, is never kept."""

SEGMENT_SOURCES = {
    "typed": marked("typed", "segment"),
    "import": marked("imported", "segment"),
    "value": marked("by value, approved", "segment"),
    "visits": marked("by loyalty, approved", "segment"),
}
"""Where a customer's segment comes from."""


class Customer(NamedTuple):
    """One customer. ``id`` is the number that the house knows them by; ``created_at`` is UTC seconds.

    The costs and the revenue (of a year) are in the smallest unit of money, as whole numbers; ``years`` is the length
    of the relationship, ``retention`` the share of such customers who stay from one year to the next.
    """

    id: str
    name: str
    phone: str | None
    language: str | None
    segment: str | None
    created_at: int
    segment_source: str | None = None
    stage: str | None = None
    relation: str | None = None
    acquisition_cost: int | None = None
    revenue: int | None = None
    cost_to_serve: int | None = None
    years: int | None = None
    retention: float | None = None


class KnownBefore(NamedTuple):
    """As whom a customer was known under a ``number`` whose file is part of the one with the number ``kept`` now."""

    number: str
    name: str
    phone: str | None
    kept: str


class Candidate(NamedTuple):
    """A customer who may be meant by what was typed, and how often they were here."""

    customer: Customer
    visits: int


def is_number(text: str) -> bool:
    """Whether this can be the number of a customer."""
    return re.fullmatch(_NUMBER, text) is not None


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
