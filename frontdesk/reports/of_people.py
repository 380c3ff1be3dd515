"""Figures of single persons are for those who lead: what is left of a summary without them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frontdesk.reports.model import Summary


def without_people(summary: Summary) -> Summary:
    """The summary without measures by person: no figures, no shifts and no load of anybody.

    Who called somebody out of turn, paused a counter or took it over stays: that is no measure.
    """
    return replace(summary, by_staff={}, duty=summary.duty._replace(by_staff={}, shifts=()))
