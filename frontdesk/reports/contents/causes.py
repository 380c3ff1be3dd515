"""Why somebody waited longer than promised, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.i18n import Sentence, _, duration
from frontdesk.reports import causes as why
from frontdesk.reports.layout import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from frontdesk.reports.causes import Cause


def told(causes: Sequence[Cause], label: Callable[[str, str], object]) -> str:
    """All causes in one line; ``label(kind, id)`` gives the house's word for an id."""
    return "; ".join(_cause(one, label) for one in causes)


def _cause(one: Cause, label: Callable[[str, str], object]) -> str:
    length = duration(one.seconds)
    if one.kind == why.PAUSED:
        reason = f" ({plain(one.reason)})" if one.reason else ""
        counter = plain(label("counter", one.counter))
        return str(Sentence("counter {counter} paused for {time} of it", counter=counter, time=length)) + reason
    if one.kind == why.NO_COUNTER:
        return str(Sentence("no counter was open for it for {time}", time=length))
    if one.kind == why.RUSH:
        return str(Sentence("a rush, for {time} of it", time=length))
    if one.kind == why.HELD:
        return str(Sentence("set on hold {n} time, {time}", "set on hold {n} times, {time}", n=one.n, time=length))
    counted = {
        why.BUSY: Sentence("{n} waited already when it came", "{n} waited already when it came", n=one.n),
        why.PREFERENCE: Sentence(
            "{n} with preference came later and went first", "{n} with preference came later and went first", n=one.n
        ),
        why.OUT_OF_TURN: Sentence(
            "{n} who came later was called out of turn", "{n} who came later were called out of turn", n=one.n
        ),
        why.OTHERS_FIRST: Sentence(
            "{n} who came later had to be called sooner", "{n} who came later had to be called sooner", n=one.n
        ),
        why.TRANSFERRED: Sentence("sent on {n} time", "sent on {n} times", n=one.n),
        why.RECALLED: Sentence("called once more {n} time", "called once more {n} times", n=one.n),
        why.CAME_BACK: Sentence("did not come at first, and came back", n=one.n),
    }
    found = counted.get(one.kind)
    return _(one.kind) if found is None else str(found)
