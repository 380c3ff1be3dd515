"""The database itself: making it, looking after it, bringing it back. The store is imported by the verb that runs."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from frontdesk.cli import options
from frontdesk.cli.declaring import new_app, verb
from frontdesk.cli.house import database_sentence
from frontdesk.cli.output import narrate, say, say_json
from frontdesk.cli.session import Session
from frontdesk.cli.values import business_day
from frontdesk.errors import CheckFailed, UsageError
from frontdesk.i18n import Sentence, marked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from frontdesk.store.database import Store
    from frontdesk.store.verify import Finding

app = new_app()
db_app = new_app()
app.add_typer(db_app, name="db")


@contextmanager
def _store(session: Session) -> Iterator[Store]:
    from frontdesk.store.database import Store  # noqa: PLC0415 - see the top

    store = Store(session.address)
    try:
        yield store
    finally:
        store.close()


@verb(db_app, "init", marked("Create the database where there is none."), tells=True)
def init(session: Session) -> None:
    """The database, empty."""
    made = session.create_database()
    session.tell(
        {"database": session.address.shown, "created": made}, database_sentence(session.address.shown, made=made)
    )


@verb(db_app, "upgrade", marked("Bring an older database up to date; a file is copied first."), tells=True)
def upgrade(session: Session) -> None:
    """The tables of this version."""
    from frontdesk.store.upgrading import upgrade  # noqa: PLC0415 - see the top

    applied = upgrade(session.address)
    address = session.address.shown
    session.tell(
        {"database": address, "applied": applied},
        Sentence("{address} is up to date: {revisions}.", address=address, revisions=", ".join(applied))
        if applied
        else Sentence("{address} is up to date; there was nothing to do.", address=address),
    )


@verb(db_app, "verify", marked("Look for anything that was changed behind the program's back."), tells=True)
def verify(session: Session) -> None:
    """Every event against its digest, every seal, and the read tables against the log."""
    from frontdesk.store.verify import verify  # noqa: PLC0415 - see the top

    with _store(session) as store:
        findings = verify(store, read_tables=True)
    _tell_findings(session, findings, Sentence("Every event is as it was written."))


@verb(app, "verify-seal", tells=True)
def verify_seal(
    session: Session,
    seal: Annotated[str, options.argument(marked("SEAL"), marked("The seal, as it is printed."))],
    day: Annotated[str, options.option("--day", options.DAY, marked("The day that it seals."))],
) -> None:
    """A printed seal against the records of its day and those before it."""
    from frontdesk.store.verify import verify_seal  # noqa: PLC0415 - see the top

    wanted = business_day("--day", day, session.policy.business_day(int(session.clock.now())))
    with _store(session) as store:
        findings = verify_seal(store, session.policy.site, wanted.isoformat(), seal)
    _tell_findings(session, findings, Sentence("The seal of {day} is right.", day=wanted))


def _tell_findings(session: Session, findings: Sequence[Finding], all_is_well: Sentence) -> None:
    """What a check found; CheckFailed when it found something."""
    if session.as_json:
        say_json({"ok": not findings, "findings": [_as_data(finding) for finding in findings]})
    else:
        say("\n".join(map(str, findings)) if findings else all_is_well)
    if findings:
        raise CheckFailed(
            Sentence(
                "{n} thing is not as it was written.", "{n} things are not as they were written.", n=len(findings)
            ),
            Sentence("Keep the database as it is, and compare it with a backup."),
        )


def _as_data(finding: Finding) -> dict[str, Any]:
    return {"stream": finding.stream, "seq": finding.seq, "what": str(finding.sentence)}


@verb(db_app, "rebuild", marked("Rebuild what reports read, from the log."), tells=True)
def rebuild(session: Session) -> None:
    """The read tables, told anew."""
    from frontdesk.store.rebuild import rebuild  # noqa: PLC0415 - see the top

    with _store(session) as store:
        changed = rebuild(store)
    n = sum(changed.values())
    session.tell(
        {"changed": n, "tables": changed},
        Sentence("{n} row was not right and is now.", "{n} rows were not right and are now.", n=n)
        if n
        else Sentence("Everything was right; nothing was changed."),
    )


@verb(db_app, "backup", marked("Copy the database while others work, and verify the copy."), tells=True)
def backup(
    session: Session,
    out: Annotated[
        str | None,
        options.option("--out", options.PATH, marked("The file. Default: beside the database, with the time.")),
    ] = None,
    force: options.Force = False,
) -> None:
    """A whole copy in one file."""
    from frontdesk.store.backup import backup  # noqa: PLC0415 - see the top

    made = backup(session.address, _backup_file(session, out), force=force)
    data = {"backup": str(made.path), "bytes": made.size, "events": made.events}
    session.tell(
        data | {"findings": [_as_data(finding) for finding in made.findings]},
        Sentence("{path}: {n} event, verified.", "{path}: {n} events, verified.", path=made.path, n=made.events),
    )
    _warn(made.findings)


def _backup_file(session: Session, out: str | None) -> Path:
    if out is not None:
        try:
            return Path(out).expanduser()
        except RuntimeError as error:  # "~nobody/x"
            raise UsageError(Sentence("--out: {why}.", why=error)) from None
    at = datetime.fromtimestamp(session.clock.now(), UTC)
    path = session.address.path
    folder, stem = (Path.cwd(), "frontdesk") if path is None else (path.parent, path.stem)
    return folder / f"{stem}-{at:%Y%m%d-%H%M%S}.db"


@verb(db_app, "restore", marked("Put a backup in the place of the database."), tells=True)
def restore(
    session: Session,
    source: Annotated[str, options.argument(options.PATH, marked("The backup."))],
    force: Annotated[
        bool, options.flag("--force", marked("Replace an existing database; a copy of it is kept."))
    ] = False,
) -> None:
    """The database as it was when the backup was made."""
    from frontdesk.store.backup import restore  # noqa: PLC0415 - see the top

    done = restore(Path(source), session.address, force=force)
    address = session.address.shown
    kept = None if done.kept is None else str(done.kept)
    session.tell(
        {
            "database": address,
            "events": done.events,
            "kept": kept,
            "findings": [_as_data(finding) for finding in done.findings],
        },
        Sentence("{address}: {n} event restored.", "{address}: {n} events restored.", address=address, n=done.events),
    )
    if kept is not None:
        narrate(Sentence("What was there before is kept as {path}.", path=kept))
    _warn(done.findings)


def _warn(findings: Sequence[Finding]) -> None:
    """A copy is made of a log that was tampered with too, for there may be no other: whoever made it must know."""
    for finding in findings:
        narrate(finding)
    if findings:
        raise CheckFailed(
            Sentence(
                "The copy is complete, but {n} thing in its log is not as it was written.",
                "The copy is complete, but {n} things in its log are not as they were written.",
                n=len(findings),
            ),
            Sentence("Keep it, and compare it with an older backup."),
        )


@verb(db_app, "erase-personal", marked("Erase what is personal of old days; the figures stay."), changes=True)
def erase_personal(
    session: Session,
    before: Annotated[
        str, options.option("--before", options.DAY, marked("The first day that is kept: 2026-01-01, or today."))
    ],
    yes: options.Yes = False,
) -> None:
    """Names, notes, reasons, comments, what was said in closed matters, and customers who did not come since."""
    from frontdesk.cli.erasing import narrate_copies  # noqa: PLC0415 - see the top
    from frontdesk.domain.commands import ErasePersonal  # noqa: PLC0415

    day = business_day("--before", before, session.policy.business_day(session.now()))
    answer = session.erase(ErasePersonal, before=day, confirmed=yes)
    kinds = ("names", "visit_notes", "reasons", "comments", "matter_texts", "customers", "customer_notes")
    session.tell(
        answer,
        Sentence(
            "Erased of the days before {day}: names: {names}, notes: {visit_notes}, reasons: {reasons}, comments on "
            "standards: {comments}, texts of complaints and promises: {matter_texts}, customers: {customers}, notes in "
            "customers' files: {customer_notes}.",
            day=day,
            **{name: answer[name] for name in kinds},
        ),
    )
    narrate_copies(session)
