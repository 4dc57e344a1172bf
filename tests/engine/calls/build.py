"""An INVITE for tests, on the registrar of the registrar's tests."""

from __future__ import annotations

from engine.calls import InviteOutcome, handle
from engine.sip.nat import Source
from engine.sip.request import Request
from tests.engine.registrar.build import Bench, authorization, register

STRANGER = Source("192.0.2.66", 40_000)


def invite(caller: str = "1001", callee: str = "9999", extra: str = "", **options: str) -> Request:
    uri = f"sip:{callee}@example.com"
    options.setdefault("to", f"<{uri}>")
    return register(caller, method="INVITE", uri=uri, extra=extra, **options)  # type: ignore[arg-type]


def proof(
    bench: Bench,
    user: str = "1001",
    password: str | None = None,
    *,
    place: str | None = None,
    **options: str,
) -> str:
    """A Proxy-Authorization line for a fresh nonce of the bench's phone, or of ``place``."""
    if password is not None:
        options["password"] = password
    return authorization(
        bench.nonce(bench.source.ip if place is None else place),
        user,
        method="INVITE",
        header="Proxy-Authorization",
        **options,
    )


def call(bench: Bench, request: Request, source: Source | None = None) -> InviteOutcome:
    return handle(request, source or bench.source, bench.registrar, True, bench.now)
