"""What every command is, and the texts that it may carry."""

from __future__ import annotations

from dataclasses import fields
from typing import ClassVar

from frontdesk.domain.frozen import Frozen, frozen
from frontdesk.domain.note import Note
from frontdesk.domain.policy import Role

_NOT_ASKED = frozenset({"key", "request", "role", "new_visit"})


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
