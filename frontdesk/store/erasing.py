"""Erasing what is personal: the rows that hold it. The log names them, and tells nothing once they are gone.

A customer's number stays in the log and in the read tables, as the number of nobody: the figures of every day are what
they were. What was asked under a key is forgotten too: it was kept as a salted hash, and that salt is still there.
"""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, text

from frontdesk.domain.matters import LETTERS
from frontdesk.store import log, schema
from frontdesk.store.driver import Prepared
from frontdesk.store.former_customers import Former, add_former_number, former_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.store.driver import Driver

_LISTED = {
    "sqlite": "SELECT value FROM json_each(:{name})",
    "postgresql": "SELECT jsonb_array_elements_text(CAST(:{name} AS jsonb))",
}
_ANSWERED = {"sqlite": "json_extract(answer, '$.{name}')", "postgresql": "CAST(answer AS jsonb) ->> '{name}'"}


def _prepared(sql: str) -> Prepared:
    """A statement in which ``<name>`` stands for a list that is given by name, ``$name`` for a part of an answer."""

    def spelt(engine: str) -> str:
        words = sql
        for name in ("numbers", "undone", "kept"):
            words = words.replace(f"<{name}>", _LISTED[engine].format(name=name))
        for name in ("customer", "merged", "visit"):
            words = words.replace(f"${name}", _ANSWERED[engine].format(name=name))
        return words

    return Prepared(lambda engine: text(spelt(engine)))


# What is theirs

_VISITS = "SELECT id FROM visit WHERE customer IN (<numbers>)"
_THEIRS = f"customer IN (<numbers>) OR visit IN ({_VISITS}) OR visit IN (<undone>)"
_STREAMS = " UNION ALL ".join(
    f"SELECT '{kind}/' || site || '/' || number FROM {kind} WHERE {_THEIRS}" for kind in LETTERS
)
_SAID = f"stream IN ({_STREAMS}) OR visit IN ({_VISITS}) OR visit IN (<undone>)"
"""Which notes are customers': what was said in their matters, and what was typed with their visits.

``undone`` are visits of theirs whose check-in was undone: they are in no table, and what was typed with them is.
"""

_HELD = {
    "visits": _prepared("SELECT count(*) FROM visit WHERE customer IN (<numbers>)"),
    "texts": _prepared(f"SELECT count(*) FROM note WHERE {_SAID}"),
    "complaints": _prepared(f"SELECT count(*) FROM complaint WHERE {_THEIRS}"),
    "promises": _prepared(f"SELECT count(*) FROM promise WHERE {_THEIRS}"),
    "notes": _prepared("SELECT count(*) FROM customer_note WHERE customer IN (<numbers>)"),
    "customers": _prepared("SELECT count(*) FROM customer WHERE id IN (<numbers>)"),
}
_ERASE_CUSTOMERS = [
    _prepared(f"DELETE FROM note WHERE {_SAID}"),
    _prepared("DELETE FROM customer_note WHERE customer IN (<numbers>)"),
    _prepared("DELETE FROM customer WHERE id IN (<numbers>)"),
    _prepared(
        "UPDATE command SET request_hash = '' WHERE request_hash <> '' AND ($customer IN (<numbers>) "
        f"OR $merged IN (<numbers>) OR $visit IN ({_VISITS}) OR $visit IN (<undone>))"
    ),
]
_FORMER_OF = _prepared("SELECT number FROM former_customer WHERE kept IN (<numbers>)")
_WITHOUT_VISIT = Prepared(
    lambda _engine: text(
        "SELECT DISTINCT stream, visit FROM note WHERE visit IS NOT NULL AND visit NOT IN (SELECT id FROM visit)"
    )
)
_CHECK_INS = Prepared(
    lambda _engine: select(schema.event.c.data).where(
        schema.event.c.stream == bindparam("of_stream"), schema.event.c.kind == bindparam("of_kind")
    )
)


def held_of_customers(driver: Driver, numbers: Sequence[str]) -> dict[str, int]:
    """How much there is of customers: visits, texts, complaints, promises, notes and files."""
    values = _values(driver, numbers)
    return {name: int(driver.rows(count, values)[0][0]) for name, count in _HELD.items()}


def erase_customers(driver: Driver, numbers: Sequence[str], at: int) -> dict[str, int]:
    """Take away all that is personal of customers, whose numbers are nobody's from then on; how much there was."""
    log.mark_erasure(driver, secrets.token_hex(8))
    if not numbers:
        return dict.fromkeys(_HELD, 0)
    values = _values(driver, numbers)
    held = {name: int(driver.rows(count, values)[0][0]) for name, count in _HELD.items()}
    for statement in _ERASE_CUSTOMERS:
        driver.write(statement, [values])
    for number in numbers:
        if former_number(driver, number) is None:
            add_former_number(driver, Former(number, None), at)
    return held


def _values(driver: Driver, numbers: Sequence[str]) -> dict[str, str]:
    listed = json.dumps(list(numbers))
    before = [number for (number,) in driver.rows(_FORMER_OF, {"numbers": listed})]
    return {"numbers": listed, "undone": json.dumps(_undone_visits(driver, {*numbers, *before}))}


def _undone_visits(driver: Driver, numbers: set[str]) -> list[str]:
    """The visits of customers whose check-in was undone, as far as anything was typed with them."""
    without = set(driver.rows(_WITHOUT_VISIT, {}))
    found = []
    for stream in sorted({stream for stream, _visit in without}):
        for (data,) in driver.rows(_CHECK_INS, {"of_stream": stream, "of_kind": "CheckedIn"}):
            told = json.loads(data)
            if told.get("customer") in numbers and (stream, told["visit"]) in without:
                found.append(str(told["visit"]))
    return found


# What is over

_OVER = (
    "stream >= :first_stream AND stream < :to_stream AND id NOT IN (<kept>) AND (visit IS NULL OR visit NOT IN "
    "(SELECT id FROM visit WHERE ended_day IS NULL OR ended_day >= :day))"
)
_OVER_OF_MATTERS = (
    "stream IN (SELECT 'complaint/' || site || '/' || number FROM complaint WHERE site = :site AND closed_day < :day "
    "UNION ALL SELECT 'promise/' || site || '/' || number FROM promise WHERE site = :site AND ended_day < :day)"
)
_KINDS = {
    "in_days": _prepared(f"SELECT kind, count(*) FROM note WHERE {_OVER} GROUP BY kind"),
    "in_matters": _prepared(f"SELECT kind, count(*) FROM note WHERE {_OVER_OF_MATTERS} GROUP BY kind"),
}
_ERASE_BEFORE = [
    _prepared(f"DELETE FROM note WHERE {_OVER}"),
    _prepared(f"DELETE FROM note WHERE {_OVER_OF_MATTERS}"),
    _prepared("UPDATE command SET request_hash = '' WHERE site = :site AND at < :begins_at AND request_hash <> ''"),
]
_GONE = _prepared(
    "SELECT id FROM customer WHERE created_at < :begins_at "
    "AND NOT EXISTS (SELECT 1 FROM visit WHERE customer = customer.id AND ended_day >= :day) "
    "AND NOT EXISTS (SELECT 1 FROM visit WHERE customer = customer.id AND ended_day IS NULL) "
    "AND NOT EXISTS (SELECT 1 FROM complaint WHERE customer = customer.id "
    "AND (closed_day IS NULL OR closed_day >= :day)) "
    "AND NOT EXISTS (SELECT 1 FROM promise WHERE customer = customer.id "
    "AND (ended_day IS NULL OR ended_day >= :day)) "
    "AND NOT EXISTS (SELECT 1 FROM customer_note WHERE customer = customer.id AND at >= :begins_at) ORDER BY id"
)


def erase_before(driver: Driver, site: str, day: str, begins_at: int, kept: Sequence[str], at: int) -> dict[str, int]:
    """Take away what is personal of a site's business days before one that begins at an instant (UTC seconds).

    Visits that were not over then keep their texts, and so do complaints and promises; ``kept`` are texts of the house
    that stand still. Customers go whom no site has seen since. Returns how many of each kind there were.
    """
    values = {
        "site": site,
        "day": day,
        "begins_at": begins_at,
        "first_stream": log.day_stream(site, ""),
        "to_stream": log.day_stream(site, day),
        "kept": json.dumps(list(kept)),
    }
    kinds = {name: dict(driver.rows(count, values)) for name, count in _KINDS.items()}
    customers = [number for (number,) in driver.rows(_GONE, values)]
    for statement in _ERASE_BEFORE:
        driver.write(statement, [values])
    of_customers = erase_customers(driver, customers, at)
    in_days = kinds["in_days"]
    return {
        "names": in_days.pop("name", 0),
        "visit_notes": in_days.pop("note", 0),
        "reasons": sum(in_days.values()),
        "matter_texts": sum(kinds["in_matters"].values()),
        "customers": of_customers["customers"],
        "customer_notes": of_customers["notes"],
    }
