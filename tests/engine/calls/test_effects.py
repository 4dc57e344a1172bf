from engine.calls.effects import Effects, Reply
from engine.sip.nat import Source
from engine.stack import New, Transactions
from tests.helpers.wire import received, request


def test_effects_begin_empty_and_share_nothing() -> None:
    one, two = Effects(5.0), Effects(6.0)
    one.sends.append((b"x", Source("192.0.2.1", 5060)))
    assert (one.now, two.now) == (5.0, 6.0)
    assert not any((two.sends, two.replies, two.ended, two.kept, two.told))


def test_a_reply_is_filled_in_when_the_other_side_has_answered() -> None:
    bye = received(request("BYE"))
    opened = Transactions().receive(bye, Source("192.0.2.10", 5062), 0.0)
    assert isinstance(opened, New)
    reply = Reply(bye, 0, opened.transaction)
    assert (reply.headers, reply.reason, reply.body) == ((), None, b"")
    reply.status = 200
    assert reply.status == 200
