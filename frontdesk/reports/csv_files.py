"""A document as tidy CSV: one file for each table, the same names of columns in every language, exact values.

Lengths of time are seconds, shares fractions of 1, instants ISO 8601 with the site's offset; what there is none of is
empty. What a spreadsheet would take for a formula is written as text.
"""

from __future__ import annotations

import csv
from datetime import datetime
from io import StringIO
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from frontdesk.reports.document import HOLD, Kind, unheeded
from frontdesk.reports.visit_log import as_text

if TYPE_CHECKING:
    from frontdesk.reports.document import Cell, Document, Step, Table


def document_as_csv(document: Document, step: Step = unheeded) -> dict[str, str]:
    """The files by name; UTF-8 without a mark, comma, one line feed at the end of each line."""
    files, tables = {}, document.tables
    for place, table in enumerate(tables, 1):
        files[f"{table.name}.csv"] = _file(table, document)
        step(place, len(tables))
    return files


def _file(table: Table, document: Document) -> str:
    lines = StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_value(cell, document) for cell in row] for row in table.rows)
    return lines.getvalue()


def _value(cell: Cell, document: Document) -> str | int | float | None:
    if cell.kind is Kind.INSTANT and cell.value is not None:
        return datetime.fromtimestamp(float(cell.value), ZoneInfo(document.zone)).isoformat()
    return as_text(cell.value.replace(HOLD, " ").strip()) if isinstance(cell.value, str) else cell.value
