"""A list of customers being imported: some hundred rows in each transaction, so that no counter waits for the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from frontdesk.domain.importing import ADDED, CHANGED, REFUSED, UNCHANGED
from frontdesk.many_customers import as_answer, settled_rows
from frontdesk.store.clientele import CustomerFiles
from frontdesk.store.driver import Driver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from frontdesk.customer_list import CustomerList
    from frontdesk.desk import Desk
    from frontdesk.domain.answers import Answer
    from frontdesk.domain.importing import ImportRow

ROWS_AT_ONCE = 500


class Perform(Protocol):
    """Has some rows of a list imported: which part of it they are, and the numbers in all of it."""

    def __call__(self, part: int, rows: tuple[ImportRow, ...], named: frozenset[str]) -> Answer: ...


def import_list(listed: CustomerList, perform: Perform, progress: Callable[[int, int], None]) -> Answer:
    """Add and change the files that a list tells of; how many, and each row that changed something or was refused."""
    answers = []
    for part, start in enumerate(range(0, len(listed.rows), ROWS_AT_ONCE), 1):
        answers.append(perform(part, listed.rows[start : start + ROWS_AT_ONCE], _named(listed)))
        progress(min(start + ROWS_AT_ONCE, len(listed.rows)), len(listed.rows))
    return _added_up(listed, answers)


def try_list(desk: Desk, listed: CustomerList) -> Answer:
    """The same answer, with nothing written."""
    with desk.store.reading() as connection:
        files = CustomerFiles(Driver(connection))
        return _added_up(listed, [as_answer(settled_rows(files, listed.rows, _named(listed), desk.now()))])


def _named(listed: CustomerList) -> frozenset[str]:
    return frozenset(row.number for row in listed.rows if row.number is not None)


def _added_up(listed: CustomerList, answers: Sequence[Answer]) -> Answer:
    """The answers to the parts as one, with the rows that could not be read."""
    unread = [{"line": one.line, "result": REFUSED, "reason": str(one.reason)} for one in listed.bad]
    counts = {result: sum(one[result] for one in answers) for result in (ADDED, CHANGED, UNCHANGED, REFUSED)}
    counts[REFUSED] += len(unread)
    lines = _by_line(line for part in (unread, *(one["lines"] for one in answers)) for line in part)
    return {**counts, "unknown_columns": list(listed.unknown), "lines": lines}


def _by_line(lines: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(lines, key=lambda one: int(one["line"]))
