"""The rules for erasing what is personal: who may, and that it is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.domain.rules.need import require_known_counter, require_role
from frontdesk.errors import Refused, UsageError
from frontdesk.i18n import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from frontdesk.domain import commands as do
    from frontdesk.domain.policy import Policy


def require_confirmed_customer(command: do.EraseCustomer, held: Mapping[str, int], policy: Policy) -> None:
    """Refuse to erase a customer for who may not, or has not confirmed it; ``held`` is how much there is of each."""
    _require_allowed(command, policy)
    if not command.confirmed:
        raise _not_confirmed(
            Sentence(
                "This erases customer {customer} for good. Visits that become nobody's: {visits}; texts: {texts}, of "
                "complaints: {complaints}, of promises: {promises}.",
                customer=command.number,
                **{name: held[name] for name in ("visits", "texts", "complaints", "promises")},
            )
        )


def require_confirmed_days(command: do.ErasePersonal, now: int, policy: Policy) -> None:
    """Refuse to erase what is personal of some days for who may not, or has not confirmed it.

    Raises UsageError for a day that is still to come.
    """
    _require_allowed(command, policy)
    if command.before > policy.business_day(now):
        raise UsageError(
            Sentence("--before: {day} is still to come.", day=command.before),
            Sentence("Name today or a day before it; today itself is never erased."),
        )
    if not command.confirmed:
        raise _not_confirmed(
            Sentence(
                "This erases for good what is personal of all days before {day}: names, notes, those in customers' "
                "files too, reasons, comments on standards, the texts of what is closed, and customers who did not "
                "come since.",
                day=command.before,
            )
        )


def _require_allowed(command: do.Erasure, policy: Policy) -> None:
    require_role(command)
    require_known_counter(command, policy)


def _not_confirmed(reason: Sentence) -> Refused:
    return Refused("not_confirmed", reason, Sentence("The figures stay. Say it again with --yes; it cannot be undone."))
