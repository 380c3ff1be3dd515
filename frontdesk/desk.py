"""The one door: commands are performed, changes of other terminals caught up with, history handed to reports.

``perform`` is one transaction: catch up with the log, roll the day over if its end has passed, decide, append, write
the read tables, commit. Only then is the new state shown, as one reference that is swapped whole.
"""

from __future__ import annotations

import json
import secrets
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from threading import RLock
from typing import TYPE_CHECKING

from frontdesk import customer_files, matters
from frontdesk.clock import Clock, with_server
from frontdesk.domain import commands as do
from frontdesk.domain import events as ev
from frontdesk.domain.answers import Answer, Done, answer_to, answer_to_day, answer_to_pulse
from frontdesk.domain.rules import decide
from frontdesk.domain.rules.admission import exists_already
from frontdesk.domain.rules.customers import file_of_visitor, opens_file, require_file
from frontdesk.domain.rules.days import closing, opening
from frontdesk.errors import FrontdeskError, StoreError
from frontdesk.guard import Guard, answered_before
from frontdesk.i18n import Sentence
from frontdesk.newest_day import has_ended_unclosed
from frontdesk.plain_text import made_visible
from frontdesk.seen import Seen, Snapshot, caught_up, references
from frontdesk.store.database import PlaceTaken, Store
from frontdesk.store.log import Head, Rewritten
from frontdesk.store.read_tables import visits_touched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from frontdesk.config import Configuration
    from frontdesk.domain.day import Day
    from frontdesk.domain.policy import Policy
    from frontdesk.seen import Reader
    from frontdesk.store.engine import Address
    from frontdesk.store.writing import Writing

__all__ = ("Desk", "Snapshot")

TRIES = 20
"""How often a transaction is tried again when another terminal appended first."""


class Desk:
    """A terminal's way to the database; for one thread at a time (a lock sees to it), each with its own connection."""

    def __init__(self, store: Store, config: Configuration, clock: Clock, policy: Policy | None = None) -> None:
        self.store = store
        self.config = config
        self.policy = config.policy() if policy is None else policy
        self.clock = clock
        self.snapshot = Snapshot()
        self._site = self.policy.site
        self._seen: Seen | None = None
        self._guard = Guard(clock, store)
        self._lock = RLock()
        self._together: Writing | None = None
        self._mark: object = None

    @classmethod
    def at(cls, address: Address, config: Configuration, clock: Clock) -> Desk:
        """The desk of a database; with PostgreSQL it goes by the server's clock. StoreError where it cannot be used."""
        store = Store(address)
        return cls(store, config, with_server(clock, store.server_time()))

    def close(self) -> None:
        """Give the connection back."""
        with self._lock:
            self.store.close()

    def now(self) -> int:
        """The present instant (UTC seconds), never before the last event of the day."""
        now = int(self.clock.now())
        return now if self.snapshot.day is None else max(now, self.snapshot.day.at)

    def note(self, text: str | None) -> do.Note | None:
        """A free text for a command, with an id and a salt of its own; None for no text."""
        if text is None or not text.strip():
            return None
        return do.Note(made_visible(text.strip()), id=secrets.token_hex(8), salt=secrets.token_hex(16))

    # Catching up

    def catch_up(self) -> bool:
        """Take in what other terminals have done; True when the snapshot is another one."""
        with self._lock:
            before = self.snapshot
            self._catch_up(self.store)
            self._publish()
            return self.snapshot is not before

    def something_changed(self) -> bool:
        """Whether another terminal has written since the last time that this was asked; cheap."""
        with self._lock:
            mark = self.store.change_mark()
            changed = mark != self._mark
            self._mark = mark
            return changed

    def _catch_up(self, reader: Reader) -> None:
        while True:
            try:
                self._seen = caught_up(self._seen, reader, self._site)
            except Rewritten:
                self._forget()
            else:
                return

    def _forget(self) -> None:
        """What was prepared is not in the database, or the database is another one: read anew."""
        self._seen = None
        self._guard.forget()

    def _publish(self) -> None:
        seen = self._seen
        if seen is None:
            if self.snapshot.day is not None:
                self.snapshot = Snapshot()
        elif seen.day is not self.snapshot.day:
            self.snapshot = Snapshot(seen.day, dict(seen.texts), seen.erasures)

    # Performing

    def perform(self, command: do.Command) -> Answer:
        """Carry out a command; its answer is kept, and given again to whoever repeats it under the same key.

        Raises Refused (or UsageError for an unknown id), or StoreError; then nothing of the command is kept.
        """
        with self._lock:
            if self._together is not None:
                return _settled(self._carry_out(self._together, command))
            self._check_clock(command)
            for _ in range(TRIES):
                try:
                    if self._seen is None:
                        self._catch_up(self.store)
                    with self.store.writing(self._site) as transaction:
                        result = self._carry_out(transaction, command)
                except PlaceTaken:
                    self._forget()
                    continue
                except BaseException:
                    self._forget()
                    raise
                self._publish()
                return _settled(result)
            raise StoreError(
                Sentence(
                    "Other counters were faster each time: it was tried {n} time.",
                    "Other counters were faster each time: it was tried {n} times.",
                    n=TRIES,
                ),
                Sentence("Try again. Nothing was written."),
            )

    @contextmanager
    def together(self) -> Iterator[None]:
        """Let many commands share one transaction; they are acknowledged when it ends."""
        with self._lock:
            try:
                with self.store.writing(self._site) as transaction:
                    self._catch_up(transaction)
                    self._together = transaction
                    yield
            except BaseException:
                self._forget()
                raise
            finally:
                self._together = None
            self._publish()

    def erase(self, command: do.Erasure) -> Answer:
        """Carry out a command that erases, forget here what is gone, and leave none of its bytes in the database.

        Raises as ``perform`` does, and StoreError where bytes could not be wiped yet: the same again does it.
        """
        from frontdesk.store.wiping import wipe  # noqa: PLC0415 - no desk needs it before it is asked to

        answer = self.perform(command)
        self.catch_up()
        wipe(self.store.address)
        return answer

    def roll_over(self) -> bool:
        """Close the business day and open the next one when its end has passed; True when that was done."""
        with self._lock:
            self.catch_up()
            if self.snapshot.day is None or not self._is_over(self.snapshot.day.day, self.now()):
                return False
            self._alone(self._roll_over)
            return True

    def close_ended_day(self) -> bool:
        """Close the newest business day where its end has passed, and open none; True when that was done.

        So a report of the night is final although nobody came since; see ``has_ended_unclosed``. Asking costs
        little: the day is read only when it is to be closed.
        """
        with self._lock:
            if not has_ended_unclosed(self.store, self.policy, self.clock):
                return False
            self._catch_up(self.store)
            self._alone(self._close_over)
            return True

    def _alone(self, act: Callable[[Writing, int], object]) -> None:
        """Do in a transaction of its own what time has brought about and no command asks for."""
        self._check_clock(None)
        try:
            with self.store.writing(self._site) as transaction:
                self._catch_up(transaction)
                self._guard.claim(transaction)
                act(transaction, self.now())
        except BaseException:
            self._forget()
            raise
        self._publish()

    def confirm_clock(self) -> None:
        """A person says that the clock is right, whatever it has jumped."""
        self._guard.confirm_clock()

    def _carry_out(self, transaction: Writing, command: do.Command) -> Answer | FrontdeskError:
        """The command within a transaction. A refusal is returned, so that a roll-over before it is kept."""
        if self._together is None:
            self._catch_up(transaction)
        if command.anonymous:
            command = replace(command, actor="", counter=None, request="")
        hashed = ""
        if command.key:
            hashed = self._guard.request_hash(transaction, command)
            remembered = transaction.remembered(command.key)
            if remembered is not None:
                return answered_before(remembered, hashed)
        self._guard.claim(transaction)
        now = int(self.clock.now()) if self._seen is None else max(int(self.clock.now()), self._seen.day.at)
        rolled_over = self._roll_over(transaction, now)
        now = max(now, self._day.at)
        try:
            done = self._done(transaction, command, now, rolled_over=rolled_over)
        except FrontdeskError as error:
            return error
        if command.key:
            transaction.remember(
                key=command.key,
                request_hash=hashed,
                stream=done.stream,
                first=done.first,
                last=done.last,
                answer=json.dumps(done.answer, ensure_ascii=False, separators=(",", ":")),
                at=self._begins_at if command.anonymous else now,
            )
        return done.answer

    def _done(self, transaction: Writing, command: do.Command, now: int, *, rolled_over: bool) -> Done:
        """Each kind of command is carried out by those who know of it."""
        if isinstance(command, do.OpenDay) and rolled_over:
            answer = answer_to_day(command, self._day, now, self.policy)
            return Done(self._seen_now.stream, 1, self._head.seq, answer)
        if isinstance(command, (do.CheckIn, do.OpenComplaint, do.DescribeComplaint, do.MakePromise)):
            customer_files.require_a_person(transaction, command.customer)
        if isinstance(command, do.MatterCommand):
            return self._about_a_matter(transaction, command, now)
        if isinstance(command, do.CustomerCommand):
            return customer_files.carry_out(transaction, command, now, self.policy)
        if isinstance(command, (do.Erasure, do.ManyCustomersCommand)):
            return self._about_many(transaction, command, now)
        if isinstance(command, do.TakePulse):
            return self._take_pulse(transaction, command, now)
        return self._decide(transaction, command, now)

    def _about_many(self, transaction: Writing, command: do.Erasure | do.ManyCustomersCommand, now: int) -> Done:
        """What no screen does is imported when it is asked for."""
        if isinstance(command, do.Erasure):
            from frontdesk import erasing  # noqa: PLC0415 - see above

            return erasing.carry_out(transaction, command, now, self.policy)
        from frontdesk import many_customers  # noqa: PLC0415 - see above

        return many_customers.carry_out(transaction, command, now, self.policy)

    def _decide(self, transaction: Writing, command: do.Command, now: int) -> Done:
        if isinstance(command, do.CheckIn) and not command.new_visit:
            command = replace(command, new_visit=f"{now:x}-{secrets.token_hex(4)}")
        elif isinstance(command, do.CheckIn) and transaction.has_visit(command.new_visit):
            raise exists_already(command.new_visit)
        if isinstance(command, do.CloseDay):
            command = replace(command, heads=self._heads(transaction))
        opened = None
        if isinstance(command, (do.CheckIn, do.TieCustomer)) and opens_file(command):
            opened = file_of_visitor(command, transaction.next_customer_number(), now, self.policy)
            command = replace(command, customer=opened.id)
        elif isinstance(command, do.TieCustomer) and command.customer:
            known = require_file(transaction.customer(command.customer), command.customer)
            command = replace(command, customer=known.id)
        before = self._day
        events = decide(before, command, now, self.policy)
        undone = self._taken_back(events)
        for event in undone:
            if isinstance(event, ev.MatterStepTaken):
                matters.follow_undo(transaction, before, event, command, now, self.policy)
        if opened is not None:
            transaction.add_customer(opened)
        first = self._append(transaction, events, now, command, command.notes())
        answer = answer_to(command, before, self._day, events, now, self.policy, self.label)
        answer |= customer_files.take_back(transaction, undone, now)
        if isinstance(command, do.CloseDay):
            answer["seal"] = self._head.digest
        return Done(self._seen_now.stream, first, self._head.seq, answer)

    def _about_a_matter(self, transaction: Writing, command: do.MatterCommand, now: int) -> Done:
        """A matter has a stream of its own; the day, while it is open, is told of the step."""
        carried = matters.carry_out(transaction, self._day, command, now, self.policy)
        if carried.told is not None and not self._day.closed:
            self._append(transaction, (carried.told,), now, command)
        return carried.done

    def _take_pulse(self, transaction: Writing, command: do.TakePulse, now: int) -> Done:
        """An answer waits until it comes into the log with others; nothing tells which of them it is, or its time."""
        command = replace(command, waiting=transaction.waiting_pulses())
        events = decide(self._day, command, now, self.policy)
        transaction.keep_pulses(() if events else (*command.waiting, command.score))
        if events:
            self._append(transaction, events, now)
        return Done("", 0, 0, answer_to_pulse(self._begins_at, self.policy))

    def _taken_back(self, events: Sequence[ev.Event]) -> list[ev.Event]:
        """What these events take back of the day; what else came of it, in other streams and files, follows."""
        records = self._seen_now.records
        undone = [event for event in events if isinstance(event, ev.Undone)]
        return [record.event for one in undone for record in records[one.first - 1 : one.last]]

    def _append(
        self,
        transaction: Writing,
        events: Sequence[ev.Event],
        at: int,
        command: do.Command | None = None,
        notes: Mapping[str, do.Note] | None = None,
    ) -> int:
        """Put the events of one command at the end of the day's stream, and all that follows from them."""
        first = self._head.seq + 1
        actor = "" if command is None else command.actor
        counter = None if command is None else command.counter
        records = [ev.Recorded(first + n, at, event, actor, counter, first) for n, event in enumerate(events)]
        head = transaction.append(self._seen_now.stream, self._head, at, records)
        self._seen_now.take(records, head)
        if notes:
            visit = next(iter(visits_touched(records, self._seen_now.records)[0]), None)
            for kind, note in notes.items():
                transaction.write_note(
                    note, kind, stream=self._seen_now.stream, seq=first, visit=visit, actor=actor, at=at
                )
                self._seen_now.texts[note.id] = note.text
        transaction.put_read_tables(self._day, self._seen_now.records, records, head)
        return first

    # The day's end

    def _is_over(self, day: str, now: int) -> bool:
        return now >= self._end_of(day)

    def _end_of(self, day: str) -> int:
        return self.policy.opens_at(date.fromisoformat(day) + timedelta(days=1))

    @property
    def _begins_at(self) -> int:
        return self.policy.opens_at(date.fromisoformat(self._day.day))

    def _close_over(self, transaction: Writing, now: int) -> None:
        """Close the day at its own end, where that has passed and nobody has closed it."""
        if self._day.closed or not self._is_over(self._day.day, now):
            return
        heads = self._heads(transaction)
        closed = closing(self._day, self.policy, heads=heads, by_hand=False)
        self._append(transaction, [closed], max(self._end_of(self._day.day), self._day.at))

    def _roll_over(self, transaction: Writing, now: int) -> bool:
        """Open the business day of ``now`` if it is not open; the one before is closed at its own end."""
        if self._seen is not None and not self._is_over(self._day.day, now):
            return False
        today = self.policy.business_day(now)
        if self._seen is None:
            self._begin(transaction, opening(today.isoformat(), None, None), today.isoformat(), now)
            return True
        self._close_over(transaction, now)
        begins_at = max(self.policy.opens_at(today), self._day.at)
        events = opening(today.isoformat(), self._day, self._head.digest)
        self._begin(transaction, events, today.isoformat(), begins_at)
        return True

    def _begin(self, transaction: Writing, events: Sequence[ev.Event], day: str, at: int) -> None:
        texts = {} if self._seen is None else self._seen.texts
        erasures = 0 if self._seen is None else self._seen.erasures
        kept = references(events)
        self._seen = Seen.nothing_of(self._site, day, {note: texts[note] for note in kept if note in texts}, erasures)
        self._append(transaction, events, at)

    def _heads(self, transaction: Writing) -> tuple[str, ...]:
        """The heads of the complaints and promises that changed since the close before, for this day's seal."""
        return transaction.heads_changed_since_close(self._day.day)

    def _check_clock(self, command: do.Command | None) -> None:
        if isinstance(command, do.OpenDay):
            self.confirm_clock()
        self._guard.require_steady_clock()
        if self._guard.asks_for_last_event:
            if self._seen is None:
                self._catch_up(self.store)
            self._guard.require_no_silence(None if self._seen is None else self._seen.day)

    # Short ways

    def label(self, kind: str, name: str) -> object:
        """The house's word for an id."""
        return self.config.label(kind, name)  # type: ignore[arg-type]

    @property
    def _seen_now(self) -> Seen:
        assert self._seen is not None, "the roll-over has opened a day"
        return self._seen

    @property
    def _day(self) -> Day:
        return self._seen_now.day

    @property
    def _head(self) -> Head:
        return self._seen_now.head


def _settled(result: Answer | FrontdeskError) -> Answer:
    if isinstance(result, FrontdeskError):
        raise result
    return result
