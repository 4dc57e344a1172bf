from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from engine.control.carriers import GatewaySecret
from engine.control.gateways import GatewayConfig
from engine.errors import StoreError
from engine.secretfile import Cipher
from engine.store.config_store import ConfigStore
from engine.store.database import Database
from engine.store.gateway_codec import columns, config_of, states
from engine.store.schema import GATEWAY
from tests.helpers.stores import BY, config_store

CARRIER = GatewayConfig(
    *("carrier", "routing", ("192.0.2.9",)),
    username="me",
    secret=GatewaySecret("Circle of Life"),
    registers=True,
    registrar="sip.example.org:5070",
    register_expires_s=600,
    contact_number="0123",
    probe_interval_s=30,
)


def test_a_gateway_with_an_account_comes_back_and_its_password_is_nowhere(tmp_path: Path) -> None:
    store = config_store(tmp_path)
    store.gateways.add(CARRIER, **BY)
    store.gateways.update("carrier", {"secret": GatewaySecret("Hakuna Matata")}, **BY)
    audit = [row for row in store.audit.page() if row.object == "gateway:carrier"]
    assert "Circle" not in repr(audit)
    assert "Hakuna" not in repr(audit)
    assert audit[0].after["password"] == "changed"
    store.close()
    again = config_store(tmp_path)
    assert again.gateways.get("carrier").secret == GatewaySecret("Hakuna Matata")
    again.close()
    files = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert b"Circle of Life" not in files
    assert b"Hakuna Matata" not in files


def test_a_secret_belongs_to_its_gateway_and_to_its_key(tmp_path: Path) -> None:
    cipher = Cipher(os.urandom(32))
    values = columns(cipher, CARRIER)
    store = config_store(tmp_path)
    assert (
        columns(cipher, msgspec.structs.replace(CARRIER, username="", secret=GatewaySecret()))[
            "sealed"
        ]
        == b""
    )
    store.gateways.add(CARRIER, **BY)
    store.close()
    database = Database(tmp_path / "config.sqlite")
    with database.read() as connection:
        stored = connection.execute(select(GATEWAY)).mappings().one()
    database.close()
    assert {**stored, "sealed": b""} == {**values, "sealed": b""}
    for wrong in ({**values, "name": "other"}, dict(stored)):
        with pytest.raises(StoreError):
            config_of(cipher, wrong)  # type: ignore[arg-type]
    assert config_of(cipher, values) == CARRIER  # type: ignore[arg-type]


def test_a_change_says_that_the_password_is_another_only_when_it_is(store: ConfigStore) -> None:
    del store
    other = msgspec.structs.replace(CARRIER, secret=GatewaySecret("other"))
    assert "password" not in states(CARRIER, CARRIER)[1]
    assert states(CARRIER, other)[1]["password"] == "changed"
