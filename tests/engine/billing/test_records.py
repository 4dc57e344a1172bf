from engine.billing.records import AggregateRecord, CdrRecord, SuspensionRecord


def test_the_fields_are_those_of_the_cdr_object() -> None:  # design 3.2, req 49
    assert CdrRecord.__struct_fields__ == (
        *("id", "flow_no", "caller", "callee", "caller_ip", "callee_ip"),
        *("caller_gateway", "callee_gateway", "account", "start", "answer", "stop"),
        *("hold_ms", "hold_time_s", "fee_time_s", "fee", "billing_mode", "end_direction"),
        *("end_reason", "sip_status", "pdd_ms", "call_id", "user_agent"),
    )


def test_the_other_records_are_as_agreed() -> None:
    assert AggregateRecord.__struct_fields__ == (
        *("minute", "billing_mode", "source", "callee_prefix", "gate", "count"),
    )
    assert SuspensionRecord.__struct_fields__ == (
        *("id", "at", "action", "extension", "known", "since", "until"),
        *("reason", "failures", "sources", "repeats", "user_agent", "by"),
    )
