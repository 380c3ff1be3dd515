"""A report as a document of no particular format: titled sections of statements, tables of typed cells and charts.

Every renderer shows such a document and knows nothing of what is measured, so that a new measure is told once, in
``contents``. All texts are in the language in which the document was made, and every control character in them is
visible. Lengths of time are seconds, shares are fractions of 1, days are ISO dates, instants are seconds UTC; None is
shown as nothing. A no-break space holds together what must not be parted at the end of a line.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

from frontdesk.i18n import Sentence, clock_text, day_text, number, percent
from frontdesk.i18n import duration as length_text
from frontdesk.plain_text import made_visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from frontdesk.reports.which import Behind

NOTHING = "–"
HOLD = "\N{NO-BREAK SPACE}"


class Kind(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    COUNT = "count"
    SECONDS = "seconds"
    SHARE = "share"
    NUMBER = "number"
    DAY = "day"
    INSTANT = "instant"


NUMBERS = frozenset({Kind.COUNT, Kind.SECONDS, Kind.SHARE, Kind.NUMBER})
"""What stands at the right of its column and can be reckoned with."""


class Cell(NamedTuple):
    """A value and what it is; ``digits`` are those that a NUMBER shows after the decimal sign.

    A ``signed`` one is a difference: it is shown with its sign, and one of shares in points of a hundred.
    """

    kind: Kind
    value: str | int | float | None
    digits: int = 0
    signed: bool = False


def text(value: object) -> Cell:
    """Words: ours, the house's or a person's; None is nothing."""
    return Cell(Kind.TEXT, None if value is None else made_visible(str(value)))


def count(value: int | None) -> Cell:
    """How many."""
    return Cell(Kind.COUNT, value)


def seconds(value: float | None) -> Cell:
    """A length of time."""
    return Cell(Kind.SECONDS, value)


def share(value: float | None) -> Cell:
    """A fraction of 1."""
    return Cell(Kind.SHARE, value)


def decimal(value: float | None, digits: int) -> Cell:
    """A number that is no whole one, such as a mean."""
    return Cell(Kind.NUMBER, value, digits)


def day(value: str | None) -> Cell:
    """A business day."""
    return Cell(Kind.DAY, value)


def instant(value: int | None) -> Cell:
    """A moment."""
    return Cell(Kind.INSTANT, value)


class Column(NamedTuple):
    """A column of a table: ``name`` is that of data files and the same in every language, ``head`` is for people.

    One without a head is for data files only.
    """

    name: str
    head: str = ""


Row: TypeAlias = "tuple[Cell, ...]"


class Table(NamedTuple):
    """Rows of cells under columns. ``name`` is that of the file or sheet that holds it.

    ``notes`` has for each row a sentence that stands below it, or nothing. ``told`` has for each row a sentence that
    says it all, for paper that is too narrow for the table; only so many rows stand on a page as ``most`` says.
    ``counted`` tables say in their title how many rows there are, and stand there also when there are none.
    ``weight`` is the column that tells how many visits each row is of: where a page holds some rows only, the heavy
    ones stay, or the first ones where there is no such column.
    ``behind`` has for each row the visits behind it, ``behind_all`` those behind the table as a whole.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    most: int | None = None
    counted: bool = False
    weight: str = ""
    behind: tuple[tuple[Behind, ...], ...] = ()
    behind_all: tuple[Behind, ...] = ()

    @property
    def in_order(self) -> list[int]:
        """The places of the rows, the heaviest first."""
        places = list(range(len(self.rows)))
        column = next((place for place, one in enumerate(self.columns) if one.name == self.weight), None)
        return (
            places if column is None else sorted(places, key=lambda place: -float(self.rows[place][column].value or 0))
        )

    @property
    def on_paper(self) -> list[int]:
        """The places of the columns that people are shown."""
        return [place for place, column in enumerate(self.columns) if column.head or place == self._first]

    @property
    def _first(self) -> int:
        """The column of what each row is called, which may have no head."""
        return next((place for place, column in enumerate(self.columns) if column.name == "label"), -1)

    def is_of_numbers(self, place: int) -> bool:
        """Whether a column stands at the right."""
        return any(row[place].kind in NUMBERS for row in self.rows)


class Line(NamedTuple):
    """A sentence, and what stands at the other end of its line; ``indent`` tells how far below another it belongs.

    ``behind`` are the visits behind the figures in it.
    """

    words: str
    beside: str = ""
    indent: int = 0
    behind: tuple[Behind, ...] = ()


class Statement(NamedTuple):
    """Figures said in sentences; data files have them as a table of ``name`` and ``value``, one figure to a row."""

    lines: tuple[Line, ...]
    data: Table | None = None


class Series(NamedTuple):
    """The values of a chart, one to each category. A ``promise`` is not measured: it is drawn as a broken line."""

    name: str
    label: str
    values: tuple[float | None, ...]
    promise: bool = False


class Mark(NamedTuple):
    """A place between the categories of a chart, before category number ``before``, and what is said of it."""

    before: int
    label: str


class Chart(NamedTuple):
    """Bars of the values of ``series`` over ``categories``; every renderer draws it from these.

    ``kind`` is that of the values. ``lying`` bars stand under each other, with words beside them. ``behind`` has for
    each category the visits behind it.
    """

    name: str
    title: str
    head: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    kind: Kind
    marks: tuple[Mark, ...] = ()
    lying: bool = False
    behind: tuple[tuple[Behind, ...], ...] = ()

    @property
    def bars(self) -> tuple[Series, ...]:
        """What was measured."""
        return tuple(one for one in self.series if not one.promise)

    @property
    def promises(self) -> tuple[Series, ...]:
        """What was promised."""
        return tuple(one for one in self.series if one.promise)

    @property
    def highest(self) -> float:
        """The largest value; 1 of a share."""
        if self.kind is Kind.SHARE:
            return 1.0
        return max((value for one in self.series for value in one.values if value is not None), default=0)


class Definitions(NamedTuple):
    """How figures are counted: name and sentence."""

    entries: tuple[tuple[str, str], ...]


Block: TypeAlias = "Statement | Table | Chart | Definitions"


class Section(NamedTuple):
    """Blocks under a title, which may be empty: then the blocks have their own."""

    title: str
    blocks: tuple[Block, ...]


Step: TypeAlias = "Callable[[int, int], None]"
"""Told how many steps of how many are done while something is made of a document; what it raises ends the making."""


def unheeded(_done: int, _total: int) -> None:
    """A ``Step`` for those who do not want to know."""


class Document(NamedTuple):
    """A report: ``title`` and what stands beside it, ``about`` for data files, and its sections.

    ``made_at`` (UTC seconds) is when it was asked for. ``zone`` is that of the clock times, ``file_name`` is without an
    ending, ``several_days`` tells whether clock times need their day, ``share_digits`` how exactly percentages are
    written.
    """

    language: str
    title: str
    beside: tuple[str, ...]
    about: Table
    made_at: int
    sections: tuple[Section, ...]
    zone: str
    file_name: str
    several_days: bool
    share_digits: int

    @property
    def blocks(self) -> list[Block]:
        """The blocks of all sections."""
        return [block for section in self.sections for block in section.blocks]

    @property
    def tables(self) -> list[Table]:
        """Everything that data files hold, in order."""
        found = [self.about]
        for block in self.blocks:
            if isinstance(block, Table):
                found.append(block)
            elif isinstance(block, Statement) and block.data is not None:
                found.append(block.data)
            elif isinstance(block, Definitions):
                found.append(definition_table(block))
        return found

    @property
    def charts(self) -> list[Chart]:
        """The charts of all sections."""
        return [block for block in self.blocks if isinstance(block, Chart)]


def definition_table(block: Definitions) -> Table:
    """Definitions as a table for data files."""
    columns = (Column("figure"), Column("definition"))
    return Table("definitions", "", columns, tuple((text(name), text(said)) for name, said in block.entries))


def shown(cell: Cell, document: Document) -> str:
    """A cell as people read it, in the language in use."""
    if cell.kind is Kind.INSTANT and cell.value is not None:
        local = datetime.fromtimestamp(float(cell.value), ZoneInfo(document.zone))
        return f"{day_text(local.date())} {clock_text(local)}" if document.several_days else clock_text(local)
    if cell.signed:
        return _difference(cell)
    return shown_value(cell.kind, cell.value, document.share_digits if cell.kind is Kind.SHARE else cell.digits)


def _difference(cell: Cell) -> str:
    if cell.value is None:
        return NOTHING
    value = float(cell.value)
    if cell.kind is Kind.SHARE:
        return str(Sentence("{difference} points", difference=_with_sign(number(abs(value) * 100, 1), value)))
    return _with_sign(shown_value(cell.kind, abs(value), cell.digits), value)


def _with_sign(words: str, value: float) -> str:
    # What rounds to nothing has no sign: "-0:00" would be read as a difference.
    return words if not any(sign in words for sign in "123456789") else f"{'+' if value > 0 else '-'}{words}"


def shown_value(kind: Kind, value: str | int | float | None, digits: int = 0) -> str:
    """A value of a kind as people read it; an instant needs a zone, see ``shown``."""
    if value is None:
        return NOTHING
    if isinstance(value, str):
        return day_text(date.fromisoformat(value)) if kind is Kind.DAY else value
    if kind is Kind.SECONDS:
        return length_text(round(value))
    if kind is Kind.SHARE:
        return percent(value, digits)
    return number(value, digits if kind is Kind.NUMBER else 0)


def facts(name: str, figures: Sequence[tuple[str, Cell]]) -> Table:
    """Figures for a data file, one to a row: what each is called in every language, and its value."""
    return Table(name, "", (Column("figure"), Column("value")), tuple((text(key), cell) for key, cell in figures))
