"""Who may grant a remedy of the house, to whom, and up to what amount."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.domain.complaints import NOTHING_TO_GRANT
from frontdesk.domain.matter_words import KIND_NAMES
from frontdesk.domain.policy import Role
from frontdesk.domain.rules.need import ROLE_NAMES, known, needs_role
from frontdesk.errors import Refused, UsageError
from frontdesk.i18n import Sentence, marked, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from frontdesk.domain import commands as do
    from frontdesk.domain.policy import Policy, Remedy

HIGHEST_AMOUNT = 1_000_000_000


def require_grantable(command: do.OpenComplaint | do.ResolveComplaint, segment: str | None, policy: Policy) -> None:
    """Refuse a remedy that this role may not grant, not to this segment or not so much of it.

    A customer whose ``segment`` nobody knows counts as one of the usual segment. Raises UsageError for a remedy that
    there is not, and for an amount that cannot be.
    """
    if command.granted is None:
        _require_no_amount(command.amount)
        return
    remedy = policy.remedies[known(marked("remedy"), command.granted, policy.remedies)]
    if command.role < remedy.role:
        raise needs_role(remedy.role)
    if remedy.segments is not None and (segment or policy.default_segment) not in remedy.segments:
        raise _for_others(remedy, segment or policy.default_segment)
    _require_within(remedy, command.amount, command.role)


def require_something_to_grant_for(kind: str, granted: str | None) -> None:
    """Refuse a remedy for what asks for nothing: praise, a suggestion."""
    if granted is not None and kind in NOTHING_TO_GRANT:
        raise Refused(
            "not_allowed",
            Sentence("No remedy is granted for this kind: {kind}.", kind=Sentence(KIND_NAMES[kind])),
            Sentence("Leave the remedy out; or note what is asked for as a request."),
        )


def require_could_grant(role: Role, granted: str, amount: int | None, policy: Policy) -> None:
    """Refuse a role that could not have granted this itself: nor may it take it back.

    A remedy that the house has no more is anybody's to take back.
    """
    remedy = policy.remedies.get(granted)
    if remedy is None:
        return
    if role < remedy.role:
        raise needs_role(remedy.role)
    if remedy.limit is not None and amount is not None and amount > remedy.limit and role <= remedy.role:
        raise _beyond(remedy, amount)


def _require_no_amount(amount: int | None) -> None:
    if amount is not None:
        raise UsageError(
            Sentence("--amount: there is no remedy that would come to it."), Sentence("Name the remedy beside it.")
        )


class _Listed:
    """Several words, in the language in which they are shown."""

    def __init__(self, words: Sequence[object]) -> None:
        self._words = words

    def __str__(self) -> str:
        return ", ".join(map(str, self._words))


def _for_others(remedy: Remedy, segment: str) -> Refused:
    return Refused(
        "not_allowed",
        Sentence(
            "The remedy “{remedy}” is for other segments; this customer's is “{segment}”.",
            remedy=remedy.name,
            segment=remedy.segment_name(segment),
        ),
        Sentence(
            "It may be granted to: {segments}. Choose another remedy.",
            segments=_Listed([remedy.segment_name(one) for one in sorted(remedy.segments or ())]),
        ),
    )


def _require_within(remedy: Remedy, amount: int | None, role: Role) -> None:
    if amount is not None and not 1 <= amount <= HIGHEST_AMOUNT:
        raise UsageError(
            Sentence("--amount: {amount} is not possible.", amount=amount),
            Sentence("Allowed: 1 to {most}.", most=HIGHEST_AMOUNT),
        )
    if remedy.limit is None or role > remedy.role:
        return
    if amount is None:
        raise UsageError(
            Sentence("--amount is missing: the remedy “{remedy}” has a limit.", remedy=remedy.name),
            Sentence("Say what it comes to, in whole units of the house's money."),
        )
    if amount > remedy.limit:
        raise _beyond(remedy, amount)


def _beyond(remedy: Remedy, amount: int) -> Refused:
    said = Sentence(
        "{amount} is too much: for the role “{role}”, “{remedy}” is limited to {limit}.",
        amount=number(amount),
        limit=number(remedy.limit or 0),
        remedy=remedy.name,
        role=Sentence(ROLE_NAMES[remedy.role]),
    )
    above = [role for role in Role if role > remedy.role]
    if not above:
        return Refused("not_allowed", said, Sentence("Nobody may grant more; grant less, or change [[remedies]]."))
    return Refused(
        "not_allowed", said, Sentence("Ask someone who has the role “{role}”.", role=Sentence(ROLE_NAMES[above[0]]))
    )
