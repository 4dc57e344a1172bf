"""What happens to an exception that nobody handled: logged whole, shown once, never fatal.

Exceptions in slots reach ``sys.excepthook`` and nothing else, so the hook is installed before the
first window.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from client.api.errors import ApiError, ServerFault

_log = logging.getLogger(__name__)


class FaultHook:
    """Takes unhandled exceptions for as long as it is installed.

    Args:
        show: shows an error to the operator.
    """

    def __init__(self, show: Callable[[ApiError], object]) -> None:
        self._show = show
        self._showing = False
        self._before = sys.excepthook

    def install(self) -> None:
        """Take unhandled exceptions from now on."""
        self._before = sys.excepthook
        sys.excepthook = self.handle

    def remove(self) -> None:
        """Give them back to whoever had them."""
        sys.excepthook = self._before

    def handle(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log *error* and show it; an interrupt from the keyboard is not an error."""
        if issubclass(kind, KeyboardInterrupt):
            self._before(kind, error, trace)
            return
        _log.critical("unhandled exception", exc_info=(kind, error, trace))
        if self._showing:
            return
        self._showing = True
        try:
            where = traceback.extract_tb(trace)
            place = f" ({where[-1].name})" if where else ""
            self._show(ServerFault(f"{kind.__name__}: {error}{place}"))
        finally:
            self._showing = False
