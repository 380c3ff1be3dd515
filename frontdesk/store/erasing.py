"""Erasing what is personal: the rows that hold it. The log names them, and tells nothing once they are gone.

A customer's number stays in the log and in the read tables, as the number of nobody: the figures of every day are what
they were. What was asked under a key is forgotten too: it was kept as a salted hash, and that salt is still there.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, literal_column, select, text

from frontdesk.domain.matters import LETTERS
from frontdesk.domain.note import note_id
from frontdesk.store import log, schema
from frontdesk.store.driver import Prepared
from frontdesk.store.former_customers import Former, add_former_number, former_number

if TYPE_CHECKING:
    from collections.abc import Sequence, Set
    from typing import Any

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
        for name in ("numbers", "undone", "taken_back", "abuse", "kept"):
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
_IN_MATTERS = f"stream IN ({_STREAMS}) OR stream IN (<taken_back>)"
_SAID = f"{_IN_MATTERS} OR visit IN ({_VISITS}) OR visit IN (<undone>) OR id IN (<abuse>)"
"""Which notes are customers': what was said in their matters, what was typed with their visits, what they did to us.

``undone`` are visits of theirs whose check-in was undone, ``taken_back`` the streams of matters that were taken back:
they are in no table, and what was typed with them is. ``abuse`` are the texts of abuse, which are on no visit.
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
    _prepared(
        "UPDATE command SET request_hash = '' WHERE request_hash <> '' AND ($customer IN (<numbers>) "
        f"OR $merged IN (<numbers>) OR $visit IN ({_VISITS}) OR $visit IN (<undone>) OR {_IN_MATTERS} "
        f"OR (stream, first_seq) IN (SELECT stream, seq FROM note WHERE {_SAID}))"
    ),
    _prepared(f"DELETE FROM note WHERE {_SAID}"),
    _prepared("DELETE FROM customer_note WHERE customer IN (<numbers>)"),
    _prepared("DELETE FROM merged_person WHERE number IN (<numbers>)"),
    _prepared("DELETE FROM customer WHERE id IN (<numbers>)"),
]
_FORMER_OF = _prepared("SELECT number FROM former_customer WHERE kept IN (<numbers>)")
_WITHOUT_VISIT = Prepared(
    lambda _engine: text(
        "SELECT DISTINCT stream, visit FROM note WHERE visit IS NOT NULL AND visit NOT IN (SELECT id FROM visit)"
    )
)
_VISITS_OF = _prepared(_VISITS)
_TOLD = Prepared(
    lambda _engine: select(schema.event.c.data).where(
        schema.event.c.stream == bindparam("of_stream"), schema.event.c.kind == bindparam("of_kind")
    )
)
_BEGAN = Prepared(
    lambda _engine: select(schema.event.c.data).where(
        schema.event.c.stream == bindparam("of_stream"), schema.event.c.seq == literal_column("1")
    )
)
_MATTERS_IN_NO_TABLE = Prepared(
    lambda _engine: text(
        " UNION ALL ".join(
            f"SELECT DISTINCT stream FROM note WHERE stream >= '{kind}/' AND stream < '{kind}0' "
            f"AND stream NOT IN (SELECT '{kind}/' || site || '/' || number FROM {kind})"
            for kind in LETTERS
        )
    )
)
_DAYS_WITH_TEXTS = Prepared(
    lambda _engine: text(
        "SELECT DISTINCT stream FROM note WHERE stream >= 'day/' AND stream < 'day0' AND visit IS NULL "
        "AND kind = 'text'"
    )
)


def held_of_customers(driver: Driver, numbers: Sequence[str]) -> dict[str, int]:
    """How much there is of customers: visits, texts, complaints, promises, notes and files."""
    values = _values(driver, numbers)
    return {name: int(driver.rows(count, values)[0][0]) for name, count in _HELD.items()}


def erase_customers(driver: Driver, numbers: Sequence[str], at: int) -> dict[str, int]:
    """Take away all that is personal of customers, whose numbers are nobody's from then on; how much there was."""
    log.count_erasure(driver)
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
    before = [number for (number,) in driver.rows(_FORMER_OF, {"numbers": json.dumps(list(numbers))})]
    every = {*numbers, *before}
    listed = json.dumps(sorted(every))
    undone = _undone_visits(driver, every)
    visits = {*undone, *(visit for (visit,) in driver.rows(_VISITS_OF, {"numbers": listed}))}
    return {
        "numbers": listed,
        "undone": json.dumps(undone),
        "taken_back": json.dumps(
            [
                stream
                for stream, began in _matters_taken_back(driver)
                if began.get("customer") in every or began.get("visit") in visits
            ]
        ),
        "abuse": json.dumps(_texts_of_abuse(driver, visits)),
    }


def _undone_visits(driver: Driver, numbers: set[str]) -> list[str]:
    """The visits of customers whose check-in was undone, as far as anything was typed with them."""
    without = set(driver.rows(_WITHOUT_VISIT, {}))
    found = []
    for stream in sorted({stream for stream, _visit in without}):
        for (data,) in driver.rows(_TOLD, {"of_stream": stream, "of_kind": "CheckedIn"}):
            told = json.loads(data)
            if told.get("customer") in numbers and (stream, told["visit"]) in without:
                found.append(str(told["visit"]))
    return found


def _matters_taken_back(driver: Driver) -> list[tuple[str, dict[str, Any]]]:
    """The streams of complaints and promises that were taken back whole, as far as texts are left; how each began."""
    streams = [stream for (stream,) in driver.rows(_MATTERS_IN_NO_TABLE, {})]
    return [(stream, json.loads(driver.rows(_BEGAN, {"of_stream": stream})[0][0])) for stream in streams]


def _texts_of_abuse(driver: Driver, visits: Set[str]) -> list[str]:
    """The texts of abuse by whom these visits are of."""
    if not visits:
        return []
    told = [
        json.loads(data)
        for (stream,) in driver.rows(_DAYS_WITH_TEXTS, {})
        for (data,) in driver.rows(_TOLD, {"of_stream": stream, "of_kind": "AbuseNoted"})
    ]
    return [note_id(one["text"]) for one in told if one.get("visit") in visits and one.get("text") is not None]


# What is over

_OVER = (
    "stream >= :first_stream AND stream < :to_stream AND id NOT IN (<kept>) AND (visit IS NULL OR visit NOT IN "
    "(SELECT id FROM visit WHERE ended_day IS NULL OR ended_day >= :day))"
)
_OVER_OF_MATTERS = (
    "stream IN (SELECT 'complaint/' || site || '/' || number FROM complaint WHERE site = :site AND closed_day < :day "
    "UNION ALL SELECT 'promise/' || site || '/' || number FROM promise WHERE site = :site AND ended_day < :day "
    "UNION ALL <taken_back>)"
)
_OF_COMMENTS = (
    "EXISTS (SELECT 1 FROM standard_comment AS said WHERE said.site = :site AND said.seq = note.seq "
    "AND note.stream = 'day/' || said.site || '/' || said.day)"
)
_COMMENTS = _prepared(f"SELECT count(*) FROM note WHERE {_OVER} AND {_OF_COMMENTS}")
_NOTES_IN_FILES = _prepared("SELECT count(*) FROM customer_note WHERE at < :begins_at")
_KINDS = {
    "in_days": _prepared(f"SELECT kind, count(*) FROM note WHERE {_OVER} GROUP BY kind"),
    "in_matters": _prepared(f"SELECT kind, count(*) FROM note WHERE {_OVER_OF_MATTERS} GROUP BY kind"),
}
_ERASE_BEFORE = [
    _prepared(f"DELETE FROM note WHERE {_OVER}"),
    _prepared(f"DELETE FROM note WHERE {_OVER_OF_MATTERS}"),
    _prepared("DELETE FROM customer_note WHERE at < :begins_at"),
    _prepared("UPDATE command SET request_hash = '' WHERE site = :site AND at < :begins_at AND request_hash <> ''"),
]
_OF_THEM = "(customer = customer.id OR visit IN (SELECT visit.id FROM visit WHERE visit.customer = customer.id))"
_GONE = _prepared(
    "SELECT id FROM customer WHERE created_at < :begins_at "
    "AND NOT EXISTS (SELECT 1 FROM visit WHERE customer = customer.id AND ended_day >= :day) "
    "AND NOT EXISTS (SELECT 1 FROM visit WHERE customer = customer.id AND ended_day IS NULL) "
    f"AND NOT EXISTS (SELECT 1 FROM complaint WHERE {_OF_THEM} "
    "AND (closed_day IS NULL OR closed_day >= :day)) "
    f"AND NOT EXISTS (SELECT 1 FROM promise WHERE {_OF_THEM} "
    "AND (ended_day IS NULL OR ended_day >= :day)) "
    "AND NOT EXISTS (SELECT 1 FROM customer_note WHERE customer = customer.id AND at >= :begins_at) ORDER BY id"
)


def erase_before(driver: Driver, site: str, day: str, begins_at: int, kept: Sequence[str], at: int) -> dict[str, int]:
    """Take away what is personal of a site's business days before one that begins at an instant (UTC seconds).

    Visits that were not over then keep their texts, and so do complaints and promises; ``kept`` are texts of the house
    that stand still. Comments on the standards are free text and may name a customer: they go too. Customers go whom no
    site has seen since; the others keep who they are, and lose what was written in their files before that instant,
    at whatever site. Returns how many of each kind there were.
    """
    values = {
        "site": site,
        "day": day,
        "begins_at": begins_at,
        "first_stream": log.day_stream(site, ""),
        "to_stream": log.day_stream(site, day),
        "kept": json.dumps(list(kept)),
        "taken_back": json.dumps(
            [
                stream
                for stream, began in _matters_taken_back(driver)
                if log.stream_parts(stream)[1] == site and began["day"] < day
            ]
        ),
    }
    kinds = {name: dict(driver.rows(count, values)) for name, count in _KINDS.items()}
    comments, notes = (int(driver.rows(count, values)[0][0]) for count in (_COMMENTS, _NOTES_IN_FILES))
    customers = [number for (number,) in driver.rows(_GONE, values)]
    for statement in _ERASE_BEFORE:
        driver.write(statement, [values])
    of_customers = erase_customers(driver, customers, at)
    in_days = kinds["in_days"]
    return {
        "names": in_days.pop("name", 0),
        "visit_notes": in_days.pop("note", 0),
        "reasons": sum(in_days.values()) - comments,
        "comments": comments,
        "matter_texts": sum(kinds["in_matters"].values()),
        "customers": of_customers["customers"],
        "customer_notes": notes,
    }
