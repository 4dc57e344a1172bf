"""The routes of the blacklist below SIP; ``ApiClient`` has them with all others."""

from __future__ import annotations

from client.api.decoding import decode
from client.api.http import Connection
from client.api.kernel_values import KernelStatus


class FirewallRoutes:
    """What the kernel enforces."""

    _http: Connection

    def kernel(self) -> KernelStatus:
        """Return whether the kernel drops what is blocked."""
        return decode(KernelStatus, self._http.json("GET", "/firewall/kernel"))
