"""What a replay foretold and how it came, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.cli.tables import table
from frontdesk.domain.forecast import Outlook
from frontdesk.i18n import Sentence, _, number, percent

if TYPE_CHECKING:
    from frontdesk.replay.remembering import Remembered
    from frontdesk.reports.estimate_accuracy import Errors

_WAYS = {
    "half_hour_mean": Sentence("Mean of the half hour before").message,
    "last_to_enter": Sentence("Wait of the one called last").message,
    "last_ten_mean": Sentence("Mean of the last ten").message,
}

_SAID = {
    Outlook.WILL_PASS: Sentence("will wait longer than promised").message,
    Outlook.MAY_PASS: Sentence("may wait longer than promised").message,
    Outlook.WILL_NOT: Sentence("will be called in time").message,
}


def foretold(found: Remembered) -> str:
    """How the estimates did, by segment, and what simpler ways would have told; one sentence where nobody waited."""
    estimates = found.estimates
    if not estimates.errors.n:
        return "\n".join((_("Nobody who had been told an estimate waited and was served."), *_forecast(found)))
    rows = [
        ["", _("n"), _("off by, s"), _("too long by, s"), _("up to P90"), _("P10 to P90")],
        _row(_("All"), estimates.errors),
        *(_row(segment, errors) for segment, errors in estimates.by_segment.items()),
    ]
    simpler = [
        [_(_WAYS[name]), "–" if off_by_s is None else number(off_by_s, 1)]
        for name, off_by_s in estimates.baselines.items()
    ]
    return "\n".join(
        (
            _("Estimated waits against those that came, of those who waited and were served:"),
            table(rows, right=frozenset(range(1, 6))),
            _("Simpler ways would have been off by, in seconds:"),
            table(simpler, right=frozenset({1})),
            *_forecast(found),
        )
    )


def _forecast(found: Remembered) -> list[str]:
    """How those fared of whom a forecast said something; nothing where it said nothing."""
    outlooks, bands = found.forecast.outlooks, found.forecast.bands
    if not bands:
        return []
    said = [["", _("n"), _("waited longer")]]
    said += [
        [_(_SAID[outlook]), number(called.n), _share(called.n, called.did)] for outlook, called in outlooks.items()
    ]
    rows = [[_("Said"), _("n"), _("on average"), _("waited longer")]]
    rows += [
        [
            f"{percent(band.begins)} – {percent(band.ends)}",
            number(band.n),
            percent(band.foretold),
            percent(band.came),
        ]
        for band in bands
    ]
    return [
        _("What was forecast every ten minutes of those who waited, against what came:"),
        table(said, right=frozenset({1, 2})),
        _("By the share that was forecast to wait longer than promised:"),
        table(rows, right=frozenset({1, 2, 3})),
    ]


def _share(n: int, did: int) -> str:
    return percent(did / n) if n else "–"


def _row(name: str, errors: Errors) -> list[str]:
    return [
        name,
        number(errors.n),
        *("–" if one is None else number(one, 1) for one in (errors.mae_s, errors.bias_s)),
        *("–" if one is None else percent(one) for one in (errors.p90_coverage, errors.band80_coverage)),
    ]
