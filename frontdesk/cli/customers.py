"""Customers whom the house knows: opening a file, finding it, reading it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from frontdesk.cli import clientele, completion, customer_import, options
from frontdesk.cli.customer_standing import (
    Relation,
    Stage,
)
from frontdesk.cli.declaring import new_app, verb
from frontdesk.cli.named_customer import customer_of
from frontdesk.cli.output import narrate, say, say_json
from frontdesk.cli.session import Session
from frontdesk.cli.tables import table
from frontdesk.cli.values import shown
from frontdesk.domain import commands as do
from frontdesk.errors import UsageError
from frontdesk.i18n import Sentence, _, marked

if TYPE_CHECKING:
    pass

app = new_app()
customer_app = new_app()
app.add_typer(customer_app, name="customer")

MOST_FOUND = 50

CustomerNumber = Annotated[str, options.argument(options.ID, marked("The customer's number."))]


@verb(customer_app, "add", marked("Open a customer's file."), changes=True)
def add(
    session: Session,
    name: Annotated[str, options.option("--name", options.TEXT, marked("The customer's name."))],
    id_: Annotated[
        str | None,
        options.option(
            "--id",
            options.ID,
            marked("The house's own number, no identity card's: it is never erased. Without it one is drawn."),
        ),
    ] = None,
    phone: Annotated[str | None, options.option("--phone", options.TEXT, marked("A telephone number."))] = None,
    segment: options.Segment = None,
    speaks: Annotated[
        str | None,
        options.option("--speaks", "en|es", marked("The language that the customer speaks."), completion.languages),
    ] = None,
    stage: Stage = None,
    relation: Relation = None,
) -> None:
    """A file, by which the customer is known at the next visit."""
    answer = session.perform(
        do.AddCustomer,
        number=id_,
        full_name=name,
        phone=phone,
        segment=segment,
        language=speaks,
        stage=stage,
        relation=relation,
    )
    session.tell(answer, Sentence("{name} is customer {id}.", name=name, id=answer["customer"]))


@verb(customer_app, "change", marked("Correct what is known of a customer; the visits stay as they are."), changes=True)
def change(
    session: Session,
    id_: CustomerNumber,
    name: Annotated[str | None, options.option("--name", options.TEXT, marked("The customer's name."))] = None,
    phone: Annotated[
        str | None,
        options.option("--phone", options.TEXT, marked("A telephone number; an empty text takes it away.")),
    ] = None,
    segment: Annotated[
        str | None,
        options.option("--segment", options.ID, marked("A segment; an empty text takes it away."), completion.segments),
    ] = None,
    speaks: Annotated[
        str | None,
        options.option(
            "--speaks", "en|es", marked("The customer's language; an empty text takes it away."), completion.languages
        ),
    ] = None,
    stage: Stage = None,
    relation: Relation = None,
    counter: options.Counter = None,
) -> None:
    """What was not named stays as it is; an empty text takes away what was there."""
    if name is phone is segment is speaks is stage is relation is None:
        raise UsageError(
            Sentence("There is nothing to correct."),
            Sentence("Name --name, --phone, --segment, --speaks, --stage or --relation."),
        )
    answer = session.perform(
        do.ChangeCustomer,
        number=id_,
        full_name=name,
        phone=phone,
        segment=segment,
        language=speaks,
        stage=stage,
        relation=relation,
    )
    session.tell(answer, Sentence("The file of {customer} is corrected.", customer=answer["customer"]))


@verb(customer_app, "note", marked("Write a note in a customer's file, for colleagues."), changes=True)
def note(
    session: Session,
    id_: CustomerNumber,
    text: Annotated[str, options.argument(options.TEXT, marked("What colleagues are to know."))],
    counter: options.Counter = None,
) -> None:
    """A note that whoever opens the file reads first."""
    answer = session.perform(do.NoteOnCustomer, number=id_, note=text)
    session.tell(answer, Sentence("The note is in the file of {customer}.", customer=answer["customer"]))


@verb(customer_app, "merge", marked("Make two files of one person one; it cannot be undone."), changes=True)
def merge(
    session: Session,
    keep: Annotated[str, options.argument(marked("KEEP"), marked("The number of the file that stays."))],
    other: Annotated[str, options.argument(marked("OTHER"), marked("The number that becomes part of it."))],
    counter: options.Counter = None,
) -> None:
    """Visits, complaints, promises and notes of both, in one file."""
    answer = session.perform(do.MergeCustomers, number=keep, other=other)
    session.tell(
        answer,
        Sentence(
            "{former} is part of {customer} now. Visits: {visits}, complaints: {complaints}, promises: {promises}, "
            "notes: {notes}.",
            former=answer["merged"],
            **{name: answer[name] for name in ("customer", "visits", "complaints", "promises", "notes")},
        ),
    )


@verb(customer_app, "erase", marked("Erase a person, to the last byte; the figures stay."), changes=True)
def erase(session: Session, id_: CustomerNumber, yes: options.Yes = False, counter: options.Counter = None) -> None:
    """The file, and what was typed at visits, complained of and promised."""
    from frontdesk.cli.erasing import narrate_copies  # noqa: PLC0415 - no check-in needs it

    answer = session.erase(do.EraseCustomer, number=id_, confirmed=yes)
    session.tell(
        answer,
        Sentence(
            "{customer} is erased. Visits that are nobody's now: {visits}; texts: {texts}, notes: {notes}.",
            **{name: answer[name] for name in ("customer", "visits", "texts", "notes")},
        ),
    )
    narrate_copies(session)


@verb(customer_app, "find", marked("Find customers by a part of the name, the telephone or the number."), tells=True)
def find(
    session: Session,
    text: Annotated[str, options.argument(options.TEXT, marked("A part of the name or telephone, or the number."))],
) -> None:
    """Those whom it may be, by name."""
    from frontdesk.cli.customer_file import customer_as_data, segment_of  # noqa: PLC0415 - no check-in needs it

    found = session.archive.customers(text, MOST_FOUND)
    if session.as_json:
        say_json({"customers": [customer_as_data(session, one) for one in found]})
        return
    if not found:
        say(Sentence("There is none."))
        return
    rows: list[list[object]] = [[_("Number"), _("Name"), _("Telephone"), _("Segment")]]
    for one in found:
        rows.append([one.id, one.name, one.phone or "", segment_of(session, one)])
    say(table(rows))


@verb(
    customer_app,
    "show",
    marked("A customer's whole file; --json is what a person gets who asks for their data."),
    tells=True,
)
def show(
    session: Session,
    id_: CustomerNumber,
) -> None:
    """The file in full; that of another number, where it was merged into it."""
    from frontdesk.cli.customer_file import file_as_data, print_file  # noqa: PLC0415 - no check-in needs it

    customer = customer_of(session, "ID", id_)
    if customer.id != id_:
        narrate(Sentence("{former} is part of {customer} now.", former=shown(id_), customer=customer.id))
    file = session.archive.customer_file(customer.id)
    assert file is not None, "nothing was written in between"
    if session.as_json:
        say_json(file_as_data(session, file, *session.archive.attention_of_customer(customer.id)))
    else:
        print_file(session, file)


@verb(customer_app, "tie", marked("Say which known customer a visit is of."), changes=True)
def tie(
    session: Session,
    id_: Annotated[
        str, options.argument(options.ID, marked("The customer's number; an empty text: of nobody in particular."))
    ],
    visit: options.Visit = None,
    counter: options.Counter = None,
) -> None:
    """The visit is that customer's from now on; its segment stays as it is."""
    customer = customer_of(session, "ID", id_).id if id_ else ""
    answer = session.perform(do.TieCustomer, customer=customer, visit=visit)
    told = (
        Sentence("{number} is a visit of customer {customer}.", number=answer["number"], customer=customer)
        if customer
        else Sentence("{number} is of no known customer.", number=answer["number"])
    )
    session.tell(answer, told)


customer_app.add_typer(customer_import.app)
customer_app.add_typer(clientele.app)
