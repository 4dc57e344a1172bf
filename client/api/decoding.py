"""JSON objects into frozen values, by the types that the values declare.

Unknown keys are ignored, so that a newer engine does not break an older client; a missing key
takes the default of its field, and without a default the answer is refused as a fault of the
server. Times are RFC 3339 and become aware datetimes.
"""

from __future__ import annotations

import types
from collections.abc import Hashable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from client.api.errors import ServerFault

T = TypeVar("T")


def decode(kind: type[T], data: object) -> T:
    """Return *data* as a value of *kind*.

    Args:
        kind: a dataclass whose fields are plain types, other dataclasses, tuples or optionals.
        data: what ``json`` made of the body.

    Raises:
        ServerFault: *data* does not have the shape of *kind*.
    """
    try:
        return _value(kind, data)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise ServerFault(f"unexpected answer for {kind.__name__}: {error}") from error


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    return get_type_hints(kind)


def _value(kind: Any, data: Any) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _optional(kind, data)
    if origin is tuple:
        return tuple(_value(get_args(kind)[0], item) for item in data)
    if origin in (dict, Mapping):
        inner = get_args(kind)[1]
        return {str(key): _value(inner, item) for key, item in data.items()}
    if kind is datetime:
        return _moment(data)
    if is_dataclass(kind) and isinstance(kind, type):
        return _object(kind, data)
    return _plain(kind, data)


def _optional(kind: Any, data: Any) -> Any:
    choices = get_args(kind)
    if data is None and type(None) in choices:
        return None
    rest = [choice for choice in choices if choice is not type(None)]
    if len(rest) == 1:
        return _value(rest[0], data)
    for choice in rest:
        if isinstance(data, choice):
            return data
    raise TypeError(f"{type(data).__name__} is none of {rest}")


def _object(kind: type[Any], data: Any) -> Any:
    if not isinstance(data, Mapping):
        raise TypeError(f"an object was expected, not {type(data).__name__}")
    hints = _hints(cast(Hashable, kind))
    found = {}
    for field in fields(kind):
        if field.name in data:
            found[field.name] = _value(hints[field.name], data[field.name])
        elif field.default is MISSING and field.default_factory is MISSING:
            raise KeyError(field.name)
    return kind(**found)


def _moment(data: Any) -> datetime:
    moment = datetime.fromisoformat(data)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _plain(kind: Any, data: Any) -> Any:
    if kind is Any:
        return data
    if kind is float and isinstance(data, int) and not isinstance(data, bool):
        return float(data)
    if kind is int and isinstance(data, bool):
        return int(data)
    if kind is str and data is None:
        return ""
    if not isinstance(data, kind):
        raise TypeError(f"{kind.__name__} was expected, not {type(data).__name__}")
    return data
