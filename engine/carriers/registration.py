"""One registration of ours with a carrier: answers and moments in, REGISTERs and a state out.

What happens in which state is the table of :mod:`engine.carriers.registerstate`. An attempt is one
REGISTER and what follows from it at once: credentials where they are asked for, a longer time where
the carrier wants one. Credentials that were good once are sent with the next REGISTER too, so that
most renewals take one message; a challenge then is no proof that the password is wrong, only one
that comes back after it was answered in the same attempt is.
"""

from typing import Final, NamedTuple

from engine.calls.credentials import Account, Keyring, Taken
from engine.calls.messages import address, via
from engine.calls.targets import Target
from engine.carriers.errands import Errands, Means
from engine.carriers.messages import contact_uri, granted, register, seconds_of
from engine.carriers.policy import CarrierPolicy
from engine.carriers.registerstate import TABLE, RegisterAction, RegisterInput, RegisterState
from engine.carriers.waits import after_denial, after_failure, renewal
from engine.control.carriers import RegistrationLive, RegistrationState
from engine.sip.errors import PeerError
from engine.sip.nat import Source
from engine.sip.response import Response
from engine.stack.client import ClientTransaction

MAX_ROUNDS: Final = 4
"""Answers to one attempt that may lead to another REGISTER: a proxy's challenge, the registrar's,
one that is stale, and a longer time."""

MAX_EXPIRES: Final = 86_400 * 7
"""Longest time a carrier can want us to ask for (423), in seconds."""

SPREAD: Final = 60.0
"""Seconds within which all registrations are renewed when another time is to be asked for."""

_DENIED: Final = (403, 404)
"""We are not wanted, or not known: to ask again soon would change nothing (RFC 3261 §10.3)."""

_NO_WAY: Final = 503
_SILENT: Final = 408

_SEEN_AS: Final[dict[RegisterState, RegistrationState]] = {
    RegisterState.OFF: "off",
    RegisterState.REGISTERING: "registering",
    RegisterState.REGISTERED: "registered",
    RegisterState.REFRESHING: "registered",
    RegisterState.LAPSING: "failed",
    RegisterState.FAILED: "failed",
    RegisterState.REMOVING: "off",
}


class Settings(NamedTuple):
    """What a registration is made of.

    Attributes:
        name: The routing gateway.
        account: Who we are there.
        target: The registrar.
        transport: "udp", "tcp" or what else the gateway is reached by.
        number: The number the carrier is to call.
        expires_s: Seconds to ask for.
    """

    name: str
    account: Account
    target: Target
    transport: str
    number: str
    expires_s: int

    @property
    def identity(self) -> tuple[object, ...]:
        """What makes another registration of it, so that the one before has to be signed off."""
        return self.account.username, self.target, self.transport, self.number


class Registration:
    """One of them. Times are monotonic seconds.

    Attributes:
        settings: See there.
        state: Of the table.
        policy: What holds for all of them.
        due_at: When :meth:`due` is to be called, None while something else is waited for.
    """

    def __init__(self, settings: Settings, means: Means, due_at: float) -> None:
        self.settings = settings
        self.policy = CarrierPolicy()
        self.state = RegisterState.OFF
        self.due_at: float | None = due_at
        self._means = means
        self._keyring = Keyring(settings.account, means.names.tag)
        self._call_id, self._tag = means.names.call_id(), means.names.tag()
        self._number = 0
        self._asked = settings.expires_s
        self._least = 0
        self._rounds = self._failures = self._turn = 0
        self._answered_challenge = False
        self._transaction: ClientTransaction | None = None
        self._contact = ""
        self._since: float | None = None
        self._expires_at: float | None = None
        self._status = 0
        self._detail = "waits for its turn"
        self._retry_after = 0.0

    def obey(self, policy: CarrierPolicy, now: float) -> None:
        """Another policy; another time is asked for within a minute, and not by all at once."""
        longer = policy.expires_s != self.policy.expires_s
        self.policy = policy
        if longer and self.state is RegisterState.REGISTERED and self.due_at is not None:
            self.due_at = min(self.due_at, now + SPREAD * self._means.draw())

    def due(self, fx: Errands) -> None:
        """Its moment has come."""
        self.due_at = None
        self._step(RegisterInput.DUE, fx)

    def change(self, settings: Settings, fx: Errands) -> None:
        """Go on with other settings of the same identity."""
        self.settings = settings
        self._least = 0
        self._keyring = Keyring(settings.account, self._means.names.tag)
        self._failures = 0
        self._step(RegisterInput.CHANGED, fx)

    def stop(self, fx: Errands) -> None:
        """Sign off, if there is something to sign off from."""
        self.due_at = None
        self._step(RegisterInput.STOP, fx)

    def answered(self, response: Response, fx: Errands) -> None:
        """An answer to its REGISTER."""
        if response.status < 200:
            return
        self._transaction = None
        self._status = response.status
        self._retry_after = float(seconds_of(response, "retry-after"))
        given = self._judge(response)
        if given is RegisterInput.ACCEPTED and self.state is not RegisterState.REMOVING:
            self._expires_at = fx.now + granted(response, self._contact, self._asked)
        self._step(given, fx)

    def lost(self, status: int, fx: Errands) -> None:
        """No answer came (408), or it could not be sent (503)."""
        silent = status == _SILENT
        self._turn += 1  # the next address of its name, if there is one
        self._refuse(status, "no answer" if silent else "the REGISTER could not be sent", fx)

    def live(self, now: float, wall_offset: float) -> RegistrationLive:
        """What an operator sees."""
        kept = self._expires_at is not None and self._expires_at > now
        return RegistrationLive(
            _SEEN_AS[self.state],
            None if self._since is None else self._since + wall_offset,
            self._expires_at + wall_offset if kept and self._expires_at is not None else None,
            None if self.due_at is None else self.due_at + wall_offset,
            self._status,
            self._detail,
        )

    def _judge(self, response: Response) -> RegisterInput:
        """What an answer means, and the sentence that says so."""
        status, removing = response.status, self.state is RegisterState.REMOVING
        self._detail = f"answered {status} {response.reason[:60]}".rstrip()
        if status < 300:
            if removing or granted(response, self._contact, self._asked) > 0:
                self._detail = "registered"
                return RegisterInput.ACCEPTED
            self._detail = "accepted for no time at all"
            return RegisterInput.REFUSED
        if status in (401, 407):
            return self._challenged(response)
        if status == 423:
            wanted = seconds_of(response, "min-expires")
            if self._asked < wanted <= MAX_EXPIRES and self._another_round():
                self._asked = self._least = wanted
                return RegisterInput.TOO_BRIEF
        return RegisterInput.DENIED if status in _DENIED else RegisterInput.REFUSED

    def _challenged(self, response: Response) -> RegisterInput:
        taken, before = self._keyring.take(response), self._answered_challenge
        if taken is Taken.NONE:
            self._detail = "asks for a proof that is not understood"
            return RegisterInput.DENIED
        if (taken is Taken.AGAIN and before) or not self._another_round():
            self._detail = "wrong user name or password"
            return RegisterInput.DENIED
        self._answered_challenge = True
        return RegisterInput.CHALLENGED

    def _another_round(self) -> bool:
        self._rounds += 1
        return self._rounds <= MAX_ROUNDS

    def _step(self, given: RegisterInput, fx: Errands) -> None:
        """The one place where the state changes."""
        before = self.state
        self.state, action = TABLE[before, given]
        if action is RegisterAction.IGNORE:
            return
        if _SEEN_AS[before] != _SEEN_AS[self.state]:
            self._since = fx.now
        fx.changed.append(self.settings.name)
        if action is RegisterAction.KEEP:
            self._kept(fx)
        elif action in (RegisterAction.WAIT, RegisterAction.WAIT_LONG):
            self._wait(action, fx)
        elif action is RegisterAction.FORGET:
            self._forget()
        else:
            self._begin(action)
            self._send(fx)

    def _begin(self, action: RegisterAction) -> None:
        """A new attempt, unless it goes on with one."""
        self.due_at = None
        if action in (RegisterAction.SEND, RegisterAction.SIGN_OFF):
            self._rounds, self._answered_challenge = 0, False
            usual = self.policy.expires_s or self.settings.expires_s
            self._asked = max(usual, self._least)
            signing_off = action is RegisterAction.SIGN_OFF
            self._detail = "signs off" if signing_off else "a REGISTER is under way"

    def _kept(self, fx: Errands) -> None:
        self._failures = 0
        left = 0.0 if self._expires_at is None else self._expires_at - fx.now
        self.due_at = fx.now + renewal(left, self._means.draw())

    def _wait(self, action: RegisterAction, fx: Errands) -> None:
        self._failures += 1
        draw, asked = self._means.draw(), self._retry_after
        if action is RegisterAction.WAIT_LONG:
            wait = after_denial(self._failures, draw, asked)
        else:
            wait = after_failure(self._failures, draw, self.policy.retry_s, asked)
        self.due_at = fx.now + wait

    def _forget(self) -> None:
        self._expires_at = self.due_at = self._since = None
        self._detail = ""

    def _refuse(self, status: int, detail: str, fx: Errands) -> None:
        self._transaction = None
        self._status, self._retry_after, self._detail = status, 0.0, detail
        self._step(RegisterInput.REFUSED, fx)

    def _send(self, fx: Errands) -> None:
        means, settings = self._means, self.settings
        if self._transaction is not None:
            means.clients.stop(self._transaction, fx.now)
            self._transaction = None
        found = means.resolve(settings.target.host)
        if not found:
            self._refuse(_NO_WAY, "its name has no address", fx)
            return
        ip, port = found[self._turn % len(found)], settings.target.port
        destination = means.way(ip, port, settings.transport)
        if destination is None:
            self.lost(_NO_WAY, fx)
            return
        branch = means.names.branch()
        data = self._register(destination, branch)
        try:
            sent = means.clients.start(data, "REGISTER", branch, destination, fx.now, self)
        except PeerError:  # no room to wait for the answer
            self.lost(_NO_WAY, fx)
            return
        self._transaction = sent
        fx.sends.append((data, destination))

    def _register(self, destination: Source, branch: str) -> bytes:
        settings, local = self.settings, self._means.local(destination)
        self._number += 1
        self._contact = contact_uri(settings.number, local, destination.transport)
        uri = domain(settings.target)
        return register(
            uri,
            address(settings.account.username, uri.removeprefix("sip:")),
            via(local, destination.transport, branch),
            self._contact,
            self._call_id,
            self._tag,
            self._number,
            0 if self.state is RegisterState.REMOVING else self._asked,
            self._keyring.headers("REGISTER", uri),
        )


def domain(target: Target) -> str:
    """The Request-URI of a REGISTER, which names the domain of the registrar."""
    return f"sip:{target.domain}"
