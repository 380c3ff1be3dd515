"""What became of complaints: how long they took, the remedies, what went wrong with us; and what else was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.i18n import Sentence, _, duration, number
from frontdesk.reports.contents.source import held
from frontdesk.reports.document import Cell, Column, Line, Table, count, seconds, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from frontdesk.domain.metrics import Distribution
    from frontdesk.reports.contents.source import Source


def ages(source: Source) -> list[tuple[str, Cell]]:
    """How old complaints were when they were settled, and how old the open ones are, for a data file."""
    found = source.summary.complaints
    figures = []
    for name, times in (("settled_in", found.settled_in), ("open_age", found.open_age)):
        figures.append((f"{name}_n", count(times.n)))
        for part, value in (("p50", times.p50), ("p90", times.p90), ("max", times.max)):
            figures.append((f"{name}_{part}_s", seconds(value)))
    return figures


def outcome_lines(source: Source) -> Iterator[Line]:
    """A line for each of these, where there is anything to say."""
    found = source.summary.complaints
    taken = []
    if found.settled_in.n:
        taken.append(Sentence("settled in P50 {p50}, P90 {p90} (n {n})", **_times(found.settled_in)))
    if found.open_age.n:
        taken.append(Sentence("open for P50 {p50}, P90 {p90} (n {n})", **_times(found.open_age)))
    granted = (
        f"{source.house('remedy', remedy)} {number(one.n)}" + ("" if one.amount is None else f" ({number(one.amount)})")
        for remedy, one in found.granted.items()
    )
    yield from _line(_("How long complaints take:"), taken)
    yield from _line(_("Remedies granted:"), granted)
    roots = (f"{source.house('root', root)} {number(n)}" for root, n in found.by_root.items())
    yield from _line(_("What went wrong with us:"), roots)
    yield from _line(_("Beside complaints:"), _not_complaints(source))


def _times(times: Distribution) -> dict[str, object]:
    return {"p50": duration(times.p50 or 0), "p90": duration(times.p90 or 0), "n": number(times.n)}


def _not_complaints(source: Source) -> Iterator[Sentence]:
    by_kind = source.summary.complaints.by_kind
    if n := by_kind.get("request"):
        yield Sentence("{n} request", "{n} requests", n=n)
    if n := by_kind.get("suggestion"):
        yield Sentence("{n} suggestion", "{n} suggestions", n=n)
    if n := by_kind.get("praise"):
        yield Sentence("{n} word of praise", "{n} words of praise", n=n)


def _line(lead: str, words: Iterable[object]) -> Iterator[Line]:
    listed = [held(str(one)) for one in words]
    if listed:
        yield Line(" ".join((held(lead), listed[0], *(held(f"· {one}") for one in listed[1:]))), indent=1)


def outcome_tables(source: Source) -> Iterator[Table]:
    """The remedies and the roots for data files, where there are any."""
    found = source.summary.complaints
    if found.granted:
        columns = tuple(map(Column, ("remedy", "label", "n", "amount")))
        rows = tuple(
            (text(remedy), text(source.house("remedy", remedy)), count(one.n), count(one.amount))
            for remedy, one in found.granted.items()
        )
        yield Table("remedies_granted", "", columns, rows)
    if found.by_root:
        columns = tuple(map(Column, ("root", "label", "n")))
        roots = tuple((text(root), text(source.house("root", root)), count(n)) for root, n in found.by_root.items())
        yield Table("complaint_roots", "", columns, roots)
