"""The same figures for parts of the visits: by service, segment, urgency, preference, counter and person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.i18n import _
from frontdesk.reports.contents.source import heads
from frontdesk.reports.document import Column, Section, Table, count, seconds, share, text
from frontdesk.reports.which import HANDLED, MISSED, SERVED, VISITS, Behind, Of, Which

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from frontdesk.reports.contents.source import Source
    from frontdesk.reports.document import Row
    from frontdesk.reports.sums.groups import Group

_OF_LEGS = ("service", "counter", "staff")
"""Of these the legs of visits are told, of the others whole visits."""


def groups(source: Source) -> Iterator[Section]:
    """A section for each way of parting the visits."""
    summary = source.summary
    for title, kind, found in (
        (_("By service"), "service", summary.by_service),
        (_("By segment"), "segment", summary.by_segment),
        (_("By urgency"), "urgency", summary.by_urgency),
        (_("By preference"), "preference", summary.by_preference),
        (_("By counter"), "counter", summary.by_counter),
        (_("By person"), "staff", summary.by_staff),
    ):
        if found:
            yield Section("", (_table(source, title, kind, found),))


def _table(source: Source, title: str, kind: str, found: Mapping[str, Group]) -> Table:
    names = (
        "visits", "served", "wait_mean_s", "wait_p90_s", "wait_max_s", "handling_mean_s", "within_share",
    )  # fmt: skip
    of_legs = kind in _OF_LEGS
    shown_heads = (
        _("visits|legs served|wait|P90|max|handling|within")
        if of_legs
        else _("visits|served|wait|P90|max|handling|within")
    )
    shown = map(Column, names, heads(shown_heads))
    more = map(Column, ("wait_p50_s", "handling_p90_s", "handling_max_s", "within", "missed", "strict", "served_only"))
    in_order = sorted(found.items(), key=lambda item: (-item[1].visits, item[0]))
    return Table(
        f"by_{kind}",
        title,
        (Column(kind), Column("label"), *shown, *more),
        tuple(_row(name, source.house(kind, name), group) for name, group in in_order),
        weight="visits",
        behind=tuple(
            _behind(f"{title}: {source.house(kind, name)}", Of(kind), name, group) for name, group in in_order
        ),
    )


def _behind(title: str, of: Of, name: str, group: Group) -> tuple[Behind, ...]:
    words = heads(
        _("visits|legs served, the longest wait first|legs served, the longest handling first|longer than promised")
        if of in _OF_LEGS
        else _("visits|served, the longest wait first|served, the longest handling first|longer than promised")
    )
    counts = ((VISITS, group.visits), (SERVED, group.wait.n), (HANDLED, group.handling.n),
              (MISSED, group.service_level.missed))  # fmt: skip
    return tuple(
        Behind(f"{title} · {word}", Which(of, name, part), n) for word, (part, n) in zip(words, counts, strict=True)
    )


def _row(name: str, label: str | None, group: Group) -> Row:
    wait, handling, level = group.wait, group.handling, group.service_level
    return (
        text(name),
        text(label),
        count(group.visits),
        count(wait.n),
        seconds(wait.mean),
        seconds(wait.p90),
        seconds(wait.max),
        seconds(handling.mean),
        share(level.value),
        seconds(wait.p50),
        seconds(handling.p90),
        seconds(handling.max),
        count(level.within),
        count(level.missed),
        share(level.strict),
        share(level.served_only),
    )
