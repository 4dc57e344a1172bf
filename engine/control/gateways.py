"""Gateways and running calls as they cross the control socket.

A mapping gateway is where calls come from: a customer's switch, known by its address. A routing
gateway is where calls go: a carrier, chosen by the number that was called. Both are described by
one structure, :class:`GatewayConfig`, which the store keeps, the API shows and the switch obeys.
What the switch knows of them at the moment is :class:`GatewayLive`; a running call is
:class:`CallInfo`, and where a call would go is a :class:`RouteAnalysis`. Times are epoch seconds,
durations seconds where nothing else is said.
"""

from typing import Literal

import msgspec

from engine.control.carriers import NO_SECRET, GatewaySecret, ProbeLive, RegistrationLive
from engine.control.identities import AssertedMode, CallerDomain, PreferredMode, PrivacyMode
from engine.control.number_limits import INHERIT, NumberWatch

GatewayKind = Literal["mapping", "routing"]
Transport = Literal["udp", "tcp", "tls"]

RelayMode = Literal["auto", "on", "off"]
"""Whether media of calls through a gateway goes through a relay; see
:mod:`engine.calls.relay.choice`."""

CallState = Literal["connecting", "ringing", "answered"]
"""What an operator sees: no answer from the callee's side yet, it rings (or plays early media),
both talk."""

RouteVerdict = Literal[
    "candidate", "disabled", "unreachable", "quarantined", "capacity", "rate", "number", "no prefix"
]
"""What is found about a routing gateway and a number: it would be offered the call, or why not."""

RouteRefusal = Literal["", "disabled", "capacity", "rate", "prefix", "number", "busy"]
"""Why a call would end before it is sent anywhere, "" when it would not. The mapping gateway is
disabled, has as many calls as it may have or got too many within a second, may not call the number,
or makes a number too long; or the endpoint that is called has as many calls as it may have."""


class GatewayConfig(msgspec.Struct, frozen=True):
    """One gateway.

    Attributes:
        name: Unique among all gateways, 1 to 64 letters, digits, ``_``, ``.`` and ``-``.
        kind: "mapping" (calls come from it) or "routing" (calls go to it).
        addresses: Of a mapping gateway: addresses, networks (CIDR) or host names its calls come
            from. Of a routing gateway: where calls go, ``host``, ``host:port`` or ``[v6]:port``,
            tried in this order; the port is 5060 when none is given, 5061 over TLS.
        transport: How a routing gateway is reached.
        prefixes: Beginnings of called numbers that it serves; none stands for every number. Of a
            routing gateway the longest one that fits decides.
        priority: Of routing gateways with an equally long prefix the lowest comes first.
        weight: Of those with equal priority one gets calls in proportion to its weight.
        capacity: Most calls at a time, 0 for no limit.
        calls_per_second: Most new calls within a second, 0 for no limit.
        caller_rewrite: Rules ``PREFIX:REPLACEMENT`` for the calling number, of which the one with
            the longest prefix that fits is applied; an empty prefix fits every number. Mapping
            gateways rewrite on the way in, before routing, routing gateways on the way out.
        callee_rewrite: The same for the called number.
        max_duration_s: Longest call through it, 0 for the system's limit.
        no_answer_s: How long an answer is waited for, 0 for the system's limit.
        relay: Whether media of its calls goes through a relay, if there is one.
        enabled: A disabled gateway is as good as none.
        memo: A note for people.
        username: Of a mapping gateway: whom its calls must prove to be, by digest, besides coming
            from its addresses; "" asks for no proof. Of a routing gateway: our account there.
        secret: The password that belongs to it. Never shown.
        registers: Whether we register with a routing gateway.
        registrar: Where, ``host`` or ``host:port``; "" for its first address.
        register_expires_s: For how long we ask to be registered.
        contact_number: The number the carrier is to call us at, "" for the user name.
        probe_interval_s: Seconds between two OPTIONS to a routing gateway, 0 for none.
        tls_verify: Whether a routing gateway over TLS has to show a certificate for the host that
            stands in ``addresses``, of an authority that is trusted.
        sip_caller_e164_domain: Where the calling number of a mapping gateway stands, and whether
            it is trusted; see :mod:`engine.control.identities`, also for the next three.
        sip_privacy: Whether a routing gateway is ever told the calling number openly.
        sip_p_asserted_identity: Whether it gets a P-Asserted-Identity.
        sip_p_preferred_identity: Whether it gets a P-Preferred-Identity.
        number_watch: Whether the dynamic blacklist of numbers watches a mapping gateway's calls;
            see :mod:`engine.control.number_limits`, also for the next four.
        malicious_callee_limit: Calls to one number, -1 for the system's limit, 0 for off.
        malicious_caller_limit: Calls of one number, likewise.
        no_answer_limit: Unanswered calls to one number in a row, likewise.
        concurrent_limit: Calls that one number may make at a time, likewise.
    """

    name: str
    kind: GatewayKind
    addresses: tuple[str, ...]
    transport: Transport = "udp"
    prefixes: tuple[str, ...] = ()
    priority: int = 1
    weight: int = 1
    capacity: int = 0
    calls_per_second: int = 0
    caller_rewrite: tuple[str, ...] = ()
    callee_rewrite: tuple[str, ...] = ()
    max_duration_s: int = 0
    no_answer_s: int = 0
    relay: RelayMode = "auto"
    enabled: bool = True
    memo: str = ""
    username: str = ""
    secret: GatewaySecret = NO_SECRET
    registers: bool = False
    registrar: str = ""
    register_expires_s: int = 3600
    contact_number: str = ""
    probe_interval_s: int = 0
    tls_verify: bool = True
    sip_caller_e164_domain: CallerDomain = "from"
    sip_privacy: PrivacyMode = "pass"
    sip_p_asserted_identity: AssertedMode = "none"
    sip_p_preferred_identity: PreferredMode = "none"
    number_watch: NumberWatch = "inherit"
    malicious_callee_limit: int = INHERIT
    malicious_caller_limit: int = INHERIT
    no_answer_limit: int = INHERIT
    concurrent_limit: int = INHERIT


class GatewayLive(msgspec.Struct, frozen=True):
    """What the switch knows of one gateway since it was started.

    Attributes:
        name: Which gateway.
        calls: Calls through it now.
        attempts: Calls that were offered to it, or came from it.
        answered: Those of them that were answered.
        asr: answered / attempts of the last 100 calls that ended, 0 to 1; None before the first.
            Calls older than SS_GATEWAY_ASR_RESERVE_TIME do not count, for the next two neither.
        acd_s: Mean talk time of the answered ones among them; None before the first.
        pdd_ms: Mean post-dial delay among them; None when nothing rang.
        calls_in_last_second: New calls in the second before.
        quarantined_until: Until then it gets no calls, because it asked for that (503 with
            Retry-After) or did not answer; None while it is used.
        last_failure: Why the latest failed call failed, for a person; "" when none did.
        last_failure_at: When; None when none did.
        registration: Ours at a routing gateway.
        probe: Whether a routing gateway answers OPTIONS.
    """

    name: str
    calls: int
    attempts: int
    answered: int
    asr: float | None = None
    acd_s: float | None = None
    pdd_ms: float | None = None
    calls_in_last_second: int = 0
    quarantined_until: float | None = None
    last_failure: str = ""
    last_failure_at: float | None = None
    registration: RegistrationLive = RegistrationLive()
    probe: ProbeLive = ProbeLive()


class CallInfo(msgspec.Struct, frozen=True):
    """One running call.

    Attributes:
        id: UUIDv7; its record will have the same.
        caller: Calling number as received.
        callee: Called number as received.
        caller_ip: Address the call came from.
        callee_ip: Address it was sent to, "" before it was.
        caller_gateway: Mapping gateway, "" when an endpoint calls.
        callee_gateway: Routing gateway, "" when an endpoint is called.
        account: Extension that proved its password, "" for a gateway.
        state: See :data:`CallState`.
        start: When the INVITE came.
        answer: When it was answered, None before.
        codec: Name of the first codec both sides agreed on, "" before.
        call_id: Call-ID of the caller's leg.
        relayed: Whether its media goes through a relay.
    """

    id: str
    caller: str
    callee: str
    caller_ip: str
    callee_ip: str
    caller_gateway: str
    callee_gateway: str
    account: str
    state: CallState
    start: float
    answer: float | None
    codec: str
    call_id: str
    relayed: bool = False


class RouteStep(msgspec.Struct, frozen=True):
    """One routing gateway in a routing analysis.

    Attributes:
        gateway: Its name.
        verdict: What was found, see :data:`RouteVerdict`.
        text: The same in one sentence with its numbers.
        prefix: The prefix that fits, "" also for a gateway that serves every number.
        priority: The gateway's.
        weight: The gateway's.
        caller: Calling number that would be sent, "" when its number does not get it a call.
        callee: Called number that would be sent, "" likewise.
    """

    gateway: str
    verdict: RouteVerdict
    text: str
    prefix: str
    priority: int
    weight: int
    caller: str
    callee: str


class RouteAnalysis(msgspec.Struct, frozen=True):
    """Where a call would go at this moment.

    Attributes:
        caller: Calling number after the rewriting of the mapping gateway.
        callee: Called number after it.
        refused: Why it would go nowhere, see :data:`RouteRefusal`; the rest may be empty then.
        extension: The endpoint that is called, "" when the number is none.
        contacts: Where that is registered now.
        steps: Otherwise the routing gateways in the order of the attempts, with those that are
            passed over; of equal ones the greater weight comes first.
    """

    caller: str
    callee: str
    refused: RouteRefusal = ""
    extension: str = ""
    contacts: int = 0
    steps: tuple[RouteStep, ...] = ()
