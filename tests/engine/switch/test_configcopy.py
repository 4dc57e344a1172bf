"""The switch's copy of the configuration survives restarts, and is not readable by others."""

from pathlib import Path

import pytest

from engine.control.gateways import GatewayConfig
from engine.control.messages import NO_CONFIG, EndpointConfig
from engine.secretfile import KEY_BYTES, Cipher
from engine.switch import configcopy as module
from engine.switch.configcopy import Change, ConfigCopy, Configuration
from engine.switch.gateways import Gateways

PHONE = EndpointConfig("1001", "md5-of-1001", "sha-of-1001")
OTHER = EndpointConfig("1002", "md5-of-1002", "sha-of-1002", False)
CARRIER = GatewayConfig("carrier-a", "routing", ("192.0.2.9:5070",), prefixes=("0044",))
CUSTOMER = GatewayConfig("customer", "mapping", ("198.51.100.0/24",))


class Kept(dict[str, EndpointConfig]):
    """Endpoints by extension."""

    def put(self, endpoints: list[EndpointConfig]) -> None:
        self.update({each.extension: each for each in endpoints})

    def delete(self, extensions: list[str]) -> None:
        for extension in extensions:
            self.pop(extension, None)


def make(folder: Path) -> ConfigCopy:
    return ConfigCopy(folder, Cipher(b"k" * KEY_BYTES))


def load(folder: Path) -> tuple[Configuration, Kept, str]:
    kept = Kept()
    configuration, problem = make(folder).load(kept, Gateways())
    return configuration, kept, problem


def load_gateways(folder: Path) -> tuple[int, list[GatewayConfig]]:
    gateways = Gateways()
    configuration, _ = make(folder).load(Kept(), gateways)
    return configuration.version, list(gateways)


def test_without_a_copy_there_is_no_configuration(tmp_path: Path) -> None:
    configuration, kept, problem = load(tmp_path)
    assert configuration.version == NO_CONFIG
    assert (kept, problem) == ({}, "")


def test_what_was_written_comes_back(tmp_path: Path) -> None:
    configuration = Configuration(1, 7, {"SS_ENDPOINTREGISTERSUSPEND": 1})
    make(tmp_path).write(configuration, [PHONE, OTHER], 2)
    assert load(tmp_path) == (configuration, {"1001": PHONE, "1002": OTHER}, "")


def test_many_endpoints_take_many_lines_and_all_come_back(tmp_path: Path) -> None:
    many = [EndpointConfig(str(number), "md5", "sha") for number in range(2 * module.LINE + 1)]
    make(tmp_path).write(Configuration(1, 7), iter(many), len(many))
    assert (tmp_path / "config.sealed").read_bytes().count(b"\n") == 4
    assert list(load(tmp_path)[1].values()) == many


def test_lines_of_endpoints_fit_only_in_their_place(tmp_path: Path) -> None:
    many = [EndpointConfig(str(number), "md5", "sha") for number in range(module.LINE + 1)]
    make(tmp_path).write(Configuration(1, 7), many, len(many))
    path = tmp_path / "config.sealed"
    head, first, second = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(head + second + first)
    configuration, kept, problem = load(tmp_path)
    assert (configuration.version, kept) == (NO_CONFIG, {})
    assert "set aside" in problem


def test_changes_are_applied_in_order(tmp_path: Path) -> None:
    copy = make(tmp_path)
    copy.write(Configuration(1, 7, {"A": 1, "B": 1}), [PHONE], 1)
    copy.append(Change(2, 8, {"A": 2}, [OTHER]))
    copy.append(Change(3, 9, delete=["1001"]))
    expected = Configuration(3, 9, {"A": 2, "B": 1})
    assert load(tmp_path) == (expected, {"1002": OTHER}, "")


def test_a_change_that_the_whole_contains_already_is_not_applied_again(tmp_path: Path) -> None:
    copy = make(tmp_path)
    copy.append(Change(2, 8, put=[PHONE]))
    kept = (tmp_path / "config.changes").read_bytes()
    copy.write(Configuration(3, 9), [], 0)
    (tmp_path / "config.changes").write_bytes(kept)
    assert load(tmp_path)[1] == {}


def test_writing_everything_drops_the_changes(tmp_path: Path) -> None:
    copy = make(tmp_path)
    copy.append(Change(1, 1, {"A": 1}))
    assert copy.changes == 1
    copy.write(Configuration(1, 1, {"A": 1}), [], 0)
    assert copy.changes == 0
    assert not (tmp_path / "config.changes").exists()


def test_changes_are_dropped_only_when_the_new_name_is_durable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = make(tmp_path)
    copy.append(Change(1, 1, {"A": 1}))

    def refuse(_: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(module, "sync_folder", refuse)
    with pytest.raises(OSError, match="Input/output"):
        copy.write(Configuration(1, 1, {"A": 1}), [], 0)
    assert (tmp_path / "config.changes").exists()
    assert load(tmp_path)[0].parameters == {"A": 1}


def test_a_torn_change_was_never_acknowledged_and_is_cut(tmp_path: Path) -> None:
    copy = make(tmp_path)
    copy.append(Change(1, 1, {"A": 1}))
    with (tmp_path / "config.changes").open("ab") as file:
        file.write(b"aGFsZg")
    configuration, _, problem = load(tmp_path)
    assert configuration.parameters == {"A": 1}
    assert "6 bytes" in problem
    copy.append(Change(2, 2, {"A": 2}))
    assert load(tmp_path) == (Configuration(2, 2, {"A": 2}), {}, "")


@pytest.mark.parametrize("name", ["config.sealed", "config.changes"])
def test_a_damaged_copy_is_set_aside_and_reported(tmp_path: Path, name: str) -> None:
    copy = make(tmp_path)
    copy.write(Configuration(1, 1, {"A": 1}), [], 0)
    copy.append(Change(2, 2, {"A": 2}))
    (tmp_path / name).write_bytes(b"damage of some length\n")
    configuration, kept, problem = load(tmp_path)
    assert (configuration.version, kept) == (NO_CONFIG, {})
    assert "set aside" in problem
    assert (tmp_path / f"{name}.damaged").exists()
    assert load(tmp_path) == (Configuration(), {}, "")


def test_hashes_are_not_readable_on_the_disk(tmp_path: Path) -> None:
    copy = make(tmp_path)
    copy.write(Configuration(1, 7), [PHONE], 1)
    copy.append(Change(2, 8, put=[OTHER]))
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"md5-of" not in stored
    for path in tmp_path.iterdir():
        assert path.stat().st_mode & 0o777 == 0o600


def test_gateways_come_back_with_every_change_of_them(tmp_path: Path) -> None:
    copy = make(tmp_path)
    copy.write(Configuration(1, 7), [], 0, [CARRIER])
    assert load_gateways(tmp_path) == (7, [CARRIER])
    copy.append(Change(2, 8, gateways_put=[CUSTOMER]))
    assert load_gateways(tmp_path) == (8, [CARRIER, CUSTOMER])
    copy.append(Change(3, 9, gateways_delete=["carrier-a", "never"]))
    assert load_gateways(tmp_path) == (9, [CUSTOMER])


def test_a_damaged_copy_leaves_no_gateway_behind(tmp_path: Path) -> None:
    make(tmp_path).write(Configuration(1, 7), [], 0, [CARRIER])
    (tmp_path / "config.changes").write_bytes(b"damage of some length\n")
    assert load_gateways(tmp_path) == (NO_CONFIG, [])


def test_a_copy_of_a_program_without_gateways_is_asked_for_again(tmp_path: Path) -> None:
    """Its version is management's, so only the switch can know that something is missing."""
    copy = make(tmp_path)
    old = {"configuration": Configuration(1, 7, {"A": 1}), "lines": 0}
    (tmp_path / "config.sealed").write_bytes(copy._seal(old, b"switch configuration"))
    copy.append(Change(2, 8, {"A": 2}))
    configuration, _, problem = load(tmp_path)
    assert (configuration.version, configuration.parameters, problem) == (NO_CONFIG, {"A": 2}, "")
