"""Serving listed addresses alone: the two switches, and whether one has still to be confirmed.

What an operator switches on returns by itself after a minute unless he switches it on once more.
The engine decides; this shows how long it still waits.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal

from client.api.client import ApiClient
from client.api.errors import ApiError
from client.api.values import Parameter
from client.formats import Formats
from client.models.alive import alive
from client.models.event_items import items_of
from client.models.server_time import ServerTime, seconds_left
from client.session import Session

SIP, HTTP = "SS_ALLOW_LIST_ONLY", "SERVER_ALLOW_LIST_ONLY"
NAMES = (SIP, HTTP)
LOAD, CHANGE = "allow_mode.load", "allow_mode.change"


class AllowModes(QObject):
    """Follows both switches and turns them.

    Signals:
        changed: one is different, or was read for the first time.
        failed: it could not be read or changed; carries the error.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, clock: ServerTime, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._clock = session, clock
        self._known: dict[str, Parameter] = {}
        session.happened.connect(self._heard)

    def load(self) -> None:
        """Read both."""
        self._session.call(
            LOAD, lambda api: [api.parameter(name) for name in NAMES],
            alive(self, self._take), alive(self, self.failed.emit), latest=True,
        )  # fmt: skip

    def turn(self, name: str, *, on: bool, reason: str = "") -> None:
        """Switch one on or off; switching it on while it waits confirms it."""

        def call(api: ApiClient) -> list[Parameter]:
            return [api.set_parameter(name, int(on), reason=reason)]

        self._session.call(CHANGE, call, alive(self, self._take), alive(self, self._refused))

    def known(self, name: str) -> bool:
        """Say whether it was read."""
        return name in self._known

    def is_on(self, name: str) -> bool:
        """Say whether it is on, confirmed or not."""
        return name in self._known and self._known[name].value == 1

    def left(self, name: str) -> int | None:
        """Return the seconds in which it has to be confirmed; None: nothing has to be."""
        item = self._known.get(name)
        if item is None or item.value != 1 or item.revert_at is None:
            return None
        return seconds_left(item.revert_at, self._clock.now())

    def _take(self, items: list[Parameter]) -> None:
        self._known |= {item.name: item for item in items}
        self.changed.emit()

    def _refused(self, error: ApiError) -> None:
        self.failed.emit(error)
        self.load()

    def _heard(self, kind: str, data: object) -> None:
        if kind == "parameter" and any(item.get("name") in NAMES for item in items_of(data)):
            self.load()


def state_text(modes: AllowModes, name: str, formats: Formats) -> str:
    """Return how one of them stands."""
    if not modes.known(name):
        return ""
    if not modes.is_on(name):
        return _tr("Off: everybody may try.")
    left = modes.left(name)
    if left is None:
        return _tr("On: nobody else is served.")
    text = _tr("On for {time}: confirm it now, or it returns to off by itself.")
    return text.format(time=formats.countdown(left))


def step_text(modes: AllowModes, name: str) -> str:
    """Return what can be done next."""
    if not modes.is_on(name):
        return _tr("Switch on")
    return _tr("Switch off") if modes.left(name) is None else _tr("Confirm")


def title_of(name: str) -> str:
    """Return what is meant."""
    return _tr("Calls and registrations (SIP)") if name == SIP else _tr("This management (HTTP)")


def meaning_of(name: str) -> str:
    """Return who is still served."""
    if name == SIP:
        return _tr(
            "Only trusted addresses, enabled gateways and the machine itself. Phones at other "
            "addresses cannot register or call, and nobody answers them."
        )
    return _tr(
        "Only trusted addresses and the machine itself. Whoever is elsewhere gets no sign-in page, "
        "you included."
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("AllowMode", text)
