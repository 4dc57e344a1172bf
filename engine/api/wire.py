"""How values look on the wire: times, JSON bytes, cursors.

Times are RFC 3339 in UTC with milliseconds and ``Z``, so that they sort as text. Long lists are
encoded once, by orjson, from plain dictionaries; a response model is declared for them but not
applied again to every row.
"""

import base64
import binascii
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import orjson
from fastapi import Response

from engine.errors import Invalid

JSON: Final = "application/json"
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MAX_CURSOR: Final = 512


def stamp(seconds: float) -> str:
    """Epoch seconds as ``2026-11-23T13:20:00.123Z``, rounded to the nearest millisecond."""
    return stamp_ms(round(seconds * 1000))


def stamp_ms(milliseconds: int) -> str:
    """Epoch milliseconds as ``2026-11-23T13:20:00.123Z``."""
    moment = _EPOCH + timedelta(milliseconds=milliseconds)
    return f"{moment.replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


def stamp_or_none(seconds: float | None) -> str | None:
    """As :func:`stamp`; None stays None."""
    return None if seconds is None else stamp(seconds)


def encoded(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A JSON answer made of plain values, without a second validation."""
    return Response(orjson.dumps(body), status, headers, JSON)


def write_cursor(place: str) -> str:
    """A place in a list as an opaque text that fits into a query."""
    return base64.urlsafe_b64encode(place.encode()).rstrip(b"=").decode()


def read_cursor(cursor: str) -> str:
    """The place that a cursor of :func:`write_cursor` stands for; "" for an empty one.

    Raises:
        Invalid: it is not one of ours.
    """
    try:
        if len(cursor) > _MAX_CURSOR:
            raise ValueError
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        return base64.b64decode(padded, altchars=b"-_", validate=True).decode()
    except (ValueError, binascii.Error):
        raise Invalid("cursor", "the cursor is not one that this list gave out") from None


def read_number(cursor: str) -> int | None:
    """The number that a cursor stands for; None for an empty one.

    Raises:
        Invalid: it is not one of ours.
    """
    place = read_cursor(cursor)
    if not place:
        return None
    if not (place.isascii() and place.isdigit() and len(place) <= 18):
        raise Invalid("cursor", "the cursor is not one that this list gave out")
    return int(place)
