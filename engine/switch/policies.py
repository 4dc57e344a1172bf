"""From parameters to what the parts obey.

The core looks at small immutable values, never at names of parameters; this is the only place that
knows which parameter stands behind which of them. A new set of values is made whenever management
pushes a change, and the very next message is judged by it (requirements 25, 74).
"""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from engine.billing.gates import RecordPolicy
from engine.billing.rating import FreeNumbers, RatingPolicy
from engine.calls.policy import CallPolicy
from engine.calls.relay.choice import RelayPolicy
from engine.carriers.policy import CarrierPolicy
from engine.defence.number_rules import NumberPolicy
from engine.defence.rates import RatePolicy
from engine.defence.rules import DefencePolicy
from engine.defence.settings import defence_policy, rate_policy
from engine.errors import ControlError, ParameterError
from engine.parameters.lists import numbers_of, waits_of
from engine.parameters.transport import TOS
from engine.parameters.values import defaults, find, parse
from engine.registrar import ExpiryPolicy, KeepAlivePolicy, RegistrarPolicy
from engine.registrar.settings import lockout_policy
from engine.stack.resending import Resending
from engine.stack.timers import Timings
from engine.switch.number_policy import number_policy
from engine.switch.trace import TracePolicy


class KernelPolicy(NamedTuple):
    """Whether the kernel drops what the blacklist lists.

    Attributes:
        mode: 0 no, 1 on the ports of SIP, 2 on every UDP port as well.
        leave: Whether it goes on after the engine has ended.
    """

    mode: int = 0
    leave: bool = False


_USUAL: Final = Resending.of(Timings())


class Policies(NamedTuple):
    """Everything the switch obeys.

    Attributes:
        registrar: Lockout, expiry and nonces.
        record: The gates before call records.
        reply_unauthorised: Whether an illegal INVITE gets an answer.
        calls: Limits of calls, and when the next gateway is tried.
        trace: Whether and how long messages of calls are kept.
        keepalive: How ways through NATs are kept open.
        defence: What gets a source blocked.
        rating: How billed time is made.
        carriers: Our registrations with carriers.
        rates: How much of a source is handled.
        kernel: Whether the kernel drops what is listed.
        relay: Media relays.
        resending: When requests of ours are sent again.
        tos: Priority of SIP in the network.
        numbers: What gets a telephone number listed.
        allow_only: Whether SIP is served to the allow list and gateways alone.
    """

    registrar: RegistrarPolicy
    record: RecordPolicy
    reply_unauthorised: bool
    calls: CallPolicy
    trace: TracePolicy = TracePolicy()
    keepalive: KeepAlivePolicy = KeepAlivePolicy()
    defence: DefencePolicy = DefencePolicy()
    rating: RatingPolicy = RatingPolicy()
    carriers: CarrierPolicy = CarrierPolicy()
    rates: RatePolicy = RatePolicy()
    kernel: KernelPolicy = KernelPolicy()
    relay: RelayPolicy = RelayPolicy()
    resending: Resending = _USUAL
    tos: int = TOS
    numbers: NumberPolicy = NumberPolicy()
    allow_only: bool = False


def checked(raw: Mapping[str, object]) -> dict[str, int | str]:
    """``raw`` with every value in its one form.

    A name that this switch does not know belongs to a newer management, or is obeyed elsewhere; it
    is left out.

    Raises:
        ControlError: a value is out of range; nothing of ``raw`` must take effect.
    """
    known = defaults()
    try:
        return {name: parse(find(name), value) for name, value in raw.items() if name in known}
    except ParameterError as error:
        raise ControlError(error.detail) from error


def policies(values: Mapping[str, int | str]) -> Policies:
    """What ``values``, with defaults for what they lack, demand."""
    every = {**defaults(), **values}

    def number(name: str) -> int:
        return int(every[name])

    expiry = ExpiryPolicy(
        longest=number("SS_ENDPOINT_EXPIRE"),
        shortest=number("SS_ENDPOINT_EXPIRE_MINIMUM"),
        replace=bool(number("SS_ENDPOINT_REGISTER_REPLACE")),
    )
    record = RecordPolicy(
        zero_hold_time=bool(number("SERVER_BILLING_RECORD_ZERO_HOLD_TIME")),
        illegal_call=bool(number("SERVER_BILLING_RECORD_ILLEGAL_CALL")),
        server_hang_up=bool(number("SERVER_BILLING_RECORD_SERVER_HANG_UP")),
    )
    return Policies(
        RegistrarPolicy(
            lockout_policy(number),
            expiry,
            nonce_lifetime=number("SS_SIP_AUTHENTICATION_TIMEOUT"),
            strong_first=bool(number("SS_SIP_AUTHENTICATION_STRONG_FIRST")),
        ),
        record,
        bool(number("SS_REPLY_UNAUTHORIZED")),
        _calls(number),
        TracePolicy(
            enabled=bool(number("SS_SIP_TRACE")),
            minutes=number("SS_SIP_TRACE_MINUTES"),
            megabytes=number("SS_SIP_TRACE_MEMORY"),
        ),
        KeepAlivePolicy(
            message=str(every["SS_SIP_NAT_KEEP_ALIVE_MESSAGE"]),
            period_s=number("SS_SIP_NAT_KEEP_ALIVE_PERIOD"),
            interval_ms=number("SS_SIP_NAT_KEEP_ALIVE_INTERVAL"),
            portion=number("SS_SIP_NAT_KEEP_ALIVE_NUMBER"),
        ),
        defence_policy(number),
        _rating(every),
        CarrierPolicy(
            expires_s=number("SS_SIP_USER_AGENT_EXPIRE"),
            retry_s=number("SS_SIP_USER_AGENT_RETRY_DELAY"),
        ),
        rate_policy(number),
        KernelPolicy(
            mode=number("SS_BLACK_LIST_KERNEL"),
            leave=bool(number("SS_BLACK_LIST_KERNEL_LEAVE")),
        ),
        RelayPolicy(mode=number("SS_MEDIAPROXYMODE"), tos=number("SS_QOS_RTP")),
        _USUAL._replace(waits=waits_of(str(every["SS_SIP_RESEND_INTERVAL"]))),
        number("SS_QOS_SIGNAL"),
        number_policy(every),
        allow_only=bool(number("SS_ALLOW_LIST_ONLY")),
    )


def _rating(every: Mapping[str, int | str]) -> RatingPolicy:
    return RatingPolicy(
        precision_ms=int(every["SERVER_BILLING_HOLD_TIME_PRECISION"]),
        free_s=int(every["SERVER_BILLING_FREE_TIME"]),
        free_numbers=FreeNumbers.of(numbers_of(str(every["SERVER_BILLING_FREE_E164S"]))),
    )


def _calls(number: Callable[[str], int]) -> CallPolicy:
    return CallPolicy(
        max_duration_s=number("SS_MAXCALLDURATION"),
        no_answer_s=number("SS_CALL_NO_ANSWER_TIME"),
        invite_timeout_s=number("SS_SIP_TIMEOUT_INVITE"),
        stop_after_sdp=bool(number("SS_SIP_STOP_SWITCH_AFTER_SDP")),
        stop_after_busy=bool(number("SS_GATEWAY_SWITCH_STOP_AFTER_USER_BUSY")),
        stop_after_silence=bool(number("SS_SIP_USER_AGENT_STOP_SWITCH_AFTER_INVITE_TIMEOUT")),
        until_connect=bool(number("SS_GATEWAY_SWITCH_UNTIL_CONNECT")),
        switch_limit=number("SS_GATEWAY_SWITCH_LIMIT"),
        asr_sort=number("SS_GATEWAY_ASR_ROUTE_SORT_CONFIG"),
        asr_window_s=number("SS_GATEWAY_ASR_RESERVE_TIME") * 60,
        endpoint_calls=number("SS_ENDPOINT_CALL_LIMIT"),
        session_ttl_s=number("SS_SIP_SESSION_TTL"),
        session_minimum_s=number("SS_SIP_SESSION_TTL_MINIMUM"),
        session_segments=number("SS_SIP_SESSION_UPDATE_SEGMENT"),
        session_margin_s=number("SS_SIP_SESSION_TIMEOUT_EARLY_HANGUP"),
        no_timer_s=number("SS_SIP_NO_TIMER_REINVITE_INTERVAL"),
        reliable=number("SS_SIP_100REL"),
    )
