"""A store that keeps what it says to the database, so that a measurement can say the same without us."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import event

from frontdesk.store.database import Store

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from frontdesk.store.engine import Address

Values = Any
"""The values of one statement, or of each repetition: what the driver takes."""


class Said(NamedTuple):
    """A statement as the driver was given it. ``many`` says that ``values`` are those of many repetitions."""

    sql: str
    values: Values = ()
    many: bool = False

    @property
    def answers(self) -> bool:
        """Whether rows come back."""
        return self.sql.lstrip().upper().startswith(("SELECT", "WITH"))


class ListeningStore(Store):
    """A store whose ``said`` holds every statement since it was last emptied, in their order."""

    def __init__(self, address: Address) -> None:
        self.said: list[Said] = []
        super().__init__(address)

    def take(self) -> tuple[Said, ...]:
        """What was said since the last time; how the connection is set is no part of it."""
        said = tuple(one for one in self.said if not one.sql.startswith("PRAGMA"))
        self.said.clear()
        return said

    def _open(self) -> None:
        super()._open()
        assert self._connection is not None
        # What is done at every key press goes past SQLAlchemy, the rest through it: each is heard once.
        self._driver._raw = _Overheard(self._driver._raw, self.said)
        event.listen(self._connection, "before_cursor_execute", self._hear)

    def _hear(
        self, _connection: object, _cursor: object, sql: str, values: Values, _context: object, many: bool
    ) -> None:
        self.said.append(Said(sql, values, many))


class _Overheard:
    """The driver's connection, or a cursor of it, with somebody listening."""

    def __init__(self, inner: Any, said: list[Said]) -> None:
        self._inner = inner
        self._said = said

    def execute(self, sql: str, values: Mapping[str, object] | Sequence[object] | None = None) -> Any:
        """Carry it out, and keep it."""
        self._said.append(Said(sql, () if values is None else values))
        return self._inner.execute(sql) if values is None else self._inner.execute(sql, values)

    def executemany(self, sql: str, rows: Sequence[Mapping[str, object]]) -> Any:
        """Carry it out for each row, and keep it."""
        self._said.append(Said(sql, list(rows), many=True))
        return self._inner.executemany(sql, rows)

    def cursor(self) -> _Overheard:
        """A cursor with the same listener."""
        return _Overheard(self._inner.cursor(), self._said)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)
