from __future__ import annotations

import pytest

from client.api.attack_values import AttackReading
from client.api.decoding import decode
from tests.helpers.fake_data import attack


@pytest.fixture
def reading() -> AttackReading:
    return decode(AttackReading, attack.reading())
