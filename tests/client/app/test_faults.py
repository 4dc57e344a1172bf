"""Exceptions that nobody handled: logged whole, shown once, never fatal."""

import sys

import pytest

from client.api.errors import ApiError
from client.app.faults import FaultHook


def raised(error: BaseException) -> BaseException:
    try:
        raise error
    except BaseException as caught:  # noqa: BLE001 - the traceback is what is wanted
        return caught


def test_an_exception_is_logged_and_shown(caplog: pytest.LogCaptureFixture) -> None:
    shown: list[ApiError] = []
    hook = FaultHook(shown.append)
    error = raised(ValueError("boom"))
    hook.handle(ValueError, error, error.__traceback__)
    assert "ValueError: boom (raised)" in shown[0].detail
    assert "Traceback" in caplog.text


def test_a_fault_while_showing_is_not_shown_again(caplog: pytest.LogCaptureFixture) -> None:
    calls: list[int] = []

    def show(_: ApiError) -> None:
        calls.append(1)
        error = raised(KeyError("inner"))
        hook.handle(KeyError, error, error.__traceback__)

    hook = FaultHook(show)
    error = raised(ValueError("outer"))
    hook.handle(ValueError, error, error.__traceback__)
    assert calls == [1]
    assert "inner" in caplog.text


def test_an_interrupt_is_left_to_python() -> None:
    shown: list[ApiError] = []
    seen: list[type[BaseException]] = []
    before = sys.excepthook
    sys.excepthook = lambda kind, *_: seen.append(kind)
    try:
        hook = FaultHook(shown.append)
        hook.install()
        assert sys.excepthook == hook.handle
        hook.handle(KeyboardInterrupt, KeyboardInterrupt(), None)
        hook.remove()
    finally:
        sys.excepthook = before
    assert seen == [KeyboardInterrupt]
    assert shown == []
