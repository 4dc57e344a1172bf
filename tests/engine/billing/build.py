"""Records for tests."""

from typing import Any

from engine.billing.records import CdrRecord
from engine.calls.events import Cause, Ended, Refused, Setup, Side

ID = "0199e3a1-0000-7000-8000-000000000001"
OFFSET = 1_790_000_000.0


def refused(
    *,
    illegal: bool = True,
    status: int = 403,
    cause: Cause = Cause.UNAUTHORISED,
    user_agent: str = "phone",
    callee: str = "0044",
) -> Refused:
    setup = Setup("100", callee, "192.0.2.66", "abc", user_agent, 5.25)
    return Refused(setup, "" if illegal else "100", illegal, status, cause, 5.5)


def ended(**changes: Any) -> Ended:
    """A call of a phone through a carrier, hung up by the caller after 10 s of talk."""
    values: dict[str, Any] = {
        "id": ID,
        "setup": Setup("100", "0044", "192.0.2.66", "abc", "phone", 5.25),
        "account": "100",
        "caller_gateway": "",
        "callee_gateway": "carrier",
        "callee_ip": "203.0.113.5",
        "status": 200,
        "cause": Cause.CLEARED,
        "by": Side.CALLER,
        "at": 18.25,
        "answered_at": 8.25,
        "rang_at": 6.5,
    }
    return Ended(**{**values, **changes})


def record(caller: str = "100", user_agent: str = "phone") -> CdrRecord:
    return CdrRecord(
        id=ID,
        flow_no=7,
        caller=caller,
        callee="0044",
        caller_ip="192.0.2.66",
        callee_ip="",
        caller_gateway="",
        callee_gateway="",
        account="",
        start=1_790_000_005_250,
        answer=None,
        stop=1_790_000_005_500,
        hold_ms=0,
        hold_time_s=0,
        fee_time_s=0,
        fee=0.0,
        billing_mode=9,
        end_direction=2,
        end_reason=-9,
        sip_status=403,
        pdd_ms=None,
        call_id="abc",
        user_agent=user_agent,
    )
