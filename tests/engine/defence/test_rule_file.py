"""Files for firewalls: what is in them, and that the programs take them."""

from __future__ import annotations

import shutil
import socket
import subprocess

import pytest

from engine.defence.rule_file import Format, Ruleset, written
from tests.engine.kernel.test_table import bound, heard
from tests.helpers.netns import in_own_network, need_nft

RULES = Ruleset(
    ports=[15060],
    blocks=[
        ("127.0.0.2", 60.2), ("127.1.0.0/16", None), ("127.1.2.0/24", 9.0), ("127.0.3.3", None),
        ("2001:db8:1::/64", 5.0), ("2001:db8::7", None),
    ],
    spared=["127.0.3.3", "2001:db8:9::/48"],
    registrations=2,
    made="now",
)  # fmt: skip


def test_entries_have_their_time_and_who_is_spared_is_not_blocked() -> None:
    text = written(RULES, Format.NFT)
    assert "127.0.0.2 timeout 61s" in text
    assert "elements = { 127.1.0.0/16 }" in text
    assert text.count("127.0.3.3") == 1
    assert "limit rate over 4/minute" in text
    assert "@rates" not in written(RULES._replace(registrations=0), Format.NFT)


def test_each_version_of_ip_has_its_file_of_iptables() -> None:
    four, six = written(RULES, Format.IPTABLES), written(RULES, Format.IP6TABLES)
    assert "-s 127.0.0.2/32 -p udp" in four
    assert "127.1.2.0/24" not in four
    assert "-s 127.0.3.3/32 -j RETURN" in four
    assert "--hashlimit-above 4/min" in four
    assert "db8" not in four
    assert "-s 2001:db8:1::/64 -p tcp" in six
    assert "127." not in six
    assert "hashlimit" not in written(RULES._replace(registrations=0), Format.IPTABLES)


@pytest.mark.peer
def test_the_programs_take_the_files_and_the_kernel_obeys() -> None:
    """Requirement 136: what one address may register in a minute, and who is spared."""
    need_nft()

    def load(command: list[str], form: Format) -> None:
        done = subprocess.run(
            command, input=written(RULES, form), text=True, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr

    def register(count: int, source: str) -> int:
        with bound(15060) as here:
            for _ in range(count):
                send(here, source)
            send(here, "127.0.0.99", b"end")
            found = 0
            while here.recvfrom(99)[0] != b"end":
                found += 1
            return found

    def work() -> None:
        load(["nft", "-f", "-"], Format.NFT)
        load(["nft", "-f", "-"], Format.NFT)  # a newer one takes the place of an older
        with bound(15060) as here:
            assert heard(here, "127.0.0.2", "127.1.2.3", "127.0.3.3") == {"127.0.3.3"}
        assert register(10, "127.0.0.8") <= 5
        assert register(10, "127.0.3.3") == 10
        subprocess.run(["nft", "flush", "ruleset"], check=True)
        if shutil.which("iptables-restore") is None:
            return
        load(["iptables-restore", "--noflush"], Format.IPTABLES)
        load(["ip6tables-restore", "--noflush"], Format.IP6TABLES)
        subprocess.run(["iptables", "-I", "INPUT", "-j", "SWITCHWARDEN"], check=True)
        with bound(15060) as here:
            assert heard(here, "127.0.0.2", "127.1.2.3", "127.0.3.3") == {"127.0.3.3"}
        assert register(10, "127.0.0.8") <= 5
        assert register(10, "127.0.3.3") == 10

    in_own_network(work)


def send(here: socket.socket, source: str, data: bytes = b"REGISTER sip:x SIP/2.0\r\n\r\n") -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as there:
        there.bind((source, 0))
        there.sendto(data, here.getsockname())
