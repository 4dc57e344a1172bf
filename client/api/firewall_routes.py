"""The routes of the blacklist below SIP; ``ApiClient`` has them with all others."""

from __future__ import annotations

from client.api.decoding import decode
from client.api.http import CONNECT_S, Connection
from client.api.kernel_values import KernelStatus, RuleFile

#: Seconds that the engine may take to write out a full blacklist.
RULES_S = 60.0


class FirewallRoutes:
    """What the kernel enforces, and the same as a file for another firewall."""

    _http: Connection

    def kernel(self) -> KernelStatus:
        """Return whether the kernel drops what is blocked."""
        return decode(KernelStatus, self._http.json("GET", "/firewall/kernel"))

    def firewall_rules(self, form: str) -> RuleFile:
        """Return what is blocked as a file for ``nft``, ``iptables`` or ``ip6tables``."""
        params, wait = {"format": form}, (CONNECT_S, RULES_S)
        answer = self._http.json("GET", "/firewall/rules", params=params, timeout=wait)
        return decode(RuleFile, answer)
