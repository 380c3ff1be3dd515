"""What reaches a person passes the catalogue: no bare text in what is shown, nothing glued together in what is marked.

The rule knows the calls and attributes that show something, and looks at the texts written straight into them.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.catalogue.messages import MARKS, PACKAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

# Calls that show their arguments, and which of them are texts: from the first of the slice to its end.
SHOWING = {
    "say": slice(0, None),
    "narrate": slice(0, None),
    "notify": slice(0, None),
    "Static": slice(0, 1),
    "Content": slice(0, 1),
    "styled": slice(0, 1),
    "assemble": slice(0, None),
    "Column": slice(1, 2),
    "Option": slice(1, 2),
    "AskText": slice(0, 2),
    "Choose": slice(0, 1),
    "ShowText": slice(0, 1),
    "Refused": slice(1, 3),
    "UsageError": slice(0, 2),
    "CheckFailed": slice(0, 2),
    "option": slice(2, 3),
    "flag": slice(1, 2),
    "argument": slice(1, 2),
}
SHOWN_KEYWORDS = {"label", "remark", "refused", "placeholder", "title", "intro", "help", "epilog"}
SHOWN_ATTRIBUTES = {"border_title", "border_subtitle", "title", "sub_title", "placeholder", "tooltip", "empty"}
WORD = re.compile(r"(?!frontdesk\b)\b[^\W\d_]{2,}")


class Text(NamedTuple):
    """A text of the sources and its line."""

    line: int
    text: str


def bare_texts(source: str) -> list[Text]:
    """What is shown without a mark; the program's own name may be."""
    found = []
    for node in ast.walk(ast.parse(source)):
        for shown in _shown(node):
            found += [one for one in _texts(shown) if WORD.search(one.text)]
    return found


def _shown(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Call):
        yield from node.args[SHOWING.get(_name(node), slice(0, 0))]
        yield from (keyword.value for keyword in node.keywords if keyword.arg in SHOWN_KEYWORDS)
    elif isinstance(node, ast.Assign) and any(getattr(one, "attr", "") in SHOWN_ATTRIBUTES for one in node.targets):
        yield node.value


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _texts(shown: ast.expr) -> Iterator[Text]:
    """The texts written straight into an expression: not those inside other calls, nor the style beside a text."""
    if isinstance(shown, ast.Constant):
        if isinstance(shown.value, str):
            yield Text(shown.lineno, shown.value)
        return
    inside: list[ast.expr] = []
    if isinstance(shown, ast.JoinedStr):
        inside = [part for part in shown.values if isinstance(part, ast.Constant)]
    elif isinstance(shown, ast.IfExp):
        inside = [shown.body, shown.orelse]
    elif isinstance(shown, ast.BinOp):
        inside = [shown.left, shown.right]
    elif isinstance(shown, ast.BoolOp):
        inside = shown.values
    elif isinstance(shown, ast.Tuple):
        inside = shown.elts[:1]
    elif isinstance(shown, ast.List):
        inside = shown.elts
    for part in inside:
        yield from _texts(part)


@pytest.mark.parametrize("folder", ["cli", "tui", "reports", "demo", "bench"])
def test_nothing_is_shown_past_the_catalogue(folder: str) -> None:
    bare = [
        f"{path.relative_to(PACKAGE.parent)}:{line}: {text!r}"
        for path in sorted((PACKAGE / folder).rglob("*.py"))
        for line, text in bare_texts(path.read_text(encoding="utf-8"))
    ]
    assert bare == []


@pytest.mark.parametrize(
    ("source", "bare"),
    [
        ('say(_("It is here."))', []),
        ('say("It is here.")', ["It is here."]),
        ('Content.styled(f"{n} people", "bold")', [" people"]),
        ('Content.assemble(text, (_("late"), "bold $error"))', []),
        ('Content.assemble(("late", "bold $error"))', ["late"]),
        ('box.border_title = "All keys" if all_of_them else title', ["All keys"]),
        ('Option("all", label, remark="now")', ["now"]),
        ('Static("", id="body")', []),
        ('say(f"frontdesk {version}")', []),
    ],
)
def test_the_rule_sees_what_is_bare(source: str, bare: list[str]) -> None:
    assert [one.text for one in bare_texts(source)] == bare


def test_a_marked_message_is_written_in_one_piece() -> None:
    glued = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node) in MARKS:
                glued += [
                    f"{path.relative_to(PACKAGE.parent)}:{node.lineno}"
                    for argument in node.args
                    if isinstance(argument, (ast.JoinedStr, ast.BinOp))
                    or (isinstance(argument, ast.IfExp) and any(_texts(argument)))
                ]
    assert glued == []
