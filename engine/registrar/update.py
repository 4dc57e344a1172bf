"""What a REGISTER does to the bindings of its extension (RFC 3261 §10.3 step 6 to 8).

:func:`update` is a function of the request, the present bindings and the time. It answers the
bindings as they shall be, or raises the refusal; the ones it was given are never touched, so a
request does all that it asks for or nothing.

Most requests renew the one contact of a phone, written exactly as last time, or bring the first
one, written plainly; they take a short way that gives the same result.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from engine.registrar.binding import Binding, device_text, source_text
from engine.sip.address import Address
from engine.sip.errors import PeerError
from engine.sip.message import delta_seconds
from engine.sip.nat import Source
from engine.sip.request import Request
from engine.sip.uri import Uri

MAX_BINDINGS: Final = 10
"""Contacts of one extension (design section 3.5)."""

MAX_PATH: Final = 10
"""Path values of one request: more proxies than any network puts before its registrar."""

MAX_PATH_TEXT: Final = 2_048
"""Characters of them together."""

MAX_CALL_ID: Final = 256
"""Characters of a Call-ID that is kept to judge the next request by; real ones have 20 to 80. All
bindings of an extension are written down whenever one changes, so what a registered device may
make us keep is what it may make us write."""

_MALFORMED_EXPIRES: Final = 3600
"""What a malformed expires parameter means (RFC 3261 §20.10)."""

_QVALUE: Final = re.compile(r"0(\.[0-9]{0,3})?|1(\.0{0,3})?")

_USUAL_CONTACT: Final = re.compile(
    r"<(sip:[A-Za-z0-9_.+*-]+@[a-z0-9][a-z0-9.-]*(?::([1-9][0-9]{0,4}))?)>"
).fullmatch
"""A contact that reads the same after parsing, with no parameters."""

_MAX_PORT: Final = 65_535

Bindings = tuple[Binding, ...]


class ExpiryPolicy(NamedTuple):
    """How long and how many; the defaults are those of a fresh installation.

    Attributes:
        longest: SS_ENDPOINT_EXPIRE, seconds: granted by default, and the most that is granted.
        shortest: SS_ENDPOINT_EXPIRE_MINIMUM, seconds: less is refused by 423.
        replace: SS_ENDPOINT_REGISTER_REPLACE: a new contact replaces the others.
    """

    longest: int = 3600
    shortest: int = 60
    replace: bool = False


class Wanted(NamedTuple):
    """One contact as a request wants it; ``expires`` 0 removes it."""

    uri: Uri
    contact: str
    q: str
    expires: int


def update(
    request: Request, current: Bindings, source: Source, policy: ExpiryPolicy, now: float
) -> Bindings:
    """The bindings after ``request``, which is authenticated and has a Contact header.

    Args:
        request: A REGISTER.
        current: The live bindings of its extension.
        source: Where it came from.
        policy: In force now.
        now: Monotonic seconds.

    Raises:
        PeerError: 400, 420, 423 or 503; nothing shall change then.
    """
    fields = request.fields
    if fields["contact"] == "*" and request.contact_star:
        return _remove_all(request, current)
    path = _path(request) if "path" in fields else ()
    if not current and not path and not request.repeats:
        usual = _USUAL_CONTACT(fields["contact"])
        if usual is not None and int(usual[2] or 0) <= _MAX_PORT:
            expires = _granted(request.expires, policy)
            return (_bound(usual[1], "", expires, request, (), source, now),) if expires else ()
    if len(current) == 1 and not path:
        old = current[0]
        if fields["contact"] == f"<{old.contact}>" and not request.repeats and not old.q:
            expires = _granted(request.expires, policy)
            _check_order(old, request)
            return (_bound(old.contact, "", expires, request, (), source, now),) if expires else ()
    return _merge(request, current, _wanted(request, policy), path, source, policy, now)


def _merge(
    request: Request,
    current: Bindings,
    wanted: list[Wanted],
    path: tuple[str, ...],
    source: Source,
    policy: ExpiryPolicy,
    now: float,
) -> Bindings:
    """Put every wanted contact in the place of its equivalent, or at the end.

    A contact that a request names twice is taken as named last.
    """
    kept = list(current)
    renewed: list[Binding] = []
    for want in wanted:
        old = _equivalent(want, kept)
        if old is not None:
            _check_order(old, request)
            kept.remove(old)
        earlier = _equivalent(want, renewed)
        if earlier is not None:
            renewed.remove(earlier)
        if want.expires:
            renewed.append(_bound(want.contact, want.q, want.expires, request, path, source, now))
    merged = renewed if policy.replace and renewed else kept + renewed
    if len(merged) > MAX_BINDINGS:
        soonest = min(binding.expires_at for binding in current)
        raise PeerError(
            503,
            "Too Many Contacts",
            f"{len(merged)} contacts, {MAX_BINDINGS} are allowed",
            headers=(("Retry-After", str(max(int(soonest - now) + 1, 1))),),
        )
    return tuple(merged)


def _bound(
    contact: str,
    q: str,
    expires: int,
    request: Request,
    path: tuple[str, ...],
    source: Source,
    now: float,
) -> Binding:
    call_id = request.call_id
    if len(call_id) > MAX_CALL_ID:
        raise PeerError(400, "Call-ID Too Long", f"a Call-ID of {len(call_id)} characters")
    return Binding(
        contact,
        q,
        call_id,
        request.cseq.number,
        path,
        source_text(source),
        source.transport,
        device_text(request.user_agent),
        now,
        now + expires,
    )


def _remove_all(request: Request, current: Bindings) -> Bindings:
    """``Contact: *`` (RFC 3261 §10.2.2 and §10.3 step 6)."""
    if request.expires != 0:
        raise PeerError(400, "Invalid Contact", "Contact: * without Expires: 0")
    for binding in current:
        _check_order(binding, request)
    return ()


def _check_order(old: Binding, request: Request) -> None:
    """Within one Call-ID the sequence number must grow (RFC 3261 §10.3 step 7)."""
    if old.call_id == request.call_id and request.cseq.number <= old.cseq:
        detail = f"CSeq {request.cseq.number} after {old.cseq} of the same Call-ID"
        raise PeerError(400, "CSeq Out of Order", detail)


def _wanted(request: Request, policy: ExpiryPolicy) -> list[Wanted]:
    header = request.expires
    return [_wanted_one(address, header, policy) for address in request.contacts]


def _wanted_one(address: Address, header: int | None, policy: ExpiryPolicy) -> Wanted:
    own = address.params.get("expires")
    asked = header if own is None else _seconds(own)
    return Wanted(
        address.uri,
        str(address.uri),
        _preference(address.params.get("q")),
        _granted(asked, policy),
    )


def _preference(text: str | None) -> str:
    """A q value as written; one that is none counts for nothing."""
    return text if text and _QVALUE.fullmatch(text) else ""


def _seconds(text: str) -> int:
    try:
        return delta_seconds("Contact", text)
    except PeerError:
        return _MALFORMED_EXPIRES


def _granted(asked: int | None, policy: ExpiryPolicy) -> int:
    """The seconds that are granted to who asked for so many; 0 stays 0.

    Raises:
        PeerError: 423 with Min-Expires (RFC 3261 §10.3 step 7).
    """
    if asked is None:
        return policy.longest
    if 0 < asked < policy.shortest:
        headers = (("Min-Expires", str(policy.shortest)),)
        detail = f"{asked} s is less than {policy.shortest} s"
        raise PeerError(423, "Interval Too Brief", detail, headers=headers)
    return min(asked, policy.longest)


def _path(request: Request) -> tuple[str, ...]:
    """The Path to keep; a client that does not know of it must not lose it (RFC 3327 §5.3)."""
    if not supports_path(request):
        headers = (("Unsupported", "path"),)
        detail = "Path without Supported: path"
        raise PeerError(420, "Bad Extension", detail, headers=headers)
    path = tuple(str(address) for address in request.addresses("path", MAX_PATH, "Path"))
    length = sum(map(len, path))
    if length > MAX_PATH_TEXT:
        raise PeerError(400, "Path Too Long", f"Path values of {length} characters")
    return path


def supports_path(request: Request) -> bool:
    """Whether the client says that it knows RFC 3327."""
    return "path" in (tag.lower() for tag in request.tokens("supported"))


def _equivalent(want: Wanted, bindings: Sequence[Binding]) -> Binding | None:
    """The binding of the same contact: the same text, or equal by RFC 3261 §19.1.4."""
    for binding in bindings:
        if binding.contact == want.contact:
            return binding
    for binding in bindings:
        if Uri.parse(binding.contact, "Contact").equivalent(want.uri):
            return binding
    return None
