"""What the two parties of a call say, as text: no code of the engine takes part in it."""

import itertools
from dataclasses import dataclass, field

SDP = (
    "v=0\r\no=- 1 1 IN IP4 192.0.2.77\r\ns=-\r\nc=IN IP4 192.0.2.77\r\nt=0 0\r\n"
    "m=audio 4000 RTP/AVP 8\r\n"
)
_numbers = itertools.count(1)


def values(data: bytes, name: str) -> list[str]:
    """The values of one header, in order."""
    head = data.decode().partition("\r\n\r\n")[0]
    lines = (line.partition(":") for line in head.split("\r\n")[1:])
    return [value.strip() for key, _, value in lines if key.lower() == name.lower()]


def value(data: bytes, name: str) -> str:
    return next(iter(values(data, name)), "")


def kind(data: bytes) -> str:
    """The method of a request, the status of a response."""
    first, second = data.decode().split(" ", 2)[:2]
    return second if first == "SIP/2.0" else first


@dataclass
class Script:
    """One call between two parties that know nothing of each other.

    Attributes:
        caller_at: Address and port of the caller.
        callee_at: Address and port of the callee.
        to_tag: The switch's tag towards the caller, once it answered.
        invited: The INVITE that the switch sent on.
    """

    caller_at: str = "192.0.2.77:5060"
    callee_at: str = "203.0.113.5:5060"
    caller: str = "0044100"
    callee: str = "008613800"
    device: str = "customer"
    to_tag: str = ""
    invited: bytes = b""
    sequence: int = 1
    number: int = field(default_factory=lambda: next(_numbers))

    @property
    def call_id(self) -> str:
        return f"talk{self.number}"

    def _text(self, start: str, lines: list[str], body: str) -> bytes:
        if body:
            lines = [*lines, "Content-Type: application/sdp"]
        return "\r\n".join([start, *lines, f"Content-Length: {len(body)}", "", body]).encode()

    def request(self, method: str, extra: str = "", body: str = "", branch: str = "") -> bytes:
        """A request of the caller; CANCEL and the ACK of a refusal repeat the branch."""
        if method not in ("INVITE", "ACK", "CANCEL"):
            self.sequence += 1
        to_tag = f";tag={self.to_tag}" if self.to_tag else ""
        lines = [
            f"Via: SIP/2.0/UDP {self.caller_at};rport;branch={branch or self.new_branch()}",
            f"From: <sip:{self.caller}@example.org>;tag=c{self.number}",
            f"To: <sip:{self.callee}@example.org>{to_tag}",
            f"Call-ID: {self.call_id}",
            f"CSeq: {self.sequence} {method}",
            "Max-Forwards: 70",
            f"User-Agent: {self.device}",
            *([extra] if extra else []),
        ]
        return self._text(f"{method} sip:{self.callee}@example.org SIP/2.0", lines, body)

    def new_branch(self) -> str:
        return f"z9hG4bKtalk{self.number}n{next(_numbers)}"

    @property
    def branch(self) -> str:
        """Of the INVITE."""
        return f"z9hG4bKtalk{self.number}"

    def invite(self, extra: str = "", body: str = SDP) -> bytes:
        contact = f"Contact: <sip:{self.caller}@{self.caller_at}>"
        extra = f"{contact}\r\n{extra}" if extra else contact
        return self.request("INVITE", extra, body, self.branch)

    def cancel(self) -> bytes:
        return self.request("CANCEL", branch=self.branch)

    def reply(self, request: bytes, status: int, body: str = "", extra: str = "") -> bytes:
        """What the callee answers to a request of the switch."""
        tag = f";tag=d{self.number}" if status > 100 and "tag=" not in value(request, "To") else ""
        lines = [f"Via: {via}" for via in values(request, "Via")]
        lines += [f"{name}: {value(request, name)}" for name in ("From", "Call-ID", "CSeq")]
        lines += [f"To: {value(request, 'To')}{tag}", f"Contact: <sip:b@{self.callee_at}>"]
        return self._text(f"SIP/2.0 {status} Said", lines + ([extra] if extra else []), body)

    def bye_of_callee(self) -> bytes:
        return self.of_callee("BYE")

    def of_callee(self, method: str, number: int = 1, body: str = "") -> bytes:
        """A request of the callee."""
        uri = value(self.invited, "Contact").strip("<>")
        lines = [
            f"Via: SIP/2.0/UDP {self.callee_at};rport;branch={self.new_branch()}",
            f"From: {value(self.invited, 'To')};tag=d{self.number}",
            f"To: {value(self.invited, 'From')}",
            f"Call-ID: {value(self.invited, 'Call-ID')}",
            f"CSeq: {number} {method}",
            "Max-Forwards: 70",
        ]
        return self._text(f"{method} {uri} SIP/2.0", lines, body)

    def heard(self, answer: bytes) -> None:
        """The caller learns the tag of the switch."""
        self.to_tag = value(answer, "To").partition(";tag=")[2]
