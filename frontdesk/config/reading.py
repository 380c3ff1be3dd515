"""Finds, reads and refuses ``frontdesk.toml``."""

from __future__ import annotations

import os
import re
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from frontdesk.config import checks
from frontdesk.config.configuration import Configuration
from frontdesk.config.fields import Shape, allowed, choices, shape_at
from frontdesk.config.locate import key_lines, line_of
from frontdesk.config.problems import InvalidConfiguration, Problem, file_problem, found, key_text
from frontdesk.config.values import Unfit, is_zone
from frontdesk.errors import nearest
from frontdesk.i18n import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pydantic_core import ErrorDetails

    from frontdesk.config.locate import Path as KeyPath

_LARGEST = 4_000_000


def load(path: Path | None, *, default_zone: str | None = None) -> Configuration:
    """The configuration of a file; None gives the built-in one.

    ``default_zone`` is the zone of a site that names none: the machine's, when left out. Raises InvalidConfiguration,
    with everything that is wrong.
    """
    if path is None:
        return _fitted(Configuration(), {}, default_zone)
    text = _text(path)
    data = _parsed(path, text)
    config: Configuration | None = None
    wrong: list[checks.Finding] = []
    try:
        config = Configuration.model_validate(data)
    except ValidationError as error:
        wrong += [_finding(each) for each in error.errors(include_url=False) if not _only_counts(each)]
    seen = {finding.path for finding in wrong}
    wrong += [finding for finding in checks.of_data(data) if finding.path not in seen]
    if config is not None and not wrong:
        config = _fitted(config, data, default_zone)
        wrong += checks.of_configuration(config)
    if config is None or wrong:
        raise InvalidConfiguration(_problems(wrong, path, text, data))
    config._source = path
    return config


def refuse_unknown(config: Configuration, path: KeyPath, name: str, names: Iterable[str]) -> InvalidConfiguration:
    """The error for a name that only the caller can know (an action in ``[keys]``), with its line."""
    known = sorted(names)
    finding = checks.Finding(path, found(name), ", ".join(known), nearest(name, known))
    if config.source is None:
        return InvalidConfiguration([Problem(finding.what, key_text(path, {}), finding.allowed, finding.nearest)])
    text = _text(config.source)
    return InvalidConfiguration(_problems([finding], config.source, text, _parsed(config.source, text)))


# ---------------------------------------------------------------------------------------------- the file


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = Sentence("The configuration cannot be read: {reason}.", reason=error.strerror or str(error))
        raise file_problem(path, reason) from error
    if len(raw) > _LARGEST:
        raise file_problem(
            path,
            Sentence(
                "The configuration is larger than {n} byte.", "The configuration is larger than {n} bytes.", n=_LARGEST
            ),
        )
    try:
        return raw.decode("utf-8-sig")  # some editors put a mark at the beginning
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise file_problem(path, Sentence("The file is not UTF-8 text; save it as UTF-8."), line) from error


def _parsed(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise file_problem(path, Sentence("Its values are nested too deeply.")) from error
    except ValueError as error:  # TOMLDecodeError, and what int() says of a number of thousands of digits
        at = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", str(error))
        line = None if at is None else int(at[1] or text.count("\n") + (not text.endswith("\n")))
        detail = str(error) if at is None else str(error)[: at.start()]
        raise file_problem(path, Sentence("This is not TOML: {detail}.", detail=detail), line) from error


# ---------------------------------------------------------------------------------------------- what is wrong


def _problems(
    findings: Iterable[checks.Finding], file: Path, text: str, data: Mapping[str, object]
) -> Iterator[Problem]:
    lines = key_lines(text)
    placed = [(line_of(finding.path, lines), finding) for finding in findings]
    for line, finding in sorted(placed, key=lambda pair: pair[0] or 0):
        key = key_text(finding.path, data)
        yield Problem(finding.what, key, finding.allowed, finding.nearest, str(file), line)


def _only_counts(error: ErrorDetails) -> bool:
    """Pydantic calls a list too short when its elements are wrong; those are reported by themselves."""
    return error["type"] == "too_short" and bool(error["input"])


def _finding(error: ErrorDetails) -> checks.Finding:
    path = error["loc"]
    if error["type"] == "extra_forbidden":
        return _unknown_key(path)
    if error["type"] == "missing":
        shape = shape_at(Configuration, path)
        return checks.Finding(path, Sentence("It is missing."), None if shape is None else allowed(shape))
    if path[-1:] == ("[key]",):  # Pydantic's own mark for the name of an entry of a table
        path = path[:-1]
        table = shape_at(Configuration, path[:-1])
        shape = None if table is None else table.names
        return checks.Finding(path, found(path[-1]), None if shape is None else allowed(shape))
    shape = shape_at(Configuration, path)
    if shape is None:
        return checks.Finding(path, Sentence("{message}.", message=error["msg"]))
    return checks.Finding(path, found(error["input"]), allowed(shape), _guess(error, shape))


def _unknown_key(path: KeyPath) -> checks.Finding:
    table = shape_at(Configuration, path[:-1])
    names = [] if table is None or table.model is None else list(table.model.model_fields)
    return checks.Finding(
        path,
        Sentence("There is no setting “{name}” here.", name=path[-1]),
        ", ".join(names),
        nearest(str(path[-1]), names),
    )


def _guess(error: ErrorDetails, shape: Shape) -> str | None:
    reason = error.get("ctx", {}).get("error")
    if isinstance(reason, Unfit):
        return reason.guess
    value = error["input"]
    return nearest(value, choices(shape)) if isinstance(value, str) else None


# ---------------------------------------------------------------------------------------------- what follows


def _fitted(config: Configuration, data: Mapping[str, Any], default_zone: str | None) -> Configuration:
    """Built-in values that follow from what the house did say: its zone, and nothing for segments it has not."""
    changes: dict[str, Any] = {}
    if "zone" not in config.site.model_fields_set:
        changes["site"] = config.site.model_copy(update={"zone": default_zone or machine_zone(os.environ)})
    if "standards" not in data:
        changes["standards"] = tuple(one for one in config.standards if one.segment in (None, *config.segments))
    desk = {}
    if config.desk.default_segment not in config.segments:
        active = [one.id for one in config.segments.values() if one.active]
        desk["default_segment"] = next(iter(active), next(iter(config.segments)))
    if config.desk.default_urgency not in config.urgencies:
        calm = [one.id for one in config.urgencies.values() if one.active and not one.emergency]
        desk["default_urgency"] = next(iter(calm), next(iter(config.urgencies)))
    unknown = [name for name in ("a", "b", "loyal") if getattr(config.value, name) not in (None, *config.segments)]
    if unknown:
        changes["value"] = config.value.model_copy(update=dict.fromkeys(unknown))
    if desk:
        changes["desk"] = config.desk.model_copy(update=desk)
    return config.model_copy(update=changes) if changes else config


def machine_zone(environ: Mapping[str, str], etc: Path = Path("/etc")) -> str:
    """The name of the machine's time zone; UTC where it cannot be told (a rule such as ``EST5EDT4``, Windows)."""
    said = environ.get("TZ", "").removeprefix(":")
    if said and not said.startswith(str(etc)):
        named = said.rpartition("zoneinfo/")[2]  # TZ decides alone, even when it is a rule and has no name
        return named if is_zone(named) else "UTC"
    names = []
    with suppress(OSError):
        names.append(str((etc / "localtime").readlink()).rpartition("zoneinfo/")[2])
    with suppress(OSError):
        names.append((etc / "timezone").read_text(encoding="utf-8", errors="replace").strip())
    return next((name for name in names if name and is_zone(name)), "UTC")
