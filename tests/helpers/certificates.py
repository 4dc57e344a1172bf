"""A certificate of the engine's own making, and contexts of those who meet it."""

from __future__ import annotations

import ssl
import time
from pathlib import Path
from typing import NamedTuple

from engine.certificates import create


class Certified(NamedTuple):
    """The two files."""

    certificate: Path
    key: Path

    def trusting(self) -> ssl.SSLContext:
        """Of a peer that was given the certificate."""
        return ssl.create_default_context(cafile=str(self.certificate))

    def serving(self) -> ssl.SSLContext:
        """Of a peer that shows it."""
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.certificate, self.key)
        return context


def certified(folder: Path, *names: str, days: int = 30, now: float | None = None) -> Certified:
    """Make one for these names, or for localhost."""
    made = Certified(folder / "certificate.pem", folder / "key.pem")
    wanted = names or ("localhost", "127.0.0.1")
    create(*made, wanted, days, time.time() if now is None else now)
    return made
