"""What Endpoint Management says when there is nothing to list: why, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from client.models.endpoint_pages import Shows
from client.models.endpoint_policy import LOCKOUT, EndpointPolicy
from client.views.pages.nothing import Nothing


@dataclass(frozen=True, slots=True)
class Steps:
    """What can be done from an empty list."""

    turn_on: Callable[[], object]
    create: Callable[[], object]
    show_all: Callable[[], object]


def nothing(shows: Shows, text: str, policy: EndpointPolicy, steps: Steps, *, may: bool) -> Nothing:
    """Say why the list is empty.

    Args:
        shows: what is listed.
        text: what is searched for.
        policy: whether the lockout is on.
        steps: what can be done.
        may: whether the role may create endpoints.
    """
    if text:
        return Nothing(
            "list-search", _tr("No endpoint matches"),
            _tr("Nothing contains “{text}”. Search for a part of it.").format(text=text),
            (_tr("Show all endpoints"), steps.show_all),
        )  # fmt: skip
    if shows in (Shows.SUSPENDED, Shows.UNKNOWN):
        return _no_lockouts(policy, steps)
    if shows is Shows.ALL:
        words = _tr("A telephone registers with an endpoint's extension and password.")
        step = (_tr("New endpoint"), steps.create) if may else None
        return Nothing("phone", _tr("No endpoints yet"), words, step)
    words = _tr("No endpoint is in this state now. The list follows by itself.")
    return Nothing("phone", _tr("None"), words, (_tr("Show all endpoints"), steps.show_all))


def _no_lockouts(policy: EndpointPolicy, steps: Steps) -> Nothing:
    if policy.lockout is False:
        return Nothing(
            "lock-open", _tr("No suspensions"),
            _tr("The lockout is off: turn on {name}, and wrong passwords suspend the extension "
                "for a while.").format(name=LOCKOUT),
            (_tr("Go to {name}").format(name=LOCKOUT), steps.turn_on),
        )  # fmt: skip
    text = _tr(
        "Nobody is locked out now. After %Ln wrong password(s) an extension appears here.",
        policy.retries,
    )
    return Nothing(
        "shield-check", _tr("No suspensions"), text,
        (_tr("Show all endpoints"), steps.show_all),
    )  # fmt: skip


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("EndpointStates", text, "", count)
