"""Coming in: check-in, a further errand, and what was said wrongly at check-in."""

from __future__ import annotations

from typing import Annotated

from frontdesk.cli import completion, options, sentences
from frontdesk.cli.declaring import new_app, verb
from frontdesk.cli.named_customer import customer_of
from frontdesk.cli.output import narrate
from frontdesk.cli.session import Session
from frontdesk.cli.values import instant, whole_number
from frontdesk.domain import commands as do
from frontdesk.errors import FrontdeskError, UsageError
from frontdesk.i18n import Sentence, marked

app = new_app()


@verb(app, "check-in", changes=True)
def check_in(
    session: Session,
    service: Annotated[
        list[str],
        options.option(
            "--service", options.ID, marked("What they come for; once for each errand."), completion.services
        ),
    ],
    segment: options.Segment = None,
    urgency: options.Urgency = None,
    preference: options.Preference = None,
    party: Annotated[str, options.option("--party", options.NUMBER, marked("How many people come together."))] = "1",
    name: Annotated[
        str | None, options.option("--name", options.TEXT, marked("A name; kept apart, and erasable."))
    ] = None,
    customer: Annotated[
        str | None,
        options.option("--customer", options.ID, marked("The customer's number: name and segment are the file's.")),
    ] = None,
    new_customer: Annotated[
        bool, options.flag("--new-customer", marked("Open a customer's file for the name; the answer has its number."))
    ] = False,
    appointment: Annotated[
        str | None, options.option("--appointment", options.INSTANT, marked("The time that was agreed: 10:30."))
    ] = None,
    counter: options.Counter = None,
) -> None:
    """A number, and the slip if the house makes one at every check-in."""
    file = None if customer is None else customer_of(session, "--customer", customer)
    answer = session.perform(
        do.CheckIn,
        services=tuple(service),
        segment=file.segment if segment is None and file is not None else segment,
        urgency=urgency,
        preference=preference,
        party=whole_number("--party", party),
        name=file.name if name is None and file is not None else name,
        customer=None if file is None else file.id,
        open_file=new_customer,
        appointment=None if appointment is None else _instant(session, "--appointment", appointment),
    )
    session.tell(answer, sentences.checked_in(answer))
    if session.config.slip.at_check_in:
        _give_slip(session, answer["visit"])


def _instant(session: Session, option: str, text: str) -> int:
    return instant(option, text, session.policy, session.now())


def _give_slip(session: Session, visit_id: str) -> None:
    """The slip that the house makes at every check-in; a printer that fails keeps nobody from a number."""
    from frontdesk import slip  # noqa: PLC0415 - few houses make one at every check-in

    day = session.day()
    visit = None if day is None else day.visits.get(visit_id)
    if visit is None:
        return
    try:
        customer = None if visit.customer is None else session.archive.customer(visit.customer)
        slip.deliver(slip.compose(visit, session.config, customer), visit, session.config)
    except FrontdeskError as error:
        narrate(error)


@verb(app, "add-service", changes=True)
def add_service(
    session: Session,
    service: Annotated[
        str, options.option("--service", options.ID, marked("The further errand."), completion.services)
    ],
    visit: options.Visit = None,
    counter: options.Counter = None,
) -> None:
    """A further errand."""
    answer = session.perform(do.AddService, service=service, visit=visit)
    added = session.config.label("service", service)
    session.tell(answer, Sentence("{number} also comes for: {service}.", number=answer["number"], service=added))


@verb(app, "reclassify", changes=True)
def reclassify(
    session: Session,
    service: options.Service = None,
    segment: options.Segment = None,
    urgency: options.Urgency = None,
    preference: Annotated[
        str | None,
        options.option(
            "--preference",
            options.ID,
            marked("A ground for preference; an empty text takes it away."),
            completion.preferences,
        ),
    ] = None,
    reason: options.Reason = None,
    visit: options.Visit = None,
    counter: options.Counter = None,
) -> None:
    """A correction, with its reason."""
    if service is segment is urgency is preference is None:
        raise UsageError(
            Sentence("There is nothing to correct."),
            Sentence("Name --service, --segment, --urgency or --preference."),
        )
    require_reason(reason)
    answer = session.perform(
        do.Reclassify,
        visit=visit,
        service=service,
        segment=segment,
        urgency=urgency,
        preference=preference,
        reason=reason,
    )
    label = session.config.label
    session.tell(
        answer,
        Sentence(
            "{number} is now: {service}, {segment}, {urgency}.",
            number=answer["number"],
            service=label("service", answer["service"]),
            segment=label("segment", answer["segment"]),
            urgency=label("urgency", answer["urgency"]),
        ),
    )


def require_reason(reason: str | None) -> None:
    """Refuse what may be done only with a reason."""
    if reason is None or not reason.strip():
        raise UsageError(Sentence("--reason is missing."), Sentence("Say why; it is kept."))
