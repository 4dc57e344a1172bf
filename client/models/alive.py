"""Callbacks that outlive their owner: an answer that arrives after its page was closed.

A request cannot be taken back from its thread. When its page is closed meanwhile, the answer finds
widgets that exist for Python but no more for Qt, and touching them raises. Wrapped here, such an
answer is dropped in silence: nobody waits for it.
"""

from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QObject


def alive(owner: QObject, callback: Callable[..., object]) -> Callable[..., None]:
    """Return *callback*, to be called only while *owner* exists for Qt."""

    def call(*values: Any) -> None:
        if shiboken6.isValid(owner):
            callback(*values)

    return call
