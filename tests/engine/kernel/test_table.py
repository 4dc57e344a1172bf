"""Batches, drift and refusals of our table, on a stand-in and on the kernel itself."""

from __future__ import annotations

import socket
import subprocess

import pytest

from engine.defence.nft import SetName, Shape
from engine.defence.wanted import Sets, Wanted
from engine.kernel import table as module
from engine.kernel.nft import NftError, NftProgram
from engine.kernel.table import MAX_BATCH, KernelTable
from tests.helpers.fake_nft import FakeNft
from tests.helpers.netns import in_own_network, need_nft

SHAPE = Shape((5060,))
NAME = "switchwarden_5060"


def sets(*values: str, until: float | None = None) -> Sets:
    wanted = Wanted()
    for value in values:
        wanted.block(value, until)
    return wanted.sets()


def test_a_batch_holds_only_what_is_different() -> None:
    nft = FakeNft()
    table = KernelTable(NAME, nft)
    assert table.bring(sets("192.0.2.1", "192.0.2.2"), SHAPE, 0.0) == 0
    assert table.fits(SHAPE)
    assert table.bring(sets("192.0.2.2", "192.0.2.3"), SHAPE, 1.0) == 0
    assert nft.elements() == {"192.0.2.2", "192.0.2.3"}
    assert nft.scripts[1] == (
        f"delete element inet {NAME} addr4 {{ 192.0.2.1 }}\n"
        f"add element inet {NAME} addr4 {{ 192.0.2.3 }}\n"
    )
    table.bring(sets("192.0.2.2", "192.0.2.3"), SHAPE, 2.0)
    assert (len(nft.scripts), table.batches, table.elements) == (2, 2, 2)


def test_another_end_replaces_the_element_and_a_little_later_does_not() -> None:
    nft = FakeNft()
    table = KernelTable(NAME, nft)
    table.bring(sets("192.0.2.1", until=100.0), SHAPE, 0.0)
    table.bring(sets("192.0.2.1", until=101.0), SHAPE, 1.0)
    assert len(nft.scripts) == 1
    table.bring(sets("192.0.2.1", until=None), SHAPE, 2.0)
    assert nft.tables[NAME]["addr4"] == {"192.0.2.1": ""}


def test_what_ends_by_itself_is_not_taken_out() -> None:
    nft = FakeNft()
    table = KernelTable(NAME, nft)
    table.bring(sets("192.0.2.1", until=10.0), SHAPE, 0.0)
    table.bring(sets(), SHAPE, 9.5)
    table.bring(sets(), SHAPE, 10.5)
    assert len(nft.scripts) == 1
    assert table.elements == 0
    table.bring(sets("192.0.2.2", until=3.0), SHAPE, 11.0)  # over already
    assert len(nft.scripts) == 1


def test_more_than_a_batch_takes_several(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MAX_BATCH == 20_000
    monkeypatch.setattr(module, "MAX_BATCH", 300)
    nft = FakeNft()
    table = KernelTable(NAME, nft)
    wanted = sets(*(f"10.{at >> 16}.{at >> 8 & 255}.{at & 255}" for at in range(301)))
    assert table.bring(wanted, SHAPE, 0.0) == 1
    assert table.bring(wanted, SHAPE, 0.5) == 0
    assert len(nft.elements()) == 301


def test_a_refusal_leads_to_a_table_made_anew() -> None:
    nft = FakeNft()
    table = KernelTable(NAME, nft)
    table.bring(sets("192.0.2.1"), SHAPE, 0.0)
    del nft.tables[NAME]["addr4"]["192.0.2.1"]  # ended a moment ago
    with pytest.raises(NftError):
        table.bring(sets("192.0.2.2"), SHAPE, 1.0)
    assert not table.stands
    table.bring(sets("192.0.2.2"), SHAPE, 2.0)
    assert nft.elements() == {"192.0.2.2"}
    assert (table.failures, table.batches) == (1, 2)


def test_drift_is_found_counted_and_put_right() -> None:
    nft = FakeNft()
    table = KernelTable(NAME, nft)
    wanted = sets("192.0.2.1", "192.0.2.2", "198.51.100.0/24")
    table.bring(wanted, SHAPE, 0.0)
    assert table.audit(1.0) == 0
    del nft.tables[NAME]["addr4"]["192.0.2.1"]
    nft.tables[NAME]["net4"]["203.0.113.0/24"] = ""
    assert table.audit(2.0) == 2
    table.bring(wanted, SHAPE, 2.0)
    assert nft.elements() == {"192.0.2.1", "192.0.2.2", "198.51.100.0/24"}
    nft.rules[NAME].pop()
    assert table.audit(3.0) == 1
    table.bring(wanted, SHAPE, 3.0)
    assert table.audit(4.0) == 0
    nft.tables.clear()  # somebody flushed everything
    with pytest.raises(NftError):
        table.audit(5.0)
    table.bring(wanted, SHAPE, 5.0)
    assert len(nft.elements()) == 3
    assert table.drift == 4


def test_the_table_can_be_taken_out_twice() -> None:
    nft = FakeNft()
    table = KernelTable(NAME, nft)
    table.bring(sets("192.0.2.1"), SHAPE, 0.0)
    nft.packets = 7
    table.measure()
    assert table.dropped == (7, 9)
    table.remove()
    table.remove()
    assert nft.tables == {}
    assert table.elements == 0


@pytest.mark.peer
def test_the_real_kernel_drops_what_is_listed_and_nothing_else() -> None:
    """Requirements 134, 135, 137: a datagram of a listed source never reaches the socket."""
    nft = NftProgram(need_nft())

    def work() -> None:
        table = KernelTable("switchwarden_15060", nft)
        shape = Shape((15060, 15061))
        with bound(15060) as sip, bound(16000) as other:
            checks(nft, table, shape, sip, other)

    in_own_network(work)


def checks(
    nft: NftProgram, table: KernelTable, shape: Shape, sip: socket.socket, other: socket.socket
) -> None:
    wanted = sets("127.0.0.2", "127.1.0.0/16", "127.1.2.0/24", "2001:db8::/64", "2001:db8::/32")
    table.bring(wanted, shape, 0.0)
    assert heard(sip, "127.0.0.2", "127.1.2.3", "127.0.0.3") == {"127.0.0.3"}
    assert heard(other, "127.0.0.2", "127.0.0.3") == {"127.0.0.2", "127.0.0.3"}
    assert table.audit(1.0) == 0
    assert table.dropped[0] == 2

    table.bring(wanted, Shape((15060, 15061), all_udp=True), 1.0)
    assert heard(other, "127.0.0.2", "127.0.0.3") == {"127.0.0.3"}

    table.bring(sets("127.1.2.0/24"), shape, 2.0)  # the outer network leaves, the inner comes
    assert heard(sip, "127.0.0.2", "127.1.2.3", "127.1.3.3") == {"127.0.0.2", "127.1.3.3"}

    nft.change("add element inet switchwarden_15060 addr4 { 127.0.0.5 }")
    nft.change("delete element inet switchwarden_15060 net4 { 127.1.2.0/24 }")
    nft.change("add rule inet switchwarden_15060 input accept")
    assert table.audit(3.0) == 3
    table.bring(sets("127.1.2.0/24"), shape, 3.0)
    assert table.audit(4.0) == 0
    assert heard(sip, "127.0.0.5", "127.1.2.3") == {"127.0.0.5"}
    table.remove()
    assert subprocess.check_output(["nft", "list", "ruleset"]) == b""


def bound(port: int) -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    made.bind(("127.0.0.1", port))
    made.settimeout(5.0)
    return made


def heard(here: socket.socket, *sources: str) -> set[str]:
    """Which of these are heard; the last datagram, of somebody not listed, ends the wait."""
    for source in (*sources, "127.0.0.99"):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as there:
            there.bind((source, 0))
            there.sendto(b"x", here.getsockname())
    found = set()
    while (source := here.recvfrom(9)[1][0]) != "127.0.0.99":
        found.add(source)
    return found


def test_every_set_is_known_to_both_sides() -> None:
    assert set(sets()) == set(SetName)
