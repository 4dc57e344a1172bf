"""The registrar: one REGISTER in, one answer and what changed out (RFC 3261 §10.3).

The order of the questions is the security of it:

1. Is the extension locked out? Then 403, whatever the request says, and nothing of it is looked
   at (requirements 83-85).
2. Does the request prove that it may speak for the extension? No proof is answered by 401, a wrong
   one too until the threshold is reached (requirements 75-82). An extension that does not exist,
   or is disabled, takes the same path to the same answers (requirements 93, 94).
3. What shall change? All of it, or nothing (:mod:`engine.registrar.update`).

The state is in memory and belongs to this object; nothing here waits, and nothing is written. The
caller stores the lines that :class:`Outcome` names before it sends the answer.
"""

from collections.abc import Iterable
from enum import Enum
from math import ceil
from typing import Final, NamedTuple

import msgspec

from engine.registrar.accounts import Accounts, Endpoint
from engine.registrar.authenticator import WWW_AUTHENTICATE, Authenticator, Header, Proof
from engine.registrar.extension import extension_of
from engine.registrar.locations import Locations
from engine.registrar.lockout import LockoutPolicy
from engine.registrar.lockout_record import NO_CHANGES, Attempt, Changes, LockoutEvent
from engine.registrar.offers import offers
from engine.registrar.suspension import MAX_UNKNOWN, SuspensionBook
from engine.registrar.update import ExpiryPolicy, supports_path, update
from engine.sip.auth import DigestCredentials
from engine.sip.errors import PeerError
from engine.sip.nat import Source
from engine.sip.request import Request


class Result(Enum):
    """What became of a REGISTER; the label of its metric."""

    REGISTERED = "registered"
    UNREGISTERED = "unregistered"
    QUERIED = "queried"
    CHALLENGED = "challenged"
    STALE = "stale"
    WRONG = "wrong"
    LOCKED = "locked"
    """The wrong response that reached the threshold."""

    SUSPENDED = "suspended"
    """Refused unseen."""

    REJECTED = "rejected"
    """Authenticated or not, the request itself cannot be served."""


class RegistrarPolicy(NamedTuple):
    """Every parameter the registrar obeys, as it is now.

    Attributes:
        lockout: The three of the authentication suspend.
        expiry: How long bindings last, and whether a new one replaces the others.
        nonce_lifetime: SS_SIP_AUTHENTICATION_TIMEOUT, seconds.
        strong_first: SS_SIP_AUTHENTICATION_STRONG_FIRST.
    """

    lockout: LockoutPolicy = LockoutPolicy()
    expiry: ExpiryPolicy = ExpiryPolicy()
    nonce_lifetime: int = 60
    strong_first: bool = False


class Outcome(msgspec.Struct, frozen=True, gc=False):
    """The answer to a REGISTER and what is to be written down before it is sent.

    Attributes:
        status: Final SIP status.
        result: What happened, for counting.
        extension: Whom it was about.
        headers: Further headers of the answer, in order.
        reason: Reason phrase, None for the usual one.
        bindings_changed: Whether the stored location of ``extension`` must be written anew.
        turned: Whether it became registered, or is so no longer.
        lockouts: Extensions whose stored lockout must be written anew, or deleted.
        events: For the history of lockouts.
    """

    status: int
    result: Result
    extension: str
    headers: tuple[Header, ...] = ()
    reason: str | None = None
    bindings_changed: bool = False
    lockouts: tuple[str, ...] = ()
    events: tuple[LockoutEvent, ...] = ()
    turned: bool = False


class Examined(msgspec.Struct, frozen=True, gc=False):
    """What a REGISTER says of itself, before anything is done about it.

    Attributes:
        extension: Whom it is about.
        proof: What its credentials are worth.
        error: What is wrong with it, None when nothing is.
    """

    extension: str
    proof: Proof
    error: PeerError | None = None


class Swept(NamedTuple):
    """What a sweep ended."""

    locations: list[str]
    lockouts: Changes


_CHALLENGED: Final = Result.CHALLENGED
_STALE: Final = Result.STALE
_RIGHT: Final = Proof.RIGHT
_WRONG: Final = Proof.WRONG
_MISSING: Final = Proof.MISSING


class Registrar:
    """Endpoints, their bindings and their lockouts.

    Args:
        realm: Protection space of the HA1 hashes.
        key: Secret random bytes, new for each process.
        now: Monotonic seconds.
        policy: Parameters in force.
        max_unknown: How many extensions that do not exist are remembered in lockouts.

    Attributes:
        accounts: Who exists, with the hashes of the password.
        locations: Where they can be reached.
        lockouts: Who is locked out.
        policy: In force; change it by :meth:`set_policy`.
    """

    def __init__(
        self,
        realm: str,
        key: bytes,
        now: float,
        policy: RegistrarPolicy = RegistrarPolicy(),  # noqa: B008 - an immutable value
        max_unknown: int = MAX_UNKNOWN,
    ) -> None:
        self.accounts = Accounts()
        self.locations = Locations(now)
        self.lockouts = SuspensionBook(now, max_unknown)
        self.policy = policy
        self._authenticator = Authenticator(realm, key)

    def examine(self, request: Request, now: float) -> Examined:
        """Whom a REGISTER is about and what its credentials prove; binds and counts nothing.

        It may be done for several requests before :meth:`handle` is for the first of them. Of an
        extension that is locked out nothing is looked at (requirements 83-85).

        Args:
            request: Parsed and validated.
            now: Monotonic seconds.
        """
        extension = request.to_user
        if extension is None:
            try:
                extension = extension_of(request.to.uri)
            except PeerError as error:
                return Examined("", _MISSING, error)
        if "authorization" not in request.fields or self.lockouts.remaining(extension, now):
            return Examined(extension, _MISSING)
        try:
            given = request.credentials()
        except PeerError as error:
            return Examined(extension, _MISSING, error)
        return Examined(extension, self.prove("REGISTER", given, extension, now))

    def handle(
        self, request: Request, source: Source, now: float, examined: Examined | None = None
    ) -> Outcome:
        """Answer one REGISTER.

        Args:
            request: Parsed and validated; a retransmission never gets here.
            source: Where it came from.
            now: Monotonic seconds.
            examined: What :meth:`examine` found, if it was asked already.
        """
        if examined is None:
            examined = self.examine(request, now)
        extension = examined.extension
        left = self.lockouts.remaining(extension, now)
        if left:
            return Outcome(403, Result.SUSPENDED, extension, _retry_after(left))
        if examined.error is not None:
            return _rejected(extension, examined.error)
        proof = examined.proof
        if proof is _RIGHT:
            return self._authenticated(extension, request, source, now)
        if proof is _WRONG:
            return self._failed(extension, request, source, now)
        stale = proof is not _MISSING
        device = request.fields.get("user-agent", "")
        headers = self.challenge(WWW_AUTHENTICATE, now, device, stale=stale)
        return Outcome(401, _STALE if stale else _CHALLENGED, extension, headers)

    def prove(
        self, method: str, given: list[DigestCredentials], extension: str, now: float
    ) -> Proof:
        """Whether ``given`` proves the password of ``extension``; counts nothing."""
        return self.prove_by(method, given, extension, self.accounts.secret(extension), now)

    def prove_by(
        self,
        method: str,
        given: list[DigestCredentials],
        extension: str,
        secret: bytes | None,
        now: float,
        place: str = "",
    ) -> Proof:
        """The same for who is no endpoint: ``secret`` are the packed hashes of his password.

        With a ``place`` the nonce has to be one that was given to it.
        """
        lifetime = self.policy.nonce_lifetime
        return self._authenticator.judge(method, given, extension, secret, now, lifetime, place)

    def guessed(
        self, extension: str, source: Source, user_agent: str, now: float
    ) -> tuple[Result, Changes]:
        """Hold a wrong response to the challenge of an INVITE against ``extension``.

        A password is a password: it counts like one of a REGISTER (requirements 78, 96).
        """
        known = extension in self.accounts
        attempt = Attempt(extension, known, source.ip, user_agent, now, calling=True)
        if self.lockouts.remaining(extension, now):
            return Result.SUSPENDED, self.lockouts.called(attempt)
        changes = self.lockouts.fail(attempt, self.policy.lockout)
        locked = self.lockouts.remaining(extension, now) > 0
        return Result.LOCKED if locked else Result.WRONG, changes

    def challenge(
        self, name: str, now: float, user_agent: str = "", *, stale: bool, place: str = ""
    ) -> tuple[Header, ...]:
        """The headers ``name`` of a 401 or 407, as the device can read them; see ``prove_by``."""
        offered = offers(user_agent, self.policy.strong_first)
        return self._authenticator.challenge(name, now, offered, stale=stale, place=place)

    def configure(self, endpoints: Iterable[Endpoint], now: float) -> Swept:
        """Make ``endpoints`` all that there are; answers what must be written anew."""
        wanted = {endpoint.extension: endpoint for endpoint in endpoints}
        gone = [extension for extension in self.accounts if extension not in wanted]
        gone += [extension for extension in self.locations if extension not in wanted]
        removed = self.remove_endpoints(dict.fromkeys(gone))
        put = self.put_endpoints(wanted.values(), now)
        return Swept(removed.locations + put.locations, _joined([removed.lockouts, put.lockouts]))

    def put_endpoints(self, endpoints: Iterable[Endpoint], now: float) -> Swept:
        """Create or replace endpoints; a disabled one loses its bindings."""
        lost: list[str] = []
        changes: list[Changes] = []
        for endpoint in endpoints:
            extension = endpoint.extension
            self.accounts.put(endpoint)
            changes.append(self.lockouts.set_known(extension, True))
            if not endpoint.enabled and self.locations.live(extension, now):
                self.locations.put(extension, (), now)
                lost.append(extension)
        return Swept(lost, _joined(changes))

    def remove_endpoints(self, extensions: Iterable[str]) -> Swept:
        """Delete endpoints with their bindings; what is held against their names stays."""
        lost: list[str] = []
        changes: list[Changes] = []
        for extension in extensions:
            self.accounts.remove(extension)
            changes.append(self.lockouts.set_known(extension, False))
            if self.locations.remove(extension):
                lost.append(extension)
        return Swept(lost, _joined(changes))

    def set_policy(self, policy: RegistrarPolicy, now: float, stated: bool = True) -> Changes:
        """Obey ``policy`` from the next request on (requirement 74).

        Args:
            policy: What to obey.
            now: Monotonic seconds.
            stated: Whether a configuration says so. The defaults of a switch that has lost its copy
                of the configuration lift no lockout.
        """
        self.policy = policy
        if policy.lockout.enabled or not stated:
            return NO_CHANGES
        # Also at the start: what was not written about yet when the run before ended is lifted now.
        return self.lockouts.switched_off(now)

    def sweep(self, now: float) -> Swept:
        """End bindings and suspensions that are over; to be called about once a second."""
        return Swept(self.locations.sweep(now), self.lockouts.sweep(now))

    def _authenticated(
        self, extension: str, request: Request, source: Source, now: float
    ) -> Outcome:
        forgiven = self.lockouts.succeed(extension, now)
        before = bindings = self.locations.live(extension, now)
        fields = request.fields
        try:
            supported = "path" in fields and supports_path(request)
            result = Result.QUERIED
            if "contact" in fields:
                bindings = update(request, before, source, self.policy.expiry, now)
                self.locations.put(extension, bindings, now)
                result = Result.REGISTERED if bindings else Result.UNREGISTERED
        except PeerError as error:
            return msgspec.structs.replace(
                _rejected(extension, error), lockouts=forgiven.extensions, events=forgiven.events
            )
        headers: tuple[Header, ...] = tuple([("Contact", b.header(now)) for b in bindings])
        if supported:
            headers += tuple(("Path", line) for line in request.lines("path"))
        return Outcome(
            200,
            result,
            extension,
            headers,
            None,
            result is not Result.QUERIED,
            forgiven.extensions,
            forgiven.events,
            bool(before) is not bool(bindings),
        )

    def _failed(self, extension: str, request: Request, source: Source, now: float) -> Outcome:
        known = extension in self.accounts
        attempt = Attempt(extension, known, source.ip, request.user_agent, now)
        changes = self.lockouts.fail(attempt, self.policy.lockout)
        left = self.lockouts.remaining(extension, now)
        if left:
            status, result, headers = 403, Result.LOCKED, _retry_after(left)
        else:
            status, result = 401, Result.WRONG
            headers = self.challenge(WWW_AUTHENTICATE, now, request.user_agent, stale=False)
        return Outcome(
            status, result, extension, headers, None, False, changes.extensions, changes.events
        )


def _retry_after(left: float) -> tuple[Header, ...]:
    return (("Retry-After", str(ceil(left))),)


def _rejected(extension: str, error: PeerError) -> Outcome:
    return Outcome(error.status, Result.REJECTED, extension, error.headers, error.reason)


def _joined(changes: Iterable[Changes]) -> Changes:
    found = [change for change in changes if change.extensions or change.events]
    return Changes(
        tuple(extension for change in found for extension in change.extensions),
        tuple(event for change in found for event in change.events),
    )
