"""Messages in, their effects into a batch: the whole of what the switch does with SIP.

No socket, no file, no clock. Each message goes through the same questions in the same order:

1. Is it SIP? Garbage is counted, and answered where it holds enough to be answered.
2. Where did it come from? Its Via is stamped with the true source.
3. Could any method accept it (RFC 3261 section 8.2)? Else 400, 405, 416, 420, 483, 501 or 505.
4. Was it handled before? Then a transaction gives the same answer again. Requests that change
   nothing (a REGISTER without credentials, OPTIONS) are answered without one, so that they cost
   no memory.
5. What does it want? The registrar or the admission of calls decides, and what they want stored
   goes into the batch together with the answer.

Whatever goes wrong on our side while a message is handled ends with that message: it is noted as
a fault, answered 500, and the next one is looked at.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Final

from engine.calls.pace import retry_after
from engine.defence.rules import Rule
from engine.registrar import Examined, Registrar
from engine.sip.errors import PeerError
from engine.sip.framing import Frame
from engine.sip.nat import Source, reply_destination, stamp
from engine.sip.options import answer_options
from engine.sip.quick import AckKey
from engine.sip.request import Request
from engine.sip.response import Response
from engine.sip.validate import validate
from engine.sip.wire import is_keep_alive, parse_message
from engine.stack import New, Outcome, Received, Resend, Transactions
from engine.switch.answers import Answer, Answers, Headers
from engine.switch.attempts import Attempts, conclude
from engine.switch.batch import Batch, Fault, Seen
from engine.switch.callhost import CallHost
from engine.switch.counters import Counters
from engine.switch.reading import Reading, Waiting
from engine.switch.recorder import Recorder
from engine.switch.registrations import Registrations

ALLOWED: Final = (
    "REGISTER",
    "INVITE",
    "ACK",
    "CANCEL",
    "BYE",
    "OPTIONS",
    "UPDATE",
    "INFO",
    "PRACK",
)
"""Methods served, for the Allow header."""

_EXCERPT: Final = 200


class Core:
    """Handles messages.

    Attributes:
        registrar: Who exists, where they are, who is locked out.
        transactions: What was answered lately.
        calls: Those that are connected, or being so.
    """

    def __init__(
        self,
        registrar: Registrar,
        transactions: Transactions,
        registrations: Registrations,
        recorder: Recorder,
        calls: CallHost,
        counters: Counters,
        key: bytes,
    ) -> None:
        self.registrar = registrar
        self.transactions = transactions
        self._registrations = registrations
        self._recorder = recorder
        self.calls = calls
        self._counters = counters
        self._reading = Reading(transactions, registrations)
        self._answers = Answers(transactions, counters, key)
        self._attempts = Attempts(
            recorder, calls, transactions, counters, self._answers, registrations
        )
        self._handlers: dict[str, Callable[[Request, Source, Batch], None]] = {
            "REGISTER": self._register,
            "INVITE": self._invite,
            "ACK": self._ack,
            "OPTIONS": self._options,
            "CANCEL": self._cancel,
            "BYE": self._within,
            "UPDATE": self._within,
            "INFO": self._within,
            "PRACK": self._within,
        }

    def datagrams(self, waiting: Waiting, batch: Batch) -> None:
        """Handle datagrams in their order; never raises.

        Each step is taken for all of them before the next one: read, match to transactions and
        examine credentials, decide, write down, answer.
        """
        prepared = self._reading.prepare(waiting, batch)
        for (data, source), (found, received, proof) in zip(waiting, prepared, strict=True):
            if isinstance(found, Request):
                self._usual(found, data, source, batch, received, proof)
            elif found is None or not self._acknowledged(found, source, batch):
                self._unusual(data, source, batch)
        self.finish(batch)

    def finish(self, batch: Batch) -> None:
        """Write down what changed and what ended, then the answers."""
        if batch.moved or batch.held:
            self._registrations.write(batch)
        if batch.ended:
            self._recorder.write(batch)
        self._answers.write(batch)

    def frames(self, frames: list[Frame], source: Source, batch: Batch) -> None:
        """Handle what a stream brought, in its order; never raises."""
        for frame in frames:
            if isinstance(frame, (Request, Response)):
                self._message(frame, source, batch)
            elif isinstance(frame, PeerError):
                self._refused(frame, source, batch)
        self.finish(batch)

    def _usual(
        self,
        request: Request,
        data: bytes,
        source: Source,
        batch: Batch,
        received: Received | None,
        proof: Examined | None,
    ) -> None:
        """Decide about a request in its usual form."""
        method = request.method
        self._counters.requests[method] += 1
        try:
            if received is None:
                self._handlers[method](request, source, batch)
            elif method == "REGISTER":
                self._authenticate(request, source, batch, received, proof)
            else:
                self._call(request, source, batch, received)
        except Exception as error:  # noqa: BLE001 - the boundary: one message, one fault
            self._fault(error, request, data, source, batch)

    def _unusual(self, data: bytes, source: Source, batch: Batch) -> None:
        """Handle a datagram the long way."""
        try:
            message = parse_message(data)
        except PeerError as error:
            if not is_keep_alive(data):
                self._refused(error, source, batch)
        except Exception as error:  # noqa: BLE001 - the boundary: one message, one fault
            self._fault(error, None, data, source, batch)
        else:
            self._message(message, source, batch)

    def _message(self, message: Request | Response, source: Source, batch: Batch) -> None:
        """Handle one parsed message; never raises."""
        if isinstance(message, Response):
            self._counters.sip_responses_received += 1
            self._response(message, source, batch)
            return
        self._counters.request(message.method)
        try:
            self._request(message, source, batch)
        except Exception as error:  # noqa: BLE001 - the boundary: one message, one fault
            self._fault(error, message, message.uri_text.encode(), source, batch)

    def _response(self, response: Response, source: Source, batch: Batch) -> None:
        """Handle a response; one that cannot be read says nothing. Never raises."""
        try:
            self.calls.response(response, source, batch)
        except PeerError:
            return
        except Exception as error:  # noqa: BLE001 - the boundary: one message, one fault
            self._fault(error, None, response.reason.encode(), source, batch)

    def _refused(self, error: PeerError, source: Source, batch: Batch) -> None:
        """Count a message that is no SIP, and answer what of it can be answered."""
        self._counters.sip_malformed += 1
        batch.seen.append(Seen(Rule.MALFORMED, source.ip, error.detail))
        request = error.request
        if request is None:
            return
        try:
            stamp(request, source.ip, source.port)
            self._refuse(request, error, source, batch)
        except PeerError:
            return
        except Exception as fault:  # noqa: BLE001 - the boundary: one message, one fault
            self._fault(fault, request, request.uri_text.encode(), source, batch)

    def _request(self, request: Request, source: Source, batch: Batch) -> None:
        try:
            stamp(request, source.ip, source.port)
            validate(request, ALLOWED)
        except PeerError as error:
            self._refuse(request, error, source, batch)
            return
        self._handlers[request.method](request, source, batch)

    def _refuse(self, request: Request, error: PeerError, source: Source, batch: Batch) -> None:
        """Answer what no method could accept; an INVITE is an attempt at a call all the same.

        Where the values to match it by cannot be read, a repetition could not be told from another
        call; such an INVITE is answered and not recorded.
        """
        with suppress(PeerError):
            if request.method == "INVITE":
                received = self.transactions.receive(request, source, batch.now)
                self._call(request, source, batch, received, error)
                return
            if request.method == "ACK":
                self._ack(request, source, batch)
        if request.method != "ACK":
            self._answer(request, error.status, source, batch, error.headers, error.reason)

    def _acknowledged(self, key: AckKey, source: Source, batch: Batch) -> bool:
        """Whether the ACK with ``key`` belongs to a refusal; then it is done with."""
        try:
            found = self.transactions.acknowledge((*key, "INVITE", source.ip), batch.now)
        except Exception as error:  # noqa: BLE001 - the boundary: one message, one fault
            self._fault(error, None, repr(key).encode(), source, batch)
            return True
        if found:
            self._counters.requests["ACK"] += 1
        return found

    def _register(self, request: Request, source: Source, batch: Batch) -> None:
        if "authorization" in request.fields:
            received = self.transactions.receive(request, source, batch.now)
            self._authenticate(request, source, batch, received)
            return
        found = self._registrations.handle(request, source, batch)
        to = reply_destination(request, source)
        batch.answers.append(Answer(request, found.status, to, found.headers, found.reason))

    def _authenticate(
        self,
        request: Request,
        source: Source,
        batch: Batch,
        received: Received,
        proof: Examined | None = None,
    ) -> None:
        if isinstance(received, New):
            found = self._registrations.handle(request, source, batch, proof)
            kept = received.transaction
            to, headers, reason = kept.destination, found.headers, found.reason
            batch.answers.append(Answer(request, found.status, to, headers, reason, kept))
        elif isinstance(received, Resend):
            self._again(received, batch)

    def _invite(self, request: Request, source: Source, batch: Batch) -> None:
        if request.to.tag and self._stray(request, source, batch):
            return
        received = self.transactions.receive(request, source, batch.now)
        self._call(request, source, batch, received)

    def _call(
        self,
        request: Request,
        source: Source,
        batch: Batch,
        received: Received,
        error: PeerError | None = None,
    ) -> None:
        """Handle an INVITE, or refuse it by ``error``; either way it is one attempt (req 6)."""
        if isinstance(received, Resend):
            self._again(received, batch)
        elif isinstance(received, New):
            self._attempts.handle(received, request, source, batch, error)

    def _ack(self, request: Request, source: Source, batch: Batch) -> None:
        if self.transactions.receive(request, source, batch.now) is Outcome.UNMATCHED:
            self.calls.acknowledged(request, source, batch)

    def _options(self, request: Request, source: Source, batch: Batch) -> None:
        if request.to.tag and self._stray(request, source, batch):
            return  # within a dialog that nobody knows (section 12.2.2)
        data = answer_options(request, ALLOWED, self._answers.tag(request))
        self._counters.statuses[2] += 1
        batch.sends.append((data, reply_destination(request, source)))

    def _cancel(self, request: Request, source: Source, batch: Batch) -> None:
        """Answer a CANCEL, and end what it means (section 9.2)."""
        found = self.transactions.cancelled(request, source)
        self._answer(request, 200 if found is not None else 481, source, batch)
        if found is not None:
            self.calls.cancelled(request, found, batch)

    def _within(self, request: Request, source: Source, batch: Batch) -> None:
        """A request that means something within a call only."""
        if self._stray(request, source, batch):
            return
        received = self.transactions.receive(request, source, batch.now)
        if isinstance(received, Resend):
            self._again(received, batch)
        elif isinstance(received, New):
            try:
                known = self.calls.request(request, source, received.transaction, batch)
            except PeerError as error:
                conclude(received, request, error.status, batch, error.headers, error.reason)
            else:
                if not known:
                    conclude(received, request, 481, batch)

    def _stray(self, request: Request, source: Source, batch: Batch) -> bool:
        """Whether a request was answered at once, and leaves nothing behind (section 8.2.7)."""
        if self.transactions.knows(request, source):
            return False
        status = self.calls.stray(request, batch.now)
        if status is None:
            return False
        headers = retry_after(request.cseq.number) if status == 500 else ()
        self._answer(request, status, source, batch, headers)
        return True

    def _answer(
        self,
        request: Request,
        status: int,
        source: Source,
        batch: Batch,
        headers: Headers = (),
        reason: str | None = None,
    ) -> None:
        """Answer without a transaction (RFC 3261 section 8.2.7)."""
        destination = reply_destination(request, source)
        batch.answers.append(Answer(request, status, destination, headers, reason))

    def _again(self, received: Resend, batch: Batch) -> None:
        self._counters.sip_retransmissions += 1
        batch.sends.append((received.data, received.destination))

    def _fault(
        self,
        error: Exception,
        request: Request | None,
        data: bytes,
        source: Source,
        batch: Batch,
    ) -> None:
        """Note a mistake of ours; the peer is told 500 if that much still works."""
        self._counters.internal_errors += 1
        batch.faults.append(Fault(error, source.ip, data[:_EXCERPT]))
        if request is None or request.method == "ACK":
            return
        try:
            self.transactions.abandon(request, source, batch.now)
            self._answer(request, 500, source, batch)
        except Exception as again:  # noqa: BLE001 - it cannot be answered either
            batch.faults.append(Fault(again, source.ip, b""))
