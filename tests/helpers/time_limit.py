"""A time limit that nothing swallows; a plugin of pytest beside pytest-timeout.

That one fails a test once, with an exception that Hypothesis takes for a finding: it goes on, to
make it smaller, and nobody interrupts it again. So here the limit is an exception that is nobody's
finding, and it comes again while the test goes on in spite of it.
"""

import signal
from collections.abc import Generator
from types import FrameType
from typing import Any

import pytest

AGAIN_S = 60.0
"""Seconds until a test that swallowed its limit is interrupted again; a teardown has as long."""


class TimeLimit(BaseException):
    """The time of a test is up."""


@pytest.hookimpl(wrapper=True)
def pytest_timeout_set_timer() -> Generator[None, Any, Any]:
    """Let the signal that pytest-timeout asked for raise what is described above."""
    answer = yield
    fail = signal.getsignal(signal.SIGALRM)
    if callable(fail):

        def interrupt(number: int, frame: FrameType | None) -> None:
            signal.setitimer(signal.ITIMER_REAL, AGAIN_S)
            try:
                fail(number, frame)
            except pytest.fail.Exception as error:
                raise TimeLimit(str(error)) from None

        signal.signal(signal.SIGALRM, interrupt)
    return answer
