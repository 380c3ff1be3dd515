"""Where a document goes: to stdout, or to the file of --out, which is never overwritten by accident."""

from __future__ import annotations

from pathlib import Path

from frontdesk.cli.output import narrate, write_raw
from frontdesk.cli.values import shown
from frontdesk.errors import UsageError
from frontdesk.files import write_file
from frontdesk.i18n import Sentence


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


def put(document: str, path: Path | None) -> None:
    """A document to its file, or to stdout."""
    if path is None:
        write_raw(document)
        return
    try:
        write_file(path, document)
    except OSError as error:
        raise _unwritable(str(path), error) from None
    narrate(Sentence("Written to {path}.", path=path))


def _unwritable(out: str, error: Exception) -> UsageError:
    return UsageError(
        Sentence(
            "--out: {path} cannot be written: {why}.", path=shown(out), why=getattr(error, "strerror", None) or error
        ),
        Sentence("Choose another place."),
    )
