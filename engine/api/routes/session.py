"""Signing in, out, and asking who one is.

Verifying a password is slow on purpose (argon2id), so it happens in two threads of its own, and
whoever waits for them waits without holding a thread: a flood of sign-ins delays sign-ins and
nothing else. The throttle is asked in that thread, right before the verification, so attempts
that arrive together cannot slip past it. Known and unknown names are answered alike.
"""

from typing import Final

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import Request, Response

from engine.api.failed_sign_ins import FailedSignIns
from engine.api.models.sessions import Grant, SignIn, WhoAmI
from engine.api.problems import CHALLENGE, Refused, refusals
from engine.api.routing import resource
from engine.api.security import LOCAL, Engine, Identity, Reader, address_of
from engine.api.services import Services
from engine.api.stats import HttpStats
from engine.api.throttle import Closed, Policy, Throttle
from engine.api.wire import stamp, stamp_or_none
from engine.identifiers import token
from engine.logs import refused, safe

PARALLEL: Final = 2
MAX_WAITING: Final = 100


class SignIns:
    """Checks sign-ins; one for the whole application."""

    def __init__(self, services: Services, throttle: Throttle, stats: HttpStats) -> None:
        self._services = services
        self._throttle = throttle
        self._stats = stats
        self.limiter = CapacityLimiter(PARALLEL)
        self.failures = FailedSignIns()

    def attempt(self, asked: SignIn, address: str) -> Grant:
        """A new session.

        Raises:
            Refused: 429 after too many failures, 401 for a wrong name or password.
        """
        services, now, policy = self._services, self._services.clock.now(), self._policy()
        wait = self._throttle.wait(asked.name, address, now, policy)
        if wait:
            self._stats.refuse_sign_in()
            services.refusals.note("throttled", address, asked.name)
            detail = f"Too many failed sign-ins. Try again in {wait} s."
            raise Refused(429, detail, headers={"Retry-After": str(wait)})
        operator = services.config.operators.verify(asked.name, asked.password)
        if operator is None:
            self._failed(asked.name, address, policy)
            raise Refused(401, "The name or the password is wrong.", headers=CHALLENGE)
        self._throttle.succeeded(asked.name, address)
        self.failures.forget(operator.name)
        lifetime = int(services.config.parameters.get("SERVER_SESSION_TIMEOUT").value)
        expires_at = services.clock.wall() + lifetime
        fresh = token()
        services.config.sessions.create(
            fresh,
            operator=operator.name,
            role=operator.role,
            expires_at=expires_at,
            address=address,
        )
        audit(services, "session.create", operator.name, address)
        return Grant(
            token=fresh, name=operator.name, role=operator.role, expires_at=stamp(expires_at)
        )

    def closed(self) -> list[Closed]:
        """Whose sign-ins are refused now, the latest first; times are epoch seconds."""
        clock = self._services.clock
        now = clock.now()
        offset = clock.wall() - now
        found = self._throttle.closed(now, self._policy())
        return [
            each._replace(since=each.since + offset, until=each.until + offset) for each in found
        ]

    def open(self, closed: Closed) -> bool:
        """Let somebody sign in again at once; False when he may already."""
        return self._throttle.open(closed)

    def _failed(self, name: str, address: str, policy: Policy) -> None:
        self._stats.refuse_sign_in()
        refused("sign_in", address, operator=safe(name, 64))
        refusals = self._services.refusals
        refusals.note("sign-in", address, name)
        if self._services.config.operators.known(name):
            self.failures.failed(name, address, self._services.clock.wall())
        if self._throttle.failed(name, address, self._services.clock.now(), policy):
            if refusals.may_write():
                audit(self._services, "session.blocked", name, address)
            else:
                refusals.note("blocked", address, name)

    def _policy(self) -> Policy:
        values = self._services.config.parameters.values()
        return Policy(
            int(values["SERVER_LOGIN_FAILED_LIMIT"]),
            float(values["SERVER_LOGIN_FAILED_DISABLE_TIME"]),
        )


router = resource(tag="session")


@router.post("/session", status_code=201, responses=refusals(400, 401, 413, 415, 422, 429, 503))
async def sign_in(request: Request, asked: SignIn) -> Grant:
    """Sign in.

    After SERVER_LOGIN_FAILED_LIMIT failures of a name from an address, or of an address with any
    names, sign-in from there is refused for SERVER_LOGIN_FAILED_DISABLE_TIME seconds.
    """
    sign_ins: SignIns = request.app.state.sign_ins
    if sign_ins.limiter.statistics().tasks_waiting >= MAX_WAITING:
        detail = "Too many sign-ins at once; try again in a moment."
        raise Refused(503, detail, headers={"Retry-After": "5"})
    return await run_sync(sign_ins.attempt, asked, address_of(request), limiter=sign_ins.limiter)


@router.get("/session", responses=refusals(401, 503))
def who_am_i(identity: Reader) -> WhoAmI:
    """Who the token belongs to, and until when."""
    return WhoAmI(
        name=identity.name,
        role=identity.role,
        expires_at=stamp_or_none(identity.expires_at),
    )


@router.delete("/session", status_code=204, responses=refusals(401, 503))
def sign_out(identity: Reader, services: Engine) -> Response:
    """Sign out: the token is of no use from now on."""
    if identity.name != LOCAL and services.config.sessions.delete(identity.token):
        audit_of(services, identity, "session.delete")
    return Response(status_code=204)


def audit(services: Services, action: str, name: str, address: str) -> None:
    """Write down what somebody did with a session."""
    services.config.audit.append(
        actor=name, address=address, action=action, object=f"operator:{name}"
    )


def audit_of(services: Services, identity: Identity, action: str) -> None:
    """As :func:`audit`, for whoever is signed in."""
    audit(services, action, identity.name, identity.address)
