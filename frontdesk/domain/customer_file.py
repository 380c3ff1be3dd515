"""The file of a customer as any clerk opens it: who it is, and all that was between them and the house.

Personal data, read for whoever asks and never written to the log.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from frontdesk.domain.complaints import ToldComplaint
    from frontdesk.domain.customers import Customer, KnownBefore
    from frontdesk.domain.promises import ToldPromise
    from frontdesk.domain.records import VisitRecord


class CustomerNote(NamedTuple):
    """What somebody wrote in a customer's file for colleagues; ``at`` is UTC seconds."""

    id: str
    customer: str
    text: str
    actor: str
    at: int


class VisitText(NamedTuple):
    """A text that was typed with a visit: the name given, a note or a reason, by ``kind``; ``at`` is UTC seconds."""

    visit: str
    kind: str
    text: str
    actor: str
    at: int


class CustomerFile(NamedTuple):
    """Everything that the house keeps of a customer, the newest first; what was said at the visits comes in its order.

    ``former`` are the numbers of other files of the same person that were merged into this one, ``known_before`` as
    whom the person was known in them.
    """

    customer: Customer
    visits: tuple[VisitRecord, ...] = ()
    complaints: tuple[ToldComplaint, ...] = ()
    promises: tuple[ToldPromise, ...] = ()
    notes: tuple[CustomerNote, ...] = ()
    said: tuple[VisitText, ...] = ()
    former: tuple[str, ...] = ()
    known_before: tuple[KnownBefore, ...] = ()
