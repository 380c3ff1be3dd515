"""One run of a verb: where the configuration and the database are, who asks, and how the answer is told."""

from __future__ import annotations

import os
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from frontdesk.cli.output import say, say_json
from frontdesk.cli.values import shown
from frontdesk.errors import StoreError, UsageError
from frontdesk.i18n import Sentence
from frontdesk.places import default_database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from frontdesk.archive import Archive
    from frontdesk.clock import Clock, FixedClock, MachineClock
    from frontdesk.config import Configuration
    from frontdesk.desk import Desk
    from frontdesk.domain import commands as do
    from frontdesk.domain.answers import Answer
    from frontdesk.domain.day import Day
    from frontdesk.domain.policy import Policy
    from frontdesk.store.database import Store
    from frontdesk.store.engine import Address
    from frontdesk.summaries import Summaries


class Session:
    """What the options that all verbs share have said; everything else is opened when it is first needed.

    ``request`` is the request in the words of the command line, by which a repetition under the same key is known.
    ``language`` is the one that --lang named, if it did.
    """

    def __init__(
        self,
        *,
        config_option: str | None = None,
        database_option: str | None = None,
        counter: str | None = None,
        staff: str | None = None,
        key: str | None = None,
        as_json: bool = False,
        request: str = "",
        language: str | None = None,
    ) -> None:
        self.config_option = config_option
        self.database_option = database_option
        self.counter = counter
        self.staff = staff
        self.key = key
        self.as_json = as_json
        self.request = request
        self.language = language

    # Where everything is

    @cached_property
    def config_path(self) -> Path | None:
        """The file of the configuration; None for the built-in one."""
        from frontdesk.places import find  # noqa: PLC0415 - kept beside its only use

        try:
            return find(self.config_option, os.environ, Path.cwd())
        except RuntimeError as error:  # "~nobody/x"
            raise UsageError(Sentence("--config: {why}.", why=error)) from None

    @cached_property
    def config(self) -> Configuration:
        """The configuration in force."""
        from frontdesk.config import load  # noqa: PLC0415 - Pydantic is imported when a verb needs it

        return load(self.config_path)

    @cached_property
    def policy(self) -> Policy:
        """The rules of the house."""
        return self.config.policy()

    @cached_property
    def clock(self) -> MachineClock | FixedClock:
        """The machine's clock, or the one that FRONTDESK_NOW fixes."""
        from frontdesk.clock import clock_from  # noqa: PLC0415 - not every verb asks what time it is

        return clock_from(os.environ)

    @cached_property
    def address(self) -> Address:
        """Where the database is."""
        from frontdesk.store.engine import Address  # noqa: PLC0415 - SQLAlchemy is imported when a verb needs it

        named = self._named_database()
        try:
            address = Address.of(str(default_database()) if named is None else named)
            if address.path is not None:
                address.path.exists()  # a name that is too long is refused here, once for all verbs
        except RuntimeError as error:  # "~nobody/x"
            raise UsageError(Sentence("--db: {why}.", why=error)) from None
        except OSError as error:
            raise StoreError(
                Sentence("There can be no database at {path}: {why}.", path=shown(named or ""), why=error.strerror),
                Sentence("Name another place with --db."),
            ) from None
        return address

    def _named_database(self) -> str | None:
        """The database that somebody named: the option, the environment, the configuration; None for the usual one."""
        if self.database_option is not None:
            return self.database_option
        if os.environ.get("FRONTDESK_DB"):
            return os.environ["FRONTDESK_DB"]
        url = self.config.database.url
        if url is None or "://" in url or self.config.source is None:
            return url
        return str(self.config.source.absolute().parent / Path(url).expanduser())

    @property
    def database_is_to_be_made(self) -> bool:
        """Whether the usual database is meant and not there yet: the first verb that needs it makes it."""
        path = self.address.path
        return path is not None and not path.exists() and self._named_database() is None

    def prepare_database(self) -> None:
        """Make the usual database where there is none; one that was named must be there, or at least its folder."""
        path = self.address.path
        if path is None or path.exists():
            return
        if self.database_is_to_be_made:
            self.create_database()
        elif not path.parent.is_dir():
            raise missing_folder(path)

    def create_database(self) -> bool:
        """Make the database; True when it was made, False when it was there."""
        from frontdesk.store.migrations import create  # noqa: PLC0415 - rarely needed

        path = self.address.path
        if path is not None and not path.parent.is_dir():
            if self._named_database() is not None:
                raise missing_folder(path)
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StoreError(
                    Sentence("The folder {folder} cannot be made: {why}.", folder=path.parent, why=error.strerror),
                    Sentence("Name a database elsewhere with --db."),
                ) from None
        if path is None or path.exists():
            return create(self.address)
        return self._create_whole(path)

    def _create_whole(self, path: Path) -> bool:
        """Make a file under another name, and give it its own when it is complete: nobody sees half a database."""
        from frontdesk.store.engine import Address  # noqa: PLC0415 - rarely needed
        from frontdesk.store.migrations import create  # noqa: PLC0415

        beside = path.with_name(f".{path.name}.{os.getpid()}")
        unfinished = Address.of(str(beside))
        try:
            try:
                create(unfinished)
            except StoreError as error:
                raise _told_of(error, unfinished.shown, self.address.shown) from error
            try:
                os.link(beside, path)
            except FileExistsError:
                return False  # somebody else was faster
            except OSError:  # a file system without links
                beside.rename(path)
        finally:
            for rest in ("", "-wal", "-shm"):
                beside.with_name(beside.name + rest).unlink(missing_ok=True)
        return True

    # The desk

    @cached_property
    def store(self) -> Store:
        """The database, opened."""
        from frontdesk.store.database import Store  # noqa: PLC0415 - the store is imported when a verb needs it

        self.prepare_database()
        return Store(self.address)

    @cached_property
    def time(self) -> Clock:
        """The clock by which the desk goes: that of the database's server, where there is one."""
        from frontdesk.clock import with_server  # noqa: PLC0415 - as above

        return with_server(self.clock, self.store.server_time())

    @cached_property
    def desk(self) -> Desk:
        """The desk of the database."""
        from frontdesk.desk import Desk  # noqa: PLC0415 - the rules are imported when a verb needs them

        return Desk(self.store, self.config, self.time)

    @cached_property
    def summaries(self) -> Summaries:
        """What reports are made by; they need no desk."""
        from frontdesk.summaries import Summaries  # noqa: PLC0415 - only some verbs look back

        return Summaries(self.store, self.config, self.policy)

    @cached_property
    def archive(self) -> Archive:
        """The history of the desk."""
        from frontdesk.archive import Archive  # noqa: PLC0415 - only some verbs look back

        return Archive(self.desk)

    def close(self) -> None:
        """Give back what was opened."""
        if "store" in self.__dict__:
            self.store.close()

    def day(self) -> Day | None:
        """The business day as it stands now; None before the first one is opened."""
        self.desk.catch_up()
        return self.desk.snapshot.day

    def now(self) -> int:
        """The present instant (UTC seconds) by the desk's clock; never before the last event that a desk has seen."""
        return self.desk.now() if "desk" in self.__dict__ else int(self.time.now())

    def label(self, kind: str, name: str) -> object:
        """The house's word for an id."""
        return self.config.label(kind, name)  # type: ignore[arg-type]

    def current_day(self) -> date:
        """The business day that runs: the newest one opened; before the first, that of the clock."""
        from frontdesk.newest_day import current_day  # noqa: PLC0415 - with the store

        return current_day(self.store, self.policy, self.now())

    def has_ended_unclosed(self) -> bool:
        """Whether the newest business day has run past its end and is to be closed."""
        from frontdesk.newest_day import has_ended_unclosed  # noqa: PLC0415 - with the store

        return has_ended_unclosed(self.store, self.policy, self.time)

    # Doing something

    def perform(self, kind: type[do.Command], /, **fields: Any) -> Answer:
        """Have a command carried out; its answer. An id that is not known is refused by the option that named it."""
        return self.desk.perform(self._command(kind, fields))

    def erase(self, kind: type[do.Erasure], /, **fields: Any) -> Answer:
        """Have what a command names erased, to the last byte; its answer."""
        command: Any = self._command(kind, fields)
        return self.desk.erase(command)

    def _command(self, kind: type[do.Command], fields: dict[str, Any]) -> do.Command:
        from frontdesk.domain import commands  # noqa: PLC0415 - with the desk

        desk = self.desk
        texts = {name: desk.note(value) for name, value in fields.items() if name in _TEXTS and value is not None}
        needs_one = issubclass(
            kind,
            (
                commands.AddNote,
                commands.OpenComplaint,
                commands.MakePromise,
                commands.NoteOnCustomer,
                commands.PostNotice,
                commands.WriteShiftNote,
                commands.CommentStandard,
            ),
        )
        for name in ("note", "text"):
            if needs_one and name in fields and texts.get(name) is None:
                raise UsageError(Sentence("The text is empty."), Sentence("Say what is to be written down."))
        said = {"key": self.key or "", "request": self.request} | fields | texts
        return kind(actor=self.actor(), role=self.config.security.rank, counter=self.counter, **said)

    def actor(self) -> str:
        """Who does it: the person named or, at a counter that is staffed, the one who staffs it."""
        if self.staff is not None:
            return self.staff
        day = None if self.counter is None else self.day()
        return "" if day is None else day.counter(self.counter or "").staff or ""

    def require_counter(self) -> None:
        """Refuse a command line that names no counter where one is needed."""
        if self.counter is None:
            allowed = ", ".join(self.config.counters)
            raise UsageError(
                Sentence("--counter is missing."), Sentence("Name the counter. Allowed: {allowed}.", allowed=allowed)
            )

    def tell(self, answer: Any, sentence: object) -> None:
        """The answer: as a document for programs, or as a sentence for people."""
        if self.as_json:
            say_json(answer)
        else:
            say(sentence)


_TEXTS = frozenset({"reason", "name", "note", "text", "remedy", "answer", "root_cause", "correction"})
"""The fields of commands that are free text, kept apart from events."""


def _told_of(error: StoreError, meanwhile: str, address: str) -> StoreError:
    """An error about a database under the name that it bears while it is made, told of the one that was asked for."""
    reason = error.reason
    if isinstance(reason, Sentence):
        values = {name: address if value == meanwhile else value for name, value in reason.values.items()}
        reason = Sentence(reason.message, reason.plural, **values)
    return StoreError(reason, error.remedy)


def missing_folder(path: Path) -> StoreError:
    """The error for a file in a folder that is not there."""
    return StoreError(
        Sentence("There is no folder {folder}.", folder=shown(str(path.parent))),
        Sentence("Create it first, or choose another place."),
    )


@contextmanager
def opened(session: Session) -> Iterator[Session]:
    """The session, closed at the end whatever happens."""
    try:
        yield session
    finally:
        session.close()
