"""Where a document goes: to stdout, or to the file of --out, which is never overwritten by accident."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from frontdesk.cli.output import narrate, write_bytes, write_raw
from frontdesk.cli.values import shown
from frontdesk.errors import UsageError
from frontdesk.files import write_file
from frontdesk.i18n import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping


def require_free(out: str | None, *, force: bool) -> Path | None:
    """The file of --out, refused at once when it is there already or cannot be there; None for stdout."""
    if out is None or out == "-":
        return None
    try:
        path = Path(out).expanduser()
        there, is_file, is_folder = path.exists(), path.is_file(), path.is_dir()
        has_folder = path.absolute().parent.is_dir()
    except (OSError, RuntimeError) as error:  # too long a name, "~nobody"
        raise _unwritable(out, error) from None
    if is_folder:
        raise UsageError(Sentence("--out: {path} is a folder.", path=shown(out)), Sentence("Name a file in it."))
    if there and is_file and not force:
        raise UsageError(
            Sentence("--out: {path} already exists.", path=shown(out)),
            Sentence("Choose another name, or replace it with --force."),
        )
    if not has_folder:
        raise UsageError(
            Sentence("--out: there is no folder {folder}.", folder=shown(str(path.parent))),
            Sentence("Create it first."),
        )
    return path


def refuse_binary_on_terminal(kind: str) -> None:
    """Refuse a format that is no text where stdout is a terminal."""
    if sys.stdout.isatty():
        raise UsageError(
            Sentence("--format: {format} cannot be shown in a terminal.", format=kind),
            Sentence("Name a file with --out, or send it on with a pipe."),
        )


def put(document: str | bytes, path: Path | None) -> None:
    """A document to its file, or to stdout."""
    if path is None:
        write_raw(document) if isinstance(document, str) else write_bytes(document)
        return
    _write(document, path)
    narrate(Sentence("Written to {path}.", path=path))


def put_all(files: Mapping[str, str], folder: Path, *, force: bool) -> None:
    """Several files to a folder, which is made where it is missing; none of them, where one is there already."""
    make_folder(folder)
    for name in files:
        require_free(str(folder / name), force=force)
    for name, content in files.items():
        _write(content, folder / name)
    narrate(Sentence("Written to {path}.", path=folder))


def existing_folder(out: str | None) -> Path | None:
    """The folder that --out names, if it is there."""
    if out is None or out == "-":
        return None
    try:
        path = Path(out).expanduser()
        return path if path.is_dir() else None
    except (OSError, RuntimeError) as error:
        raise _unwritable(out, error) from None


def folder_for_many(out: str) -> Path:
    """The folder that --out names for several files: it may be missing, but not be a file, nor its own be missing."""
    folder = existing_folder(out)
    if folder is not None:
        return folder
    path = require_free(out, force=True)
    if path is None or path.exists():
        raise UsageError(
            Sentence("--out: {path} is not a folder.", path=shown(out)),
            Sentence("Several files are written: name a folder."),
        )
    return path


def make_folder(folder: Path) -> None:
    """Make a folder where there is none."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise _unwritable(str(folder), error) from None


def _write(document: str | bytes, path: Path) -> None:
    try:
        write_file(path, document)
    except OSError as error:
        raise _unwritable(str(path), error) from None


def _unwritable(out: str, error: Exception) -> UsageError:
    return UsageError(
        Sentence(
            "--out: {path} cannot be written: {why}.", path=shown(out), why=getattr(error, "strerror", None) or error
        ),
        Sentence("Choose another place."),
    )
