"""A document as a workbook that Excel and LibreOffice calculate with.

The first sheet says what the page says; each table has a sheet of its own with all its columns, and the charts stand on
one sheet beside their figures. Lengths of time are parts of a day in the format ``[h]:mm:ss``, shares are percentages,
days and instants (in the site's clock) are dates: real numbers all of them. What would be a formula is text.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import xlsxwriter

from frontdesk.i18n import Sentence, _, number
from frontdesk.reports.document import Definitions, Kind, Statement, Table, unheeded
from frontdesk.reports.layout import cells
from frontdesk.reports.visit_log import as_text
from frontdesk.reports.xlsx_charts import write_charts

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from frontdesk.reports.document import Cell, Document, Section, Step

_DAY_S = 86400
_LONGEST_TEXT = 32_000
_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_NARROW, _WIDE, _WIDTH_OF_TEXT, _WIDTH_OF_LABELS = 9, 44, 24, 40
_USUAL_WIDTH, _LONG_LINE = 8, 110
_LINE, _HIGHEST_ROW = 15.0, 400.0
_LETTERS = 1.15
"""So many letters of words are as wide as a column's unit, which is a digit."""

_LAST_COLUMN = 14
"""How far to the right the words of the summary go."""

_FORMATS = {
    Kind.TEXT: "@",
    Kind.COUNT: "#,##0",
    Kind.SECONDS: "[h]:mm:ss",
    Kind.SHARE: "0.0 %",
    Kind.DAY: "yyyy-mm-dd",
    Kind.INSTANT: "yyyy-mm-dd hh:mm:ss",
}


_PAPERS = {"a4": 9, "letter": 1}
"""The papers, by the numbers that workbooks have for them."""

_AT_THE_LEFT = frozenset({Kind.TEXT, Kind.DAY, Kind.INSTANT})


class Book:
    """A workbook that is being written: its sheets and the formats of its cells."""

    def __init__(self, workbook: Workbook, document: Document, paper: str) -> None:
        self.workbook = workbook
        self._paper = _PAPERS[paper]
        self.document = document
        self.bold = workbook.add_format({"bold": True})
        self.title = workbook.add_format({"bold": True, "font_size": 14})
        self.head = workbook.add_format({"bold": True, "bottom": 1})
        self.head_of_words = workbook.add_format({"bold": True, "bottom": 1, "indent": 1})
        self.head_of_numbers = workbook.add_format({"bold": True, "bottom": 1, "align": "right"})
        self.widths: dict[int, int] = {0: _WIDTH_OF_TEXT}
        self._long: list[tuple[int, int, int, str]] = []
        self.wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        self._formats: dict[str, Format] = {}
        self._zone = ZoneInfo(document.zone)

    def format_of(self, kind: Kind, digits: int = 0, *, page: bool = False, indented: bool = False) -> Format:
        """The format of a cell. On the page clock times are shorter, and words are wrapped in their column."""
        code = _FORMATS.get(kind) or "#,##0" + (f".{'0' * digits}" if digits else "")
        if page and kind is Kind.INSTANT:
            code = "hh:mm" if not self.document.several_days else "yyyy-mm-dd hh:mm"
        wraps = page and kind is Kind.TEXT
        key = f"{code}{' indented' if indented else ''}{' wrapped' if wraps else ''}"
        if key not in self._formats:
            # A text has some room before it: it may stand beside a number, which ends where it begins.
            more = {"indent": 1, "align": "left"} if kind in _AT_THE_LEFT and indented else {}
            self._formats[key] = self.workbook.add_format(
                {"num_format": code, "valign": "top", "text_wrap": wraps} | more
            )
        return self._formats[key]

    def sheet(self, name: str) -> Worksheet:
        """A new sheet, set up for paper: as wide as a page, with its head on each."""
        sheet = self.workbook.add_worksheet(_NOT_IN_NAMES.sub(" ", name)[:_LONGEST_NAME])
        sheet.set_paper(self._paper)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(1)
        return sheet

    def wrap(self, row: int, column: int, words: str, last: int | None = None) -> None:
        """Words of the summary in as many lines as they need, from a column to the ``last`` one or to the page's end.

        Where the last one is the column itself they are written already, and it is only seen to that they have room.
        """
        self._long.append((row, column, _LAST_COLUMN if last is None else last, (as_text(words) or "")[:_LONGEST_TEXT]))

    def lay_out(self, sheet: Worksheet, last: int) -> None:
        """The columns of the summary as wide as they must be, what is long in lines, and its page down to a row."""
        for column, width in self.widths.items():
            sheet.set_column(column, column, width)
        lines: dict[int, int] = {}
        for row, column, until, words in self._long:
            wide = sum(self.widths.get(one, _USUAL_WIDTH) for one in range(column, until + 1)) * _LETTERS
            lines[row] = max(lines.get(row, 1), ceil(cells(words) / wide))
            if until > column:
                sheet.merge_range(row, column, row, until, words, self.wrapped)
        for row, most in lines.items():
            if most > 1:
                sheet.set_row(row, min(_LINE * most, _HIGHEST_ROW))
        sheet.print_area(0, 0, last, _LAST_COLUMN)

    def write(self, sheet: Worksheet, row: int, column: int, cell: Cell, *, page: bool = False) -> None:
        """A cell as a real number, date or text; nothing where there is nothing; ``page`` is the summary."""
        value, form = cell.value, self.format_of(cell.kind, cell.digits, page=page, indented=column > 0)
        if value is None:
            return
        if isinstance(value, str):
            if cell.kind is Kind.DAY:
                sheet.write_datetime(row, column, date.fromisoformat(value), form)
            else:
                sheet.write_string(row, column, (as_text(value) or "")[:_LONGEST_TEXT], form)
        elif cell.kind is Kind.INSTANT:
            local = datetime.fromtimestamp(value, self._zone).replace(tzinfo=None)
            sheet.write_datetime(row, column, local, form)
        else:
            sheet.write_number(row, column, value / _DAY_S if cell.kind is Kind.SECONDS else value, form)


def document_as_xlsx(document: Document, paper: str = "a4", step: Step = unheeded) -> bytes:
    """The workbook as the bytes of its file, its sheets set up for ``a4`` or ``letter``.

    A step is a sheet, and then each of them once more when it is packed.
    """
    file = BytesIO()
    options: dict[str, Any] = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": False,
    }
    with xlsxwriter.Workbook(file, options) as workbook:
        created = datetime.fromtimestamp(document.made_at, UTC)
        workbook.set_properties({"title": document.title, "subject": " · ".join(document.beside), "created": created})
        book = Book(workbook, document, paper)
        tables = [table for table in document.tables if table.rows]
        sheets = 1 + bool(document.charts) + len(tables)
        _summary_sheet(book)
        if document.charts:
            write_charts(book.workbook, book.sheet(_("Charts")), document.charts, book.bold)
        step(sheets - len(tables), 2 * sheets)
        for place, table in enumerate(tables, sheets - len(tables) + 1):
            _data_sheet(book, table)
            step(place, 2 * sheets)
    step(2 * sheets, 2 * sheets)
    return file.getvalue()


def _summary_sheet(book: Book) -> None:
    """What the page says, from top to bottom."""
    document = book.document
    sheet = book.sheet(_("Summary"))
    sheet.write_string(0, 0, as_text(document.title) or "", book.title)
    sheet.write_string(1, 0, as_text(" · ".join(document.beside)) or "")
    sheet.freeze_panes(2, 0)
    sheet.repeat_rows(0, 1)
    row = 3
    for section in document.sections:
        row = _section(book, sheet, section, row)
    book.lay_out(sheet, row)


def _section(book: Book, sheet: Worksheet, section: Section, row: int) -> int:
    if section.title:
        sheet.write_string(row, 0, as_text(section.title) or "", book.bold)
        row += 1
    for block in section.blocks:
        if isinstance(block, Statement):
            for line in block.lines:
                words = f"{'  ' * line.indent}{line.words}" + (f"   {line.beside}" if line.beside else "")
                if cells(words) > _LONG_LINE:
                    book.wrap(row, 0, words)
                else:
                    sheet.write_string(row, 0, as_text(words) or "")
                row += 1
            row += bool(block.lines)
        elif isinstance(block, Table) and (block.rows or block.counted):
            row = _table(book, sheet, block, row) + 1
        elif isinstance(block, Definitions):
            for _name, sentence in block.entries:
                book.wrap(row, 0, sentence)
                row += 1
    return row


def _table(book: Book, sheet: Worksheet, table: Table, row: int) -> int:
    """A table of the page; the row below it."""
    places = table.on_paper
    if table.title:
        words = f"{table.title} {number(len(table.rows))}" if table.counted else table.title
        sheet.write_string(row, 0, as_text(words) or "", book.bold)
        row += 1
    if not table.rows:
        return row - 1
    for column, place in enumerate(places):
        head = table.columns[place].head
        beside = book.head_of_words if column else book.head
        sheet.write_string(row, column, head, book.head_of_numbers if table.is_of_numbers(place) else beside)
        is_last = column == len(places) - 1
        widest = (
            max(cells(head), *(_width_on_page(one[place], book) for one in table.rows)) if not is_last else cells(head)
        )
        most = _WIDTH_OF_TEXT if column else _WIDTH_OF_LABELS
        book.widths[column] = min(max(book.widths.get(column, _NARROW), widest + 2), most)
    for cells_of in table.rows[: table.most]:
        row += 1
        for column, place in enumerate(places):
            cell, is_last = cells_of[place], column == len(places) - 1
            if is_last and column < _LAST_COLUMN and isinstance(cell.value, str) and cells(cell.value) > _WIDTH_OF_TEXT:
                book.wrap(row, column, cell.value)
                continue
            book.write(sheet, row, column, cell, page=True)
            if cell.kind is Kind.TEXT and cell.value is not None:
                book.wrap(row, column, str(cell.value), column)
    left_out = 0 if table.most is None else len(table.rows) - table.most
    if left_out > 0:
        row += 1
        sheet.write_string(row, 0, str(Sentence("… and {n} more", n=number(left_out))))
    return row + 1


def _data_sheet(book: Book, table: Table) -> None:
    """A table with all its columns, the names of data files at the head, ready to be filtered."""
    sheet = book.sheet(table.name)
    for column, one in enumerate(table.columns):
        sheet.write_string(0, column, one.name, book.head_of_numbers if table.is_of_numbers(column) else book.head)
        longest = max([cells(one.name), *(_width(row[column]) for row in table.rows)])
        sheet.set_column(column, column, min(max(longest + 2, _NARROW), _WIDE))
    for place, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row):
            book.write(sheet, place, column, cell)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def _width_on_page(cell: Cell, book: Book) -> int:
    return _width(cell) if cell.kind is not Kind.INSTANT or book.document.several_days else _NARROW


def _width(cell: Cell) -> int:
    if isinstance(cell.value, str):
        return cells(cell.value)
    return 18 if cell.kind is Kind.INSTANT else _NARROW
