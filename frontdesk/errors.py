"""What can go wrong, as a tree: each error has a reason, a remedy and an exit code.

The exit codes are those of the command line's contract: 2 the command line or the configuration is wrong,
3 refused by a rule of the house, 4 the store cannot be used, 5 a check found something.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from frontdesk.i18n import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

EXIT_BUG = 1
EXIT_USAGE = 2
EXIT_REFUSED = 3
EXIT_STORE = 4
EXIT_CHECK = 5


class FrontdeskError(Exception):
    """An error that a user is told about in one line: what was wrong and what to do."""

    exit_code = EXIT_BUG

    def __init__(self, reason: Sentence | str, remedy: Sentence | str = "") -> None:
        super().__init__(reason, remedy)
        self.reason = reason
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.reason} {self.remedy}".strip()


class UsageError(FrontdeskError):
    """The command line is wrong: it names the option, what was found and what is allowed."""

    exit_code = EXIT_USAGE


class ConfigurationError(FrontdeskError):
    """The configuration is wrong: it names the file, the line, the key, what was found and what is allowed."""

    exit_code = EXIT_USAGE


class Refused(FrontdeskError):
    """A rule of the house refuses a command.

    ``code`` is stable and meant for programs; ``reason`` and ``remedy`` are sentences for people.
    """

    exit_code = EXIT_REFUSED

    def __init__(self, code: str, reason: Sentence | str, remedy: Sentence | str = "") -> None:
        super().__init__(reason, remedy)
        self.code = code

    def __str__(self) -> str:
        return f"{self.code}: {self.reason} {self.remedy}".strip()


class StoreError(FrontdeskError):
    """The store cannot be used: missing, locked, full, damaged, of a newer schema or out of reach."""

    exit_code = EXIT_STORE


class CheckFailed(FrontdeskError):
    """A check (``db verify``, ``config check``, ``doctor``, a replay) found something."""

    exit_code = EXIT_CHECK


class Way:
    """A verb that leads out of a refusal, in the words of the face that shows it: “frontdesk return”, or its key."""

    def __init__(self, verb: str) -> None:
        self._verb = verb

    def __str__(self) -> str:
        found = _ways.get(self._verb)
        return str(Sentence("“frontdesk {verb}”", verb=self._verb) if found is None else found)


_ways: dict[str, object] = {}


def use_ways(ways: Mapping[str, object]) -> None:
    """What every refusal says from now on instead of these verbs; the other verbs are named as they are."""
    _ways.clear()
    _ways.update(ways)


def nearest(found: str, allowed: Iterable[str]) -> str | None:
    """The allowed word that is most like the one found, or None when nothing is near."""
    words = list(allowed)
    by_folded = {word.casefold(): word for word in words}
    matches = get_close_matches(found.casefold(), list(by_folded), n=1, cutoff=0.5)
    return by_folded[matches[0]] if matches else None


def unknown_id(what: Sentence | str, found: str, allowed: Iterable[str]) -> UsageError:
    """An id that the configuration does not know: exit 2, with what is allowed and the nearest one."""
    words = sorted(allowed)
    guess = nearest(found, words)
    reason = Sentence("There is no {what} “{found}”.", what=what, found=found)
    listed = ", ".join(words)
    if guess is None:
        return UsageError(reason, Sentence("Allowed: {allowed}.", allowed=listed))
    return UsageError(reason, Sentence("Did you mean “{guess}”? Allowed: {allowed}.", guess=guess, allowed=listed))
