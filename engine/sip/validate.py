"""The checks every request passes before its method is looked at (RFC 3261 §8.2.1-8.2.3, §16.3)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from engine.sip.errors import PeerError, excerpt
from engine.sip.options import SUPPORTED
from engine.sip.request import Request
from engine.sip.uri import unsupported_scheme

SCHEMES: Final = ("sip", "sips", "tel")
_ONCE: Final = ("from", "to", "call-id", "cseq", "max-forwards", "content-type", "expires")

KNOWN_METHODS: Final = frozenset(
    {
        "ACK",
        "BYE",
        "CANCEL",
        "INFO",
        "INVITE",
        "MESSAGE",
        "NOTIFY",
        "OPTIONS",
        "PRACK",
        "PUBLISH",
        "REFER",
        "REGISTER",
        "SUBSCRIBE",
        "UPDATE",
    }
)
"""Methods of the IANA registry: refused by 405 where not allowed, all others by 501 (§21.5.2)."""


def validate(
    request: Request, allowed: Collection[str], supported: Collection[str] = SUPPORTED
) -> None:
    """Refuse a request that no method could accept.

    Args:
        request: a parsed request.
        allowed: methods served here.
        supported: option tags a request may require.

    Raises:
        PeerError: 400, 405, 414, 416, 420, 483 or 501, in this order of checks: form, method,
            Request-URI, Max-Forwards, Require.
    """
    _check_form(request)
    method = request.method
    if method not in allowed:
        raise _refused_method(method, allowed)
    if request.uri.scheme not in SCHEMES:
        raise unsupported_scheme(request.uri)
    if request.uri.headers:  # RFC 3261 §19.1.1, table 1
        raise PeerError(400, "Headers In Request-URI", "a Request-URI must not hold headers")
    hops = request.fields.get("max-forwards")
    # RFC 3261 §16.3: OPTIONS that used up its hops is answered by whoever holds it.
    if hops is not None and request.max_forwards == 0 and method != "OPTIONS":
        raise PeerError(483, "Too Many Hops", "Max-Forwards is 0")
    if "require" in request.fields and method not in ("ACK", "CANCEL"):  # RFC 3261 §8.2.2.3
        _check_require(request, supported)


def _check_form(request: Request) -> None:
    if request.repeats is not None:
        for name in _ONCE:
            if name in request.repeats:
                raise PeerError(400, f"Duplicate {name.title()}", f"{name} is given twice")
    _, _, _, _, cseq = request.mandatory()
    if cseq.method != request.method:  # RFC 3261 §8.1.1.5
        detail = f"{excerpt(request.method)} with a CSeq of {excerpt(cseq.method)}"
        raise PeerError(400, "CSeq Method Mismatch", detail)


def _refused_method(method: str, allowed: Collection[str]) -> PeerError:
    headers = (("Allow", ", ".join(allowed)),)
    if method in KNOWN_METHODS:
        detail = f"method {method} is not served here"
        return PeerError(405, "Method Not Allowed", detail, headers=headers)
    return PeerError(501, "Not Implemented", f"method {excerpt(method)}", headers=headers)


def _check_require(request: Request, supported: Collection[str]) -> None:
    unknown = [tag for tag in request.tokens("require") if tag.lower() not in supported]
    if unknown:
        headers = (("Unsupported", ", ".join(unknown)),)
        detail = f"requires {excerpt(', '.join(unknown))}"
        raise PeerError(420, "Bad Extension", detail, headers=headers)
