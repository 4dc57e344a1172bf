"""The real client in this process, offscreen, with a pulse that notices when it is kept waiting."""

import asyncio
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop as QtLoop
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QTableView
from qasync import QEventLoop

from client.app.housekeeping import Housekeeping
from client.formats import Formats
from client.i18n import Translations
from client.session import Session, State
from client.settings import Settings
from client.tasks import Tasks
from client.theme import Mode, Theme
from client.views.main_window.window import MainWindow, Surroundings
from client.views.pages import PAGES
from client.views.widgets.page import Page
from tests.helpers.engine_process import EngineProcess
from tests.helpers.page_stage import SpokenPrompts

BEAT_MS = 2
POLL_MS = 1
SIZE = (1440, 900)


@dataclass
class Pulse:
    """How long the interface thread was kept from the next event, while it was watched.

    A beat is due every `BEAT_MS`. The wait is what a user would feel. The CPU time that the thread
    itself used meanwhile tells its own work from waiting for other threads and programs: only the
    first is the same on every machine.

    Attributes:
        waits: for every beat, milliseconds it was late and milliseconds of CPU of the thread.
    """

    waits: list[tuple[float, float]] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """The longest wait, the most CPU between two beats, and how often 50 ms were passed."""
        late = [wait for wait, _ in self.waits] or [0.0]
        busy = [cpu for _, cpu in self.waits] or [0.0]
        return {
            "longest_ms": round(max(late), 1),
            "longest_own_cpu_ms": round(max(busy), 1),
            "p99_ms": round(percentile(late, 0.99), 1),
            "over_50_ms": sum(wait > 50 for wait in late),
            "beats": len(self.waits),
        }


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


class Stage:
    """Application, session and main window, as the client puts them together."""

    def __init__(self, engine: EngineProcess, folder: Path) -> None:
        self.application = QApplication(sys.argv[:1])
        self.application.setQuitOnLastWindowClosed(False)
        self.housekeeping = Housekeeping(self.application)
        self.loop = QEventLoop(self.application)
        asyncio.set_event_loop(self.loop)
        self.tasks = Tasks(self.loop)
        self.session = Session(self.tasks)
        self.settings = Settings(folder / "stage.ini")
        self.theme = Theme(self.application, Mode.LIGHT)
        self.translations = Translations(self.application)
        self.session.set_language(self.translations.use("en"))
        self.session.sign_in(engine.http_url, "admin", engine.admin_password)
        self.until(lambda: self.session.state is State.SIGNED_IN and self.session.health)
        self.window = MainWindow(
            Surroundings(
                self.session, self.settings, self.theme, Formats("UTC"), SpokenPrompts(), PAGES
            )
        )
        self.window.resize(*SIZE)
        self.window.show()

    def until(self, true: Callable[[], object], seconds: float = 60.0) -> float:
        """Let events run until it is true; the seconds that took.

        Raises:
            TimeoutError: it never became true.
        """
        began = time.perf_counter()
        if true():
            return 0.0
        inner, poll = QtLoop(), QTimer()

        def look() -> None:
            if true() or time.perf_counter() - began > seconds:
                inner.quit()

        poll.timeout.connect(look)
        poll.start(POLL_MS)
        inner.exec()
        poll.stop()
        if not true():
            raise TimeoutError(f"not within {seconds} s")
        return time.perf_counter() - began

    def idle(self, seconds: float) -> None:
        """Let events run for some time."""
        end = time.perf_counter() + seconds
        self.until(lambda: time.perf_counter() >= end, seconds + 5)

    @contextmanager
    def pulse(self) -> Iterator[Pulse]:
        """Watch the interface thread."""
        pulse, timer = Pulse(), QTimer()
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        last = [time.perf_counter(), time.thread_time()]

        def beat() -> None:
            now, cpu = time.perf_counter(), time.thread_time()
            late = (now - last[0]) * 1000 - BEAT_MS
            pulse.waits.append((max(0.0, late), (cpu - last[1]) * 1000))
            last[:] = now, cpu

        timer.timeout.connect(beat)
        timer.start(BEAT_MS)
        try:
            yield pulse
        finally:
            beat()
            timer.stop()

    def page(self, key: str) -> Any:
        """The open page of a key."""
        return next(page for page in self.window.findChildren(Page) if page.spec.key == key)

    def open(self, key: str, shown: Callable[[Any], object]) -> dict[str, float]:
        """Open a page; milliseconds in which nothing else ran, and until its table is painted."""
        began, began_cpu = time.perf_counter(), time.thread_time()
        self.window.open_page(key)
        blocked, cpu = time.perf_counter() - began, time.thread_time() - began_cpu
        page = self.page(key)
        self.until(lambda: shown(page))
        page.view.viewport().repaint()
        return {
            "blocked_ms": round(blocked * 1000, 1),
            "blocked_cpu_ms": round(cpu * 1000, 1),
            "shown_ms": round((time.perf_counter() - began) * 1000, 1),
        }

    def close(self) -> None:
        """Let everything go, in the order of the client."""
        self.window.close()
        self.window.deleteLater()
        self.session.close()
        self.tasks.close()
        self.theme.close()
        self.housekeeping.close()


def repaint(view: QTableView, times: int, move: Callable[[], object]) -> dict[str, float]:
    """Milliseconds for a move and a repaint of the whole table, and the cells that are seen."""
    took, cpu = [], []
    for _ in range(times):
        began, began_cpu = time.perf_counter(), time.thread_time()
        move()
        view.viewport().repaint()
        took.append((time.perf_counter() - began) * 1000)
        cpu.append((time.thread_time() - began_cpu) * 1000)
    return {
        "median_ms": round(statistics.median(took), 1),
        "worst_ms": round(max(took), 1),
        "median_cpu_ms": round(statistics.median(cpu), 1),
    }
