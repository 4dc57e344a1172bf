"""Logging: one JSON object a line on standard error, and text from strangers made harmless.

A log line has ``at`` (UTC), ``level``, ``name`` of the module, ``event`` and
whatever the caller added by keyword. JSON escapes control characters by itself; :func:`safe` is
for every value that came from the network: it also bounds the length and leaves nothing that a
terminal, a log shipper or a person could take for something else. Secrets are never passed here.

A line that cannot be written, because the disk is full or nobody reads the pipe any more, is lost
and nothing else is: what is being logged goes on.
"""

import contextlib
import logging
import sys
from collections.abc import Iterator
from typing import Any, Final, TextIO, cast

from engine.errors import ConfigError


@contextlib.contextmanager
def without(package: str) -> Iterator[None]:
    """Let what is imported meanwhile find no such package, unless it is loaded already.

    For a package that another one would like to have and we have no use for.
    """
    loaded: dict[str, Any] = sys.modules
    if package in loaded:
        yield
        return
    loaded[package] = None
    try:
        yield
    finally:
        del loaded[package]


# It draws colours for consoles; our lines are JSON. A third of what the supervisor loads.
with without("rich"):
    import structlog
    from structlog.typing import EventDict, FilteringBoundLogger, WrappedLogger

LEVELS: Final = ("debug", "info", "warning", "error")


def configure(level: str = "info", stream: TextIO | None = None) -> None:
    """Send this process's log lines to ``stream`` (standard error unless told otherwise).

    Raises:
        ConfigError: ``level`` is none of :data:`LEVELS`.
    """
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            structlog.processors.format_exc_info,
            _ordered,
            structlog.processors.JSONRenderer(default=repr),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level_number(level)),
        logger_factory=structlog.WriteLoggerFactory(
            file=cast("TextIO", _Forgiving(stream or sys.stderr))
        ),
        cache_logger_on_first_use=False,
    )


def level_number(level: str) -> int:
    """The number the standard library gives to a level's name.

    Raises:
        ConfigError: ``level`` is none of :data:`LEVELS`.
    """
    if level not in LEVELS:
        raise ConfigError(f"log level {safe(level)!r} is not one of {', '.join(LEVELS)}")
    return logging.getLevelNamesMapping()[level.upper()]


def get_logger(name: str) -> FilteringBoundLogger:
    """A logger whose lines carry ``name``; fetched at import, configured later."""
    return cast("FilteringBoundLogger", structlog.get_logger(name=name))


def refused(kind: str, source: str, **more: object) -> None:
    """One line for one refusal, in a form that does not change: fail2ban and CrowdSec read it.

    Args:
        kind: ``failed_registrations``, ``illegal_calls``, ``malformed``, ``scanner``, ``sign_in``.
        source: Address of the sender, as a socket gives it.
        more: What else is known; texts of strangers through :func:`safe`.
    """
    _refusals.warning("refused", source=source, kind=kind, **more)


def safe(text: str | bytes, limit: int = 200) -> str:
    """``text`` as printable ASCII on one line, at most ``limit`` characters of it.

    Bytes that are not UTF-8, control characters and everything outside ASCII become backslash
    escapes; a backslash is doubled, so an escape cannot be forged. A cut is shown by ``...``.
    """
    # Cut before decoding: a stranger's megabyte is not worth escaping.
    head = text[:limit]
    decoded = head.decode("utf-8", "surrogateescape") if isinstance(head, bytes) else head
    escaped = decoded.encode("unicode_escape").decode("ascii")
    return escaped if len(escaped) <= limit and len(text) <= limit else escaped[:limit] + "..."


class _Forgiving:
    """As much of a stream as lines need; what it refuses is lost."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        with contextlib.suppress(OSError):
            self._stream.write(text)

    def flush(self) -> None:
        with contextlib.suppress(OSError):
            self._stream.flush()


def _ordered(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """When, how bad, where and what first: lines are read by people too."""
    first = {key: event[key] for key in ("at", "level", "name", "event") if key in event}
    return {**first, **{key: value for key, value in event.items() if key not in first}}


_refusals: Final = get_logger("engine.refusals")
