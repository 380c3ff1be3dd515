"""What customers think of the attention: their answer by a verb or on a screen of their own, and extra steps."""

from __future__ import annotations

from typing import Annotated

import typer

from frontdesk.cli import completion, options, sentences
from frontdesk.cli.declaring import new_app, verb
from frontdesk.cli.output import on_a_terminal
from frontdesk.cli.session import Session
from frontdesk.cli.values import one_of, whole_number
from frontdesk.domain import commands as do
from frontdesk.domain.rules.need import known
from frontdesk.errors import UsageError
from frontdesk.i18n import Sentence, marked

app = new_app()

YES, NO = "yes", "no"


@verb(app, "rate", changes=True)
def rate(
    session: Session,
    score: Annotated[
        str | None,
        options.argument(
            marked("1..5"),
            marked("From 1, very unsatisfied, to 5, very satisfied. Without it: the screen for customers."),
        ),
    ] = None,
    factor: Annotated[
        str | None,
        options.option("--factor", options.ID, marked("What mattered: a cause of [complaints]."), completion.causes),
    ] = None,
    come_back: Annotated[
        str | None,
        options.option("--come-back", marked("yes|no"), marked("Whether they would come back, if they said.")),
    ] = None,
    visit: options.Visit = None,
    counter: options.Counter = None,
) -> None:
    """The customer's answer; without a score, the screen of a second terminal that is turned to the customer."""
    again = None if come_back is None else one_of("--come-back", come_back, (YES, NO)) == YES
    if score is None:
        if factor is not None or again is not None or visit is not None or session.as_json or session.key is not None:
            raise UsageError(Sentence("The score is missing."), _HOW_TO_RATE)
        _ask_customers(session)
        return
    given = whole_number("1..5", score)
    if factor is not None:
        known(marked("cause"), factor, session.policy.causes)  # it goes into the log, where no free text may
    answer = session.perform(do.Rate, score=given, factor=factor, would_return=again, visit=visit)
    session.tell(answer, sentences.simple(marked("{number}: the rating is written down."))(answer))


_HOW_TO_RATE = Sentence("Write an answer down with a verb, such as “frontdesk rate 5 --visit B017”.")


def _ask_customers(session: Session) -> None:
    """The screen for customers at a counter."""
    if not on_a_terminal():
        raise UsageError(Sentence("The screen for customers needs a terminal."), _HOW_TO_RATE)
    session.require_counter()
    session.prepare_database()
    from frontdesk.tui.faces import Face  # noqa: PLC0415 - the screens are imported for screens only
    from frontdesk.tui.start import run_desk  # noqa: PLC0415

    code = run_desk(
        session.address,
        session.config,
        session.clock,
        counter=session.counter,
        staff=session.staff,
        face=Face.RATING,
    )
    if code:
        raise typer.Exit(code)


@verb(app, "extra-step", changes=True)
def extra_step(
    session: Session,
    text: Annotated[str | None, options.argument(options.TEXT, marked("What was done, in quotes."))] = None,
    visit: options.Visit = None,
    counter: options.Counter = None,
) -> None:
    """Something that the customer did not have to expect."""
    answer = session.perform(do.NoteExtraStep, note=text, visit=visit)
    session.tell(answer, sentences.simple(marked("{number}: the extra step is written down."))(answer))
