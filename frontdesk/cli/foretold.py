"""What a replay foretold and how it came, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.cli.tables import table
from frontdesk.i18n import Sentence, _, number, percent

if TYPE_CHECKING:
    from frontdesk.replay.remembering import Remembered
    from frontdesk.reports.estimate_accuracy import Errors

_WAYS = {
    "half_hour_mean": Sentence("Mean of the half hour before").message,
    "last_to_enter": Sentence("Wait of the one called last").message,
    "last_ten_mean": Sentence("Mean of the last ten").message,
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
    will_pass, will_not = found.will_pass, found.will_not
    if not will_pass.n + will_not.n:
        return []
    return [
        str(
            Sentence(
                "Of {n} person who was said to wait longer than promised, {did} did;",
                "Of {n} people who were said to wait longer than promised, {did} did;",
                n=will_pass.n,
                did=number(will_pass.did),
            )
        ),
        str(
            Sentence(
                "of {n} person who was said to be called in time, {did} waited longer.",
                "of {n} people who were said to be called in time, {did} waited longer.",
                n=will_not.n,
                did=number(will_not.did),
            )
        ),
    ]


def _row(name: str, errors: Errors) -> list[str]:
    return [
        name,
        number(errors.n),
        *("–" if one is None else number(one, 1) for one in (errors.mae_s, errors.bias_s)),
        *("–" if one is None else percent(one) for one in (errors.p90_coverage, errors.band80_coverage)),
    ]
