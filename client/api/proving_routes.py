"""Routes that try and prove; ``ApiClient`` has them with all others."""

from __future__ import annotations

from collections.abc import Mapping

from client.api.answers import items_in
from client.api.decoding import decode
from client.api.http import CONNECT_S, Connection
from client.api.proving_values import DryRun, Proof

TRIAL_S = 60.0
"""A trial ends by itself after twenty seconds."""


class ProvingRoutes:
    """Trying proposed limits, and proving that the lockout works."""

    _http: Connection

    def try_values(self, values: Mapping[str, int | str], hours: int) -> DryRun:
        """Return whom values would have hit in the last hours."""
        body = {"values": dict(values), "hours": hours}
        answer = self._http.json("POST", "/dry-run", json=body, timeout=(CONNECT_S, TRIAL_S))
        return decode(DryRun, answer)

    def prove_lockout(self) -> Proof:
        """Run the self-proof; returns when it is over."""
        return decode(Proof, self._http.json("POST", "/self-proof", timeout=(CONNECT_S, TRIAL_S)))

    def proofs(self) -> tuple[Proof, ...]:
        """Return the last reports, newest first."""
        return items_in(Proof, self._http.json("GET", "/self-proof"))
