import os
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from engine.countries import Countries, Origin
from tests.helpers.mmdb import mmdb


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("193.0.6.139", Origin("country", "NL")),  # RIPE NCC itself
        ("::ffff:193.0.6.139", Origin("country", "NL")),
        ("2001:67c:2e8:22::c100:68b", Origin("country", "NL")),
        ("10.1.2.3", Origin("private")),
        ("10.1.2.0/24", Origin("private")),
        ("100.64.0.1", Origin("private")),
        ("fd00::1", Origin("private")),
        ("127.0.0.1", Origin("loopback")),
        ("::1", Origin("loopback")),
        ("198.51.100.7", Origin("reserved")),
        ("2001:db8::/64", Origin("reserved")),
        ("224.0.0.1", Origin("reserved")),
        ("0.0.0.0", Origin("reserved")),
        ("not an address", Origin("unknown")),
        ("", Origin("unknown")),
    ],
)
def test_an_address_has_the_country_of_its_registration(address: str, expected: Origin) -> None:
    assert Countries().origin(address) == expected


def test_a_file_of_the_operator_answers_instead_and_its_registration_counts(tmp_path: Path) -> None:
    path = tmp_path / "mine.mmdb"
    path.write_bytes(
        mmdb(
            {
                "193.0.0.0/16": {
                    "country": {"iso_code": "DE"},
                    "registered_country": {"iso_code": "FR"},
                },
                "194.0.0.0/8": {"country": {"iso_code": "se"}},
                "195.0.0.0/8": {"country_code": "IT"},
                "196.0.0.0/8": {"country": "much too long"},
            }
        )
    )
    countries = Countries(path)
    found = [countries.origin(f"{first}.0.6.1").code for first in (193, 194, 195, 196, 197)]
    assert found == ["FR", "SE", "IT", "", ""]
    assert countries.origin("2001:67c:2e8::1").code == "NL"  # this file knows no IPv6
    assert countries.source == "mine.mmdb (Test-Country)"
    assert countries.origin("10.0.0.1") == Origin("private")


def test_a_file_that_is_replaced_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "mine.mmdb"
    path.write_bytes(mmdb({"193.0.0.0/8": {"country": {"iso_code": "DE"}}}))
    countries = Countries(path)
    assert countries.origin("193.0.6.1").code == "DE"
    path.write_bytes(mmdb({"193.0.0.0/8": {"country": {"iso_code": "PL"}}}))
    os.utime(path, (1, 1))
    assert countries.origin("193.0.6.1").code == "PL"


def test_a_file_that_cannot_be_used_is_said_once_and_the_registries_answer(tmp_path: Path) -> None:
    path = tmp_path / "mine.mmdb"
    countries = Countries(path)
    with capture_logs() as logs:
        assert countries.origin("193.0.6.139").code == "NL"
        assert countries.origin("193.0.6.139").code == "NL"
        path.write_bytes(b"this is no database")
        assert countries.origin("193.0.6.139").code == "NL"
    assert [entry["log_level"] for entry in logs] == ["warning", "warning"]
    assert countries.source == Countries().source
