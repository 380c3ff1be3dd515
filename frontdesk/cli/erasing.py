"""What is said after something was erased: where copies of it may be that are not ours to erase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.cli.output import narrate
from frontdesk.i18n import Sentence

if TYPE_CHECKING:
    from frontdesk.cli.session import Session


def narrate_copies(session: Session) -> None:
    """Say where else it may stand: in older copies, and on a server in what the server itself keeps."""
    narrate(Sentence("Backups, exports and papers made before hold it still; see to them yourself."))
    if not session.address.is_sqlite:
        narrate(Sentence("So may the server's own write-ahead log and its archives: ask who administers it."))
