"""Memory that a large change of the configuration needed and nobody needs any more."""

import ctypes
import gc
from functools import cache
from typing import Any


@cache
def _library() -> Any:
    """The C library, if it can give memory back."""
    library = ctypes.CDLL(None)
    return library if hasattr(library, "malloc_trim") else None


def give_back() -> bool:
    """Return free memory to the system; whether some was returned.

    100,000 endpoints arrive as one message, which takes 30 MB to read. The allocator keeps them
    for the next time, which is a day away or never comes. It takes some 50 ms, so this is for
    changes that took longer anyway.
    """
    gc.collect()
    library = _library()
    return library is not None and bool(library.malloc_trim(0))
