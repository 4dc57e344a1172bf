"""Bencoding: the notation of messages to and from rtpengine.

Integers ``i42e``, byte strings ``4:spam``, lists ``l...e`` and dictionaries ``d...e`` whose keys
are byte strings. What is read comes in one datagram, so its size is bounded; depth and the length
of numbers are bounded here, and whatever does not fit raises :class:`ValueError`, nothing else.
"""

from typing import Any, Final

MAX_DEPTH: Final = 8
"""Lists and dictionaries within each other; answers of rtpengine that are read here have two."""

MAX_DIGITS: Final = 19
"""Digits of a number; those of 64 bits have no more."""

MAX_BYTES: Final = 65_535
"""A datagram."""


def encode(value: Any) -> bytes:
    """``value``, made of int, str, bytes, list, tuple and dict with text keys.

    Raises:
        TypeError: it has something else in it.
    """
    if isinstance(value, str):
        value = value.encode()
    if isinstance(value, bytes):
        return b"%d:%b" % (len(value), value)
    if isinstance(value, int):
        return b"i%de" % value
    if isinstance(value, (list, tuple)):
        return b"l%be" % b"".join(map(encode, value))
    if isinstance(value, dict):
        pairs = ((str(key).encode(), item) for key, item in value.items())
        return b"d%be" % b"".join(encode(key) + encode(item) for key, item in sorted(pairs))
    raise TypeError(f"{type(value).__name__} cannot be bencoded")


def decode(data: bytes) -> Any:
    """The one value that ``data`` is: int, bytes, list, or dict with keys of bytes.

    Raises:
        ValueError: it is malformed, too deep, too long, or followed by something.
    """
    if len(data) > MAX_BYTES:
        raise ValueError("more than a datagram")
    value, end = _value(data, 0, 0)
    if end != len(data):
        raise ValueError("something follows the value")
    return value


def _value(data: bytes, at: int, depth: int) -> tuple[Any, int]:
    """The value that begins at ``at``, and where the next one would."""
    first = data[at : at + 1]
    if first.isdigit():
        return _string(data, at)
    if first == b"i":
        return _number(data, at + 1)
    if first not in (b"l", b"d"):
        raise ValueError("no value begins here")
    if depth >= MAX_DEPTH:
        raise ValueError("too deep")
    read = _list if first == b"l" else _dictionary
    return read(data, at + 1, depth + 1)


def _string(data: bytes, at: int) -> tuple[bytes, int]:
    colon = data.find(b":", at, at + MAX_DIGITS)
    length = data[at:colon]
    if colon < 0 or not length.isdigit():
        raise ValueError("a string without its length")
    end = colon + 1 + int(length)
    if end > len(data):
        raise ValueError("a string that is not all there")
    return data[colon + 1 : end], end


def _number(data: bytes, at: int) -> tuple[int, int]:
    end = data.find(b"e", at, at + MAX_DIGITS + 2)
    digits = data[at:end]
    if end < 0 or not digits.removeprefix(b"-").isdigit():
        raise ValueError("no number")
    return int(digits), end + 1


def _list(data: bytes, at: int, depth: int) -> tuple[list[Any], int]:
    items = []
    while data[at : at + 1] != b"e":
        item, at = _value(data, at, depth)
        items.append(item)
    return items, at + 1


def _dictionary(data: bytes, at: int, depth: int) -> tuple[dict[bytes, Any], int]:
    items: dict[bytes, Any] = {}
    while data[at : at + 1] != b"e":
        key, at = _string(data, at)
        items[key], at = _value(data, at, depth)
    return items, at + 1
