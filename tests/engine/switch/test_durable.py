"""A change is numbered, in force, and on the disk, in this order."""

import asyncio
from pathlib import Path

import pytest

from engine.control.gateways import GatewayConfig
from engine.registrar.accounts import Accounts
from engine.secretfile import KEY_BYTES, Cipher
from engine.switch.configcopy import ConfigCopy, Configuration
from engine.switch.durable import Durable
from engine.switch.endpoints import StoredEndpoints
from engine.switch.gateways import Gateways
from tests.helpers.clock import ManualClock


def copy_of(folder: Path) -> ConfigCopy:
    return ConfigCopy(folder, Cipher(b"k" * KEY_BYTES))


def make(folder: Path, version: int) -> Durable:
    gateways = Gateways()
    gateways.put([GatewayConfig("a", "mapping", ("192.0.2.1",))])
    configuration = Configuration(0, version)
    return Durable(ManualClock(), copy_of(folder), configuration, Accounts(), gateways)


@pytest.mark.parametrize(
    ("version", "after", "reached"), [(8, None, 8), (7, None, 7), (9, None, 7), (9, 7, 9)]
)
def test_a_change_after_a_gap_keeps_the_version_that_shows_it(
    tmp_path: Path, version: int, after: int | None, reached: int
) -> None:
    durable = make(tmp_path, 7)
    change = durable.begin(version, after, parameters={"A": 1})
    assert (change.version, durable.configuration.version) == (reached, reached)
    assert durable.configuration.parameters == {"A": 1}


def test_after_a_refusal_everything_is_written_and_the_error_is_gone(tmp_path: Path) -> None:
    durable = make(tmp_path, 7)
    tmp_path.rename(away := tmp_path.with_name("away"))
    asyncio.run(durable.effective(durable.begin(8)))
    assert durable.error
    away.rename(tmp_path)
    asyncio.run(durable.effective(durable.begin(9)))
    assert not durable.error
    found = Gateways()
    configuration, _ = copy_of(tmp_path).load(StoredEndpoints(Accounts()), found)
    assert (configuration.version, len(found)) == (9, 1)
