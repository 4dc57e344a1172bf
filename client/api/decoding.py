"""JSON objects into frozen values, by the types that the values declare.

Unknown keys are ignored, so that a newer engine does not break an older client; a missing key
takes the default of its field, and without a default the answer is refused as a fault of the
server. Times are RFC 3339 and become aware datetimes.

What has to be done for a type is worked out once and kept as a function: lists arrive with
thousands of fields, and while a worker thread decodes them the interface thread waits its turn.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, datetime
from functools import cache, partial
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from client.api.errors import ServerFault

T = TypeVar("T")
Reader = Callable[[Any], Any]


def decode(kind: type[T], data: object) -> T:
    """Return *data* as a value of *kind*.

    Args:
        kind: a dataclass whose fields are plain types, other dataclasses, tuples or optionals.
        data: what ``json`` made of the body.

    Raises:
        ServerFault: *data* does not have the shape of *kind*.
    """
    try:
        value: T = _reader(cast(Hashable, kind))(data)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise ServerFault(f"unexpected answer for {kind.__name__}: {error}") from error
    return value


@cache
def _reader(kind: Any) -> Reader:
    """Return what makes a value of *kind* of a piece of JSON."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _optional_reader(get_args(kind))
    if origin is tuple:
        item = _reader(get_args(kind)[0])
        return lambda data: tuple(map(item, data))
    if origin in (dict, Mapping):
        inner = _reader(get_args(kind)[1])
        return lambda data: {str(key): inner(value) for key, value in data.items()}
    if kind is datetime:
        return _moment
    if is_dataclass(kind) and isinstance(kind, type):
        return _object_reader(kind)
    return (lambda data: data) if kind is Any else partial(_plain, kind)


def _optional_reader(choices: tuple[Any, ...]) -> Reader:
    nullable = type(None) in choices
    rest = tuple(choice for choice in choices if choice is not type(None))
    only = _reader(rest[0]) if len(rest) == 1 else None

    def read(data: Any) -> Any:
        if data is None and nullable:
            return None
        if only is not None:
            return only(data)
        if isinstance(data, rest):
            return data
        raise TypeError(f"{type(data).__name__} is none of {rest}")

    return read


def _object_reader(kind: type[Any]) -> Reader:
    hints = get_type_hints(kind)
    readers = [
        (field.name, hints[field.name], _reader(hints[field.name])) for field in fields(kind)
    ]
    needed = {
        field.name
        for field in fields(kind)
        if field.default is MISSING and field.default_factory is MISSING
    }

    def read(data: Any) -> Any:
        if not isinstance(data, dict):
            raise TypeError(f"an object was expected, not {type(data).__name__}")
        if not needed <= data.keys():
            raise KeyError(*needed - data.keys())
        found = {}
        for name, plain, make in readers:
            if name in data:
                value = data[name]
                found[name] = value if type(value) is plain else make(value)
        return kind(**found)

    return read


def _moment(data: Any) -> datetime:
    moment = datetime.fromisoformat(data)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _plain(kind: Any, data: Any) -> Any:
    if kind is float and isinstance(data, int) and not isinstance(data, bool):
        return float(data)
    if kind is int and isinstance(data, bool):
        return int(data)
    if kind is str and data is None:
        return ""
    if not isinstance(data, kind):
        raise TypeError(f"{kind.__name__} was expected, not {type(data).__name__}")
    return data
