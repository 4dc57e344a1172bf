"""One call in flight for a key; results come back in the interface thread."""

import sys
import threading
from collections.abc import Callable
from functools import partial
from typing import ClassVar

import pytest
from pytestqt.qtbot import QtBot

from client.tasks import SWITCH_S, Tasks


def test_a_result_arrives_in_the_interface_thread(tasks: Tasks, qtbot: QtBot) -> None:
    got: list[tuple[int, threading.Thread]] = []
    worker: list[threading.Thread] = []

    def add(one: int, two: int) -> int:
        worker.append(threading.current_thread())
        return one + two

    tasks.start("sum", add, 2, 3, on_done=lambda r: got.append((r, threading.current_thread())))
    qtbot.waitUntil(lambda: bool(got))
    assert got == [(5, threading.main_thread())]
    assert worker[0] is not threading.main_thread()


def test_workers_pass_the_interpreter_on_soon(tasks: Tasks) -> None:
    assert sys.getswitchinterval() <= SWITCH_S


def test_a_second_call_with_a_busy_key_is_refused(tasks: Tasks, qtbot: QtBot) -> None:
    gate = threading.Event()
    done: list[str] = []
    assert tasks.start("key", lambda: gate.wait(5), on_done=lambda _: done.append("first"))
    assert not tasks.start("key", gate.wait, on_done=lambda _: done.append("second"))
    assert tasks.start("other", lambda: None, on_done=lambda _: done.append("other"))
    qtbot.waitUntil(lambda: done == ["other"])
    gate.set()
    qtbot.waitUntil(lambda: not tasks.busy("key"))
    assert done == ["other", "first"]


def test_the_latest_call_wins_and_those_between_never_run(tasks: Tasks, qtbot: QtBot) -> None:
    gate = threading.Event()
    ran: list[int] = []
    done: list[int] = []

    def work(number: int) -> int:
        ran.append(number)
        gate.wait(5)
        return number

    for number in (1, 2, 3):
        assert tasks.start("list", work, number, on_done=done.append, latest=True)
    gate.set()
    qtbot.waitUntil(lambda: bool(done))
    assert done == [3]
    assert ran == [1, 3]


def test_an_error_goes_to_its_handler(tasks: Tasks, qtbot: QtBot) -> None:
    errors: list[Exception] = []

    def fail() -> None:
        raise ValueError("no")

    tasks.start("bad", fail, on_error=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert str(errors[0]) == "no"
    assert not tasks.busy("bad")


def test_an_error_without_a_handler_is_logged(
    tasks: Tasks, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise ValueError("nobody listens")

    tasks.start("bad", fail)
    qtbot.waitUntil(lambda: "nobody listens" in caplog.text)


def test_the_next_call_waits_for_none_that_was_given_up(tasks: Tasks, qtbot: QtBot) -> None:
    gate, stopped = threading.Event(), threading.Event()
    ended: list[bool] = []
    done: list[object] = []

    def slow() -> str:
        ended.append(gate.wait(5))
        return "old"

    tasks.start("list", slow, on_done=done.append, stop=stopped.set)
    tasks.start("list", lambda: "between", on_done=done.append, latest=True)
    tasks.give_up("list")
    assert stopped.is_set()
    assert tasks.start("list", lambda: "new", on_done=done.append)
    qtbot.waitUntil(lambda: done == ["new"])
    assert not ended
    gate.set()
    qtbot.waitUntil(lambda: ended == [True])
    assert tasks.start("list", lambda: "after", on_done=done.append)
    qtbot.waitUntil(lambda: done == ["new", "after"])


def test_what_does_not_run_can_be_given_up(tasks: Tasks, qtbot: QtBot) -> None:
    done: list[str] = []
    tasks.give_up("list")
    assert tasks.start("list", lambda: "there", on_done=done.append)
    qtbot.waitUntil(lambda: done == ["there"])


def test_an_error_of_what_was_given_up_is_told_to_nobody(tasks: Tasks, qtbot: QtBot) -> None:
    gate, ended = threading.Event(), threading.Event()
    errors: list[Exception] = []

    def fail() -> None:
        gate.wait(5)
        ended.set()
        raise ValueError("hung up")

    tasks.start("list", fail, on_error=errors.append)
    tasks.give_up("list")
    gate.set()
    qtbot.waitUntil(ended.is_set)
    tasks.start("other", lambda: None, on_done=lambda _: errors.append(KeyError("the end")))
    qtbot.waitUntil(lambda: bool(errors))
    assert [type(error) for error in errors] == [KeyError]


class Window:
    """Says in which thread it ended."""

    ended_in: ClassVar[list[str]] = []

    def __del__(self) -> None:
        Window.ended_in.append(threading.current_thread().name)

    def look(self, gate: threading.Event) -> None:
        gate.wait(5)

    def fail(self, gate: threading.Event) -> None:
        try:
            gate.wait(5)
            raise ValueError("first")
        except ValueError:
            raise KeyError("second")  # noqa: B904 - an error with another behind it


def have_ended(number: int) -> bool:
    return len(Window.ended_in) == number


@pytest.mark.parametrize("act", [Window.look, Window.fail])
@pytest.mark.parametrize("given_up", [True, False])
def test_what_a_call_holds_ends_in_the_interface_thread(
    tasks: Tasks, qtbot: QtBot, act: Callable[[Window, threading.Event], None], given_up: bool
) -> None:
    Window.ended_in.clear()
    for number in range(20):
        key, gate, window = f"look-{number}", threading.Event(), Window()
        assert tasks.start(key, partial(act, window, gate), on_error=print)
        del window
        if given_up:
            tasks.give_up(key)
        gate.set()
        qtbot.waitUntil(partial(have_ended, number + 1))
    assert Window.ended_in == [threading.main_thread().name] * 20


def test_nothing_starts_after_closing(tasks: Tasks) -> None:
    tasks.close()
    assert not tasks.start("late", lambda: None)
