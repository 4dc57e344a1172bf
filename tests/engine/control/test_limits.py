"""What is said of limited sources crosses the wire unchanged."""

import msgspec

from engine.control.limits import LimitedInfo
from engine.control.messages import convert


def test_there_and_back() -> None:
    info = LimitedInfo("1", "192.0.2.7", "calls", 2, 1, True, 1.0, 2.0, 7, "INVITE", 3)
    assert convert(msgspec.to_builtins(info), LimitedInfo) == info
