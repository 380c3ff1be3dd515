"""Which key does what: the keys of the table of actions, as the house has changed them in ``[keys]``.

Nothing here needs the screens: the command line checks a configuration with ``key_map`` before anything is opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from frontdesk.config import InvalidConfiguration, Problem, refuse_unknown
from frontdesk.config.locate import key_lines, line_of
from frontdesk.errors import use_ways
from frontdesk.i18n import Sentence, _, marked
from frontdesk.tui.actions import ACTIONS, BY_ID

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from frontdesk.config import Configuration

KeyMap = dict[str, tuple[str, ...]]
"""The keys of each action, by the action's id; the first one is shown first."""

_OWN_KEYS_OF_THE_LIST = frozenset({"up", "down", "home", "end", "pageup", "pagedown", "enter", "escape"})
_NAMED = frozenset(
    {"space", "tab", "backspace", "delete", "insert", "slash", "question_mark", "plus", "minus", "comma", "full_stop"}
) | {f"f{n}" for n in range(1, 25)}
_SIGNS = {"?": "question_mark", "/": "slash", "+": "plus", "_": "underscore"}


def key_map(config: Configuration) -> KeyMap:
    """The keys of every action, as the house has them.

    Raises InvalidConfiguration, with the line, for an unknown action, a key that is none, one that the list or the
    digits need, and a key that two actions would share.
    """
    keys: KeyMap = {action.id: action.keys for action in ACTIONS}
    for name, wished in config.keys.items():
        if name not in BY_ID:
            raise refuse_unknown(config, ("keys", name), name, BY_ID)
        keys[name] = tuple(_normal(config, name, key) for key in wished)
    holder: dict[str, str] = {}
    for name, of_action in keys.items():
        for key in of_action:
            other = holder.setdefault(key, name)
            if other != name:
                wrong = name if name in config.keys else other
                raise _wrong(
                    config,
                    wrong,
                    Sentence(
                        "The key “{key}” belongs to “{other}” already.",
                        key=shown_key(key),
                        other=name if wrong == other else other,
                    ),
                )
    return keys


def _normal(config: Configuration, name: str, key: str) -> str:
    """The key as the terminal library calls it."""
    found = _SIGNS.get(key, key)
    plain = found.rpartition("+")[2]
    if found in _OWN_KEYS_OF_THE_LIST or found.isdigit():
        raise _wrong(config, name, Sentence("The key “{key}” is needed by the list.", key=key))
    modifiers = found.split("+")[:-1]
    is_key = plain in _NAMED or (len(plain) == 1 and plain.isalnum() and (not modifiers or plain.islower()))
    if not is_key or any(modifier not in ("ctrl", "alt", "shift") for modifier in modifiers):
        raise _wrong(config, name, Sentence("There is no key “{key}”.", key=key))
    return found


def _wrong(config: Configuration, name: str, what: Sentence) -> InvalidConfiguration:
    line = None
    if config.source is not None:
        line = line_of(("keys", name), key_lines(config.source.read_text(encoding="utf-8-sig")))
    return InvalidConfiguration(
        [Problem(what, f"[keys] {name}", file=None if config.source is None else str(config.source), line=line)]
    )


_SHOWN = {
    "space": marked("Space"),
    "enter": marked("Enter"),
    "tab": marked("Tab"),
    "escape": marked("Esc"),
    "backspace": marked("Backspace"),
    "delete": marked("Del"),
    "insert": marked("Ins"),
}
_SIGN_OF = {
    "question_mark": "?",
    "slash": "/",
    "plus": "+",
    "minus": "-",
    "comma": ",",
    "full_stop": ".",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}


def shown_key(key: str) -> str:
    """A key as it stands on the keyboard: ``n``, ``Space``, ``F5``, ``Ctrl+P``."""
    if "+" in key:
        return "+".join(part.capitalize() if len(part) > 1 else part.upper() for part in key.split("+"))
    if key in _SHOWN:
        return _(_SHOWN[key])
    if key in _SIGN_OF:
        return _SIGN_OF[key]
    return key.upper() if len(key) > 1 else key


def key_table(keys: KeyMap | None = None) -> list[tuple[str, str, str]]:
    """Keys, label and meaning of every action, for help and documents."""
    keys = {action.id: action.keys for action in ACTIONS} if keys is None else keys
    return [
        (" ".join(shown_key(key) for key in keys[action.id]), _(action.label), _(action.tooltip)) for action in ACTIONS
    ]


def markdown_table(table: Iterable[tuple[str, str, str]] | None = None) -> str:
    """A table of keys as the README shows it: that of the desk, if no other is given."""
    table = key_table() if table is None else table
    rows = [f"| `{keys}` | {label} | {meaning} |" for keys, label, meaning in table]
    return "\n".join(["| key | action | what it does |", "|---|---|---|", *rows])


_VERBS = {"return": "put_back", "takeover": "take_over", "intake start": "intake", "reclassify": "reclassify"}
"""The actions that do what the remedies of refusals name."""
CARE_KEYS = {"complaint act": "s", "complaint resolve": "r", "complaint reopen": "O"}
"""The same of the care screen, whose keys a house does not change."""

_in_force: KeyMap = {action.id: action.keys for action in ACTIONS}


def use_keys(keys: KeyMap) -> None:
    """The keys that every sentence names from now on, also where the command line would name a verb."""
    _in_force.update(keys)
    use_ways({**{verb: KeyOf(action) for verb, action in _VERBS.items()}, **CARE_KEYS})


class KeyOf:
    """The first key of an action, written when it is shown."""

    def __init__(self, action: str) -> None:
        self._action = action

    def __str__(self) -> str:
        return shown_key(_in_force[self._action][0])


KEYS: Mapping[str, KeyOf] = {f"{action.id}_key": KeyOf(action.id) for action in ACTIONS}
"""Values for sentences that name keys: ``{undo_key}``."""
