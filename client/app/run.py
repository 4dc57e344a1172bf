"""Builds everything in one order and lets it go in the reverse order.

The event loop is Qt's, spoken to as an asyncio loop. The last window does not end it: the client
ends on an event of its own, after the engine that it started has been stopped in order.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from client.app.desk import Desk, Parts
from client.app.faults import FaultHook
from client.app.housekeeping import Housekeeping
from client.credentials import open_credentials
from client.i18n import Translations
from client.session import Session
from client.session.local_engine import LocalEngine
from client.settings import LANGUAGE, THEME, Settings, settings_path
from client.tasks import Tasks
from client.theme import Mode, Theme
from client.views.dialogs.prompter import Prompter
from client.views.pages import PAGES

PULSE_MS = 500  # how often the interpreter runs while Qt waits, so that signals are heard


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks for; see ``switchwarden --help``."""

    data: Path
    server: str = ""
    user: str = ""
    local: bool = False
    engine: tuple[str, ...] = ()
    settings: Path | None = None


def run(options: Options) -> int:
    """Run the client until the operator leaves and return its exit code."""
    logging.basicConfig(
        level=logging.INFO, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s"
    )
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Switchwarden")
    application.setDesktopFileName("switchwarden")
    application.setQuitOnLastWindowClosed(False)
    loop = QEventLoop(application)
    asyncio.set_event_loop(loop)
    settings = Settings(options.settings or settings_path())
    theme = Theme(application, _mode(settings))
    tasks = Tasks(loop)
    parts = Parts(
        tasks=tasks,
        session=Session(tasks),
        settings=settings,
        credentials=open_credentials(),
        theme=theme,
        translations=Translations(application),
        prompter=Prompter(theme, settings),
        engine=LocalEngine(options.data, options.engine),
        specs=PAGES,
    )
    parts.session.set_language(parts.translations.use(settings.get(LANGUAGE)))
    desk = Desk(parts)
    hook = FaultHook(desk.show_error)
    hook.install()
    housekeeping = Housekeeping(application)
    finished = asyncio.Event()
    desk.finished.connect(finished.set)
    with loop, _signals(desk):
        desk.start(server=options.server, user=options.user, local=options.local)
        loop.run_until_complete(finished.wait())
        _let_go(desk, parts)
    housekeeping.close()
    hook.remove()
    return 0


def _mode(settings: Settings) -> Mode:
    stored = settings.get(THEME)
    return Mode(stored) if stored in tuple(Mode) else Mode.AUTO


def _let_go(desk: Desk, parts: Parts) -> None:
    """Close windows, then work, then pixmaps: each needs what comes after it."""
    if desk.window is not None:
        desk.window.hide()
        desk.window.deleteLater()
    QApplication.sendPostedEvents(None, 0)
    parts.session.close()
    parts.tasks.close()
    parts.theme.close()


@contextmanager
def _signals(desk: Desk) -> Iterator[None]:
    """Leave in order when the process is asked to end."""
    pulse = QTimer()
    pulse.setInterval(PULSE_MS)
    pulse.timeout.connect(lambda: None)
    pulse.start()
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, lambda *_: desk.leave()) for number in numbers}
    try:
        yield
    finally:
        pulse.stop()
        for number, handler in before.items():
            signal.signal(number, handler)
