"""Frozen values whose classes cost next to nothing to make.

A frozen dataclass compiles six functions for its class. Over the ninety events, commands and rules of the house that is
35 ms before anything can be shown, so these share the functions below; a type checker, ``fields`` and ``replace`` of
``dataclasses`` see dataclasses.
"""

from __future__ import annotations

from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import NamedTuple

    N = TypeVar("N", bound=NamedTuple)

F = TypeVar("F", bound="Frozen")


class Frozen:
    """A value: made once, never changed, equal to another of its class that holds the same.

    A field that was left out is read from its class. A default that can be changed is to be made by a
    ``default_factory``, anew for each value.
    """

    __match_args__: ClassVar[tuple[str, ...]] = ()
    _names: ClassVar[tuple[str, ...]] = ()
    _required: ClassVar[frozenset[str]] = frozenset()
    _known: ClassVar[frozenset[str]] = frozenset()
    _made: ClassVar[tuple[tuple[str, Callable[[], Any]], ...]] = ()

    def __init__(self, *args: Any, **values: Any) -> None:
        if args:
            by_place = dict(zip(self.__match_args__, args, strict=False))
            if len(by_place) < len(args) or not by_place.keys().isdisjoint(values):
                raise TypeError(f"{type(self).__name__} was given more values than it has fields for")
            values |= by_place
        self._hold(values)

    @classmethod
    def of(cls: type[F], values: Mapping[str, Any]) -> F:
        """The value with these fields; TypeError where one is missing or unknown."""
        made = cls.__new__(cls)
        made._hold(values)
        return made

    def _hold(self, values: Mapping[str, Any]) -> None:
        if not self._required <= values.keys() <= self._known:
            wrong = sorted((self._required - values.keys()) | (values.keys() - self._known))
            raise TypeError(f"{type(self).__name__}: missing or unknown: {', '.join(wrong)}")
        self.__dict__.update(values)
        for name, make in self._made:
            if name not in values:
                self.__dict__[name] = make()

    def _values(self) -> tuple[Any, ...]:
        return tuple([getattr(self, name) for name in self._names])

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        return hash((type(self), self._values()))

    def __repr__(self) -> str:
        held = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._names)
        return f"{type(self).__qualname__}({held})"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(f"cannot delete field {name!r}")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(*, kw_only: bool = False) -> Callable[[type[F]], type[F]]:
    """Make the annotated names of a class its fields, as ``dataclass(frozen=True)`` does."""

    def decorate(cls: type[F]) -> type[F]:
        made = dataclass(init=False, repr=False, eq=False, kw_only=kw_only)(cls)
        every = fields(made)  # type: ignore[arg-type]
        made._names = tuple(one.name for one in every)
        made._known = frozenset(made._names)
        made._made = tuple((one.name, one.default_factory) for one in every if one.default_factory is not MISSING)
        defaults = {one.name for one in every if one.default is not MISSING} | {name for name, _ in made._made}
        made._required = made._known - defaults
        return made

    return decorate


_PLACES: dict[type, dict[str, int]] = {}


def changed(value: N, changes: Mapping[str, Any]) -> N:
    """A named tuple as ``_replace`` makes it, at half its cost: a day of thousands of events is opened by little else.

    KeyError for a name that is no field.
    """
    kind = type(value)
    places = _PLACES.get(kind)
    if places is None:
        places = _PLACES[kind] = {name: place for place, name in enumerate(value._fields)}
    values: list[Any] = list(value)
    for name, new in changes.items():
        values[places[name]] = new
    return tuple.__new__(kind, values)
