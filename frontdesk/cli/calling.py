"""Calling, and what becomes of somebody who was called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.cli import options, sentences
from frontdesk.cli.admission import require_reason
from frontdesk.cli.declaring import new_app, verb
from frontdesk.cli.session import Session
from frontdesk.domain import commands as do
from frontdesk.i18n import Sentence, marked

if TYPE_CHECKING:
    from collections.abc import Callable

app = new_app()


@verb(app, "call", changes=True, at_counter=True)
def call(session: Session, visit: options.Visit = None, reason: options.Reason = None) -> None:
    """Whoever the order says, or the one named."""
    if visit is None:
        answer = session.perform(do.CallNext)
    else:
        require_reason(reason)
        answer = session.perform(do.CallVisit, visit=visit, reason=reason)
    session.tell(answer, sentences.called(answer))


@verb(app, "recall", changes=True, at_counter=True)
def recall(session: Session) -> None:
    """Once more."""
    answer = session.perform(do.Recall)
    session.tell(answer, sentences.simple(marked("{number} is called again to counter {counter}."))(answer))


def _ending(name: str, kind: type[do.Command], sentence: Callable[[dict[str, object]], Sentence]) -> None:
    @verb(app, name, changes=True)
    def end(
        session: Session,
        visit: options.Visit = None,
        reason: options.Reason = None,
        counter: options.Counter = None,
    ) -> None:
        answer = session.perform(kind, visit=visit, reason=reason)
        session.tell(answer, sentence(answer))


_ending(
    "no-show", do.MarkNoShow, sentences.simple(marked("{number} did not come; the number stays good for a return."))
)
_ending("left", do.MarkLeft, sentences.simple(marked("{number} went away.")))
_ending("remove", do.Remove, sentences.simple(marked("{number} is removed.")))
_ending("return", do.PutBack, sentences.simple(marked("{number} waits again.")))


@verb(app, "undo", changes=True)
def undo(session: Session, visit: options.Visit = None, counter: options.Counter = None) -> None:
    """One step back."""
    answer = session.perform(do.Undo, visit=visit)
    session.tell(answer, sentences.undone(answer))
