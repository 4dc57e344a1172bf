"""What the kernel enforces, as values."""

from client.api.decoding import decode
from client.api.kernel_values import KernelStatus


def test_an_engine_that_says_little_is_understood() -> None:
    assert decode(KernelStatus, {"state": "off", "reason": ""}) == KernelStatus()
    found = decode(KernelStatus, {"state": "pending", "reason": "x", "waiting": 3, "pid": 7})
    assert (found.state, found.waiting) == ("pending", 3)
