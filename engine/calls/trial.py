"""Who may make a test call, and where it goes (requirement 27).

A test call is an ordinary call: a real INVITE on the switch's own socket, both legs of the call
machine, a record through gates, journal and store. Only two questions are answered in another way:
its caller is no endpoint and no gateway, and its callee is an echo inside the switch.

Both answers hang on a pass that exists for one call. It names the address and port of a socket that
the switch opened for this call, and a number of 128 random bits that it draws for it and tells
nobody. An INVITE that has not all of them is treated like any other from its source; the first one
that has them uses the pass up. Whoever could send from that socket and knew that number is the
switch itself. The echo is reached by the pass alone: no number, prefix or gateway leads to it.

The record says :data:`CALLER`, :data:`CALLEE` and :data:`ACCOUNT`; the drawn number is in none.
"""

import hmac
from typing import Final, NamedTuple

from engine.calls.call import Place
from engine.calls.events import Setup
from engine.calls.invite import Admitted
from engine.calls.messages import number_uri
from engine.calls.places import Groups
from engine.registrar.extension import extension_of
from engine.sip.nat import Source
from engine.sip.request import Request

ACCOUNT: Final = "(test-call)"
"""Account of every test call. The brackets make sure that no endpoint can have the name; what goes
on this account is never billed."""

CALLER: Final = "test-call"
CALLEE: Final = "echo"

NO_ANSWER_S: Final = 15.0
"""Seconds the echo may ring, should its end of the call be lost."""

SPARE_S: Final = 10
"""Seconds after its hold time at which the switch ends a test call by itself: one whose two ends
went down with the process that made them (calls survive a restart) must not run on."""


class TrialPass(NamedTuple):
    """The right to make one test call.

    Attributes:
        number: What is called, known to the switch alone.
        caller: The socket it has to come from.
        echo: The socket it goes to.
        hold_s: Seconds it is to stay up.
    """

    number: str
    caller: Source
    echo: Source
    hold_s: int


class Written(NamedTuple):
    """What became of the record of a test call.

    Attributes:
        gate: What kept it out of the records, "" when it is in the journal.
        at: When the call began, monotonic seconds.
    """

    gate: str
    at: float


class Trials:
    """The test call of the moment, as admission, routing and records see it.

    Attributes:
        active: Whether a pass waits for its INVITE; False makes every other call as cheap as ever.
        written: What became of the record of the latest test call, None before.
    """

    __slots__ = ("_granted", "_pass", "active", "written")

    def __init__(self) -> None:
        self.active = False
        self.written: Written | None = None
        self._pass: TrialPass | None = None
        self._granted: TrialPass | None = None

    def open(self, issued: TrialPass) -> None:
        """Let one call through; a pass that was issued before is void."""
        self._pass, self._granted, self.written = issued, None, None
        self.active = True

    def close(self) -> None:
        """Let no call through."""
        self._pass = self._granted = None
        self.active = False

    def expects(self, source: Source) -> bool:
        """Whether the call that a pass was issued for is to come from ``source``."""
        return self._pass is not None and source[:3] == self._pass.caller[:3]

    def admit(self, request: Request, source: Source, now: float) -> Admitted | None:
        """The call of ``request`` if it is the one that the pass is for, else None.

        Raises:
            PeerError: the Request-URI cannot be read.
        """
        issued = self._pass
        if issued is None or source[:3] != issued.caller[:3] or request.to.tag:
            return None
        number = request.uri_user
        if number is None:
            number = extension_of(request.uri)
        if not hmac.compare_digest(number.encode("utf-8", "replace"), issued.number.encode()):
            return None
        self._pass, self._granted, self.active = None, issued, False
        fields = request.fields
        call_id, device = fields["call-id"], fields.get("user-agent", "")
        return Admitted(Setup(CALLER, CALLEE, source.ip, call_id, device, now), ACCOUNT, "")

    def groups(self) -> Groups:
        """Where the call that was let through goes; nowhere when none was."""
        granted, self._granted = self._granted, None
        if granted is None:
            return []
        uri = number_uri(granted.number, granted.echo)
        limit = granted.hold_s + SPARE_S
        place = Place(
            uri, granted.echo, CALLER, CALLEE, no_answer_s=NO_ANSWER_S, max_duration_s=limit
        )
        return [(place,)]

    def ended(self, account: str, at: float, gate: str | None) -> None:
        """A call that began at ``at`` was recorded, or kept out by ``gate``."""
        if account == ACCOUNT:
            self.written = Written(gate or "", at)
