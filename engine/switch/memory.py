"""When memory is looked through for what nobody needs any more.

What handling a message leaves behind is freed by its count of references; cycles, which only the
collector finds, it makes none of. So the collector is an insurance, and the pauses it makes are
what counts: all calls wait meanwhile. A pass takes 1 microsecond an object and looks at everything
of its generation, so the young ones are kept small: 1,000 objects, some 10,000 of the middle one,
and all objects of a thousand calls only once in hours. With 50,000 young objects, which was enough
for registrations, each pass held up a thousand calls for 40 to 70 ms.
"""

import ctypes
import gc
from functools import cache
from typing import Any, Final

THRESHOLDS: Final = (1_000, 10, 10_000)
"""Objects more than at the last pass over the young ones; passes over a generation until the next
one is looked at, too."""


def settle() -> None:
    """After the start: look through everything once, then never again at what is there now."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)


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
