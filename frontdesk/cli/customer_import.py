"""A list of customers from another system: read, imported, and told row by row what was refused."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from frontdesk.cli import options
from frontdesk.cli.declaring import new_app, verb
from frontdesk.cli.output import narrate
from frontdesk.cli.progress import Progress
from frontdesk.cli.session import Session
from frontdesk.domain import commands as do
from frontdesk.errors import CheckFailed
from frontdesk.i18n import Sentence, marked, number

if TYPE_CHECKING:
    from frontdesk.customer_list import CustomerList
    from frontdesk.domain.answers import Answer
    from frontdesk.domain.importing import ImportRow

app = new_app()


@verb(app, "import", marked("Add and change customers as a list says: CSV in UTF-8, with a header."), changes=True)
def import_(
    session: Session,
    source: Annotated[
        str,
        options.argument(
            "FILE.csv",
            marked(
                "Its columns, those that you have and in any order: id, name, phone, language, segment, stage, "
                "relation, acquisition_cost, revenue, cost_to_serve, years, retention. An empty cell leaves what is "
                "there, a hyphen takes it away."
            ),
        ),
    ],
    dry_run: Annotated[bool, options.flag("--dry-run", marked("Say what would be done, and write nothing."))] = False,
) -> None:
    """The good rows are imported, the others named; done twice it changes nothing."""
    from frontdesk.customer_import import import_list, try_list  # noqa: PLC0415 - the other verbs need none of it
    from frontdesk.customer_list import read_customer_list  # noqa: PLC0415

    listed = read_customer_list(Path(source), session.policy)
    _tell_unknown(listed)
    if dry_run:
        done = try_list(session.desk, listed)
    else:
        done = import_list(listed, _Part(session, listed.digest), Progress(_so_far))
    session.tell(_answer(session, done, dry_run), _told(done, dry_run))
    _tell_refused(done, dry_run)


class _Part:
    """Has a part of the list imported, under a key of its own."""

    def __init__(self, session: Session, digest: str) -> None:
        self._session = session
        self._digest = digest

    def __call__(self, part: int, rows: tuple[ImportRow, ...], named: frozenset[str]) -> Answer:
        key = self._session.key
        return self._session.perform(
            do.ImportCustomers,
            rows=rows,
            named=named,
            key="" if key is None else f"{key}/{part}",
            request=f"{self._session.request} {self._digest} {part}",
        )


def _so_far(done: int, total: int) -> Sentence:
    return Sentence("Rows: {done} of {total}", done=number(done), total=number(total))


def _tell_unknown(listed: CustomerList) -> None:
    from frontdesk.customer_list import like_ours  # noqa: PLC0415 - as above

    for name in listed.unknown:
        guess = like_ours(name)
        narrate(
            Sentence("The column “{name}” is not known, and was left out.", name=name)
            if guess is None
            else Sentence(
                "The column “{name}” is not known, and was left out. Is it meant to be “{guess}”?",
                name=name,
                guess=guess,
            )
        )


def _answer(session: Session, done: dict[str, Any], dry_run: bool) -> dict[str, Any]:
    from frontdesk.domain.answers import instant  # noqa: PLC0415 - as above

    usual = {"visit": None, "number": None, "state": None, "counter": session.counter}
    return {"dry_run": dry_run, **done, **usual, "at": instant(session.now(), session.policy)}


def _told(done: dict[str, Any], dry_run: bool) -> Sentence:
    counts = {name: number(done[name]) for name in ("added", "changed", "unchanged", "refused")}
    if dry_run:
        return Sentence(
            "Nothing was written. It would be: added {added}, changed {changed}, unchanged {unchanged}, "
            "refused {refused}.",
            **counts,
        )
    return Sentence(
        "Customers added: {added}, changed: {changed}, unchanged: {unchanged}, refused: {refused}.", **counts
    )


def _tell_refused(done: dict[str, Any], dry_run: bool) -> None:
    for line in done["lines"]:
        if line["result"] == "refused":
            narrate(Sentence("line {line}: {reason}", line=line["line"], reason=line["reason"]))
    if done["refused"]:
        raise CheckFailed(
            Sentence("{n} row is refused.", "{n} rows are refused.", n=done["refused"]),
            Sentence("All others can be imported.") if dry_run else Sentence("All others are imported."),
        )
