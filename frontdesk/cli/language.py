"""In which language the command line answers, known before anything heavy is imported."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from frontdesk.i18n import LANGUAGES
from frontdesk.places import find

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def chosen_language(arguments: Sequence[str], environ: Mapping[str, str]) -> str:
    """``--lang``, else FRONTDESK_LANG, else ``[site] language`` of the configuration, else English.

    What is wrong is passed over here: it is refused where it is read in earnest.
    """
    for wish in (_value_of("--lang", arguments), environ.get("FRONTDESK_LANG", "")[:2].lower()):
        if wish in LANGUAGES:
            return wish
    return _configured_language(_value_of("--config", arguments), environ)


def _value_of(option: str, arguments: Sequence[str]) -> str | None:
    """The last value given to an option, wherever it stands before a ``--``."""
    found = None
    for place, word in enumerate(arguments):
        if word == "--":
            break
        if word == option and place + 1 < len(arguments):
            found = arguments[place + 1]
        elif word.startswith(f"{option}="):
            found = word.partition("=")[2]
    return found


def _configured_language(explicit: str | None, environ: Mapping[str, str]) -> str:
    try:
        path = find(explicit, environ, Path.cwd())
        site = {} if path is None else tomllib.loads(path.read_text(encoding="utf-8-sig")).get("site", {})
    except (OSError, ValueError, RuntimeError, RecursionError):
        return "en"
    language = site.get("language") if isinstance(site, dict) else None
    return language if language in LANGUAGES else "en"
