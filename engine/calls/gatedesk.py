"""What a call asks of gateways and limits while it is set up: may it, and how did it go?

The call machine knows this one interface; :class:`engine.calls.gateways.CallGates` is behind it.
"""

from typing import Protocol

from engine.calls.credentials import Account
from engine.calls.policy import CallPolicy
from engine.control.gateways import RelayMode


class GateDesk(Protocol):
    """The gateways as a call sees them."""

    policy: CallPolicy

    def relay_mode(self, gateway: str) -> RelayMode:
        """What a gateway says about media relays."""
        ...

    def take(self, gateway: str, now: float) -> bool:
        """Offer a call to a routing gateway, unless it has as many as it may have."""
        ...

    def account(self, gateway: str) -> Account | None:
        """Who we are at a routing gateway, None when it knows us by our address."""
        ...

    def leave(self, account: str, gateway: str, called: str = "") -> None:
        """A call that was counted is over."""
        ...

    def answered(self, gateway: str) -> None:
        """A call of this gateway, in or out, was answered."""
        ...

    def responded(self, gateway: str) -> None:
        """A routing gateway said something to an INVITE."""
        ...

    def ended(
        self,
        gateway: str,
        now: float,
        status: int,
        talk_s: float | None,
        delay_s: float | None,
        retry_after_s: int = 0,
    ) -> None:
        """How a call of a gateway went."""
        ...
