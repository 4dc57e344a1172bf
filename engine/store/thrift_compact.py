"""Structures in Thrift's compact protocol, which the footer of a Parquet file is written in.

A structure is a dict of field numbers to :class:`Value`; what a field means is for its reader to
know. Only kinds of values are here that a footer has. What is read and written again is the same
bytes, if its fields came in order and its numbers were as short as can be.

Source: thrift-compact-protocol.md of Apache Thrift.
"""

from enum import IntEnum
from typing import Any, Final, NamedTuple


class Kind(IntEnum):
    """How a value is written."""

    TRUE = 1
    FALSE = 2
    I8 = 3
    I16 = 4
    I32 = 5
    I64 = 6
    DOUBLE = 7
    BINARY = 8
    LIST = 9
    STRUCT = 12


class Value(NamedTuple):
    """A value of a structure.

    Attributes:
        kind: How it is written.
        data: A number, bytes, a structure or :class:`Values`; the eight bytes of a double; None of
            a truth value, which is its kind.
    """

    kind: Kind
    data: Any


class Values(NamedTuple):
    """A list.

    Attributes:
        kind: Of all its items.
        items: As ``data`` of :class:`Value`; structures may be bytes that were written already.
            Truth values are numbers.
    """

    kind: Kind
    items: list[Any]


Struct = dict[int, Value]

_STOP: Final = 0
_NUMBERS: Final = frozenset({Kind.I16, Kind.I32, Kind.I64})
_BYTES: Final = frozenset({Kind.I8, Kind.TRUE, Kind.FALSE})
_LONG: Final = 15
"""Nibble of a list that says its size in a number of its own; the greatest step of a field."""

_DOUBLE: Final = 8
_MOST_BITS: Final = 63


def read(data: bytes) -> Struct:
    """The structure that some bytes begin with.

    Raises:
        ValueError: they do not.
    """
    return _Reader(data).struct()


def write(struct: Struct) -> bytes:
    """The bytes of a structure; its fields are in order."""
    out = bytearray()
    last = 0
    for field, (kind, data) in struct.items():
        step = field - last
        if 0 < step <= _LONG:
            out.append(step << 4 | kind)
        else:
            out.append(kind)
            out += _number(field)
        last = field
        if data is not None:
            out += _written(kind, data)
    out.append(_STOP)
    return bytes(out)


def _written(kind: Kind, data: Any) -> bytes:
    if isinstance(data, bytes):
        return _size(len(data)) + data if kind == Kind.BINARY else data
    if kind == Kind.STRUCT:
        return write(data)
    if kind == Kind.LIST:
        return _listed(data)
    return bytes([data]) if kind in _BYTES else _number(data)


def _listed(values: Values) -> bytes:
    count = len(values.items)
    head = bytes([min(count, _LONG) << 4 | values.kind])
    size = _size(count) if count >= _LONG else b""
    return head + size + b"".join(_written(values.kind, item) for item in values.items)


def _number(number: int) -> bytes:
    """A signed number: small ones of either sign are short."""
    return _size(number << 1 if number >= 0 else (-number << 1) - 1)


def _size(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


class _Reader:
    """Reads values one after the other."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def struct(self) -> Struct:
        found: Struct = {}
        field = 0
        while (head := self._byte()) != _STOP:
            step, kind = head >> 4, Kind(head & 0xF)
            field = field + step if step else self._number()
            found[field] = Value(kind, self._value(kind, in_struct=True))
        return found

    def _value(self, kind: Kind, *, in_struct: bool = False) -> Any:
        if kind in _NUMBERS:
            return self._number()
        if kind == Kind.BINARY:
            return self._take(self._size())
        if kind == Kind.STRUCT:
            return self.struct()
        if kind == Kind.LIST:
            return self._list()
        if kind == Kind.DOUBLE:
            return self._take(_DOUBLE)
        return None if in_struct and kind != Kind.I8 else self._byte()

    def _list(self) -> Values:
        head = self._byte()
        size, kind = head >> 4, Kind(head & 0xF)
        size = self._size() if size == _LONG else size
        return Values(kind, [self._value(kind) for _ in range(size)])

    def _number(self) -> int:
        size = self._size()
        return size >> 1 ^ -(size & 1)

    def _size(self) -> int:
        found = shift = 0
        while (byte := self._byte()) > 0x7F:
            found |= (byte & 0x7F) << shift
            shift += 7
            if shift > _MOST_BITS:
                raise ValueError("a number of more than 64 bits")
        return found | byte << shift

    def _byte(self) -> int:
        return self._take(1)[0]

    def _take(self, count: int) -> bytes:
        taken = self._data[self._at : self._at + count]
        if len(taken) < count:
            raise ValueError("the structure ends too early")
        self._at += count
        return taken
