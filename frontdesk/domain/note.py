"""Free text that a person gives: events hold a reference to it, and its row can be erased."""

from __future__ import annotations

from hashlib import blake2b
from typing import NamedTuple


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
