import asyncio
import socket

import pytest

from engine.errors import ControlError
from engine.switch.trialsockets import Line


def test_a_line_hears_its_peer_and_nobody_else() -> None:
    async def run() -> list[bytes]:
        heard: list[bytes] = []
        peer, stranger = Line("127.0.0.1"), Line("127.0.0.1")
        line = Line("127.0.0.1", (peer.address.ip, peer.address.port))
        line.listen(heard.append)
        to = (line.address.ip, line.address.port)
        stranger.send(b"from elsewhere", to)
        peer.send(b"from the peer", to)
        for _ in range(200):
            if heard:
                break
            await asyncio.sleep(0.01)
        for each in (line, peer, stranger):
            each.close()
            each.close()
        return heard

    assert asyncio.run(run()) == [b"from the peer"]


def test_a_port_that_is_shut_is_no_fault_of_ours() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as shut:
        shut.bind(("127.0.0.1", 0))
        place = shut.getsockname()
    line = Line("127.0.0.1", place)
    for _ in range(3):
        line.send(b"hello")
    assert line.refused == ""
    line.close()


def test_what_the_system_refuses_is_told_in_its_words() -> None:
    line = Line("127.0.0.1")
    line.send(b"x" * 70_000, ("127.0.0.1", 9))
    assert line.refused == "Message too long"
    line.close()


def test_an_address_that_is_not_ours_is_refused() -> None:
    with pytest.raises(ControlError, match="no socket for a test call"):
        Line("192.0.2.1")
