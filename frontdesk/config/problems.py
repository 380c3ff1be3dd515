"""What is wrong in a configuration, told so that it can be put right: file, line, key, found, allowed, nearest."""

from __future__ import annotations

import json
from datetime import date, time
from typing import TYPE_CHECKING, NamedTuple

from frontdesk.errors import ConfigurationError
from frontdesk.i18n import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from frontdesk.config.locate import Path as KeyPath

_SHOWN = 60


class Problem(NamedTuple):
    """One thing that is wrong. ``key`` is where (``[[standards]] #2 wait``); ``line`` counts from 1.

    ``allowed`` says what could stand there; ``nearest`` is the allowed word most like the one found.
    """

    what: Sentence
    key: str = ""
    allowed: Sentence | str | None = None
    nearest: str | None = None
    file: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        parts = [f"{part}:" for part in (place, self.key) if part]
        parts.append(str(self.what))
        if self.nearest is not None:
            parts.append(str(Sentence("Did you mean “{guess}”?", guess=self.nearest)))
        if self.allowed is not None:
            parts.append(str(Sentence("Allowed: {allowed}.", allowed=self.allowed)))
        return " ".join(parts)


class InvalidConfiguration(ConfigurationError):
    """A configuration that cannot be used, with everything that is wrong in it; ``str`` gives one problem per line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(
            Sentence("The configuration has {n} error.", "The configuration has {n} errors.", n=len(self.problems))
        )

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


def file_problem(file: Path, what: Sentence, line: int | None = None) -> InvalidConfiguration:
    """The error for a file that cannot be read at all."""
    return InvalidConfiguration([Problem(what, file=str(file), line=line)])


def found(value: object) -> Sentence:
    """The sentence that shows what stands where something else should."""
    return Sentence("{found} is not allowed here.", found=toml_text(value, _SHOWN))


def key_text(path: KeyPath, data: Mapping[str, object]) -> str:
    """A path as a reader of the file would say it: ``[queue] preference``, ``[[standards]] #2 wait``.

    ``data`` is the file's content; it tells arrays of tables from plain lists.
    """
    entry = next((i for i, part in enumerate(path) if isinstance(part, int)), None)
    if entry is not None and isinstance(_at(path[: entry + 1], data), dict):
        table, rest = f"[[{_dotted(path[:entry])}]] {_dotted(path[entry : entry + 1])}", path[entry + 1 :]
    elif len(path) == 1:
        return f"[{_dotted(path)}]" if isinstance(_at(path, data), dict) else _dotted(path)
    else:
        end = len(path) - 1 if entry is None else entry - 1
        table, rest = (f"[{_dotted(path[:end])}]", path[end:]) if end else ("", path)
    return f"{table} {_dotted(rest)}".strip()


def _dotted(path: KeyPath) -> str:
    text = ""
    for part in path:
        text += f" #{part + 1}" if isinstance(part, int) else f".{part}"
    return text.lstrip(". ")


def _at(path: KeyPath, data: object) -> object:
    for part in path:
        if isinstance(data, dict):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int):
            data = data[part]
        else:
            return None
    return data


def toml_text(value: object, limit: int | None = None) -> str:
    """A value as TOML writes it, on one line, cut after ``limit`` characters."""
    text = _toml(value)
    return text if limit is None or len(text) <= limit else text[: limit - 1] + "…"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, dict):
        pairs = ", ".join(f"{key} = {_toml(each)}" for key, each in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(_toml(each) for each in value)}]"
    return str(value)
