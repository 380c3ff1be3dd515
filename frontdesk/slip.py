"""The slip: the paper with the number and the times, as plain text, and its way to a file or a printer.

Whoever asks for a slip decides what a failure means; it never keeps anybody from a number.
"""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from frontdesk.domain.estimate import told_range
from frontdesk.domain.visit import State
from frontdesk.errors import FrontdeskError
from frontdesk.files import write_file
from frontdesk.i18n import LANGUAGES, Sentence, _, clock_text, day_text, language, speaking
from frontdesk.plain_text import made_visible

if TYPE_CHECKING:
    from frontdesk.config import Configuration
    from frontdesk.domain.customers import Customer
    from frontdesk.domain.visit import Visit

PRINTING_S = 10.0
"""How long a print command may take."""


class SlipFailed(FrontdeskError):
    """The slip could not be handed over: the printer, its command or the file."""


def compose(visit: Visit, config: Configuration, customer: Customer | None = None) -> str:
    """The slip's text: house, number, services, time of arrival, promised time and what to expect. No name is on it.

    It is in the language that the customer speaks, where their file says one that slips are written in; else in the
    one in use. Nothing else may be written or drawn meanwhile.
    """
    spoken = None if customer is None else customer.language
    with speaking(spoken if spoken in LANGUAGES else language()):
        return _composed(visit, config)


def _composed(visit: Visit, config: Configuration) -> str:
    words = config.desk.words
    arrived = _local(visit.arrived_at, config)
    services = [visit.service, *visit.pending]
    names = [str(config.label("service", service)) for service in services]
    lines = [str(config.site.name), "", f"{words.number}: {visit.number}"]
    lines += [f"{words.service}: {names[0]}", *(f"  + {name}" for name in names[1:])]
    lines += [
        "",
        str(Sentence("Arrived: {day}, {time}", day=day_text(arrived.date()), time=clock_text(arrived))),
    ]
    if visit.state in (State.WAITING, State.HELD):
        due = _local(visit.leg.due_at, config)
        lines.append(str(Sentence("To be called by: {time}", time=clock_text(due))))
        if visit.estimate_p50_s is not None and visit.estimate_p90_s:
            low, high = told_range(visit.estimate_p50_s, visit.estimate_p90_s)
            lines.append(str(Sentence("Expected at arrival: about {low} to {high} minutes", low=low, high=high)))
    if visit.preference is not None:
        lines.append(str(config.label("preference", visit.preference)))
    lines += ["", _("Please keep this slip until you are called.")]
    return "\n".join(made_visible(line) for line in lines) + "\n"


def deliver(text: str, visit: Visit, config: Configuration) -> str | None:
    """Hand a slip to the house's file or print command, as ``[slip]`` says; where it went, None when it says nothing.

    Raises SlipFailed, after at most ten seconds.
    """
    values = {
        "number": visit.number,
        "day": _local(visit.arrived_at, config).date().isoformat(),
        "site": config.site.id,
    }
    if config.slip.command is not None:
        return _to_command(text, [_filled(part, values) for part in config.slip.command])
    if config.slip.file is not None:
        return _to_file(text, _filled(config.slip.file, values), config)
    return None


def _filled(template: str, values: dict[str, str]) -> str:
    return template.format(**values)


def _to_file(text: str, name: str, config: Configuration) -> str:
    folder = Path.cwd() if config.source is None else config.source.absolute().parent
    path = folder / Path(name).expanduser()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, text)
    except OSError as error:
        raise SlipFailed(
            Sentence("The slip cannot be written to {path}: {why}.", path=path, why=error.strerror or error),
            Sentence("See [slip] in the configuration."),
        ) from None
    return str(path)


def _to_command(text: str, command: list[str]) -> str:
    try:
        done = subprocess.run(command, input=text.encode(), capture_output=True, timeout=PRINTING_S, check=False)
    except subprocess.TimeoutExpired:
        why: object = Sentence("it took longer than {n} second", "it took longer than {n} seconds", n=round(PRINTING_S))
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
    else:
        if done.returncode == 0:
            return command[0]
        said = done.stderr.decode(errors="replace").strip().partition("\n")[0]
        why = said[:200] or Sentence("it ended with {code}", code=done.returncode)
    raise SlipFailed(
        Sentence("The slip cannot be printed with “{command}”: {why}.", command=command[0], why=why),
        Sentence("See [slip] in the configuration."),
    )


def _local(at: int, config: Configuration) -> datetime:
    return datetime.fromtimestamp(at, UTC).astimezone(ZoneInfo(config.site.zone))
