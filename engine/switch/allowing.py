"""Serving listed addresses alone: what of SIP is let in while ``SS_ALLOW_LIST_ONLY`` is on.

Let in are addresses on the allow list, those of enabled gateways, and this machine itself: loopback
and the addresses that SIP is bound to, from where nobody else can send. Health asks from there, and
so do test calls.
"""

from collections.abc import Callable, Sequence
from ipaddress import ip_address

from engine.addresses import ENGINE, LOOPBACK_6, asked_over
from engine.defence.guard import Guard
from engine.defence.places import as_network


class Allowing:
    """Decides by source.

    Args:
        guard: Knows the allow list.
        is_gateway: Whether an address is one of an enabled gateway.

    Attributes:
        home: Addresses of this machine.
        narrowed: Whether somebody may not be served any more who was; connections are cut then.
    """

    def __init__(self, guard: Guard, is_gateway: Callable[[str], bool]) -> None:
        self._only = False
        self.narrowed = False
        self.home: frozenset[str] = frozenset()
        self._guard = guard
        self._is_gateway = is_gateway

    @property
    def only(self) -> bool:
        """Whether nobody else is served."""
        return self._only

    @only.setter
    def only(self, only: bool) -> None:
        self.narrowed = self.narrowed or (only and not self._only)
        self._only = only

    def at_home(self, listening: Sequence[str]) -> None:
        """Learn the addresses of this machine from what SIP is bound to.

        Nothing blocks those from which the engine asks itself: the ones of its own within loopback,
        and what SIP is bound to beyond it. The rest of loopback is not special. But that of IPv6 is
        one address: where SIP is served over it alone, nothing blocks it, or health, test calls and
        the proof of the lockout would fail with the first local program that errs.
        """
        asked = asked_over(listening)
        alone = asked is not None and asked.host == LOOPBACK_6
        hosts = (each.partition(":")[2].rpartition(":")[0].strip("[]") for each in listening)
        self.home = frozenset(each for each in hosts if each not in ("0.0.0.0", "::"))  # noqa: S104
        beyond = {each for each in self.home if not _is_loopback(each)}
        self._guard.exempt = ENGINE | beyond | ({LOOPBACK_6} if alone else set())

    def machine_within(self, value: str) -> list[str]:
        """Addresses of this machine in a place: whoever blocks it blocks local programs."""
        network = as_network(value)
        known = sorted({"127.0.0.1", "::1"} | ENGINE | self.home)
        return [each for each in known if ip_address(each) in network]

    def refuses(self, address: str, now: float) -> bool:
        """Whether a message from ``address`` is not to be read."""
        if not self.only or self._guard.trusts(address, now) is not None:
            return False
        if _is_loopback(address) or address in self.home:
            return False
        return not self._is_gateway(address)


def _is_loopback(address: str) -> bool:
    return address.startswith("127.") or address == "::1"
