"""Setting up the house: the first configuration, and what the one in force says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from frontdesk.cli import completion, options
from frontdesk.cli.declaring import new_app, verb
from frontdesk.cli.output import say, say_json
from frontdesk.cli.session import Session, missing_folder
from frontdesk.errors import CheckFailed, UsageError
from frontdesk.files import write_file
from frontdesk.i18n import Sentence, language, marked
from frontdesk.places import FILE_NAME

if TYPE_CHECKING:
    from frontdesk.config import Problem
    from frontdesk.config.explaining import Setting

app = new_app()
config_app = new_app()
app.add_typer(config_app, name="config")


@verb(app, "init", tells=True)
def init(session: Session) -> None:
    """Both where they are missing; nothing that is there is changed."""
    path = session.config_path
    written = path is None or not path.exists()
    if path is None:
        path = Path.cwd() / FILE_NAME
    if written:
        _write_example(path)
        session.config_path = path
    made = session.create_database()
    session.tell(
        {"config": str(path), "config_written": written, "database": session.address.shown, "database_created": made},
        "\n".join(
            [
                str(Sentence("{path} is written.", path=path))
                if written
                else str(Sentence("{path} already exists; it was left as it is.", path=path)),
                str(database_sentence(session.address.shown, made=made)),
            ]
        ),
    )


def database_sentence(address: str, *, made: bool) -> Sentence:
    """Whether a database was made or was there."""
    if made:
        return Sentence("The database {address} is created.", address=address)
    return Sentence("The database {address} already exists; it was left as it is.", address=address)


def _write_example(path: Path) -> None:
    if not path.absolute().parent.is_dir():
        raise missing_folder(path)
    try:
        from frontdesk.config.explaining import example_text  # noqa: PLC0415 - see session.py

        write_file(path, example_text(language()))
    except OSError as error:
        raise UsageError(
            Sentence("{path} cannot be written: {why}.", path=path, why=error.strerror or error),
            Sentence("Choose another place with --config."),
        ) from None


@verb(config_app, "check", marked("Say what is wrong in the configuration, and where."), tells=True)
def check(session: Session) -> None:
    """Everything that is wrong, or nothing."""
    from frontdesk.config import InvalidConfiguration  # noqa: PLC0415 - see session.py
    from frontdesk.tui.keys import key_map  # noqa: PLC0415 - the actions are the screens'

    file = None if session.config_path is None else str(session.config_path)
    try:
        problems: tuple[Problem, ...] = ()
        session.config.policy()
        key_map(session.config)
    except InvalidConfiguration as error:
        problems = error.problems
    if session.as_json:
        say_json({"file": file, "ok": not problems, "problems": [_as_data(problem) for problem in problems]})
    elif not problems:
        name = file or str(Sentence("the built-in configuration"))
        say(Sentence("{file}: nothing is wrong.", file=name))
    else:
        say("\n".join(str(problem) for problem in problems))
    if problems:
        raise CheckFailed(
            Sentence("The configuration has {n} error.", "The configuration has {n} errors.", n=len(problems))
        )


def _as_data(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.file,
        "line": problem.line,
        "key": problem.key or None,
        "what": str(problem.what),
        "allowed": None if problem.allowed is None else str(problem.allowed),
        "nearest": problem.nearest,
    }


@verb(config_app, "show", marked("The whole configuration in force, built-in values included."), tells=True)
def show(session: Session) -> None:
    """All of it, as TOML or JSON; a password in the database's address is not shown.

    In JSON each standard has the name that “standards list” gives it as its id: the file itself knows none.
    """
    data = session.config.as_dict()
    if "url" in data["database"] and "://" in data["database"]["url"]:
        session.database_option = data["database"]["url"]
        data["database"]["url"] = session.address.shown.replace("postgresql+psycopg://", "postgresql://")
    if session.as_json:
        standards = session.policy.standards.standards
        named = [{"id": one.name, **said} for one, said in zip(standards, data["standards"], strict=True)]
        say_json(data | {"standards": named})
    else:
        from frontdesk.cli.toml import as_toml  # noqa: PLC0415 - see session.py

        say(as_toml(data).rstrip("\n"))


@verb(config_app, "explain", marked("What a setting means, what is allowed and what is in force."), tells=True)
def explain_(
    session: Session,
    key: Annotated[
        str | None,
        options.argument(
            marked("KEY"), marked("A key such as queue.recall_limit; without it, all of them."), completion.keys
        ),
    ] = None,
) -> None:
    """One setting, or the list of all."""
    from frontdesk.config.explaining import explain, settings  # noqa: PLC0415 - see session.py

    found = list(settings()) if key is None else [explain(key)]
    if session.as_json:
        data = [_setting(session, one) for one in found]
        say_json({"settings": data} if key is None else data[0])
    elif key is None:
        say("\n".join(f"{one.key}: {one.description}" for one in found))
    else:
        say(_explained(session, found[0]))


def _setting(session: Session, one: Setting) -> dict[str, Any]:
    return {
        "key": one.key,
        "description": str(one.description),
        "allowed": str(one.allowed),
        "default": one.default,
        "example": one.example,
        "in_force": _in_force(session, one.key),
    }


def _in_force(session: Session, key: str) -> Any:
    """The value that a key has now; None where it is left out or stands in a list."""
    at: Any = session.config.as_dict()
    for part in key.split("."):
        if not isinstance(at, dict) or part not in at:
            return None
        at = at[part]
    return at if isinstance(at, (str, int, float, bool)) else None


def _explained(session: Session, one: Setting) -> str:
    lines = [one.key, f"  {one.description}", f"  {Sentence('Allowed: {allowed}.', allowed=one.allowed)}"]
    if one.default is not None:
        lines.append(f"  {Sentence('Built in: {value}', value=one.default)}")
    if one.example is not None:
        lines.append(f"  {Sentence('Example: {value}', value=one.example)}")
    now = _in_force(session, one.key)
    if now is not None:
        lines.append(f"  {Sentence('In force: {value}', value=now)}")
    return "\n".join(lines)
