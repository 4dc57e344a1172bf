import stat
from pathlib import Path

import pytest

from engine.config import Address
from engine.datapaths import DataPaths
from engine.errors import ConfigError
from engine.management.local_access import publish, withdraw, write_private


def test_address_and_token_are_left_for_the_owner_alone(tmp_path: Path) -> None:
    paths = DataPaths(tmp_path)
    paths.prepare()
    for _ in range(2):  # the second start replaces the first one's
        publish(paths, Address("127.0.0.1", 9090), "token")
    assert paths.http_address.read_text() == "http://127.0.0.1:9090\n"
    assert paths.local_token.read_text() == "token\n"
    assert stat.S_IMODE(paths.local_token.stat().st_mode) == 0o600
    withdraw(paths)
    withdraw(paths)
    assert list(paths.run.iterdir()) == []


@pytest.mark.parametrize(
    ("host", "url"), [("0.0.0.0", "http://127.0.0.1:80"), ("::", "http://[::1]:80")]
)
def test_an_address_that_means_all_is_reached_over_loopback(
    tmp_path: Path, host: str, url: str
) -> None:
    paths = DataPaths(tmp_path)
    paths.prepare()
    publish(paths, Address(host, 80), "token")
    assert paths.http_address.read_text().strip() == url


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="nowhere"):
        write_private(tmp_path / "nowhere" / "x", "text")


def test_a_file_is_never_readable_by_others_not_even_for_a_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x"
    path.write_text("old")
    path.chmod(0o644)
    write_private(path, "secret")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["x"]
