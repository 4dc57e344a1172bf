"""Changes to one gateway or to several, and the sentence that says what they came to.

The calls run in a worker thread, one after the other; one that fails does not stop the rest.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from client.api.call_values import Gateway
from client.api.client import ApiClient
from client.api.errors import ApiError, Missing, Unreachable
from client.formats import Formats

#: Gateways a sentence names before it only counts.
NAMED = 5


@dataclass(frozen=True, slots=True)
class GatewayChanges:
    """What became of a change to several gateways.

    Attributes:
        done: the gateways that were changed.
        failed: the others, each with the reason.
        gateways: the changed ones as stored now.
    """

    done: tuple[str, ...]
    failed: tuple[tuple[str, ApiError], ...] = ()
    gateways: tuple[Gateway, ...] = ()


def set_enabled(
    api: ApiClient, names: Sequence[str], reason: str, *, enabled: bool
) -> GatewayChanges:
    """Use gateways, or not any more."""
    return _each(names, lambda name: api.update_gateway(name, {"enabled": enabled}, reason))


def delete(api: ApiClient, names: Sequence[str], reason: str) -> GatewayChanges:
    """Delete gateways; one that is gone already counts as deleted."""

    def remove(name: str) -> None:
        try:
            api.delete_gateway(name, reason)
        except Missing:
            return

    return _each(names, remove)


def _each(names: Sequence[str], change: Callable[[str], Gateway | None]) -> GatewayChanges:
    done: list[str] = []
    failed: list[tuple[str, ApiError]] = []
    gateways: list[Gateway] = []
    for name in names:
        try:
            gateway = change(name)
        except Unreachable as error:
            failed += [(rest, error) for rest in names[len(done) + len(failed) :]]
            break
        except ApiError as error:
            failed.append((name, error))
            continue
        done.append(name)
        gateways += [gateway] if gateway is not None else []
    return GatewayChanges(tuple(done), tuple(failed), tuple(gateways))


def changes_text(changes: GatewayChanges, one: str, many: str) -> tuple[str, str]:
    """Return the sentence about a change, and its tone.

    Args:
        changes: what became of it.
        one: the sentence for one gateway, with ``{name}``.
        many: the sentence for several, with ``{count}`` and ``{names}``.
    """
    parts = []
    if len(changes.done) == 1:
        parts.append(one.format(name=changes.done[0]))
    elif changes.done:
        parts.append(many.format(count=len(changes.done), names=_names(changes.done)))
    for name, error in changes.failed[:NAMED]:
        parts.append(_tr("{name} was not changed: {why}").format(name=name, why=error.detail))
    warning = next((item.warning for item in changes.gateways if item.warning), "")
    parts += [warning] if warning else []
    tone = "bad" if changes.failed else "warning" if warning else "ok"
    return " ".join(parts), tone


def stored_text(gateway: Gateway, formats: Formats) -> tuple[str, str]:
    """Return the sentence about a gateway that was just stored, and its tone."""
    if gateway.warning:
        words = _tr("{name} is stored. {warning}")
        return words.format(name=gateway.name, warning=gateway.warning), "warning"
    if gateway.effective_at is None:
        return _tr("{name} is stored.").format(name=gateway.name), "ok"
    since = formats.time(gateway.effective_at)
    return _tr("{name} is stored, in effect since {time}.").format(
        name=gateway.name, time=since
    ), "ok"


def _names(names: Sequence[str]) -> str:
    text = ", ".join(names[:NAMED])
    rest = len(names) - NAMED
    return _tr("{names} and {count} more").format(names=text, count=rest) if rest > 0 else text


def _tr(text: str) -> str:
    return QCoreApplication.translate("GatewayChanges", text)
