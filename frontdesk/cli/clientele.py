"""What customers are worth, which segments could suit them, and who of them stays away."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from frontdesk.cli import options
from frontdesk.cli.customer_standing import amount
from frontdesk.cli.declaring import new_app, verb
from frontdesk.cli.output import say, say_json
from frontdesk.cli.session import Session
from frontdesk.cli.tables import table
from frontdesk.cli.values import between, ids, share
from frontdesk.domain import commands as do
from frontdesk.i18n import Sentence, _, day_text, marked, number, percent
from frontdesk.reports.layout import cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from frontdesk.clientele import Clientele
    from frontdesk.domain.attendance import Lost
    from frontdesk.domain.customers import Customer
    from frontdesk.domain.suggesting import Suggestion
    from frontdesk.domain.value import Ranked, Valued

app = new_app()

MOST_SHOWN = 50
"""So many of each list are printed; --json has them all."""

WIDEST_NAME = 22
ALL = "all"


@verb(app, "value", marked("What customers are worth: value, class, share; losses apart."), tells=True)
def value(
    session: Session,
    discount: Annotated[
        str | None,
        options.option(
            "--discount", marked("SHARE"), marked("What money loses in value in a year. Default: [value] discount.")
        ),
    ] = None,
) -> None:
    """From the figures that were imported; who lacks some is counted."""
    rate = session.policy.segmenting.discount if discount is None else share("--discount", discount)
    found, customers = _clientele(session).worth(rate)
    if session.as_json:
        say_json(
            {
                "discount": float(rate),
                "classes": {name: _class_as_data(found, name) for name in ("a", "b", "c")},
                "customers": [_ranked_as_data(one, customers) for one in found.ranked],
                "losses": [_ranked_as_data(one, customers) for one in found.losses],
                "without_data": found.without,
                "lacking": dict(found.lacking),
            }
        )
        return
    _print_value(session, found, customers)


def _clientele(session: Session) -> Clientele:
    from frontdesk.clientele import Clientele  # noqa: PLC0415 - a check-in needs none of it

    return Clientele(session.desk)


def _class_as_data(found: Valued, value_class: str) -> dict[str, Any]:
    values = [one.value for one in found.ranked if one.value_class == value_class]
    return {"n": len(values), "value": str(amount(sum(values)))}


def _ranked_as_data(one: Ranked, customers: Mapping[str, Customer]) -> dict[str, Any]:
    return {
        "customer": one.customer,
        "name": customers[one.customer].name,
        "segment": customers[one.customer].segment,
        "value": str(amount(one.value)),
        "class": one.value_class,
        "share": one.share,
        "profitability": _CODES[one.value_class],
    }


_CODES = {"a": "very", "b": "fairly", "c": "little", None: "none"}


def _print_value(session: Session, found: Valued, customers: Mapping[str, Customer]) -> None:
    if found.ranked:
        say(table(_value_rows(found.ranked[:MOST_SHOWN], customers), right=frozenset({2, 4})))
        _say_more(len(found.ranked))
    if found.losses:
        say()
        say(_("Losses"))
        rows = [[one.customer, _name(customers[one.customer]), _money(one.value)] for one in found.losses[:MOST_SHOWN]]
        say(table(rows, right=frozenset({2})))
        _say_more(len(found.losses))
    if found.ranked or found.losses:
        say()
        say(table(_classes_told(found), right=frozenset({1, 2})))
        say()
    if found.without or not customers:
        say(_without(found))


def _value_rows(ranked: Iterable[Ranked], customers: Mapping[str, Customer]) -> list[list[object]]:
    rows: list[list[object]] = [[_("Customer"), _("Name"), _("Value"), _("Class"), _("Cumulative")]]
    for one in ranked:
        so_far = "–" if one.share is None else percent(one.share, 1)
        rows.append(
            [one.customer, _name(customers[one.customer]), _money(one.value), (one.value_class or "").upper(), so_far]
        )
    return rows


def _classes_told(found: Valued) -> list[list[object]]:
    from frontdesk.domain.value import CLASSES, PROFITABILITY  # noqa: PLC0415 - as above

    rows: list[list[object]] = [[_("Class"), _("Customers"), _("Value"), ""]]
    for name in CLASSES:
        values = [one.value for one in found.ranked if one.value_class == name]
        rows.append([name.upper(), number(len(values)), _money(sum(values)), _(PROFITABILITY[name])])
    losses = [one.value for one in found.losses]
    rows.append([_("Losses"), number(len(losses)), _money(sum(losses)), _(PROFITABILITY[None])])
    return rows


def _without(found: Valued) -> Sentence:
    lacking = ", ".join(f"{name} {number(n)}" for name, n in found.lacking.items() if n)
    if not lacking:
        return Sentence("There are no customers yet: “frontdesk customer import” brings a list.")
    return Sentence(
        "{n} customer has no value, for want of figures: {lacking}.",
        "{n} customers have no value, for want of figures: {lacking}.",
        n=found.without,
        lacking=lacking,
    )


def _name(customer: Customer) -> str:
    """A name in a table, where one that has no end would push everything out of sight."""
    return cut(customer.name, WIDEST_NAME)


def _money(cents: int) -> str:
    return number(amount(cents), 2)


def _say_more(count: int) -> None:
    if count > MOST_SHOWN:
        n = count - MOST_SHOWN
        say(Sentence("… and {n} more; --json has it.", "… and {n} more; --json has them all.", n=n))


# ---------------------------------------------------------------------------------------------- segments


@verb(app, "segments", marked("Segments that could suit customers better; --approve sets them."), changes=True)
def segments(
    session: Session,
    approve: Annotated[
        list[str] | None,
        options.option("--approve", "ID|all", marked("Set what is suggested for this customer, or for all.")),
    ] = None,
) -> None:
    """Nothing changes by itself."""
    if not approve:
        _list_suggestions(session, _clientele(session).suggestions())
        return
    numbers = tuple(number for one in approve for number in ids("--approve", one) or ())
    answer = session.perform(do.ApproveSegments, numbers=None if ALL in numbers else numbers)
    n = len(answer["approved"])
    session.tell(answer, Sentence("{n} segment was set.", "{n} segments were set.", n=n))


def _list_suggestions(session: Session, found: Sequence[Suggestion]) -> None:
    if session.as_json:
        say_json({"suggestions": [_suggestion_as_data(one) for one in found]})
        return
    if not found:
        say(Sentence("No other segment is suggested for anybody."))
        return
    rows: list[list[object]] = [[_("Customer"), _("Name"), _("Segment"), _("Suggested"), _("Why")]]
    for one in found[:MOST_SHOWN]:
        now, to = _segment(session, one.customer.segment), _segment(session, one.to)
        rows.append([one.customer.id, _name(one.customer), now, to, _why(one)])
    say(table(rows))
    _say_more(len(found))
    say(Sentence("“frontdesk customer segments --approve all” sets them, or --approve with the customer's number."))


def _suggestion_as_data(one: Suggestion) -> dict[str, Any]:
    return {
        "customer": one.customer.id,
        "name": one.customer.name,
        "from": one.customer.segment,
        "to": one.to,
        "source": one.source,
        "class": one.value_class,
        "visits": one.visits,
        "years": one.years,
    }


def _why(one: Suggestion) -> Sentence:
    from frontdesk.domain.suggesting import BY_VALUE  # noqa: PLC0415 - as above
    from frontdesk.domain.value import PROFITABILITY  # noqa: PLC0415

    if one.source == BY_VALUE:
        return Sentence(
            "class {value_class}, {profitability}",
            value_class=(one.value_class or "").upper(),
            profitability=_(PROFITABILITY[one.value_class]),
        )
    return Sentence(
        "loyal: {n} visit in a year, years: {years}",
        "loyal: {n} visits in a year, years: {years}",
        n=one.visits,
        years=one.years,
    )


def _segment(session: Session, segment: str | None) -> object:
    return "–" if segment is None else session.config.label("segment", segment)


# ---------------------------------------------------------------------------------------------- not seen


@verb(app, "lost", marked("Known customers who were not seen for some time, by segment."), tells=True)
def lost(
    session: Session,
    days: Annotated[str, options.option("--days", options.NUMBER, marked("For so many days. Default: 90."))] = "90",
) -> None:
    """Who has stayed away longest comes first; who never came counts from the opening of the file."""
    away = between("--days", days, 1, 36_500)
    found = _clientele(session).lost(away)
    if session.as_json:
        say_json(_lost_as_data(found, away))
        return
    if not found:
        say(
            Sentence(
                "Every known customer was seen within {n} day.",
                "Every known customer was seen within {n} days.",
                n=away,
            )
        )
        return
    _print_lost(session, found, away)


def _lost_as_data(found: Sequence[Lost], days: int) -> dict[str, Any]:
    return {
        "days": days,
        "n": len(found),
        "by_segment": {segment or "": n for segment, n in _by_segment(found).items()},
        "customers": [
            {
                "customer": one.customer.id,
                "name": one.customer.name,
                "segment": one.customer.segment,
                "last_day": one.last_day,
                "days": one.days,
                "visits": one.visits,
                "open_complaints": one.open.complaints,
                "open_promises": one.open.promises,
            }
            for one in found
        ],
    }


def _by_segment(found: Sequence[Lost]) -> dict[str | None, int]:
    from frontdesk.domain.attendance import by_segment  # noqa: PLC0415 - as above

    return by_segment(found)


def _print_lost(session: Session, found: Sequence[Lost], days: int) -> None:
    say(
        Sentence(
            "{n} known customer was not seen for {days} days or more.",
            "{n} known customers were not seen for {days} days or more.",
            n=len(found),
            days=number(days),
        )
    )
    counted = sorted(_by_segment(found).items(), key=lambda one: (-one[1], one[0] or ""))
    say(table([[_segment(session, segment), number(n)] for segment, n in counted], right=frozenset({1})))
    say()
    titles = (_("Customer"), _("Name"), _("Segment"), _("Last visit"), _("Days"), _("Visits"), _("Open", "matters"))
    rows: list[list[object]] = [list(titles)]
    for one in found[:MOST_SHOWN]:
        last = _("never") if one.last_day is None else day_text(date.fromisoformat(one.last_day))
        rows.append(
            [
                one.customer.id,
                _name(one.customer),
                _segment(session, one.customer.segment),
                last,
                number(one.days),
                number(one.visits),
                one.open.complaints + one.open.promises or "–",
            ]
        )
    say(table(rows, right=frozenset({4, 5, 6})))
    _say_more(len(found))
