"""What a summary says, as a document: here, and nowhere else, it is decided what is told, and in which order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from frontdesk.i18n import _, language
from frontdesk.reports.contents.care import care
from frontdesk.reports.contents.comparison import comparison
from frontdesk.reports.contents.course import course
from frontdesk.reports.contents.crew import crew
from frontdesk.reports.contents.duty import duty
from frontdesk.reports.contents.groups import groups
from frontdesk.reports.contents.headline import about, equation, measures, standard, title
from frontdesk.reports.contents.listed import listed
from frontdesk.reports.contents.source import Source
from frontdesk.reports.contents.way import way
from frontdesk.reports.definitions import definitions
from frontdesk.reports.document import Definitions, Document, Section

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from frontdesk.reports.model import Summary

_LONGEST_NAME = 60


def document_of(
    summary: Summary,
    label: Callable[[str, str], object],
    *,
    names: Mapping[str, str] | None = None,
    share_digits: int = 1,
) -> Document:
    """The document of a summary, in the language in use.

    ``label(kind, id)`` gives the house's word for an id, as the configuration's does; ``names`` are the customers'
    names by visit, where they were asked for; percentages have ``share_digits`` after the decimal sign.
    """
    source = Source(summary, label, names, share_digits)
    words, beside = title(source)
    counted = definitions(
        several_days=source.several_days, one_person=summary.staff is not None, compared=summary.previous is not None
    )
    return Document(
        language=language(),
        title=words,
        beside=beside,
        about=about(source),
        made_at=summary.generated_at,
        sections=(
            Section("", (equation(source),)),
            Section("", (measures(source), standard(source))),
            *comparison(source),
            *course(source),
            *groups(source),
            *way(source),
            *duty(source),
            *crew(source),
            *care(source),
            *listed(source),
            Section(_("How these are counted"), (Definitions(tuple(counted.items())),)),
        ),
        zone=summary.zone,
        file_name=file_name(summary),
        several_days=source.several_days,
        share_digits=share_digits,
    )


def file_name(summary: Summary) -> str:
    """Site, day or days, person and language, in letters that every system takes in a name; without an ending."""
    days = [summary.from_day] if summary.from_day == summary.to_day else [summary.from_day, summary.to_day]
    person = [] if summary.staff is None else [summary.staff]
    parts = [summary.site, *days, *person, language()]
    safe = (re.sub(r"[^\w-]+", "-", part)[:_LONGEST_NAME].strip("-") for part in parts)
    return "-".join(part for part in safe if part)
