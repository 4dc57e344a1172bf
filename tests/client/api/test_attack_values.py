import pytest

from client.api.attack_values import AttackReading, AttackSource
from client.api.decoding import decode
from client.api.errors import ServerFault
from tests.helpers.fake_data import attack


def test_a_reading_is_understood_whole() -> None:
    missing = [{"first_day": "2026-10-01", "last_day": "2026-10-31", "records": 9, "file": "x"}]
    reading = decode(AttackReading, attack.reading(missing=missing))
    flood, guesser, _ = reading.items
    assert (flood.country.code, flood.hours[23], flood.runs[0].length) == ("NL", 460, 401)
    assert flood.patterns[0].figures == {"runs": 1, "longest": 401}
    assert guesser.lockouts.last is not None
    assert reading.lockout_days[1].suspensions == 20
    assert reading.missing[0].last_day == "2026-10-31"


def test_a_network_is_told_from_an_address() -> None:
    assert decode(AttackSource, attack.source("192.0.2.0/24")).is_network
    assert not decode(AttackSource, attack.source("192.0.2.1")).is_network


def test_a_source_without_its_times_is_no_answer() -> None:
    with pytest.raises(ServerFault):
        decode(AttackSource, {"source": "192.0.2.1"})
