"""Declaring a verb: its own options are the function's, those that all verbs share are added here.

@verb(app, "recall", changes=True, at_counter=True)
def recall(session: Session) -> None: ...
"""

from __future__ import annotations

import inspect
import json
import os
from typing import TYPE_CHECKING, Any

import typer
from typer.models import OptionInfo

from frontdesk.cli import options
from frontdesk.cli.grammar import Verb, Verbs
from frontdesk.cli.output import Unanswered, say_json
from frontdesk.cli.session import Session, opened
from frontdesk.cli.values import one_of, shown
from frontdesk.errors import Refused, UsageError
from frontdesk.i18n import LANGUAGES, Sentence
from frontdesk.plain_text import made_visible

if TYPE_CHECKING:
    from collections.abc import Callable

PATHS = frozenset({"out", "source", "config", "db"})
"""Options that name files: their bytes are kept as they are."""

LONGEST_WORD = 200
"""Keys, people and ids are short; free texts are as long as they are."""

_FREE_TEXTS = frozenset({"name", "reason", "text", "remedy", "resolve", "root_cause", "action"})
_NEVER_EMPTY = frozenset({"key", "staff", "counter", "visit", "owner"})


def new_app() -> typer.Typer:
    """A room for verbs."""
    return typer.Typer(cls=Verbs, rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)


def verb(
    app: typer.Typer,
    name: str,
    text: str | None = None,
    *,
    changes: bool = False,
    tells: bool = False,
    at_counter: bool = False,
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a function as a verb; it gets a ``Session`` and the values of its own options.

    ``text`` is its help, for verbs below another one (the others have theirs in the table of verbs). ``changes`` adds
    --json, --key and --staff; ``tells`` adds --json; ``at_counter`` adds a --counter that must be given.
    """

    def declare(function: Callable[..., None]) -> Callable[..., None]:
        own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]
        own_names = frozenset(one.name for one in own)
        shared: dict[str, Any] = {"counter": options.Counter} if at_counter else {}
        if changes:
            shared |= {"staff": options.Staff, "key": options.Key}
        if changes or tells:
            shared["json"] = options.Json
        shared |= {"config": options.Config, "db": options.Database, "lang": options.Language}
        added = [
            _parameter(option, annotation, False if option == "json" else None)
            for option, annotation in shared.items()
            if option not in own_names
        ]

        names = _names([*own, *added])

        def run(ctx: typer.Context, **values: Any) -> None:
            _inherit(ctx, values)
            given = {option: _cleaned(option, names[option], value) for option, value in values.items()}
            session = _session(ctx.command_path, given, own_names)
            with opened(session):
                try:
                    if at_counter:
                        session.require_counter()
                    function(session, **{option: given[option] for option in own_names})
                except Refused as refused:
                    if session.as_json:
                        say_json({"refused": refusal_as_data(refused)})
                    raise
                except Unanswered as error:
                    raise (error.after_a_change() if changes else error) from error
                except UsageError as error:
                    raise _by_its_option(error, given, names) from error

        context = inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
        parameters = [context, *own, *added]
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {one.name: one.annotation for one in parameters}
        run.__doc__ = None
        app.command(name, help=text or "", cls=Verb)(run)
        return function

    return declare


def _parameter(name: str, annotation: Any, default: object) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=annotation, default=default)


def _inherit(ctx: typer.Context, values: dict[str, Any]) -> None:
    """What was said before the verb holds for it, unless it is said again."""
    before = ctx.find_root().params
    for name in ("config", "db", "lang", "counter", "staff"):
        if name in values and values[name] is None:
            values[name] = before.get(name)


def _cleaned(name: str, option: str, value: Any) -> Any:
    """A value fit to be kept and shown: control characters visible, nothing empty where something is meant."""
    if isinstance(value, list):
        return [_cleaned(name, option, one) for one in value]
    if not isinstance(value, str):
        return value
    if name in PATHS:
        if not value or "\0" in value or not _can_be_a_path(value):
            raise UsageError(Sentence("{option}: “{found}” is not a path.", option=option, found=shown(value)))
        return value
    if name in _NEVER_EMPTY and not value.strip():
        raise UsageError(Sentence("{option} is empty.", option=option), Sentence("Leave it out, or fill it in."))
    if name not in _FREE_TEXTS and len(value) > LONGEST_WORD:
        raise UsageError(
            Sentence(
                "{option} is longer than {n} character.",
                "{option} is longer than {n} characters.",
                option=option,
                n=LONGEST_WORD,
            ),
            Sentence("Long texts belong in notes and reasons."),
        )
    return made_visible(value)


def _can_be_a_path(text: str) -> bool:
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        return False
    return True


def _session(path: str, given: dict[str, Any], own: frozenset[str]) -> Session:
    if given.get("lang") is not None:
        one_of("--lang", given["lang"], LANGUAGES)
    asked = {
        name: given[name] for name in sorted({*own, "counter", "staff"}) if given.get(name) not in (None, [], False)
    }
    return Session(
        config_option=given["config"],
        database_option=given["db"],
        counter=given.get("counter"),
        staff=given.get("staff"),
        key=given.get("key"),
        as_json=bool(given.get("json")),
        language=given.get("lang"),
        request=f"{path.partition(' ')[2]} {json.dumps(asked, ensure_ascii=False)}",
    )


def refusal_as_data(refused: Refused) -> dict[str, str]:
    """A refusal for programs."""
    return {"code": refused.code, "reason": str(refused.reason), "remedy": str(refused.remedy)}


def _by_its_option(error: UsageError, given: dict[str, Any], names: dict[str, str]) -> UsageError:
    """The refusal of an id, with the option at which it stood."""
    reason = error.reason
    found = reason.values.get("found") if isinstance(reason, Sentence) and "option" not in reason.values else None
    for name, value in given.items():
        if found and name in names and found in (value if isinstance(value, list) else _words(value)):
            return UsageError(Sentence("{option}: {problem}", option=names[name], problem=reason), error.remedy)
    return error


def _words(value: object) -> list[str]:
    """A value, and the parts of one that is a list such as ``a,b``."""
    return [value, *(part.strip() for part in value.split(","))] if isinstance(value, str) else []


def _names(parameters: list[inspect.Parameter]) -> dict[str, str]:
    """How each parameter is written on a command line."""
    names = {}
    for one in parameters:
        info = one.annotation.__metadata__[0]
        names[one.name] = str(info.default if isinstance(info, OptionInfo) else info.metavar)
    return names
