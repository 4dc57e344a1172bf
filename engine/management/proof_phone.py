"""A phone for the self-proof: real REGISTER requests over loopback, one at a time.

It comes from an address of its own in 127.0.0.0/8, so that what it does wrong is held against no
other program of this machine. Every message goes into the report as it was sent and received, with
proofs and nonces covered.
"""

import time
from collections.abc import Callable
from typing import Final

from engine.addresses import PROOF, Listening
from engine.api.self_proof import ProofStep, StepKind
from engine.calls.credentials import Account, Keyring
from engine.calls.messages import host_port
from engine.errors import ControlError
from engine.identifiers import branch, call_id, tag, token
from engine.management.own_sip import Line
from engine.sip.errors import PeerError
from engine.sip.grammar import bracket
from engine.sip.masking import mask
from engine.sip.response import Response

PATIENCE_S: Final = 3.0
"""Longest wait for one answer."""

AGAIN_S: Final = 0.5
"""T1: pause before a request is sent again (RFC 3261 section 17.1.2)."""

MAX_SHOWN: Final = 2_000
"""Characters kept of one message."""


class ProofPhone:
    """One phone on a socket of its own.

    Args:
        switch: Where SIP listens.
        extension: Who it claims to be.
        wall: Present time, epoch seconds.

    Attributes:
        source: The address it sends from.
        steps: What was sent and received.
    """

    def __init__(self, switch: Listening, extension: str, wall: Callable[[], float]) -> None:
        self._wall, self._extension = wall, extension
        self._domain = bracket(switch.host)
        self._uri = f"sip:{self._domain}:{switch.port}"
        self.steps: list[ProofStep] = []
        try:
            self._line = Line(switch, PROOF, PATIENCE_S)
        except OSError as error:
            raise ControlError(f"SIP of the softswitch cannot be reached: {error}") from error
        self.source: str = self._line.here[0]
        self._identity, self._tag, self._cseq = call_id(), tag(), 0

    def close(self) -> None:
        """Give the socket back."""
        self._line.close()

    def say(self, kind: StepKind, text: str, message: bytes = b"") -> None:
        """Put a line into the report."""
        shown = mask(message).decode("utf-8", "replace")[:MAX_SHOWN] if message else ""
        self.steps.append(ProofStep(self._wall(), kind, text, shown))

    def register(
        self, password: str | None, challenge: Response | None, expires: int = 60
    ) -> Response:
        """Send one REGISTER and wait for its answer.

        Args:
            password: With which to answer ``challenge``; None sends no credentials.
            challenge: The 401 to be answered.
            expires: Seconds asked for; 0 takes the registration back.

        Raises:
            ControlError: nothing came.
        """
        proof: list[tuple[str, str]] = []
        if password is not None and challenge is not None:
            keyring = Keyring(Account(self._extension, password), token)
            keyring.take(challenge)
            proof = keyring.headers("REGISTER", self._uri)
        request = self._request(proof, expires)
        self.say("sent", "REGISTER" + (" with a password" if proof else ""), request)
        answer, wire = self._ask(request)
        wait = answer.header("retry-after")
        detail = f", Retry-After {wait}" if wait else ""
        self.say("received", f"{answer.status} {answer.reason}{detail}", wire)
        return answer

    def _request(self, proof: list[tuple[str, str]], expires: int) -> bytes:
        self._cseq += 1
        here, me = host_port(self._line.here), f"sip:{self._extension}@{self._domain}"
        lines = [
            f"REGISTER {self._uri} SIP/2.0",
            f"Via: {self._line.protocol} {here};branch={branch()};rport",
            "Max-Forwards: 70",
            f"From: <{me}>;tag={self._tag}",
            f"To: <{me}>",
            f"Call-ID: {self._identity}",
            f"CSeq: {self._cseq} REGISTER",
            f"Contact: {self._line.contact(self._extension)}",
            f"Expires: {expires}",
            "User-Agent: Switchwarden self-proof",
            *(f"{name}: {value}" for name, value in proof),
            "Content-Length: 0",
        ]
        return ("\r\n".join(lines) + "\r\n\r\n").encode()

    def _ask(self, request: bytes) -> tuple[Response, bytes]:
        deadline = time.monotonic() + PATIENCE_S
        again = PATIENCE_S if self._line.reliable else AGAIN_S
        wanted = f"{self._cseq} REGISTER"
        while time.monotonic() < deadline:
            try:
                self._line.send(request)
                while True:
                    answer, wire = self._line.receive(again)
                    if answer.status >= 200 and answer.header("cseq") == wanted:
                        return answer, wire
            except TimeoutError:
                continue
            except (OSError, PeerError) as error:
                raise ControlError(f"SIP of the softswitch does not answer: {error}") from error
        raise ControlError("SIP of the softswitch gave no answer; is this address blocked?")
