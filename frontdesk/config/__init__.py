"""The configuration: ``frontdesk.toml`` read, refused where it is wrong, and handed to the rules.

What explains it (``config.explaining``) is imported by those who explain.
"""

from frontdesk.config.configuration import Configuration, Kind
from frontdesk.config.problems import InvalidConfiguration, Problem
from frontdesk.config.reading import load, machine_zone, refuse_unknown
from frontdesk.config.values import ById
from frontdesk.durations import duration_as_toml, parse_duration
from frontdesk.places import FILE_NAME, find, user_file

__all__ = [
    "FILE_NAME",
    "ById",
    "Configuration",
    "InvalidConfiguration",
    "Kind",
    "Problem",
    "duration_as_toml",
    "find",
    "load",
    "machine_zone",
    "parse_duration",
    "refuse_unknown",
    "user_file",
]
