from client.api.reasons import LONGEST, because


def test_a_reason_is_ascii_and_one_line() -> None:
    assert because("left, on Friday\n") == {"X-Reason": "left%2C on Friday"}
    assert because("离职") == {"X-Reason": "%E7%A6%BB%E8%81%8C"}
    assert because("  ") == {}
    assert len(because("x" * (LONGEST + 1))["X-Reason"]) == LONGEST
