"""Commands while no engine runs: the store itself, with the same rules as over HTTP."""

from pathlib import Path

import pytest

from engine.cli.administration import OperatorLine
from engine.cli.direct import opened
from engine.datapaths import DataPaths
from engine.errors import Conflict, Invalid, NotFound, ParameterError
from engine.store.config_store import open_config

GOOD = "Tr0ub4dor&3xyz"


@pytest.fixture
def paths(tmp_path: Path) -> DataPaths:
    made = DataPaths(tmp_path / "data")
    made.prepare()
    return made


def test_operators_are_kept_and_listed(paths: DataPaths) -> None:
    with opened(paths) as engine:
        engine.add_operator("maria", "admin", GOOD)
        engine.add_operator("ben", "auditor", GOOD)
        engine.set_enabled("ben", False)
    with opened(paths) as engine:
        assert engine.operators() == [
            OperatorLine("ben", "auditor", False),
            OperatorLine("maria", "admin", True),
        ]


def test_a_new_password_is_the_one_that_counts(paths: DataPaths) -> None:
    with opened(paths) as engine:
        engine.add_operator("maria", "admin", GOOD)
        engine.set_password("maria", GOOD + "!")
    store = open_config(paths, None)
    assert store.operators.verify("maria", GOOD) is None
    assert store.operators.verify("maria", GOOD + "!") is not None
    store.close()


def test_the_password_policy_holds_here_too_and_can_be_changed(paths: DataPaths) -> None:
    # req 142
    with opened(paths) as engine:
        with pytest.raises(Invalid, match=r"at least 12.*upper case.*special"):
            engine.add_operator("maria", "admin", "weak1")
        assert engine.operators() == []
        engine.set_parameter("SERVER_PASSWORD_LENGTH", "5", "", None)
        engine.set_parameter("SERVER_PASSWORD_COMPLEXITY", "off", "", None)
        engine.add_operator("maria", "admin", "weak1")
        with pytest.raises(Invalid, match="at least 5"):
            engine.set_password("maria", "weak")


def test_what_does_not_exist_or_exists_twice_is_told(paths: DataPaths) -> None:
    with opened(paths) as engine:
        engine.add_operator("maria", "admin", GOOD)
        with pytest.raises(Conflict):
            engine.add_operator("maria", "auditor", GOOD)
        with pytest.raises(NotFound):
            engine.set_password("nobody", "weak")
        with pytest.raises(NotFound):
            engine.set_enabled("nobody", False)
        with pytest.raises(Conflict, match="last admin"):
            engine.set_enabled("maria", False)


def test_a_parameter_is_changed_with_its_reason_in_the_audit(paths: DataPaths) -> None:
    with opened(paths) as engine:
        line = engine.set_parameter("SERVER_BILLING_RECORD_ZERO_HOLD_TIME", "Off", "flood", None)
        assert (line.value, line.revert_at, line.effective_at) == (0, "", "")
        assert engine.parameter("SERVER_BILLING_RECORD_ZERO_HOLD_TIME").value == 0
    store = open_config(paths, None)
    (change,) = store.parameters.history("SERVER_BILLING_RECORD_ZERO_HOLD_TIME")
    assert (change.actor, change.reason) == ("local", "flood")
    store.close()


def test_a_timed_change_says_when_it_returns(paths: DataPaths) -> None:
    with opened(paths) as engine:
        line = engine.set_parameter("SS_ENDPOINTREGISTERRETRY", "3", "", 600)
    assert line.revert_at.endswith("Z")
    assert len(line.revert_at) == len("2026-01-01T00:00:00.000Z")


def test_a_value_out_of_range_is_refused_with_the_range(paths: DataPaths) -> None:
    with opened(paths) as engine, pytest.raises(ParameterError, match="from 1 to 100"):
        engine.set_parameter("SS_ENDPOINTREGISTERRETRY", "101", "", None)


def test_all_parameters_are_listed_alphabetically(paths: DataPaths) -> None:
    with opened(paths) as engine:
        names = [line.name for line in engine.parameters()]
    assert names == sorted(names)
    assert "SS_ENDPOINTREGISTERSUSPEND" in names
