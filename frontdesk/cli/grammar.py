"""How verbs are found, how their help reads, and how what is mistyped is answered: in our words and languages.

Texts are kept in English and marked; they are translated when they are shown, so that one process can speak both.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

from typer._click import exceptions as click
from typer._coercion import RuntimeParam
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_group

from frontdesk.cli.verbs import VERBS
from frontdesk.errors import UsageError, nearest, unknown_id
from frontdesk.i18n import Sentence, _, marked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typer._click.core import Command, Context, Parameter
    from typer._click.formatting import HelpFormatter

_COMPLETION_HELP = {
    "install_completion": marked("Install completion for the current shell."),
    "show_completion": marked("Print the completion script of the current shell."),
    "help": marked("Show this text."),
}
_WIDEST = 100


class _AsTyped(RuntimeParam):
    """Values are read as they were typed; each verb refuses what is wrong in our own words."""

    def _coerce_value(self, value: Any, param: Any, ctx: Context) -> Any:
        return value


def _read_as_typed(command: Command, ctx: Context) -> None:
    # Typer would make a Pydantic adapter for each option, and import Pydantic for a --help.
    for param in command.get_params(ctx):
        if isinstance(param, (TyperOption, TyperArgument)):
            descriptor = param.type_descriptor
            param._runtime_param = _AsTyped(descriptor.parameter_info, descriptor.annotation)


class Verb(TyperCommand):
    """A verb: its help in our words, too many words refused."""

    allow_extra_args = True

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Refuse what is left over, naming it."""
        _read_as_typed(self, ctx)
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise UsageError(
                Sentence("“{verb}” does not take “{words}”.", words=" ".join(rest), verb=ctx.command_path),
                Sentence("Put a text of several words in quotes."),
            )
        return rest

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Usage, what it is for, arguments and options."""
        _write_top(self, ctx, formatter)
        _write_options(self, ctx, formatter)
        _write_epilog(self, formatter)


class Verbs(TyperGroup):
    """Verbs under one name."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Ask for the word that is missing."""
        _read_as_typed(self, ctx)
        rest = super().parse_args(ctx, args)
        if not ctx._protected_args and not self.invoke_without_command and not ctx.resilient_parsing:
            raise UsageError(
                Sentence("“{verb}” needs one more word.", verb=ctx.command_path),
                Sentence("Allowed: {allowed}.", allowed=", ".join(self.list_commands(ctx))),
            )
        return rest

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """Find a verb; for one that is mistyped name the nearest."""
        found = self.get_command(ctx, args[0])
        if found is None and not ctx.resilient_parsing:
            raise unknown_verb(args[0], self.list_commands(ctx))
        return args[0], found, args[1:]

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Usage, what it is for, the verbs and the options."""
        _write_top(self, ctx, formatter)
        self.format_commands(ctx, formatter)
        _write_options(self, ctx, formatter)
        _write_epilog(self, formatter)

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """The verbs, one line each."""
        rows = [(name, _(self.commands[name].help or "")) for name in self.list_commands(ctx)]
        with formatter.section(_("Verbs")):
            formatter.write_dl(rows)


class Root(Verbs):
    """All verbs of the table; each is imported when it is asked for."""

    def list_commands(self, ctx: Context) -> list[str]:
        """Every verb whose module is there, in the order of the table."""
        return [name for name, entry in VERBS.items() if _is_there(entry.module)]

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """The verb, built now."""
        entry = VERBS.get(cmd_name)
        if entry is None or not _is_there(entry.module):
            return None
        module = import_module(f"frontdesk.cli.{entry.module}")
        command = get_group(module.app).commands.get(cmd_name)
        if command is not None:
            command.help = command.help or entry.help
        return command

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """The verbs under their headings."""
        there = self.list_commands(ctx)
        for heading in dict.fromkeys(entry.heading for entry in VERBS.values()):
            rows = [(name, _(VERBS[name].help)) for name in there if VERBS[name].heading == heading]
            if rows:
                with formatter.section(_(heading)):
                    formatter.write_dl(rows)


def _is_there(module: str) -> bool:
    return find_spec(f"frontdesk.cli.{module}") is not None


def unknown_verb(found: str, verbs: Iterable[str]) -> UsageError:
    """The refusal of a word that is no verb, with the nearest one."""
    guess = nearest(found, verbs)
    remedy = (
        Sentence("“frontdesk --help” lists the verbs.")
        if guess is None
        else Sentence("Did you mean “{guess}”? “frontdesk --help” lists the verbs.", guess=guess)
    )
    return UsageError(Sentence("There is no verb “{found}”.", found=found), remedy)


# ---------------------------------------------------------------------------------------------- help


def _write_top(command: Command, ctx: Context, formatter: HelpFormatter) -> None:
    formatter.width = max(50, min(get_terminal_size().columns - 2, _WIDEST))
    pieces = [piece for param in command.get_params(ctx) for piece in _usage_of(param)]
    if len([param for param in command.get_params(ctx) if isinstance(param, TyperOption)]) > 1:
        pieces.insert(0, _("[OPTIONS]"))
    if isinstance(command, TyperGroup):
        pieces.append(_("VERB …"))
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_("Usage: "))
    if command.help:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_(command.help))


def _usage_of(param: Parameter) -> list[str]:
    if isinstance(param, TyperOption):
        return []
    shown = _(param.metavar or param.name.upper())
    return [shown if param.required else f"[{shown}]"]


def _write_options(command: Command, ctx: Context, formatter: HelpFormatter) -> None:
    arguments, options = [], []
    for param in command.get_params(ctx):
        if getattr(param, "hidden", False):
            continue
        help_text = _(_COMPLETION_HELP.get(param.name, getattr(param, "help", None) or ""))
        if not isinstance(param, TyperOption):
            arguments.append((_(param.metavar or param.name.upper()), help_text))
        else:
            value = "" if param.is_flag else f" {_(param.metavar or param.name.upper())}"
            options.append((", ".join(param.opts) + value, help_text))
    if arguments:
        with formatter.section(_("Arguments")):
            formatter.write_dl(arguments)
    with formatter.section(_("Options")):
        formatter.write_dl(options)


def _write_epilog(command: Command, formatter: HelpFormatter) -> None:
    if command.epilog:
        formatter.write_paragraph()
        formatter.write_text(_(command.epilog))


# ---------------------------------------------------------------------------------------------- mistakes


def usage_error(error: click.ClickException) -> UsageError:
    """What the parser could not make sense of, in our words: the option, and what is allowed."""
    ctx = getattr(error, "ctx", None)
    if isinstance(error, click.NoSuchOption):
        return _no_such_option(error.option_name, ctx)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return missing(_shown(error.param), "" if ctx is None else ctx.command_path)
    if isinstance(error, click.BadOptionUsage):
        return _bad_use(error)
    return UsageError(Sentence("{message}", message=error.format_message()))


def missing(option: str, command_path: str) -> UsageError:
    """The refusal of a command line on which something that is needed was left out."""
    return UsageError(
        Sentence("{option} is missing.", option=option),
        Sentence("“{verb} --help” shows what it needs.", verb=command_path),
    )


def _no_such_option(found: str, ctx: Context | None) -> UsageError:
    if ctx is None:
        return UsageError(Sentence("There is no option “{found}”.", found=found))
    known = [name for param in ctx.command.get_params(ctx) for name in param.opts if name.startswith("-")]
    return unknown_id(Sentence("option"), found, known)


def _bad_use(error: click.BadOptionUsage) -> UsageError:
    # The parser tells the two apart in its message only.
    if "does not take" in error.message:
        return UsageError(Sentence("{option} takes no value.", option=error.option_name))
    return UsageError(Sentence("{option} needs a value.", option=error.option_name))


def _shown(param: Parameter) -> str:
    return param.opts[0] if isinstance(param, TyperOption) else _(param.metavar or param.name.upper())
