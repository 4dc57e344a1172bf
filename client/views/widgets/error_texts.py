"""What an error is called and what to do about it, in the language of the operator.

The cause comes from the engine or the system and stands beside these words; it is never the only
thing said.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from client.api.errors import (
    ApiError,
    Cancelled,
    Conflict,
    Forbidden,
    InsecureConnection,
    LocalDisk,
    LocalDiskFull,
    Missing,
    Rejected,
    SwitchDown,
    Throttled,
    Unauthorised,
    Unreachable,
)
from client.formats import Formats


def _tr(text: str) -> str:
    return QCoreApplication.translate("Errors", text)


def title_of(error: ApiError) -> str:
    """Return the name of what happened, without a full stop."""
    if isinstance(error, InsecureConnection):
        return _tr("The connection is not secure")
    if isinstance(error, Unreachable):
        return _tr("The server does not answer")
    if isinstance(error, Unauthorised):
        return _tr("Not signed in")
    if isinstance(error, Forbidden):
        return _tr("Not allowed for your role")
    if isinstance(error, Throttled):
        return _tr("Too many attempts")
    if isinstance(error, Rejected):
        return _tr("The server refused the values")
    return _rest_of_titles(error)


def _rest_of_titles(error: ApiError) -> str:
    if isinstance(error, Missing):
        return _tr("Not there any more")
    if isinstance(error, Conflict):
        return _tr("Somebody else changed it")
    if isinstance(error, SwitchDown):
        return _tr("The softswitch did not acknowledge")
    if isinstance(error, Cancelled):
        return _tr("Cancelled")
    if isinstance(error, LocalDiskFull):
        return _tr("The disk of this computer is full")
    if isinstance(error, LocalDisk):
        return _tr("The file cannot be written")
    return _tr("The server failed")


def advice(error: ApiError) -> str:
    """Return the cause and the next step, as sentences."""
    step = _step(error)
    cause = error.detail.strip().rstrip(".")
    return f"{cause}. {step}".strip() if cause else step


def _step(error: ApiError) -> str:
    if isinstance(error, InsecureConnection):
        return _tr("Check the certificate of the server and the clock of this computer.")
    if isinstance(error, Unreachable):
        return _tr("Check the address and whether the engine runs; it is tried again by itself.")
    if isinstance(error, Unauthorised):
        return _tr("Sign in again.")
    if isinstance(error, Forbidden):
        return _tr("Ask an administrator for the right, or sign in as somebody else.")
    if isinstance(error, Throttled):
        wait = Formats.span(error.retry_after_s)
        return _tr("Wait {span} before the next attempt.").format(span=wait)
    if isinstance(error, (Missing, Conflict)):
        return _tr("Refresh (F5) and look at what is there now.")
    if isinstance(error, SwitchDown):
        return _tr("Nothing took effect. Wait until the lamp is green and repeat it.")
    if isinstance(error, (Rejected, Cancelled)):
        return ""
    if isinstance(error, LocalDiskFull):
        return _tr("Free some space or choose another folder.")
    if isinstance(error, LocalDisk):
        return _tr("Choose another folder or another name.")
    return _tr("Try again; if it stays, look into the log of the engine.")
