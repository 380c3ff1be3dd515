"""In which line of a TOML text each key stands: tomllib does not keep it and no library that we use does.

The text has been accepted by ``tomllib`` before, so this reads valid TOML only and can stay small. It runs when
something is wrong, never on the way to a good start.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY_PART = re.compile(r"""[ \t]*([A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')[ \t]*""")
_SCALAR = re.compile(
    r'''"""(?:[^\\]|\\.)*?"""(?:"{0,2})'''  # up to two quotes may stand right before the closing ones
    r"""|'''.*?'''(?:'{0,2})"""
    r"""|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^,\]}#\r\n]+""",
    re.DOTALL,
)


def key_lines(text: str) -> dict[Path, int]:
    """The line (from 1) of every table, key and array element of a valid TOML text, by its path.

    A path has names and, for the elements of arrays, numbers from 0: ``("standards", 1, "wait")``.
    """
    return _Reader(text).lines


def line_of(path: Path, lines: Mapping[Path, int]) -> int | None:
    """The line of a path or, when it is not in the text (a key is missing), of the nearest thing that holds it."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return None


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: dict[Path, int] = {}
        self._line_ends = [found.start() for found in re.finditer("\n", text)]
        self._tables: dict[Path, int] = {}  # how many [[…]] each array of tables has so far
        self._read()

    def _read(self) -> None:
        table: Path = ()
        at = self._skip(0)
        while at < len(self.text):
            if self.text.startswith("[", at):
                at, table = self._header(at)
            else:
                at = self._key_and_value(at, table)
            at = self._skip(at)

    def _header(self, start: int) -> tuple[int, Path]:
        is_array = self.text.startswith("[[", start)
        at, parts = self._key(start + 1 + is_array)
        table: Path = ()
        for part in parts[:-1]:
            table = self._latest((*table, part))
            self._note(table, start)
        table = (*table, parts[-1])
        if is_array:
            self._note(table, start)
            self._tables[table] = self._tables.get(table, 0) + 1
        table = self._latest(table)
        self.lines[table] = self._line(start)  # its own header says more than a subtable's that came before
        return at + 1 + is_array, table

    def _key_and_value(self, start: int, table: Path) -> int:
        at, parts = self._key(start)
        for length in range(1, len(parts) + 1):
            self._note((*table, *parts[:length]), start)
        return self._value(self._skip(at + 1), (*table, *parts))

    def _value(self, at: int, path: Path) -> int:
        opened = self.text[at]
        if opened not in "[{":
            return self._match(_SCALAR, at).end()
        at = self._skip(at + 1)
        count = 0
        while self.text[at] not in "]}":
            if opened == "[":
                self._note((*path, count), at)
                at = self._value(at, (*path, count))
                count += 1
            else:
                at = self._key_and_value(at, path)
            at = self._skip(at)
            if self.text[at] == ",":
                at = self._skip(at + 1)
        return at + 1

    def _key(self, at: int) -> tuple[int, list[str]]:
        parts = []
        while True:
            found = self._match(_KEY_PART, at)
            parts.append(_plain(found[1]))
            at = found.end()
            if not self.text.startswith(".", at):
                return at, parts
            at += 1

    def _latest(self, table: Path) -> Path:
        return (*table, self._tables[table] - 1) if table in self._tables else table

    def _note(self, path: Path, at: int) -> None:
        self.lines.setdefault(path, self._line(at))

    def _line(self, at: int) -> int:
        return bisect_left(self._line_ends, at) + 1

    def _skip(self, at: int) -> int:
        return self._match(_BLANK, at).end()

    def _match(self, pattern: re.Pattern[str], at: int) -> re.Match[str]:
        found = pattern.match(self.text, at)
        assert found is not None, "tomllib has accepted this text"
        return found


def _plain(key: str) -> str:
    if key.startswith('"'):
        decoded: str = tomllib.loads(f"key = {key}")["key"]
        return decoded
    return key.strip("'")
