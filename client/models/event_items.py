"""The items of a live event, whatever its shape: one object, a list of them, or a list inside."""

from collections.abc import Iterator, Mapping
from typing import Any


def items_of(data: object) -> Iterator[Mapping[str, Any]]:
    """Yield the objects an event carries; anything that is not an object is left out."""
    inner = data.get("items", [data]) if isinstance(data, Mapping) else data
    if isinstance(inner, list | tuple):
        yield from (item for item in inner if isinstance(item, Mapping))
