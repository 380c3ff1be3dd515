"""In which line each key of a TOML text stands."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from frontdesk.config.locate import Path, key_lines, line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

HARD = '''\
# [not] a = table
top = 1

[site] # comment [x]
name = { en = "a # b", es = 'c, }' } # d
"quoted.key" = 2
'literal key' = 3
dotted . inner."x\\u0041" = 4

[[standards]]
wait = """
[[standards]]
wait = "inside a text" \\"""
"""
goal = 0.8
[[standards]]
text = \'\'\'
# nothing
\'\'\'\'
days = [ # who
  "mon", # [

  "tue", ["a",
  "b"], { from = 1, to = [
    2 ] },
]
[standards.deeper]
when = 1979-05-27 07:32:00
[[standards.list]]
a = 1
[[standards.list]]
a = 2
[a.b.c]
d = []
[a]# close by
e = {}
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("top",), 2),
        (("site",), 4),
        (("site", "name"), 5),
        (("site", "name", "es"), 5),
        (("site", "quoted.key"), 6),
        (("site", "literal key"), 7),
        (("site", "dotted"), 8),
        (("site", "dotted", "inner", "xA"), 8),
        (("standards",), 10),
        (("standards", 0), 10),
        (("standards", 0, "wait"), 11),
        (("standards", 0, "goal"), 15),
        (("standards", 1), 16),
        (("standards", 1, "text"), 17),
        (("standards", 1, "days"), 20),
        (("standards", 1, "days", 0), 21),
        (("standards", 1, "days", 1), 23),
        (("standards", 1, "days", 2, 0), 23),
        (("standards", 1, "days", 2, 1), 24),
        (("standards", 1, "days", 3, "from"), 24),
        (("standards", 1, "days", 3, "to", 0), 25),
        (("standards", 1, "deeper"), 27),
        (("standards", 1, "deeper", "when"), 28),
        (("standards", 1, "list", 0, "a"), 30),
        (("standards", 1, "list", 1), 31),
        (("standards", 1, "list", 1, "a"), 32),
        (("a", "b", "c"), 33),
        (("a", "b"), 33),
        (("a",), 35),
        (("a", "e"), 36),
    ],
)
def test_each_key_has_its_line(path: Path, line: int) -> None:
    assert key_lines(HARD)[path] == line


def test_nothing_is_found_that_the_text_does_not_hold() -> None:
    assert set(key_lines(HARD)) == set(_paths(tomllib.loads(HARD), ()))


def test_windows_line_ends_count_as_one() -> None:
    assert key_lines(HARD.replace("\n", "\r\n")) == key_lines(HARD)


def test_a_key_that_is_missing_is_told_by_what_would_hold_it() -> None:
    lines = key_lines(HARD)
    assert line_of(("standards", 1, "handling"), lines) == 16
    assert line_of(("standards", 0, "handling", "x"), lines) == 10
    assert line_of(("nowhere",), lines) is None


def _paths(value: Any, path: Path) -> Iterator[Path]:
    """Every path of a document."""
    inner: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, each in inner:
        yield (*path, name)
        yield from _paths(each, (*path, name))


def _marks(value: Any, path: Path) -> Iterator[tuple[Path, int]]:
    if isinstance(value, int):
        yield path, value
    inner: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, each in inner:
        yield from _marks(each, (*path, name))


_TEXTS = [
    "''",
    '""',
    '"# no"',
    "'[x]'",
    '"a \\" = 7"',
    '"""\n[t]\nk = 1 # "" \\"""\n"""',
    "'''\n'' # \n'''''",
    '""""q"""""',
]
_GAPS = ["", " ", "\t", "\n", " # c ] } ,\n", "\n\n# [z]\n  "]


@st.composite
def _documents(draw: st.DrawFn) -> str:
    """A TOML text in which every number is another one, so that each shows by itself in which line it stands."""
    count = iter(range(700_001, 800_000))
    names = iter(range(1000))

    def key() -> str:
        name = f"k{next(names)}"
        return draw(st.sampled_from([name, f'"{name} x"', f"'{name}.y'", f"{name}.sub", f'{name} . "a\\"b"']))

    def value(depth: int) -> str:
        kind = draw(st.sampled_from(["number", "text", "list", "table"] if depth else ["number", "text"]))
        if kind == "number":
            return str(next(count))
        if kind == "text":
            return draw(st.sampled_from(_TEXTS))
        items = range(draw(st.integers(0, 3)))
        if kind == "table":
            return "{" + ", ".join(f"{key()} = {value(depth - 1)}" for _ in items) + "}"
        gap = st.sampled_from(_GAPS)
        return "[" + ",".join(f"{draw(gap)}{value(depth - 1)}{draw(gap)}" for _ in items) + draw(gap) + "]"

    lines = []
    for _ in range(draw(st.integers(1, 5))):
        table = ".".join(draw(st.lists(st.sampled_from(["a", "b", '"c d"']), min_size=1, max_size=3)))
        lines.append(draw(st.sampled_from(["", "# [a]", f"[{table}] # x", f"[[ {table} ]]", f"  [[{table}]]"])))
        lines += [
            f"{key()} = {value(3)}{draw(st.sampled_from(['', ' # = 1', '  ']))}" for _ in range(draw(st.integers(0, 3)))
        ]
    return "\n".join(lines)


@given(_documents())
@settings(max_examples=150)
def test_every_number_stands_in_the_line_that_is_told(text: str) -> None:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:  # a table that was opened twice
        assume(False)
    lines = key_lines(text)
    assert set(lines) == set(_paths(data, ()))
    for path, number in _marks(data, ()):
        assert lines[path] == text[: text.index(str(number))].count("\n") + 1, path
