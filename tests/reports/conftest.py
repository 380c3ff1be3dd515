"""Every test begins in English."""

from collections.abc import Iterator

import pytest

from frontdesk.i18n import use_language


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A test that switches the language leaves no trace."""
    use_language("en")
    yield
    use_language("en")
