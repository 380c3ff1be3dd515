"""Where the formats of a report go: one to stdout, to a file or into a folder, several into a folder.

In a folder a file is named after the site, the days and the language, so that one line in cron writes each night
beside the others. CSV is one file for each table: a folder of them, or a zip.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from frontdesk.cli.values import one_of, shown
from frontdesk.cli.writing import (
    existing_folder,
    folder_for_many,
    make_folder,
    put,
    put_all,
    refuse_binary_on_terminal,
    require_free,
)
from frontdesk.errors import UsageError
from frontdesk.i18n import Sentence
from frontdesk.reports.formats import BINARY, ENDINGS, made, zipped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from frontdesk.reports.formats import Made
    from frontdesk.reports.model import Summary

_FOLDER_OF = "-csv"
_BY_ENDING = {ending: kind for kind, ending in ENDINGS.items()} | {"htm": "html", "markdown": "md", "zip": "csv"}


class Place(NamedTuple):
    """Where what is made goes: into ``folder`` under names of their own, or to ``path``, or to stdout."""

    formats: tuple[str, ...]
    folder: Path | None
    path: Path | None
    force: bool


def formats_of(given: str | None, out: str | None) -> tuple[str, ...]:
    """The formats of a list such as ``pdf,xlsx``, each once; without one, that which the ending of --out tells."""
    if given is not None:
        return tuple(dict.fromkeys(one_of("--format", one.strip(), ENDINGS) for one in given.split(",")))
    told = _told_by(out)
    if told == "csv" and out is not None and not _ends_in_zip(out):
        raise _one_file_for_each_table(Sentence("--out: {path} is not a folder.", path=shown(out)))
    return (told or "text",)


def _told_by(out: str | None) -> str | None:
    """The format that the ending of a file tells; None for stdout, a folder, and an ending that tells nothing."""
    if out is None or out == "-" or existing_folder(out) is not None:
        return None
    return _BY_ENDING.get(out.lower().rpartition(".")[2]) if "." in out else None


def _ends_in_zip(out: str | None) -> bool:
    return out is not None and out.lower().endswith(".zip")


def _one_file_for_each_table(reason: Sentence) -> UsageError:
    return UsageError(
        reason,
        Sentence("CSV is one file for each table: name a folder, or a file that ends in .zip, with --out."),
    )


def place_of(formats: tuple[str, ...], out: str | None, *, force: bool) -> Place:
    """Where the formats will go; refused at once where they cannot, before anything is reckoned."""
    to_stdout = out is None or out == "-"
    if len(formats) > 1:
        if out is None or to_stdout:
            raise UsageError(
                Sentence("--out is missing."), Sentence("Several formats are several files: name a folder with --out.")
            )
        return Place(formats, folder_for_many(out), None, force)
    only = formats[0]
    _require_no_contradiction(only, out)
    if out is not None and not to_stdout:
        if only == "csv" and not _ends_in_zip(out):
            return Place(formats, folder_for_many(out), None, force)
        folder = existing_folder(out)
        return Place(formats, folder, None if folder is not None else require_free(out, force=force), force)
    if only == "csv":
        raise _one_file_for_each_table(Sentence("--out is missing."))
    if only in BINARY:
        refuse_binary_on_terminal(only)
    return Place(formats, None, None, force)


def _require_no_contradiction(kind: str, out: str | None) -> None:
    """Refuse a file whose ending says that it is of another format."""
    told = _told_by(out)
    if told is not None and told != kind and out is not None:
        raise UsageError(
            Sentence(
                "--out: {path} ends like {told}, and the format is {format}.", path=shown(out), told=told, format=kind
            ),
            Sentence("Leave out --format, or name a file that ends in .{ending}.", ending=_ending_of(kind)),
        )


def _ending_of(kind: str) -> str:
    return "zip" if kind == "csv" else ENDINGS[kind]


def write(
    place: Place,
    name: str,
    summary: Summary,
    label: Callable[[str, str], object],
    names: Mapping[str, str] | None,
    paper: str,
) -> None:
    """Make each format and put it in its place; ``name`` is that of the files in a folder, without an ending.

    ``paper`` as for ``formats.made``.
    """
    if place.folder is None:
        document = made(place.formats[0], summary, label, names, paper)
        put(zipped(document) if isinstance(document, dict) else document, place.path)
        return
    make_folder(place.folder)
    paths = {kind: _path(place, kind, name) for kind in place.formats}
    for kind, path in paths.items():
        _put(made(kind, summary, label, names, paper), path, force=place.force)


def _path(place: Place, kind: str, name: str) -> Path:
    """The file of a format in the folder, or the folder of its files; refused where it is there already."""
    assert place.folder is not None
    if kind == "csv":
        if len(place.formats) == 1:
            return place.folder
        folder = place.folder / f"{name}{_FOLDER_OF}"
        return folder if folder.is_dir() and place.force else _free(folder)
    path = place.folder / f"{name}.{ENDINGS[kind]}"
    if path.is_dir():
        raise UsageError(Sentence("--out: {path} is a folder.", path=shown(str(path))), Sentence("Name a file in it."))
    require_free(str(path), force=place.force)
    return path


def _free(path: Path) -> Path:
    if path.exists():
        raise UsageError(
            Sentence("--out: {path} already exists.", path=shown(str(path))),
            Sentence("Choose another name, or replace it with --force."),
        )
    return path


def _put(document: Made, path: Path, *, force: bool) -> None:
    if isinstance(document, dict):
        put_all(document, path, force=force)
    else:
        put(document, path)
