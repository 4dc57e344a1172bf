"""Each parameter of the switch reaches the value that obeys it, and a bad one reaches none."""

import pytest

from engine.errors import ControlError
from engine.stack.resending import Resending
from engine.stack.timers import Timings
from engine.switch.policies import checked, policies


def test_without_values_the_defaults_of_a_fresh_installation_hold() -> None:
    found = policies({})
    assert not found.registrar.lockout.enabled  # req 64
    assert (found.registrar.lockout.retry, found.registrar.lockout.duration) == (6, 180)
    assert found.record == (True, True, True)  # req 2, 35
    assert found.reply_unauthorised


@pytest.mark.parametrize(
    ("name", "value", "path"),
    [
        ("SS_ENDPOINTREGISTERSUSPEND", 1, "registrar.lockout.enabled"),
        ("SS_ENDPOINTREGISTERRETRY", 7, "registrar.lockout.retry"),
        ("SS_ENDPOINTREGISTERSUSPENDTIME", 61, "registrar.lockout.duration"),
        ("SS_ENDPOINT_EXPIRE", 61, "registrar.expiry.longest"),
        ("SS_ENDPOINT_EXPIRE_MINIMUM", 11, "registrar.expiry.shortest"),
        ("SS_ENDPOINT_REGISTER_REPLACE", 1, "registrar.expiry.replace"),
        ("SS_SIP_AUTHENTICATION_TIMEOUT", 11, "registrar.nonce_lifetime"),
        ("SERVER_BILLING_RECORD_ZERO_HOLD_TIME", 0, "record.zero_hold_time"),
        ("SERVER_BILLING_RECORD_ILLEGAL_CALL", 0, "record.illegal_call"),
        ("SERVER_BILLING_RECORD_SERVER_HANG_UP", 0, "record.server_hang_up"),
        ("SERVER_BILLING_HOLD_TIME_PRECISION", 500, "rating.precision_ms"),
        ("SERVER_BILLING_FREE_TIME", 6, "rating.free_s"),
        ("SS_SIP_USER_AGENT_EXPIRE", 120, "carriers.expires_s"),
        ("SS_SIP_USER_AGENT_RETRY_DELAY", 30, "carriers.retry_s"),
        ("SS_GATEWAY_SWITCH_UNTIL_CONNECT", 1, "calls.until_connect"),
        ("SS_SIP_USER_AGENT_STOP_SWITCH_AFTER_INVITE_TIMEOUT", 1, "calls.stop_after_silence"),
        ("SS_MEDIAPROXYMODE", 0, "relay.mode"),
        ("SS_GATEWAY_ASR_ROUTE_SORT_CONFIG", 2, "calls.asr_sort"),
        ("SS_QOS_RTP", 184, "relay.tos"),
        ("SS_QOS_SIGNAL", 96, "tos"),
        ("SS_REPLY_UNAUTHORIZED", 0, "reply_unauthorised"),
        ("SS_MAXCALLDURATION", 11, "calls.max_duration_s"),
        ("SS_CALL_NO_ANSWER_TIME", 6, "calls.no_answer_s"),
        ("SS_SIP_TIMEOUT_INVITE", 2, "calls.invite_timeout_s"),
        ("SS_SIP_STOP_SWITCH_AFTER_SDP", 0, "calls.stop_after_sdp"),
        ("SS_GATEWAY_SWITCH_STOP_AFTER_USER_BUSY", 0, "calls.stop_after_busy"),
        ("SS_GATEWAY_SWITCH_LIMIT", 3, "calls.switch_limit"),
        ("SS_ENDPOINT_CALL_LIMIT", 4, "calls.endpoint_calls"),
        ("SS_SIP_100REL", 2, "calls.reliable"),
        ("SS_SIP_SESSION_TTL", 0, "calls.session_ttl_s"),
        ("SS_SIP_SESSION_TTL_MINIMUM", 91, "calls.session_minimum_s"),
        ("SS_SIP_SESSION_UPDATE_SEGMENT", 3, "calls.session_segments"),
        ("SS_SIP_SESSION_TIMEOUT_EARLY_HANGUP", 0, "calls.session_margin_s"),
        ("SS_SIP_NO_TIMER_REINVITE_INTERVAL", 11, "calls.no_timer_s"),
        ("SS_SIP_TRACE", 0, "trace.enabled"),
        ("SS_BLACK_LIST_KERNEL", 2, "kernel.mode"),
        ("SS_ALLOW_LIST_ONLY", 1, "allow_only"),
        ("SS_BLACK_LIST_KERNEL_LEAVE", 1, "kernel.leave"),
        ("SS_SIP_TRACE_MINUTES", 5, "trace.minutes"),
        ("SS_SIP_TRACE_MEMORY", 8, "trace.megabytes"),
        ("SS_SIP_NAT_KEEP_ALIVE_MESSAGE", "HELLO", "keepalive.message"),
        ("SS_SIP_NAT_KEEP_ALIVE_PERIOD", 20, "keepalive.period_s"),
        ("SS_SIP_NAT_KEEP_ALIVE_INTERVAL", 100, "keepalive.interval_ms"),
        ("SS_SIP_NAT_KEEP_ALIVE_NUMBER", 9, "keepalive.portion"),
    ],
)
def test_a_parameter_reaches_its_place(name: str, value: int | str, path: str) -> None:
    found: object = policies({name: value})
    for part in path.split("."):
        found = getattr(found, part)
    assert found == value


def test_values_are_brought_into_their_one_form() -> None:
    assert checked({"SS_ENDPOINTREGISTERSUSPEND": "On", "SS_ENDPOINTREGISTERRETRY": "7"}) == {
        "SS_ENDPOINTREGISTERSUSPEND": 1,
        "SS_ENDPOINTREGISTERRETRY": 7,
    }


def test_a_name_of_a_newer_management_is_left_out() -> None:
    assert checked({"SS_OF_THE_FUTURE": 1}) == {}


def test_a_value_out_of_range_is_refused_with_the_range() -> None:
    with pytest.raises(ControlError) as caught:
        checked({"SS_ENDPOINTREGISTERRETRY": 0})
    assert "1 to 100" in caught.value.detail


def test_the_list_of_free_numbers_is_read() -> None:
    found = policies({"SERVER_BILLING_FREE_E164S": "110, 800*"}).rating.free_numbers
    assert found == (frozenset({"110"}), ("800",))


def test_the_waits_of_repetitions_are_read_and_are_those_of_rfc_3261_at_first() -> None:
    assert policies({}).resending == Resending.of(Timings())
    assert policies({"SS_SIP_RESEND_INTERVAL": "1, 2"}).resending.waits == (1.0, 2.0)


def test_minutes_become_seconds() -> None:
    assert policies({"SS_GATEWAY_ASR_RESERVE_TIME": 60}).calls.asr_window_s == 3600
