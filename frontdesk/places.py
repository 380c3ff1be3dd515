"""Where things lie on this machine: the configuration, the database when none is named, the log of our own errors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE_NAME = "frontdesk.toml"


def find(explicit: str | None, environ: Mapping[str, str], cwd: Path) -> Path | None:
    """The configuration file: ``--config``, else FRONTDESK_CONFIG, else ``frontdesk.toml`` in the working folder, else
    the one in the user's configuration folder, else None, which means the built-in defaults.

    A file that is named need not exist: ``config.load`` says so.
    """
    named = explicit or environ.get("FRONTDESK_CONFIG")
    if named:
        return cwd / Path(named).expanduser()
    return next((path for path in (cwd / FILE_NAME, user_file()) if path.is_file()), None)


def user_file() -> Path:
    """Where the configuration of this user lies on this system, whether it exists or not."""
    from platformdirs import user_config_path  # noqa: PLC0415 - not needed when the file is named

    return user_config_path("frontdesk", appauthor=False) / FILE_NAME


def default_database() -> Path:
    """The database of this user, for when none is named anywhere."""
    from platformdirs import user_data_path  # noqa: PLC0415 - not needed when the database is named

    return user_data_path("frontdesk", appauthor=False) / "frontdesk.db"


def error_log() -> Path:
    """The file in which our own errors are kept in full."""
    from platformdirs import user_log_path  # noqa: PLC0415 - hopefully never needed

    return user_log_path("frontdesk", appauthor=False) / "errors.log"
