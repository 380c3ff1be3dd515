"""Properties are tried the same way on every machine, and every test begins in English."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from frontdesk.i18n import use_language

settings.register_profile("house", derandomize=True, deadline=None, database=None, print_blob=False)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A test that switches the language leaves no trace."""
    use_language("en")
    yield
    use_language("en")
