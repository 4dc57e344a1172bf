from engine.calls.oversize import MAX_DATAGRAM, MAX_REFUSED, REFUSED_S, Oversize
from engine.sip.nat import Source

PEER = Source("192.0.2.9", 5060)
STREAM = Source("192.0.2.9", 5060, "TCP", 3)


class Ways:
    def __init__(self) -> None:
        self.asked: list[tuple[str, int, str]] = []
        self.found: Source | None = STREAM

    def __call__(self, ip: str, port: int, transport: str) -> Source | None:
        self.asked.append((ip, port, transport))
        return self.found


def test_only_what_does_not_fit_takes_a_connection() -> None:
    ways = Ways()
    oversize = Oversize(ways)
    assert oversize.way(PEER, MAX_DATAGRAM, 0.0) is None
    assert ways.asked == []
    assert oversize.way(PEER, MAX_DATAGRAM + 1, 0.0) == STREAM
    assert ways.asked == [("192.0.2.9", 5060, "TCP")]
    assert oversize.way(STREAM, 60_000, 0.0) is None
    ways.found = None
    assert oversize.way(PEER, 60_000, 0.0) is None


def test_an_address_that_refused_is_left_alone_for_a_while() -> None:
    oversize = Oversize(Ways())
    oversize.refused(PEER, 10.0)
    assert oversize.way(PEER, 2000, 10.0 + REFUSED_S - 1) is None
    assert oversize.way(PEER._replace(port=5070), 2000, 11.0) == STREAM
    assert oversize.way(PEER, 2000, 10.0 + REFUSED_S) == STREAM


def test_what_is_remembered_is_bounded() -> None:
    oversize = Oversize(Ways())
    for port in range(MAX_REFUSED):
        oversize.refused(PEER._replace(port=port), 0.0)
    assert len(oversize._refused) == MAX_REFUSED
    oversize.refused(PEER._replace(port=60_000), 0.0)
    assert len(oversize._refused) == 1
