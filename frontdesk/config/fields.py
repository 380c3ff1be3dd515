"""Looks into the sections: what a field is made of, what it allows, what it refers to."""

from __future__ import annotations

from enum import Enum
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from annotated_types import Ge, Le
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from frontdesk.config.values import Allowed, ById, OneOf, Refers
from frontdesk.i18n import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable


class Shape(NamedTuple):
    """What a value is made of: its plain type, what is said about it and, for lists and tables, of what."""

    kind: Any
    notes: tuple[Any, ...] = ()
    items: Shape | None = None
    names: Shape | None = None

    @property
    def model(self) -> type[BaseModel] | None:
        """The section that this value is, if it is one."""
        return self.kind if isinstance(self.kind, type) and issubclass(self.kind, BaseModel) else None

    def note(self, kind: type[Any]) -> Any:
        """The last thing of this kind that is said about the value, or None."""
        return next((note for note in reversed(self.notes) if isinstance(note, kind)), None)


def shape_of(field: FieldInfo) -> Shape:
    """The shape of a field."""
    return _shape(field.annotation, field.metadata)


def _shape(annotation: Any, notes: Iterable[Any] = ()) -> Shape:
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(inner[0], [*_flat(inner[1:]), *notes])
    if origin in (Union, UnionType):
        return _shape(next(one for one in inner if one is not NoneType), notes)
    if origin in (tuple, ById):
        return Shape(list, tuple(notes), items=_shape(inner[0]))
    if origin is dict:
        return Shape(dict, tuple(notes), items=_shape(inner[1]), names=_shape(inner[0]))
    return Shape(annotation, tuple(notes))


def _flat(notes: Iterable[Any]) -> list[Any]:
    return [part for note in notes for part in (note.metadata if isinstance(note, FieldInfo) else [note])]


def choices(shape: Shape) -> tuple[str, ...]:
    """The words of which one must stand, or none when it is no such choice."""
    listed = shape.note(OneOf)
    if isinstance(listed, OneOf):
        return listed.words
    if get_origin(shape.kind) is Literal:
        return get_args(shape.kind)
    if isinstance(shape.kind, type) and issubclass(shape.kind, Enum):
        return tuple(member.value for member in shape.kind)
    return ()


def allowed(shape: Shape) -> Sentence:
    """What may stand there, in words."""
    said, refers = shape.note(Allowed), shape.note(Refers)
    if words := choices(shape):
        return Sentence("{words}", words=", ".join(words))
    if refers is not None:
        return _reference(refers.section)
    if said is not None:
        return Sentence(said.text)
    if shape.kind is list and shape.items is not None:
        if shape.items.model is not None:
            return Sentence("a list of tables, at least one")
        return Sentence("a list; in it: {items}", items=allowed(shape.items))
    return _plain(shape)


def _reference(section: str) -> Sentence:
    if section == "days":
        return Sentence("mon to sun, holiday, or a name of [calendar.days]")
    return Sentence("an id of [[{section}]]", section=section)


def _plain(shape: Shape) -> Sentence:
    if shape.kind is bool:
        return Sentence("true or false")
    if shape.kind is int:
        return Sentence("a whole number from {least} to {most}", least=shape.note(Ge).ge, most=shape.note(Le).le)
    if shape.kind is dict or shape.model is not None:
        return Sentence("a table")
    return Sentence("a text in quotes")


def shape_at(model: type[BaseModel], path: tuple[str | int, ...]) -> Shape | None:
    """The shape of what stands at a path below a section; None for what no section knows."""
    shape: Shape | None = Shape(model)
    for part in path:
        if shape is None:
            return None
        if shape.model is not None:
            field = shape.model.model_fields.get(str(part))
            shape = None if field is None else shape_of(field)
        else:
            shape = shape.items
    return shape
