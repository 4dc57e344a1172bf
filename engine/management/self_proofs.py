"""The lockout proves itself on a throwaway endpoint (requirement 123).

A real registration attack over loopback: without a password, with wrong ones up to the threshold,
with the right one while locked out, then cleared by an operator and registered. The endpoint is
removed whatever happens; what a killed process left behind goes with the next start.

The phone's address stands on the allow list meanwhile, so the proof is neither blocked nor counted;
the entry ends by itself as well. Where an operator trusts that address already, his entry does, and
stays. A lockout that is switched off is not switched on for it: the
report says that a guesser would have no end.
"""

import secrets
import string
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from typing import Any, Final

from engine.addresses import asked_over, subscriber
from engine.api.self_proof import ProofReport, ProofStep
from engine.api.switch_port import SwitchPort
from engine.errors import Conflict, ControlError, NotFound, StoreError, SwitchwardenError
from engine.identifiers import uuid7
from engine.logs import get_logger
from engine.management.proof_phone import ProofPhone
from engine.registrar.digest import ha1_pair
from engine.sip.response import Response
from engine.store.config_store import ConfigStore
from engine.store.rows import NewEndpoint

PREFIX: Final = "self-proof-"
"""Extensions made here begin with it."""

MAX_REPORTS: Final = 10
LENIENT: Final = 20
"""Wrong passwords that are sent while the lockout is off."""

MAX_LIMITS: Final = 100
"""Sources over a limit that are looked at to find our own."""

TRUSTED_S: Final = 120.0
_FACT: Final = "self-proofs"

_log = get_logger(__name__)


class _ProofError(Exception):
    """Something was not as it has to be; the text says what."""


class SelfProofs:
    """Implements :class:`engine.api.self_proof.ProofPort`.

    Args:
        config: Where the endpoint is made and reports are kept.
        switch: Proves itself.
        listeners: Where its SIP listens.
        changes: Held around store and switch, as every change does.
        realm: Of digest authentication.
        wall: Present time, epoch seconds.
    """

    def __init__(
        self,
        config: ConfigStore,
        switch: SwitchPort,
        listeners: Callable[[], list[str]],
        changes: threading.Lock,
        realm: str,
        wall: Callable[[], float],
    ) -> None:
        self._config, self._switch, self._listeners = config, switch, listeners
        self._changes, self._realm, self._wall = changes, realm, wall
        self._running = threading.Lock()

    def all(self) -> list[ProofReport]:
        """The reports that are kept, newest first."""
        return [_report(each) for each in self._config.facts.get(_FACT).get("reports", [])]

    def tidy(self) -> None:
        """Remove what a run left behind that was killed; only while none goes on."""
        with self._running:
            for row in self._config.endpoints.page(q=PREFIX, limit=100):
                if row.extension.startswith(PREFIX):
                    self._remove(row.extension, "self-proof", "")

    def run(self, by: str, address: str) -> ProofReport:
        """Run it, keep the report, and answer it.

        Raises:
            Conflict: another run goes on.
            ControlError: the softswitch is not there.
        """
        if not self._running.acquire(blocking=False):
            raise Conflict("A proof is running; wait for its end.")
        try:
            report = self._run(by, address)
            kept = [asdict(report), *self._config.facts.get(_FACT).get("reports", [])]
            self._config.facts.put(_FACT, {"reports": kept[:MAX_REPORTS]})
            return report
        finally:
            self._running.release()

    def _run(self, by: str, address: str) -> ProofReport:
        where = asked_over(self._listeners())
        if where is None:
            raise ControlError("The softswitch serves SIP nowhere, or is not running.")
        began = self._wall()
        values = self._config.parameters.values()
        on = bool(values["SS_ENDPOINTREGISTERSUSPEND"])
        retry = int(values["SS_ENDPOINTREGISTERRETRY"])
        extension = PREFIX + secrets.token_hex(4)
        phone = ProofPhone(where, extension, self._wall)
        problem, trust = "", ""
        try:
            if not self._switch.behind(phone.source).allowed:
                trust = self._switch.trust(phone.source, "self-proof", by, began + TRUSTED_S).id
            self._prove(phone, extension, retry, by, address, on=on)
        except (_ProofError, SwitchwardenError) as error:
            problem = getattr(error, "detail", str(error))
            phone.say("failed", problem)
        finally:
            self._end(phone, extension, trust, by, address)
        return ProofReport(
            uuid7(int(began * 1000)), by, began, self._wall(), not problem, problem, extension,
            retry, tuple(phone.steps),
        )  # fmt: skip

    def _prove(
        self, phone: ProofPhone, extension: str, retry: int, by: str, address: str, *, on: bool
    ) -> None:
        password = _password()
        self._create(extension, password, by, address)
        phone.say("done", f"Endpoint {extension} was created for this proof.")
        challenge = self._register(phone, None, None)
        _want(challenge.status == 401, "REGISTER without credentials was not challenged by 401")
        for number in range(1, (retry if on else LENIENT) + 1):
            answer = self._register(phone, password + str(number), challenge)
            if answer.status == 401:
                challenge = answer
            last = on and number == retry
            _want(
                answer.status == (403 if last else 401),
                f"wrong password {number} of {retry} was answered {answer.status}",
            )
        _want(
            on,
            f"SS_ENDPOINTREGISTERSUSPEND is 0: {LENIENT} wrong passwords were let through, and a "
            "guesser may go on without end",
        )
        answer = self._register(phone, password, challenge)
        _want(answer.status == 403, "the right password was not refused during the lockout")
        _want(bool(self._switch.clear([extension], by)), "there was no lockout to clear")
        phone.say("done", "The lockout was cleared, as an operator does.")
        challenge = self._register(phone, None, None)
        _want(challenge.status == 401, "after clearing, REGISTER was not challenged")
        _want(self._register(phone, password, challenge).status == 200, "it could not register")
        challenge = self._register(phone, None, None, 0)
        _want(self._register(phone, password, challenge, 0).status == 200, "it could not sign off")
        phone.say("done", "The lockout works: everything was as it has to be.")

    def _register(
        self,
        phone: ProofPhone,
        password: str | None,
        challenge: Response | None,
        expires: int = 60,
    ) -> Response:
        """Send a REGISTER; where a rate limit refuses it, begin anew under that and send another.

        A lockout may take more tries than the limit has room for, even for our own people.
        """
        answer = phone.register(password, challenge, expires)
        if answer.status != 503:
            return answer
        source = subscriber(phone.source)
        over = self._switch.limits("", MAX_LIMITS, q=source)
        mine = [each for each in over if each.value == source]
        if not [each for each in mine if self._switch.lift(each.id) is not None]:
            return answer
        phone.say("done", "A rate limit refused that; it begins anew for this address.")
        return phone.register(password, challenge, expires)

    def _create(self, extension: str, password: str, by: str, address: str) -> None:
        new = NewEndpoint(extension, *ha1_pair(extension, self._realm, password), "self-proof")
        with self._changes:
            self._config.endpoints.create(new, actor=by, address=address, reason="self-proof")
            every = self._config.endpoints.all_credentials()
            mine = [each for each in every if each.extension == extension]
            self._switch.put_endpoints(self._config.version, mine)

    def _end(self, phone: ProofPhone, extension: str, trust: str, by: str, address: str) -> None:
        """Leave nothing behind; what cannot be removed now goes with :meth:`tidy`."""
        phone.close()
        try:
            if trust:
                with suppress(ControlError):
                    self._switch.distrust(trust, by)
            if self._remove(extension, by, address):
                phone.say("done", f"Endpoint {extension} was removed.")
        except StoreError as error:
            phone.say("failed", f"Endpoint {extension} could not be removed: {error.detail}")
            _log.error("the endpoint of a proof is left over", extension=extension)

    def _remove(self, extension: str, by: str, address: str) -> bool:
        with self._changes:
            try:
                self._config.endpoints.delete(
                    extension, actor=by, address=address, reason="self-proof"
                )
            except NotFound:
                return False
            try:
                self._switch.clear([extension], by)
                self._switch.delete_endpoints(self._config.version, [extension])
            except ControlError as error:
                _log.warning("the switch forgets it later", reason=error.detail)
        return True


def _want(right: bool, wrong: str) -> None:
    if not right:
        raise _ProofError(wrong)


def _password() -> str:
    letters = string.ascii_letters + string.digits
    return "".join(secrets.choice(letters) for _ in range(32)) + "-aA1"


def _report(stored: dict[str, Any]) -> ProofReport:
    steps = tuple(ProofStep(**step) for step in stored["steps"])
    return ProofReport(**{**stored, "steps": steps})
