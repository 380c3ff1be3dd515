"""frontdesk: a front-desk queue manager that runs in a terminal."""

__version__ = "0.1.0"
