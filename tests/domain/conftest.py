"""Properties are tried the same way on every machine: no clock, no database of examples, no chance."""

from hypothesis import settings

settings.register_profile("house", derandomize=True, deadline=None, database=None, print_blob=False)
settings.load_profile("house")
