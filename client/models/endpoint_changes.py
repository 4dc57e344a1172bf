"""Changes to one endpoint or to many, and the sentence that says what they came to.

The calls run in a worker thread, one after the other. One that fails does not stop the rest; what
was done and what was not are both said, never only one of them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from client.api.client import ApiClient
from client.api.errors import ApiError, Missing, Unreachable
from client.api.values import Cleared, Endpoint

#: Extensions in one request to clear; the interface takes no more.
CLEAR_AT_ONCE = 10_000
#: Extensions a sentence names before it only counts.
NAMED = 5


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of a change to several endpoints.

    Attributes:
        done: The extensions that were changed.
        failed: The others, each with the reason.
        endpoints: The changed endpoints as stored now.
        warning: What the engine warns of, for example that the switch is away.
    """

    done: tuple[str, ...]
    failed: tuple[tuple[str, ApiError], ...] = ()
    endpoints: tuple[Endpoint, ...] = ()
    warning: str = ""


def clear(api: ApiClient, extensions: Sequence[str], reason: str) -> tuple[Cleared, ...]:
    """Clear lockouts and failure counters, however many."""
    removed: list[Cleared] = []
    for first in range(0, len(extensions), CLEAR_AT_ONCE):
        removed += api.clear_suspensions(extensions[first : first + CLEAR_AT_ONCE], reason)
    return tuple(removed)


def set_enabled(api: ApiClient, extensions: Sequence[str], *, enabled: bool) -> Changes:
    """Let endpoints register, or not any more."""
    return _each(extensions, lambda name: api.update_endpoint(name, enabled=enabled))


def delete(api: ApiClient, extensions: Sequence[str]) -> Changes:
    """Delete endpoints; one that is gone already counts as deleted."""

    def remove(name: str) -> None:
        try:
            api.delete_endpoint(name)
        except Missing:
            return

    return _each(extensions, remove)


def _each(extensions: Sequence[str], change: Callable[[str], Endpoint | None]) -> Changes:
    done: list[str] = []
    failed: list[tuple[str, ApiError]] = []
    endpoints: list[Endpoint] = []
    for name in extensions:
        try:
            endpoint = change(name)
        except Unreachable as error:
            failed += [(rest, error) for rest in extensions[len(done) + len(failed) :]]
            break
        except ApiError as error:
            failed.append((name, error))
            continue
        done.append(name)
        endpoints += [endpoint] if endpoint is not None else []
    warning = next((item.warning for item in endpoints if item.warning), "")
    return Changes(tuple(done), tuple(failed), tuple(endpoints), warning)


def names(extensions: Sequence[str]) -> str:
    """Name a few extensions, count the rest."""
    text = ", ".join(extensions[:NAMED])
    rest = len(extensions) - NAMED
    return _tr("{names} and {count} more").format(names=text, count=rest) if rest > 0 else text


def cleared_text(asked: Sequence[str], removed: Sequence[Cleared]) -> str:
    """What clearing removed: lockouts, counted failures, and what was gone already."""
    locked = [item.extension for item in removed if item.was_suspended]
    failures = sum(item.failures for item in removed)
    parts = []
    if len(locked) == 1:
        parts.append(_tr("{name} may register again.").format(name=locked[0]))
    elif locked:
        parts.append(
            _tr("%Ln suspension(s) cleared: {names}.", len(locked)).format(names=names(locked))
        )
    if failures:
        parts.append(_tr("%Ln wrong password(s) forgotten.", failures))
    idle = len(asked) - len(removed)
    if idle == len(asked):
        return _tr("Nothing to clear: the suspension was over already.")
    if idle:
        parts.append(_tr("%Ln were not suspended any more.", idle))
    return " ".join(parts)


def changes_text(changes: Changes, one: str, many: str) -> tuple[str, str]:
    """The sentence about a change, and its tone.

    Args:
        changes: What became of it.
        one: The sentence for one endpoint, with `{name}`.
        many: The sentence for several, with `{count}` and `{names}`.
    """
    parts = []
    if len(changes.done) == 1:
        parts.append(one.format(name=changes.done[0]))
    elif changes.done:
        parts.append(many.format(count=len(changes.done), names=names(changes.done)))
    for name, error in changes.failed[:NAMED]:
        parts.append(_tr("{name} was not changed: {why}").format(name=name, why=error.detail))
    rest = len(changes.failed) - NAMED
    if rest > 0:
        parts.append(_tr("%Ln more were not changed.", rest))
    if changes.warning:
        parts.append(changes.warning)
    tone = "bad" if changes.failed else "warning" if changes.warning else "ok"
    return " ".join(parts), tone


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("EndpointChanges", text, "", count)
