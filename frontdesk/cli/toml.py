"""A configuration as TOML text, for ``config show``."""

from __future__ import annotations

from typing import Any

from frontdesk.config.problems import toml_text


def as_toml(data: dict[str, Any]) -> str:
    """The text of a configuration's tables, which reads back as the same values."""
    return "\n".join(_table(data, ()))


def _table(data: dict[str, Any], path: tuple[str, ...]) -> list[str]:
    lines = [f"{_key(name)} = {toml_text(value)}" for name, value in data.items() if not _is_section(path, value)]
    for name, value in data.items():
        if not _is_section(path, value):
            continue
        inner = (*path, name)
        title = ".".join(map(_key, inner))
        if isinstance(value, dict):
            lines += ["", f"[{title}]", *_table(value, inner)]
        else:
            for entry in value:
                lines += ["", f"[[{title}]]", *(f"{_key(key)} = {toml_text(one)}" for key, one in entry.items())]
    return lines


def _is_section(path: tuple[str, ...], value: object) -> bool:
    """Whether a value has a heading of its own: labels by language and short lists stay on one line."""
    if isinstance(value, dict):
        return not path or any(isinstance(one, dict) for one in value.values())
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _key(name: str) -> str:
    plain = name.replace("-", "").replace("_", "")
    return name if plain.isascii() and plain.isalnum() else toml_text(name)
