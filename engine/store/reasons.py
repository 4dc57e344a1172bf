"""The reason that came with the request at work, for every row of the audit that has none.

Every change may be given a reason in the same way, whatever it changes, also by a route that is
written tomorrow. So it is not handed from hand to hand: the request carries it, as a context of
its own, and a row that was given no reason by its route takes this one. Work that is done later or
in another thread of its own has none.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_GIVEN: ContextVar[str] = ContextVar("given_reason", default="")


@contextmanager
def given(reason: str) -> Iterator[None]:
    """Rows that are written within have this reason, unless they have one of their own."""
    token = _GIVEN.set(reason)
    try:
        yield
    finally:
        _GIVEN.reset(token)


def given_reason() -> str:
    """The reason of the request at work, "" for none."""
    return _GIVEN.get()
