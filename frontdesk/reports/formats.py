"""The formats of a summary, by the names that they have on the command line, and how each is made.

What a format needs is imported when it is made: nothing else waits for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from frontdesk.reports.document import unheeded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from frontdesk.reports.document import Document, Step
    from frontdesk.reports.model import Summary

ENDINGS = {"text": "txt", "md": "md", "csv": "csv", "xlsx": "xlsx", "json": "json", "html": "html", "pdf": "pdf"}
"""Each format and how the names of its files end."""

BINARY = frozenset({"xlsx", "pdf"})
"""What no terminal can show."""

Made: TypeAlias = "str | bytes | dict[str, str]"
"""A text, the bytes of a file, or several files by name."""


def made(
    kind: str,
    summary: Summary,
    label: Callable[[str, str], object],
    names: Mapping[str, str] | None = None,
    paper: str = "a4",
    step: Step = unheeded,
) -> Made:
    """The summary in one of ``ENDINGS``, in the language in use; ``label`` and ``names`` as for ``document_of``.

    ``paper`` is ``a4`` or ``letter``: pages and workbooks are laid out for it. ``step`` is told of each section, table,
    sheet or page that is made.
    """
    step(0, 1)
    if kind == "json":
        from frontdesk.reports.summary_json import summary_as_json  # noqa: PLC0415 - as said above

        return summary_as_json(summary, names) + "\n"
    if kind == "text":
        from frontdesk.reports.text import summary_as_text  # noqa: PLC0415

        return summary_as_text(summary, label, names)
    from frontdesk.reports.contents import document_of  # noqa: PLC0415

    return _MAKERS[kind](document_of(summary, label, names=names), paper, step)


def _md(document: Document, _paper: str, step: Step) -> str:
    from frontdesk.reports.markdown import document_as_markdown  # noqa: PLC0415

    return document_as_markdown(document, step)


def _csv(document: Document, _paper: str, step: Step) -> dict[str, str]:
    from frontdesk.reports.csv_files import document_as_csv  # noqa: PLC0415

    return document_as_csv(document, step)


def _html(document: Document, _paper: str, step: Step) -> str:
    from frontdesk.reports.html import document_as_html  # noqa: PLC0415

    return document_as_html(document, step)


def _xlsx(document: Document, paper: str, step: Step) -> bytes:
    from frontdesk.reports.xlsx import document_as_xlsx  # noqa: PLC0415

    return document_as_xlsx(document, paper, step)


def _pdf(document: Document, paper: str, step: Step) -> bytes:
    from frontdesk.reports.pdf.pages import document_as_pdf  # noqa: PLC0415

    return document_as_pdf(document, paper, step)


_MAKERS: dict[str, Callable[[Document, str, Step], Made]] = {
    "md": _md,
    "csv": _csv,
    "html": _html,
    "xlsx": _xlsx,
    "pdf": _pdf,
}


def zipped(files: Mapping[str, str]) -> bytes:
    """Several files as one; the same files give the same bytes."""
    from io import BytesIO  # noqa: PLC0415 - as said above
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo  # noqa: PLC0415

    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(ZipInfo(name), content.encode(), ZIP_DEFLATED)
    return packed.getvalue()
