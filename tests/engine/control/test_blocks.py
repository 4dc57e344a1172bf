"""Entries on the control socket."""

from engine.control.blocks import Behind, BlockInfo, Unblocked
from engine.control.frames import Decoder, encode
from engine.control.messages import convert


def test_they_cross_the_socket_as_they_are() -> None:
    info = BlockInfo("1", "ip", "192.0.2.1", "", "x", "maria", 1.0, None, 0, "", 3, 2.0)
    done = Unblocked(info, True)
    behind = Behind("ip", "192.0.2.1", 1, ["1001"], [], "", "")
    (message,) = Decoder().feed(encode({"done": done, "behind": behind}))
    assert convert(message["done"], Unblocked) == done
    assert convert(message["behind"], Behind) == behind
