"""The caller of a test call: a small phone, made of the same parts as the switch itself.

Datagrams and the time go in, datagrams for the switch come out. What happened is noted in
:attr:`TrialPhone.steps`; what it means is one table, :mod:`engine.calls.trialstate`.
"""

from typing import Final, NamedTuple

from engine.calls.messages import ALLOW, contact, host_port, number_uri, via
from engine.calls.tools import Names
from engine.calls.trial import CALLER
from engine.calls.trialstate import TABLE, TrialAction, TrialInput, TrialState
from engine.control.trials import Outcome, StepName
from engine.sip.build import build_request
from engine.sip.errors import PeerError
from engine.sip.grammar import bracket
from engine.sip.nat import Source
from engine.sip.reply import build_reply
from engine.sip.request import Request
from engine.sip.response import Response
from engine.sip.wire import parse_message
from engine.stack.client import ClientTransaction
from engine.stack.client_transactions import ClientTransactions
from engine.stack.dialog import Dialog
from engine.stack.effects import Final as Answer
from engine.stack.effects import Provisional, Send

PATIENCE_S: Final = 8.0
"""Seconds without any sign of the switch after which it is taken to be silent: an INVITE has been
sent five times by then (RFC 3261 section 17.1.1.2)."""

AGENT: Final = "Switchwarden test call"
_TRANSACTIONS: Final = 8


class Note(NamedTuple):
    """What :class:`engine.control.trials.TrialStep` says, in monotonic seconds."""

    at: float
    name: StepName
    values: dict[str, str | int]


class TrialPhone:
    """Makes one call.

    Attributes:
        call_id: Call-ID of the call.
        state: Where it stands.
        outcome: How it ended, "" while it goes on.
        steps: What has happened.
        answer: The session description of the answer, empty before.
    """

    def __init__(
        self, local: Source, switch: Source, number: str, hold_s: int, offer: bytes, names: Names
    ) -> None:
        self.call_id = names.call_id()
        self.state = TrialState.CALLING
        self.outcome: Outcome = ""
        self.steps: list[Note] = []
        self.answer = b""
        self._local, self._switch = local, switch
        self._number, self._hold_s, self._offer, self._names = number, hold_s, offer, names
        self._clients = ClientTransactions(_TRANSACTIONS)
        self._invite: ClientTransaction | None = None
        self._request = b""
        self._dialog: Dialog | None = None
        self._ack = b""
        self._heard_at = 0.0
        self._due_at: float | None = None

    @property
    def over(self) -> bool:
        """Whether the call has ended."""
        return self.state is TrialState.OVER

    @property
    def talking(self) -> bool:
        """Whether voice is to be sent."""
        return self.state is TrialState.TALKING

    def begin(self, now: float) -> list[bytes]:
        """Call."""
        branch = self._names.branch()
        self._request = self._first(branch)
        self._invite = self._clients.start(
            self._request, "INVITE", branch, self._switch, now, "INVITE"
        )
        self._heard_at = now
        self._note(now, "sent", address=host_port(self._switch))
        return [self._request]

    def receive(self, data: bytes, now: float) -> list[bytes]:
        """Take a datagram of the switch; what is none of its messages says nothing."""
        try:
            message = parse_message(data)
            if isinstance(message, Request):
                return self._asked(message, now)
            return self._answered(message, now)
        except PeerError:
            return []

    def tick(self, now: float) -> list[bytes]:
        """Do what is due."""
        sends, _ = self._clients.on_timer(now)
        out = [send.data for send in sends]
        if self.over:
            return out
        if self._due_at is not None and now >= self._due_at:
            self._due_at, self._heard_at = None, now
            return out + self._step(TrialInput.DUE, now)
        if self.state is not TrialState.TALKING and now >= self._heard_at + PATIENCE_S:
            self._note(now, "silent", address=host_port(self._switch), seconds=int(PATIENCE_S))
            self.outcome = "silent"
            return out + self._step(TrialInput.SILENT, now)
        return out

    def _first(self, branch: str) -> bytes:
        local, tag = host_port(self._local), self._names.tag()
        host = bracket(self._switch.ip)
        headers = [
            ("Via", via(local, "UDP", branch)),
            ("Max-Forwards", "70"),
            ("From", f"<sip:{CALLER}@{bracket(self._local.ip)}>;tag={tag}"),
            ("To", f"<sip:{self._number}@{host}>"),
            ("Call-ID", self.call_id),
            ("CSeq", "1 INVITE"),
            ("Contact", contact(local, "UDP")),
            ("Allow", ALLOW),
            ("User-Agent", AGENT),
            ("Content-Type", "application/sdp"),
        ]
        uri = number_uri(self._number, self._switch)
        return build_request("INVITE", uri, headers, self._offer)

    def _asked(self, request: Request, now: float) -> list[bytes]:
        """A request of the switch: a BYE ends the call, everything else is agreed to."""
        if request.method == "ACK":
            return []
        if self._dialog is None or request.call_id != self.call_id:
            return [build_reply(request, 481, self._names.tag())]
        if request.method != "BYE":
            return [build_reply(request, 200)]
        if self.state is TrialState.TALKING:
            self._note(now, "cut")
            self.outcome = "cut"
        return [build_reply(request, 200), *self._step(TrialInput.LEFT, now)]

    def _answered(self, response: Response, now: float) -> list[bytes]:
        found = self._clients.receive(response, self._switch, now)
        self._heard_at = now
        if isinstance(found, Send):
            return [found.data]
        if isinstance(found, Provisional):
            if response.status == 100 or found.transaction is not self._invite:
                return []
            return self._step(TrialInput.RANG, now)
        if not isinstance(found, Answer):
            return []
        if found.owner != "INVITE":
            return self._step(TrialInput.CONFIRMED, now) if found.owner == "BYE" else []
        out = [found.ack] if found.ack else []
        if response.status < 300:
            return out + self._taken(response, now)
        self._refused(response, now)
        return out + self._step(TrialInput.REFUSED, now)

    def _taken(self, response: Response, now: float) -> list[bytes]:
        """A 2xx; one that comes again means that the ACK was lost."""
        if self._ack:
            return [self._ack]
        self._dialog = Dialog.as_uac(Request.parse(self._request), response)
        self.answer = response.body
        return self._step(TrialInput.ANSWERED, now)

    def _refused(self, response: Response, now: float) -> None:
        if self.state is TrialState.CANCELLING:
            return
        self._note(now, "refused", status=response.status, reason=response.reason[:64])
        self.outcome = "refused"

    def _step(self, given: TrialInput, now: float) -> list[bytes]:
        """The one place where the state changes."""
        self.state, action = TABLE[self.state, given]
        if action is TrialAction.NOTE:
            self._note(now, "ringing")
            return [] if self._hold_s else self._step(TrialInput.DUE, now)
        if action is TrialAction.CANCEL:
            self._note(now, "hanging_up")
            return self._cancel(now)
        if action is TrialAction.TALK:
            self._note(now, "answered")
            self._due_at = now + self._hold_s
            return self._acknowledge()
        if action is TrialAction.LEAVE:
            self._note(now, "hanging_up")
            return self._leave(now)
        if action is TrialAction.DECLINE:
            return self._acknowledge() + self._leave(now)
        if action is TrialAction.END and not self.outcome:
            self._note(now, "ended")
            self.outcome = "ended"
        return []

    def _cancel(self, now: float) -> list[bytes]:
        sent = None if self._invite is None else self._clients.cancel(self._invite, now, "CANCEL")
        return [] if sent is None else [sent.data]

    def _acknowledge(self) -> list[bytes]:
        if self._dialog is None:
            return []
        local = host_port(self._local)
        line = via(local, "UDP", self._names.branch())
        self._ack = self._dialog.request("ACK", line, contact(local, "UDP"))
        return [self._ack]

    def _leave(self, now: float) -> list[bytes]:
        if self._dialog is None:
            return []
        branch = self._names.branch()
        data = self._dialog.request("BYE", via(host_port(self._local), "UDP", branch))
        self._clients.start(data, "BYE", branch, self._switch, now, "BYE")
        return [data]

    def _note(self, now: float, name: StepName, **values: str | int) -> None:
        self.steps.append(Note(now, name, values))
