"""Customers from a list of another system: what its cells may hold, and what a row makes of the customer's file.

A cell that is empty leaves what is there, one with a single hyphen takes it away. A row says whom it means by the
house's own number; without one by name and telephone together, both as they are looked for (``customers.folded``,
``customers.digits``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from frontdesk.csv_rows import WrongRow
from frontdesk.domain.customers import RELATIONS, STAGES, Customer, digits, folded, is_number
from frontdesk.errors import nearest
from frontdesk.i18n import LANGUAGES, Sentence
from frontdesk.plain_text import excerpt, made_visible

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence

    from frontdesk.domain.customers import KnownBefore
    from frontdesk.domain.policy import Policy

COLUMNS = (
    "id",
    "name",
    "phone",
    "language",
    "segment",
    "stage",
    "relation",
    "acquisition_cost",
    "revenue",
    "cost_to_serve",
    "years",
    "retention",
)
MONEY = ("acquisition_cost", "revenue", "cost_to_serve")

NOTHING = "-"
"""What a cell holds to take away what the file has."""

LONGEST_TEXT = 500
MOST_YEARS = 200

ADDED, CHANGED, UNCHANGED, REFUSED = "added", "changed", "unchanged", "refused"


class Person(NamedTuple):
    """Whom a row without a number means: a name and a telephone as they are looked for."""

    name: str
    phone: str


class ImportRow(NamedTuple):
    """A row of a list: its line in the file, the number of the customer if it has one, and what is to be changed.

    ``values`` holds fields of ``Customer``, None for one that is taken away; what it does not name is left as it is.
    """

    line: int
    number: str | None
    values: Mapping[str, Any]

    @property
    def person(self) -> Person | None:
        """Whom it means by name and telephone; None where it lacks one of them."""
        found = person_of(self.values.get("name"), self.values.get("phone"))
        return found if found.name and found.phone else None


class Settled(NamedTuple):
    """What became of a row: the file as it is to be (None where it was refused), the fields that differ, or why not."""

    line: int
    result: str
    customer: Customer | None = None
    columns: tuple[str, ...] = ()
    reason: Sentence | None = None


def person_of(name: str | None, phone: str | None) -> Person:
    """A customer as they are found without a number."""
    return Person(folded(name or ""), digits(phone or ""))


# ---------------------------------------------------------------------------------------------- reading cells


def read_row(line: int, cells: Mapping[str, str], policy: Policy) -> ImportRow:
    """A row from its cells by column; raises WrongRow, naming the column, for what cannot be."""
    values: dict[str, Any] = {}
    number = made_visible(cells.get("id", "").strip()) or None
    if number is not None and not is_number(number):
        raise WrongRow(
            Sentence(
                "id is “{found}”: a number begins with a letter or a digit and has no spaces, like C-00042.",
                found=excerpt(number),
            )
        )
    for column, cell in cells.items():
        text = cell.strip()
        if column == "id" or not text:
            continue
        if text == NOTHING:
            if column == "name":
                raise WrongRow(Sentence("name is “-”: every customer has one."))
            values[column] = None
            continue
        values[column] = _READERS[column](column, text, policy)
    row = ImportRow(line, number, values)
    if number is None and row.person is None:
        raise WrongRow(Sentence("without an id a row needs a name and a phone, to find the customer again."))
    return row


def _text(column: str, text: str, _policy: Policy) -> str:
    """A name or a telephone number: in one line, with nothing in it that cannot be seen."""
    plain = made_visible(" ".join(text.split()))
    if len(plain) > LONGEST_TEXT:
        raise WrongRow(
            Sentence(
                "{column} is {n} character long, at most {most} can be kept.",
                "{column} is {n} characters long, at most {most} can be kept.",
                column=column,
                n=len(plain),
                most=LONGEST_TEXT,
            )
        )
    return plain


def _segment(column: str, text: str, policy: Policy) -> str:
    return _one_of(column, text, [one.id for one in policy.segments.values() if one.active])


def _word(allowed: Iterable[str]) -> Callable[[str, str, Policy], str]:
    return lambda column, text, _policy: _one_of(column, text, allowed)


def _one_of(column: str, text: str, allowed: Iterable[str]) -> str:
    words = list(allowed)
    if text in words:
        return text
    guess = nearest(text, words)
    listed = ", ".join(words)
    if guess is None:
        raise WrongRow(
            Sentence(
                "{column} is “{found}”, allowed are {allowed}.", column=column, found=excerpt(text), allowed=listed
            )
        )
    raise WrongRow(
        Sentence(
            "{column} is “{found}”; did you mean “{guess}”? Allowed are {allowed}.",
            column=column,
            found=excerpt(text),
            guess=guess,
            allowed=listed,
        )
    )


_MONEY = re.compile(r"[0-9]{1,13}(?:\.[0-9]{1,2})?")
_WHOLE = re.compile(r"[0-9]{1,3}")
_SHARE = re.compile(r"0(?:\.[0-9]{1,6})?|1(?:\.0{1,6})?")
_SIGNS = re.compile(r"[.,'’ \u00a0\u202f]")


def _money(column: str, text: str, _policy: Policy) -> int:
    """An amount in the smallest unit: ``1234.50`` is 123450."""
    if _MONEY.fullmatch(text) is None:
        raise WrongRow(
            Sentence(
                "{column} is “{found}”, which is not an amount: write it like {example}, without thousands signs.",
                column=column,
                found=excerpt(text),
                example=_as_amount(text) or "1234.50",
            )
        )
    whole, _, part = text.partition(".")
    return int(whole) * 100 + int(part.ljust(2, "0") or 0)


def _as_amount(text: str) -> str | None:
    """How an amount with the signs of another country is written here; None where that is only a guess."""
    *before, last = _SIGNS.split(text)
    plain = "".join((*before, last))
    if not (plain.isascii() and plain.isdecimal()) or len(plain) > 13 or not before:
        return None
    if len(last) in (1, 2):
        return f"{''.join(before) or '0'}.{last}"
    return plain if len(last) == 3 and len(before) > 1 else None


def _years(column: str, text: str, _policy: Policy) -> int:
    if _WHOLE.fullmatch(text) is None or int(text) > MOST_YEARS:
        raise WrongRow(
            Sentence(
                "{column} is “{found}”: a whole number from 0 to {most} is accepted.",
                column=column,
                found=excerpt(text),
                most=MOST_YEARS,
            )
        )
    return int(text)


def _share(column: str, text: str, _policy: Policy) -> float:
    if _SHARE.fullmatch(text) is None:
        raise WrongRow(
            Sentence(
                "{column} is “{found}”: a share from 0 to 1 is accepted, written like 0.8.",
                column=column,
                found=excerpt(text),
            )
        )
    return float(text)


_READERS: Mapping[str, Callable[[str, str, Policy], Any]] = {
    "name": _text,
    "phone": _text,
    "language": _word(LANGUAGES),
    "segment": _segment,
    "stage": _word(STAGES),
    "relation": _word(RELATIONS),
    **dict.fromkeys(MONEY, _money),
    "years": _years,
    "retention": _share,
}


# ---------------------------------------------------------------------------------------------- what becomes of rows


def settle(
    row: ImportRow, there: Sequence[Customer], named: Container[str], draw: Callable[[], str], now: int
) -> Settled:
    """What a row makes of the file that it means.

    ``there`` are the files that it may mean, ``named`` the numbers that other rows of the list name, ``draw`` gives the
    number of a customer who has none.
    """
    if len(there) > 1:
        return _may_be_several(row, [one.id for one in there])
    if not there:
        return _added(row, draw, now)
    if row.number is None and there[0].id in named:
        return _refused(row, Sentence("another row is about this customer, {number}.", number=there[0].id))
    new = _with_values(there[0], row.values)
    columns = tuple(name for name in row.values if getattr(new, name) != getattr(there[0], name))
    return Settled(row.line, CHANGED if columns else UNCHANGED, new, columns)


def known_otherwise(row: ImportRow, former: Sequence[KnownBefore]) -> Settled:
    """A row about people who were known so until their files became part of others: what it says is of no file now."""
    kept = sorted({one.kept for one in former})
    if len(kept) > 1:
        return _may_be_several(row, kept)
    return _refused(
        row,
        Sentence(
            "this was {former}, which is part of {customer} now: give the id.",
            former=former[0].number,
            customer=kept[0],
        ),
    )


def _may_be_several(row: ImportRow, numbers: Sequence[str]) -> Settled:
    listed = ", ".join(numbers[:3])
    return _refused(
        row, Sentence("several customers have this name and phone ({numbers}): give the id.", numbers=listed)
    )


def gone(row: ImportRow, kept: str | None) -> Settled:
    """A row about a number that has no file any more: it is part of ``kept`` now or, without that, nobody's."""
    if kept is None:
        return _refused(row, Sentence("{number} was the number of a customer who was erased.", number=row.number))
    return _refused(row, Sentence("{former} is part of {customer} now.", former=row.number, customer=kept))


def _added(row: ImportRow, draw: Callable[[], str], now: int) -> Settled:
    if not row.values.get("name"):
        return _refused(row, Sentence("a new customer needs a name."))
    blank = Customer(row.number or draw(), "", None, None, None, now)
    new = _with_values(blank, row.values)
    return Settled(row.line, ADDED, new, tuple(name for name in row.values if getattr(new, name) is not None))


def _with_values(customer: Customer, values: Mapping[str, Any]) -> Customer:
    new = customer._replace(**values)
    if new.segment == customer.segment:
        return new
    return new._replace(segment_source=None if new.segment is None else "import")


def _refused(row: ImportRow, reason: Sentence) -> Settled:
    return Settled(row.line, REFUSED, reason=reason)
