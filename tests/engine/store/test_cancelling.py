import threading
from pathlib import Path

import pytest

from engine.store.cancelling import Cancel, QueryStoppedError, cancelled_by, stoppable
from engine.store.cdr_database import CdrDatabase
from tests.helpers.api import wait_for

ENDLESS = "SELECT count(*) FROM range(1000000000000) numbers(n) WHERE hash(n) = 1"


class FakeCursor:
    def __init__(self) -> None:
        self.interrupted = 0

    def interrupt(self) -> None:
        self.interrupted += 1


def test_what_runs_is_stopped_and_what_is_over_is_not() -> None:
    cancel, running, over = Cancel(), FakeCursor(), FakeCursor()
    with cancelled_by(cancel):
        with stoppable(over):
            pass
        with stoppable(running):
            cancel.cancel()
    assert running.interrupted >= 1
    assert over.interrupted == 0
    assert cancel.cancelled


def test_who_did_not_hear_it_is_told_again() -> None:
    cancel, deaf = Cancel(), FakeCursor()
    with cancelled_by(cancel), stoppable(deaf):
        cancel.cancel()
        wait_for(lambda: deaf.interrupted, lambda times: times >= 3)
    wait_for(
        lambda: [each.name for each in threading.enumerate()], lambda all_: "cancel" not in all_
    )


def test_nothing_begins_after_it() -> None:
    cancel = Cancel()
    cancel.cancel()
    with cancelled_by(cancel), pytest.raises(QueryStoppedError), stoppable(FakeCursor()):
        pytest.fail("it began")
    with stoppable(FakeCursor()):
        assert cancel.cancelled  # out of force: others go on


def test_one_thread_s_cancel_is_not_another_s() -> None:
    cancel, other = Cancel(), FakeCursor()
    with cancelled_by(cancel):
        entered, leave = threading.Event(), threading.Event()

        def elsewhere() -> None:
            with stoppable(other):
                entered.set()
                leave.wait(10)

        thread = threading.Thread(target=elsewhere)
        thread.start()
        assert entered.wait(10)
        cancel.cancel()
        leave.set()
        thread.join(10)
    assert other.interrupted == 0


def test_a_question_without_end_is_stopped(tmp_path: Path) -> None:
    database = CdrDatabase(tmp_path / "cdr.duckdb", 1, "64MB", 60)
    cancel = Cancel()
    timer = threading.Timer(0.2, cancel.cancel)
    timer.start()
    with cancelled_by(cancel), pytest.raises(QueryStoppedError):
        database.fetch(ENDLESS)
    assert database.fetch("SELECT 1") == [(1,)]
    database.close()
