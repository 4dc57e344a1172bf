"""The client as a user starts it, ended as soon as its first table has been painted.

    python -m benchmarks.client_start BEGAN [arguments of the client]

BEGAN is the reading of the monotonic clock before the process was started. One JSON object is
printed: seconds from then until the imports were done, until the first window (the sign-in) and
until a table with rows was painted, and the CPU seconds of the process by then.
"""

import json
import os
import signal
import sys
import time
from typing import Any

from PySide6.QtWidgets import QTableView

from client.__main__ import parse
from client.app.run import run
from client.views.login.window import LoginWindow
from client.views.widgets.table_view import TableView

_seen: dict[str, float] = {}


def main() -> int:
    """Run the client with both paint events watched."""
    began = float(sys.argv[1])
    _seen["imports_s"] = time.monotonic() - began

    def show_event(window: Any, event: Any) -> None:
        super(LoginWindow, window).showEvent(event)
        _seen.setdefault("sign_in_s", time.monotonic() - began)

    def paint_event(view: Any, event: Any) -> None:
        QTableView.paintEvent(view, event)
        if "table_s" not in _seen and view.model() is not None and view.model().rowCount():
            _seen["table_s"] = time.monotonic() - began
            _seen["cpu_s"] = time.process_time()
            os.kill(os.getpid(), signal.SIGTERM)

    LoginWindow.showEvent = show_event  # type: ignore[method-assign]
    TableView.paintEvent = paint_event  # type: ignore[method-assign]
    code = run(parse(sys.argv[2:]))
    print(json.dumps(_seen))
    return code


if __name__ == "__main__":
    sys.exit(main())
