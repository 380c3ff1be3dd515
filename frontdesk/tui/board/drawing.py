"""The board as text: pure, from its figures to tiles, rows and bars. Widths are in cells, lengths in seconds."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual.content import Content

from frontdesk.domain.day import CounterState
from frontdesk.domain.visit import State
from frontdesk.i18n import _, duration, ngettext, number, percent
from frontdesk.reports.behind_board import Figure
from frontdesk.tui.columns import fit, visible
from frontdesk.tui.present import AWAY, BROKEN, KEPT
from frontdesk.tui.queue.table import Cell, Column, Row, Tone

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from frontdesk.config import Configuration
    from frontdesk.desk import Snapshot
    from frontdesk.domain.day import Day
    from frontdesk.reports.board import Board, Kind, Post, Quarter

NONE = "–"
EIGHTHS = " ▁▂▃▄▅▆▇█"
TONES: Mapping[Tone, str] = {
    "late": "bold $text-error",
    "near": "$text-warning",
    "ok": "$text-success",
    "dim": "$foreground-muted",
    "strong": "bold",
}


# ---- the tiles


class Tile(NamedTuple):
    """One figure at the top: its name, what it is now, and how that is."""

    figure: Figure
    title: str
    value: str
    tone: Tone = ""


def tiles(found: Board, day: Day) -> tuple[Tile, ...]:
    """The figures at the top, from left to right; a figure of nobody is a dash."""
    longest = NONE
    if found.longest is not None and found.longest_s is not None and found.longest in day.visits:
        longest = f"{duration(found.longest_s)}  {day.visits[found.longest].number}"
    left = number(found.left)
    if found.left and found.left_share is not None:
        left = f"{left}  {percent(found.left_share)}"
    complaints = ngettext("{n} open", "{n} open", found.complaints_open).format(n=number(found.complaints_open))
    error = NONE
    if found.error_s is not None:
        error = f"± {duration(round(found.error_s))}  n {number(found.estimates)}"
    level, tone = _level(found)
    return (
        Tile(Figure.WAITING, _("Waiting"), number(len(found.waiting))),
        Tile(Figure.LONGEST, _("Longest"), longest),
        Tile(Figure.LEVEL, _("Service level"), level, tone),
        Tile(Figure.MEAN, _("Mean wait"), _mean(found.wait.mean)),
        Tile(Figure.P90, _("P90"), NONE if found.wait.p90 is None else duration(found.wait.p90)),
        Tile(Figure.LEFT, _("Left"), left),
        Tile(Figure.COMPLAINTS, _("Complaints"), complaints if found.complaints_open else number(0)),
        Tile(Figure.ESTIMATES, _("Estimates"), error),
    )


def _level(found: Board) -> tuple[str, Tone]:
    value, goal = found.level.value, found.goal
    if value is None or goal is None:
        return NONE, ""
    sign = KEPT if value >= goal else BROKEN
    text = _("{share} {sign} of {goal}").format(share=percent(value), sign=sign, goal=number(goal * 100))
    text = f"{text}  n {number(found.level.decided)}"
    return text, "ok" if value >= goal else "late"


def _mean(mean: float | None) -> str:
    return NONE if mean is None else duration(round(mean))


def tile_lines(shown: Sequence[Tile], width: int, selected: Figure | None) -> list[Content]:
    """The tiles in boxes side by side or, where these have no room, one after the other on as many lines as needed."""
    inner = [max(cell_len(one.title) + 2, cell_len(one.value) + 2) for one in shown]
    spare = width - sum(inner) - 2 * len(inner)
    if spare >= 0 and width >= 100:
        return _boxes(shown, [wide + spare // len(inner) for wide in inner], selected)
    lines: list[list[Tile]] = [[]]
    used = 0
    for one in shown:
        needed = cell_len(one.title) + cell_len(one.value) + 3
        if lines[-1] and used + 1 + needed > width:
            lines.append([])
            used = 0
        used += needed + (1 if lines[-1] else 0)
        lines[-1].append(one)
    return [Content("│").join([_flowing(one, selected) for one in line]) for line in lines]


def _boxes(shown: Sequence[Tile], widths: Sequence[int], selected: Figure | None) -> list[Content]:
    top, middle, bottom = [], [], []
    for one, wide in zip(shown, widths, strict=True):
        chosen = one.figure is selected
        title = f"▸{one.title} " if chosen else f" {one.title} "
        style = "bold reverse" if chosen else "bold"
        top += ["╭", (fit(title, cell_len(title)), style), "─" * (wide - cell_len(title)), "╮"]
        middle += ["│ ", (fit(one.value, wide - 1), TONES.get(one.tone, "bold")), "│"]
        bottom += ["╰", "─" * wide, "╯"]
    return [Content.assemble(*line) for line in (top, middle, bottom)]


def _flowing(one: Tile, selected: Figure | None) -> Content:
    chosen = one.figure is selected
    return Content.assemble(
        "▸" if chosen else " ",
        (one.title, "reverse" if chosen else "$foreground-muted"),
        " ",
        (one.value, TONES.get(one.tone, "bold")),
        " ",
    )


# ---- by service


def kind_columns() -> tuple[Column, ...]:
    """The columns of the table by service, titled in the language in use."""
    return (
        Column("kind", _("Service"), 12, flex=1, priority=9),
        Column("waiting", _("Wait", "how many"), 4, align="right", priority=8),
        Column("longest", _("Longest"), 7, align="right", priority=6),
        Column("mean", _("Mean"), 6, align="right", priority=5),
        Column("p90", _("P90"), 6, align="right", priority=4),
        Column("within", _("Within"), 8, align="right", priority=7),
    )


def kind_rows(
    found: Board, config: Configuration, unfolded: Collection[str], stopped: Collection[str] = ()
) -> list[Row]:
    """A row for each service, and under one that is unfolded for each segment of it.

    ``stopped`` are the services for which nobody is checked in any more today.
    """
    rows = []
    for kind in found.kinds:
        is_open = kind.service in unfolded
        parts = found.by_segment.get(kind.service, ())
        sign = "▾ " if is_open else "▹ "
        tail = f" {AWAY}" if kind.service in stopped else ""
        rows.append(_kind_row(kind, f"{sign}{config.label('service', kind.service)}", tail))
        if is_open:
            rows += [_kind_row(one, f"   {config.label('segment', one.segment or '')}") for one in parts]
    return rows


def _kind_row(kind: Kind, name: str, tail: str = "") -> Row:
    within, tone = Cell(NONE, "dim"), ""
    if kind.level.value is not None:
        sign = "" if kind.kept is None else KEPT if kind.kept else BROKEN
        within = Cell(f"{percent(kind.level.value)} {sign}", "ok" if kind.kept else "late")
    return Row(
        kind.key,
        (
            Cell(name, "" if kind.segment else "strong", tail),
            Cell(number(kind.waiting), "dim" if not kind.waiting else ""),
            Cell(NONE if kind.longest_s is None else duration(kind.longest_s), "dim" if kind.longest_s is None else ""),
            Cell(_mean(kind.wait.mean), tone),  # type: ignore[arg-type]
            Cell(NONE if kind.wait.p90 is None else duration(kind.wait.p90)),
            within,
        ),
    )


# ---- arrivals and served


class Bars(NamedTuple):
    """The quarters that are drawn, and how many cells wide each is."""

    quarters: tuple[Quarter, ...]
    wide: int


def bars(quarters: Sequence[Quarter], width: int) -> Bars:
    """As many of the last quarters as there is room for beside the scale, each up to four cells wide."""
    room = max(1, width - SCALE)
    wide = max(1, min(4, room // max(1, len(quarters))))
    return Bars(tuple(quarters[-(room // wide) :]), wide)


SCALE = 5
"""The cells of the scale at the left."""


def chart_lines(
    quarters: Sequence[Quarter], offset_s: int, width: int, height: int, selected: int | None = None
) -> list[Content]:
    """Arrivals above, those served below, both from their own ground line and on the same scale.

    ``offset_s`` is the site's clock less UTC; ``selected`` the beginning of the quarter that is marked.
    """
    if not quarters:
        return Content(_("Nobody has come yet.")).wrap(max(1, width))
    shown, wide = bars(quarters, width)
    each = max(1, (height - 2) // 2)
    most = max(1, *(max(one.arrived, one.served) for one in shown))
    lines = [
        *_half(_("arr", "arrived"), [one.arrived for one in shown], wide, each, most),
        _axis(shown, wide, offset_s, selected),
        *_half(_("srv", "served"), [one.served for one in shown], wide, each, most),
    ]
    chosen = next((one for one in shown if one.begins_at == selected), None)
    if chosen is not None and len(lines) < height:
        arrived = ngettext("{n} arrived", "{n} arrived", chosen.arrived).format(n=number(chosen.arrived))
        served = ngettext("{n} served", "{n} served", chosen.served).format(n=number(chosen.served))
        text = f"{_clock(chosen.begins_at + offset_s)} {arrived}, {served}"
        lines.append(Content(fit(text, width).rstrip()))
    return lines


def _half(name: str, counts: Sequence[int], wide: int, rows: int, most: int) -> list[Content]:
    """Bars of these counts, ``rows`` lines high; the largest count of all fills them."""
    lines = []
    for row in range(rows):
        floor = (rows - 1 - row) * 8
        drawn = "".join(
            EIGHTHS[max(0, min(8, _eighths(count, rows, most) - floor))] * max(1, wide - (wide > 2)) + " " * (wide > 2)
            for count in counts
        )
        # Where there is one line for both, whose bars they are matters more than how high they are.
        scale = name if row == rows - 1 else number(most) if row == 0 else ""
        lines.append(Content(f"{fit(scale, SCALE - 2, 'right')} {'┤' if row == 0 else '│'}{drawn}".rstrip()))
    return lines


def _eighths(count: int, rows: int, most: int) -> int:
    """How high a bar is; nobody is nothing, and one is always seen."""
    return max(1, round(count * rows * 8 / most)) if count else 0


def _axis(shown: Sequence[Quarter], wide: int, offset_s: int, selected: int | None) -> Content:
    """The ground line with the hours, and a mark under the quarter that is selected."""
    signs = ["─"] * (len(shown) * wide)
    for place, one in enumerate(shown):
        at = one.begins_at + offset_s
        if at % 3600 == 0 and place * wide + 2 <= len(signs):
            signs[place * wide : place * wide + 2] = list(f"{at % 86400 // 3600:02d}")
    pieces: list[str | tuple[str, str]] = [" " * (SCALE - 1), "└"]
    mark = next((place for place, one in enumerate(shown) if one.begins_at == selected), None)
    if mark is None:
        return Content.assemble(*pieces, "".join(signs))
    signs[mark * wide + wide - 1] = "▲"
    return Content.assemble(*pieces, "".join(signs))


def _clock(at: int) -> str:
    return f"{datetime.fromtimestamp(at, UTC):%H:%M}"


# ---- counters


def counter_columns() -> tuple[Column, ...]:
    """The columns of the counters, titled in the language in use."""
    return (
        Column("counter", _("No."), 3, priority=9),
        Column("staff", _("Person"), 7, flex=1, priority=7),
        Column("state", _("State"), 13, flex=2, priority=8),
        Column("clock", _("Since"), 6, align="right", priority=6),
        Column("served", _("Served", "how many"), 6, align="right", priority=5),
        Column("mean", _("Mean"), 6, align="right", priority=4),
    )


def counter_rows(found: Board, day: Day, snapshot: Snapshot, config: Configuration, now: int) -> list[Row]:
    """A row for each counter: its person, what it does and for how long, the legs served at it and their mean."""
    return [_counter_row(post, day, snapshot, config, now) for post in found.posts]


def _counter_row(post: Post, day: Day, snapshot: Snapshot, config: Configuration, now: int) -> Row:
    counter = day.counter(post.counter)
    state, since, tone = _doing(counter.state, post, day, snapshot)
    served = post.handling.n
    known = post.counter in config.counters
    return Row(
        post.counter,
        (
            Cell(str(config.label("counter", post.counter)) if known else post.counter, "strong"),
            Cell(visible(post.staff or NONE), tone),
            Cell(state, tone),
            Cell(NONE if since is None else duration(now - since), tone),
            Cell(number(served), "" if served else "dim"),
            Cell(_mean(post.handling.mean), "" if served else "dim"),
        ),
    )


def _doing(state: CounterState, post: Post, day: Day, snapshot: Snapshot) -> tuple[str, int | None, Tone]:
    """What a counter does, since when, and how that is to be shown."""
    counter = day.counter(post.counter)
    visit = None if counter.visit is None else day.live.get(counter.visit)
    if state is CounterState.CLOSED:
        return _("closed", "counter"), None, "dim"
    if visit is not None and visit.state is State.CALLED:
        return _("calling {number}").format(number=visit.number), visit.since, ""
    if visit is not None:
        serving = _("serving {number}").format(number=visit.number)
        return f"{serving} {AWAY}" if counter.pause_after else serving, visit.since, ""
    if state is CounterState.PAUSED:
        reason = snapshot.text(counter.pause_reason)
        word = _("{sign} paused").format(sign=AWAY)
        return f"{word} ({visible(reason)})" if reason else word, counter.since, "near"
    return _("free", "counter"), max(counter.free_since, counter.since), "ok"
