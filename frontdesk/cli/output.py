"""What goes out: data to stdout, narration to stderr, nothing that a terminal would obey, in whatever encoding."""

from __future__ import annotations

import codecs
import json
import os
import re
import sys
import unicodedata
from typing import TYPE_CHECKING

from frontdesk.errors import StoreError
from frontdesk.i18n import Sentence
from frontdesk.plain_text import made_visible

if TYPE_CHECKING:
    from typing import TextIO

# What JSON leaves as it is although a terminal may obey it or an encoder refuse it.
_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

_PLAIN = {
    "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "×": "x", "≤": "<=", "≥": ">=",
    "·": "-", "→": "->", "‹": "<", "›": ">", "«": '"', "»": '"', "¿": "", "¡": "",
}  # fmt: skip


class ReaderGone(Exception):
    """Whoever read our output has stopped reading (``| head``): there is nobody left to tell anything."""


def prepare_streams() -> None:
    """Make stdout and stderr such that no text can fail on them, whatever the locale; stand in for closed ones."""
    codecs.register_error("frontdesk", _in_plain_letters)
    while True:
        # A database opened as descriptor 1 or 2 would be written to by whoever prints.
        descriptor = os.open(os.devnull, os.O_RDWR)
        if descriptor > 2:
            os.close(descriptor)
            break
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - lives as long as we
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="frontdesk")


def _in_plain_letters(error: UnicodeError) -> tuple[str, int]:
    """What the encoding cannot say, in letters that it can: without accents, with plain quotes, else escaped."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_in_ascii, error.object[error.start : error.end])), error.end


def _in_ascii(character: str) -> str:
    if character in _PLAIN:
        return _PLAIN[character]
    base = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return base or character.encode("ascii", "backslashreplace").decode()


def on_a_terminal() -> bool:
    """Whether a screen can be shown: keys come in through stdin, and it is painted on stderr, not on stdout alone.

    On a terminal that cannot place its cursor half of it would be seen, and no signal would end it.
    """
    streams = (sys.stdin, sys.stdout, sys.stderr)
    return all(stream is not None and stream.isatty() for stream in streams) and (
        os.environ.get("TERM", "").lower() not in ("dumb", "unknown")
    )


def say(text: object = "") -> None:
    """A line, or several, of data on stdout."""
    _write(sys.stdout, _lines(str(text)))


def narrate(text: object) -> None:
    """A line, or several, for the person at the terminal, on stderr."""
    _write(sys.stderr, _lines(str(text)))


def say_json(document: object) -> None:
    """One JSON document on stdout."""
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "").replace("_", "")
    _write(sys.stdout, json_text(document, ascii_only=encoding != "utf8") + "\n")


def json_text(document: object, *, ascii_only: bool = False) -> str:
    """A document as JSON in which nothing is left that a terminal would obey."""
    text = json.dumps(document, ensure_ascii=ascii_only, allow_nan=False, indent=2)
    return _UNSAFE_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def write_raw(text: str) -> None:
    """A document that is data as it stands (CSV, JSON made elsewhere) on stdout."""
    _write(sys.stdout, text)


def write_bytes(data: bytes) -> None:
    """The bytes of a file on stdout."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise ReaderGone from None
    except (OSError, ValueError) as error:
        raise _unanswered(error) from error


def _lines(text: str) -> str:
    return "".join(f"{made_visible(line)}\n" for line in text.split("\n"))


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        raise ReaderGone from None
    except (OSError, ValueError) as error:
        if stream is sys.stderr:
            return  # there is nowhere left to say it
        raise _unanswered(error) from error


class Unanswered(StoreError):
    """The answer cannot be written to stdout."""

    def after_a_change(self) -> StoreError:
        """The same, told of a verb that changes something: whoever repeats it should look first."""
        return StoreError(
            self.reason, Sentence("What was asked for may be done; see “frontdesk queue” before you repeat it.")
        )


def _unanswered(error: Exception) -> Unanswered:
    return Unanswered(
        Sentence("The answer cannot be written: {why}.", why=getattr(error, "strerror", None) or error),
        Sentence("Make room where it goes, or send it elsewhere, and ask again."),
    )


def forget_streams() -> None:
    """Let nothing that is still buffered fail at the end of the program."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            descriptor = os.open(os.devnull, os.O_WRONLY)
            try:
                os.dup2(descriptor, stream.fileno())
            except (OSError, ValueError):
                continue
            finally:
                os.close(descriptor)
