from pathlib import Path

import msgspec
import pytest

from engine.api.dry_run import DryRun
from engine.control.attempts import Attempts, segment_name
from engine.control.gateways import GatewayConfig
from engine.errors import Conflict
from engine.management.dry_runs import LONGEST_S, DryRuns, gateway_of
from engine.management.self_proofs import PREFIX
from engine.store.config_store import ConfigStore
from tests.helpers.stores import Wall
from tests.helpers.switch_port import FakeSwitch

RETRY = {"SS_ENDPOINTREGISTERSUSPEND": 1, "SS_ENDPOINTREGISTERRETRY": 3}


def write(folder: Path, *rows: Attempts) -> None:
    folder.mkdir(exist_ok=True)
    data = b"".join(msgspec.json.encode(row) + b"\n" for row in rows)
    (folder / segment_name(rows[0].at)).write_bytes(data + b'[17,"wro')


def wrong(at: float, extension: str = "1001") -> Attempts:
    return Attempts(int(at), "wrong", "198.51.100.7", extension, True)


@pytest.fixture
def runs(tmp_path: Path, config: ConfigStore, wall: Wall) -> DryRuns:
    return DryRuns(tmp_path / "attempts", config, FakeSwitch(), wall)


def test_segments_of_the_time_asked_for_are_replayed(
    runs: DryRuns, tmp_path: Path, wall: Wall
) -> None:
    folder, now = tmp_path / "attempts", wall.now
    write(folder, *(wrong(now - 90_000 + at, "old") for at in range(9)))
    write(folder, wrong(now - 86_500, "old"), *(wrong(now - 3700 + at, "1001") for at in range(9)))
    write(folder, *(wrong(now - 60 + at, "1002") for at in range(2)))
    done = runs.run(24, RETRY)
    assert [(hit.name, hit.verdict, hit.times, hit.stopped) for hit in done.hits] == [
        ("1001", "new", 1, 6)
    ]
    assert (done.endpoints, done.addresses, done.attempts, done.stopped) == (1, 0, 11, 6)
    assert (done.complete, done.began_at, done.until) == (True, int(now) - 3700, now)
    assert done.values == RETRY
    assert runs.run(1, RETRY).attempts == 2
    assert {hit.name for hit in runs.run(720, RETRY).hits} == {"1001", "old"}


def test_the_values_in_force_are_those_that_are_not_given(
    runs: DryRuns, tmp_path: Path, wall: Wall
) -> None:
    write(tmp_path / "attempts", *(wrong(wall.now - 60 + at) for at in range(9)))
    assert runs.run(1, {"SS_ENDPOINTREGISTERRETRY": 3}).hits == (), "the lockout is off"


def test_the_proof_of_the_lockout_is_nobody_who_was_hit(
    runs: DryRuns, tmp_path: Path, wall: Wall
) -> None:
    tries = [wrong(wall.now - 60 + at, f"{PREFIX}12ab") for at in range(9)]
    own = [msgspec.structs.replace(each, source="127.255.255.253") for each in tries]
    write(tmp_path / "attempts", *own, *tries)
    (hit,) = runs.run(24, RETRY).hits
    assert (hit.name, hit.attempts) == (f"{PREFIX}12ab", 9), "a stranger of that name is one"


def test_without_a_log_there_is_nothing_to_tell(runs: DryRuns, wall: Wall) -> None:
    done = runs.run(24, RETRY)
    assert done == DryRun(wall.now, wall.now, True, 0, 0, 0, 0, 0, 0, 0, 0, (), RETRY)


def test_one_goes_on_at_a_time_and_its_time_is_bounded(
    tmp_path: Path, config: ConfigStore, wall: Wall
) -> None:
    write(tmp_path / "attempts", *(wrong(wall.now - 6000 + at) for at in range(3000)))
    ticks = iter([0.0, *([LONGEST_S + 1] * 50)])
    switch = FakeSwitch(away=True)
    runs = DryRuns(tmp_path / "attempts", config, switch, wall, lambda: next(ticks))
    done = runs.run(24, RETRY)
    assert (done.complete, done.attempts) == (False, 1)
    assert done.until < wall.now
    with runs._running, pytest.raises(Conflict, match="being tried"):
        runs.run(24, RETRY)


def test_addresses_of_enabled_gateways_are_known_by_name() -> None:
    def gateway(name: str, *addresses: str, enabled: bool = True) -> GatewayConfig:
        return GatewayConfig(name=name, kind="mapping", addresses=addresses, enabled=enabled)

    name = gateway_of(
        [
            gateway("a", "192.0.2.0/24", "pbx.example.org"),
            gateway("b", "203.0.113.5:5070", "[2001:db8::1]:5060", "2001:db8::2"),
            gateway("c", "198.51.100.7", "away.example.org", enabled=False),
            gateway("d", "Carrier.example.org:5080", "unknown.example.org"),
        ],
        {
            "pbx.example.org": ["203.0.113.77", "2001:db8::77"],
            "carrier.example.org": ["203.0.113.88"],
            "away.example.org": ["203.0.113.99"],
        },
    )
    assert [name(each) for each in ("192.0.2.9", "203.0.113.5", "2001:db8::1", "2001:db8::2")] == [
        "a", "b", "b", "b",
    ]  # fmt: skip
    assert [name(each) for each in ("203.0.113.77", "2001:db8::77", "203.0.113.88")] == [
        "a", "a", "d",
    ]  # fmt: skip
    assert name("198.51.100.7") == name("203.0.113.99") == name("nonsense") == ""
