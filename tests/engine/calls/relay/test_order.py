from engine.calls.relay import ng
from engine.calls.relay.order import RelayOrder


def test_an_order_that_nobody_waits_for_has_no_owner() -> None:
    order = RelayOrder("127.0.0.1:2223", ng.PING)
    assert order.owner is None
