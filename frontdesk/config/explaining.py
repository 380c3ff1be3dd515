"""What each setting means, and the commented example that is made of it."""

from __future__ import annotations

import re
from textwrap import wrap
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel, PlainSerializer
from pydantic_core import PydanticUndefined, to_jsonable_python

from frontdesk.config.configuration import Configuration
from frontdesk.config.fields import Shape, allowed, choices, shape_of
from frontdesk.config.problems import toml_text
from frontdesk.config.values import Allowed
from frontdesk.errors import unknown_id
from frontdesk.i18n import LANGUAGES, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

_WIDTH = 100


class Setting(NamedTuple):
    """One key of the configuration: ``standards.wait``. ``default`` is TOML text, or None when it has none.

    ``example`` is TOML text for a setting that is left out by default.
    """

    key: str
    description: Sentence
    allowed: Sentence
    default: str | None = None
    example: str | None = None


def settings() -> tuple[Setting, ...]:
    """Every key of the configuration, sections included, in the order of the file."""
    return tuple(_settings(Configuration, "", Configuration().as_dict()))


def explain(key: str) -> Setting:
    """What a key means: ``queue.recall_limit``, ``standards.wait``, or a whole section such as ``queue``.

    Also as error messages write it (``[[standards]] #2 wait``). Raises UsageError, with the nearest key, for no key.
    """
    plain = ".".join(re.findall("[A-Za-z0-9_]+", re.sub("#[0-9]+", "", key)))
    known = {setting.key: setting for setting in settings()}
    if plain in known:
        return known[plain]
    endings = [setting for name, setting in known.items() if plain and name.endswith(f".{plain}")]
    if len(endings) == 1:
        return endings[0]
    raise unknown_id(Sentence("setting"), key, known)


def _settings(model: type[BaseModel], prefix: str, in_force: Any) -> Iterator[Setting]:
    for name, field in model.model_fields.items():
        shape = shape_of(field)
        default = in_force[name] if isinstance(in_force, dict) and name in in_force else _default(field)
        table = shape.model or (shape.items.model if shape.items else None)
        yield Setting(
            prefix + name,
            Sentence(field.description or ""),
            allowed(shape),
            None if default is None or table else toml_text(default),
            toml_text(field.examples[0]) if field.examples else None,
        )
        if table is not None:
            yield from _settings(table, f"{prefix}{name}.", default if shape.model else None)


def _default(field: FieldInfo) -> Any:
    value = field.get_default(call_default_factory=True)
    if value is PydanticUndefined or value is None:
        return None
    serializer = shape_of(field).note(PlainSerializer)
    return to_jsonable_python(value) if serializer is None else serializer.func(value)


# ---------------------------------------------------------------------------------------------- the example


def example_text(language: str = "en") -> str:
    """The commented ``frontdesk.toml``: every setting with its built-in value, in ``language`` (``en`` or ``es``).

    Loading it gives the built-in defaults, but for the language. Comments are in the language in use.
    """
    config = Configuration()
    site = config.site.model_copy(update={"language": language if language in LANGUAGES else "en"})
    return _Example(config.model_copy(update={"site": site})).text()


class _Example:
    def __init__(self, config: Configuration) -> None:
        self.in_force = config.as_dict()
        self.lines: list[str] = []

    def text(self) -> str:
        self._comment(
            Sentence(
                "The settings of this house. Every setting is here with its built-in value: what you delete keeps that "
                "value, and so does the whole file. A list such as [[services]] replaces the built-in one as a whole. "
                "Times are written 90s, 10m or 1h30m. Names for people are one text, or one per language. "
                "After a change: frontdesk config check."
            )
        )
        for name, field in Configuration.model_fields.items():
            self._section((name,), field, self.in_force.get(name))
        return "\n".join(self.lines) + "\n"

    def _section(self, path: tuple[str, ...], field: FieldInfo, value: Any) -> None:
        self.lines.append("")
        self._comment(Sentence(field.description or ""))
        shape, name = shape_of(field), ".".join(path)
        if shape.model is not None:
            self.lines.append(f"[{name}]")
            self._table(path, shape.model, value)
        elif shape.items is not None and shape.items.model is not None:
            self._list(name, shape.items.model, value)
        else:
            self.lines.append(f"[{name}]")
            for entry, each in next(iter(field.examples or ()), {}).items():
                self.lines.append(f"# {entry} = {toml_text(each)}")

    def _table(self, path: tuple[str, ...], model: type[BaseModel], value: dict[str, Any]) -> None:
        later = {}
        for name, field in model.model_fields.items():
            if _is_table(shape_of(field)):
                later[name] = field
                continue
            self._described(field, "")
            example = _example(field)
            if example is None:
                self._assign(name, value[name])
            else:  # a setting that is left out by default
                self.lines.append(f"# {name} = {example}")
        for name, field in later.items():
            self._section((*path, name), field, value.get(name))

    def _list(self, name: str, model: type[BaseModel], entries: list[dict[str, Any]]) -> None:
        for key, field in model.model_fields.items():
            example = _example(field)
            self._described(field, f"  {key}: ", "" if example is None else f" {key} = {example}")
        usual = {key: _default(field) for key, field in model.model_fields.items()}
        for entry in entries:
            self.lines.append(f"[[{name}]]")
            for key, value in entry.items():
                if value != (entry["id"] if key == "label" else usual[key]):
                    self._assign(key, value)

    def _described(self, field: FieldInfo, before: str, after: str = "") -> None:
        said = str(Sentence(field.description or ""))
        text = f"{before}{said}{_told(shape_of(field), said)}{after}"
        self._comment(text, hanging="      " if before else "")

    def _assign(self, key: str, value: Any) -> None:
        line = f"{key} = {toml_text(value)}"
        if len(line) <= _WIDTH + 20:
            self.lines.append(line)
        elif isinstance(value, dict):
            self.lines += [f"{key}.{language} = {_in_lines(text)}" for language, text in value.items()]
        else:
            self.lines += [f"{key} = [", *(f"  {toml_text(each)}," for each in value), "]"]

    def _comment(self, text: Sentence | str, hanging: str = "") -> None:
        indent = " " * (len(str(text)) - len(str(text).lstrip()))
        self.lines += [
            f"# {line}"
            for line in wrap(
                str(text), _WIDTH, initial_indent=indent, subsequent_indent=hanging, break_on_hyphens=False
            )
        ]


def _in_lines(text: str) -> str:
    """A text as TOML writes it; one of several lines stands in lines."""
    if "\n" not in text:
        return toml_text(text)
    lines = "\n".join(toml_text(line)[1:-1] for line in text.split("\n"))
    return f'"""\n{lines}"""'


def _is_table(shape: Shape) -> bool:
    return shape.model is not None or shape.kind is dict or (shape.items is not None and shape.items.model is not None)


def _told(shape: Shape, said: str) -> str:
    """What is allowed, where the value beside the comment does not show it and the comment does not say it."""
    words = choices(shape)
    bounded = shape.kind is int and shape.note(Allowed) is None
    if bounded or (words and not all(word in said for word in words)):
        return f" ({allowed(shape)})"
    return ""


def _example(field: FieldInfo) -> str | None:
    return toml_text(field.examples[0]) if field.examples else None
