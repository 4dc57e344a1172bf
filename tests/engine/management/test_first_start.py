import stat
from pathlib import Path

import pytest

from engine.errors import ConfigError
from engine.management.first_start import ensure_admin, new_password
from engine.parameters.passwords import Policy, judge
from engine.store.config_store import ConfigStore
from tests.helpers.stores import BY


def test_the_first_start_makes_an_admin_who_can_sign_in(
    config: ConfigStore, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "admin-password"
    assert ensure_admin(config, path)
    password = path.read_text().strip()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    operator = config.operators.verify("admin", password)
    assert operator is not None
    assert operator.role == "admin"
    printed = capsys.readouterr()
    assert password not in printed.out + printed.err
    assert password not in repr(config.audit.page())


def test_later_starts_change_nothing(config: ConfigStore, tmp_path: Path) -> None:
    path = tmp_path / "admin-password"
    ensure_admin(config, path)
    path.unlink()
    assert not ensure_admin(config, path)
    assert not path.exists()


def test_an_operator_made_by_a_command_is_enough(config: ConfigStore, tmp_path: Path) -> None:
    config.operators.add("bob", "password", "admin", **BY)
    assert not ensure_admin(config, tmp_path / "admin-password")


def test_a_first_start_that_was_interrupted_is_finished(
    config: ConfigStore, tmp_path: Path
) -> None:
    path = tmp_path / "admin-password"
    path.write_text("left-Behind-1!\n")
    assert ensure_admin(config, path)
    assert config.operators.verify("admin", "left-Behind-1!") is not None


def test_a_password_file_that_cannot_be_read_is_named(config: ConfigStore, tmp_path: Path) -> None:
    path = tmp_path / "admin-password"
    path.mkdir()
    with pytest.raises(ConfigError, match="admin-password"):
        ensure_admin(config, path)
    assert config.operators.list() == []


def test_passwords_satisfy_the_policy_and_differ() -> None:
    made = [new_password() for _ in range(50)]
    assert len(set(made)) == 50
    assert all(judge(password, Policy()) == ([], 4) for password in made)  # req 142
