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

from engine.registrar import Registrar
from engine.sip.errors import PeerError
from engine.sip.framing import Frame
from engine.sip.nat import Source, reply_destination, stamp
from engine.sip.options import answer_options
from engine.sip.quick import AckKey, read_ack_key, read_usual
from engine.sip.request import Request
from engine.sip.response import Response
from engine.sip.validate import validate
from engine.sip.wire import is_keep_alive, parse_message
from engine.stack import New, Resend, Transactions
from engine.switch.answers import Answer, Answers, Headers
from engine.switch.batch import Batch, Fault
from engine.switch.counters import Counters
from engine.switch.recorder import Recorder
from engine.switch.registrations import Registrations

ALLOWED: Final = ("REGISTER", "INVITE", "ACK", "CANCEL", "BYE", "OPTIONS")
"""Methods served, for the Allow header."""

_EXCERPT: Final = 200


class Core:
    """Handles messages.

    Attributes:
        registrar: Who exists, where they are, who is locked out.
        transactions: What was answered lately.
        malformed: Why the latest malformed message was refused, and who sent it.
    """

    def __init__(
        self,
        registrar: Registrar,
        transactions: Transactions,
        registrations: Registrations,
        recorder: Recorder,
        counters: Counters,
        key: bytes,
    ) -> None:
        self.registrar = registrar
        self.transactions = transactions
        self.malformed = ("", "")
        self._registrations = registrations
        self._recorder = recorder
        self._counters = counters
        self._answers = Answers(transactions, counters, key)
        self._handlers: dict[str, Callable[[Request, Source, Batch], None]] = {
            "REGISTER": self._register,
            "INVITE": self._invite,
            "ACK": self._ack,
            "OPTIONS": self._options,
            "CANCEL": self._cancel,
            "BYE": self._bye,
        }

    def datagrams(self, waiting: list[tuple[bytes, Source]], batch: Batch) -> None:
        """Handle datagrams in their order; never raises.

        Each step is taken for all of them before the next one: read, decide, write the answers.
        """
        read = [self._read(data, source) for data, source in waiting]
        handlers, requests = self._handlers, self._counters.requests
        for (data, source), found in zip(waiting, read, strict=True):
            if isinstance(found, Request):
                method = found.method
                requests[method] += 1
                try:
                    handlers[method](found, source, batch)
                except Exception as error:  # noqa: BLE001 - one message, one fault
                    self._fault(error, found, data, source, batch)
            elif found is None or not self._acknowledged(found, source, batch):
                self._unusual(data, source, batch)
        self._answers.write(batch)

    def frames(self, frames: list[Frame], source: Source, batch: Batch) -> None:
        """Handle what a stream brought, in its order; never raises."""
        for frame in frames:
            if isinstance(frame, (Request, Response)):
                self._message(frame, source, batch)
            elif isinstance(frame, PeerError):
                self._refused(frame, source, batch)
        self._answers.write(batch)

    def _read(self, data: bytes, source: Source) -> Request | AckKey | None:
        """What ``data`` is if it has the usual form, None for the long way."""
        try:
            if data[:4] == b"ACK ":
                return read_ack_key(data)
            return read_usual(data, source.ip, source.port)
        except Exception:  # noqa: BLE001 - the long way finds it again, and reports it
            return None

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
            return
        self._counters.request(message.method)
        try:
            self._request(message, source, batch)
        except Exception as error:  # noqa: BLE001 - the boundary: one message, one fault
            self._fault(error, message, message.uri_text.encode(), source, batch)

    def _refused(self, error: PeerError, source: Source, batch: Batch) -> None:
        """Count a message that is no SIP, and answer what of it can be answered."""
        self._counters.sip_malformed += 1
        self.malformed = (error.detail, source.ip)
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
                self._invite(request, source, batch, error)
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
        if "authorization" not in request.fields:
            status, headers, reason = self._registrations.handle(request, source, batch)
            self._answer(request, status, source, batch, headers, reason)
            return
        received = self.transactions.receive(request, source, batch.now)
        if isinstance(received, New):
            status, headers, reason = self._registrations.handle(request, source, batch)
            self._conclude(received, request, status, batch, headers, reason)
        elif isinstance(received, Resend):
            self._again(received, batch)

    def _invite(
        self, request: Request, source: Source, batch: Batch, error: PeerError | None = None
    ) -> None:
        """Handle an INVITE, or refuse it by ``error``; either way it is one attempt (req 6)."""
        received = self.transactions.receive(request, source, batch.now)
        if isinstance(received, New):
            key, reason = received.transaction.key, None
            if error is None:
                outcome = self._recorder.handle(request, source, key, batch)
            else:
                outcome, reason = (
                    self._recorder.refuse(request, source, key, error, batch),
                    error.reason,
                )
            if outcome.answered:
                self._conclude(received, request, outcome.status, batch, outcome.headers, reason)
            else:
                # Kept with an empty answer: retransmissions find it, and nothing is ever sent.
                self._counters.sip_silenced += 1
                self.transactions.respond(received.transaction, outcome.status, b"", batch.now)
        elif isinstance(received, Resend):
            self._again(received, batch)

    def _ack(self, request: Request, source: Source, batch: Batch) -> None:
        self.transactions.receive(request, source, batch.now)

    def _options(self, request: Request, source: Source, batch: Batch) -> None:
        data = answer_options(request, ALLOWED, self._answers.tag(request))
        self._counters.statuses[2] += 1
        batch.sends.append((data, reply_destination(request, source)))

    def _cancel(self, request: Request, source: Source, batch: Batch) -> None:
        """INVITEs are answered at once: a CANCEL that finds one is too late (section 9.2)."""
        found = self.transactions.cancelled(request, source) is not None
        self._answer(request, 200 if found else 481, source, batch)

    def _bye(self, request: Request, source: Source, batch: Batch) -> None:
        self._answer(request, 481, source, batch)

    def _conclude(
        self,
        received: New,
        request: Request,
        status: int,
        batch: Batch,
        headers: Headers = (),
        reason: str | None = None,
    ) -> None:
        """Answer through the transaction that was opened."""
        transaction = received.transaction
        destination = transaction.destination
        answer = Answer(request, status, destination, headers, reason, transaction)
        batch.answers.append(answer)

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
