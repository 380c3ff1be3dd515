"""What every command is, and the texts that it may carry."""

from __future__ import annotations

from dataclasses import fields
from hashlib import blake2b
from typing import ClassVar, NamedTuple

from frontdesk.domain.frozen import Frozen, frozen
from frontdesk.domain.policy import Role

_NOT_ASKED = frozenset({"key", "request", "role", "new_visit"})


class Note(NamedTuple):
    """Free text or a name, kept in a row of its own: events hold only ``ref``, the row's id and a salted hash."""

    text: str
    id: str
    salt: str

    @property
    def ref(self) -> str:
        """What an event holds of it; once row and salt are erased it tells nothing."""
        digest = blake2b(self.text.encode(), key=self.salt.encode()[:64], digest_size=8).hexdigest()
        return f"{self.id}.{digest}"


def note_id(ref: str) -> str:
    """The id of the row that a reference in an event names."""
    return ref.partition(".")[0]


@frozen(kw_only=True)
class Command(Frozen):
    """Something to be done by a person; ``needs`` is the role that it takes.

    Of an ``anonymous`` one neither the person nor the counter is kept anywhere.
    """

    needs: ClassVar[Role] = Role.RECEPTIONIST
    anonymous: ClassVar[bool] = False

    actor: str = ""
    role: Role = Role.MANAGER
    counter: str | None = None
    key: str = ""
    request: str = ""

    def notes(self) -> dict[str, Note]:
        """The texts of the command that are kept apart from its events, by the name of their field."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if isinstance(value, Note)}

    def asked(self) -> str:
        """What was asked for, the same for every repetition: without the key and what is drawn anew each time.

        The face's own words name the person where one was named; who stands at the counter may be another by then. Of
        an anonymous command no more than its kind: from a hash of one word of five, anybody finds the word.
        """
        if self.anonymous:
            return type(self).__name__
        if self.request:
            return f"{type(self).__name__} {self.request}"
        values = {field.name: getattr(self, field.name) for field in fields(self) if field.name not in _NOT_ASKED}
        texts = {name: value.text for name, value in values.items() if isinstance(value, Note)}
        return f"{type(self).__name__} {values | texts}"
