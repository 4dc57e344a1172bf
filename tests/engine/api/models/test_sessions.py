import pytest
from pydantic import ValidationError

from engine.api.models.sessions import Grant, NewOperator, OperatorChange, SignIn

SECRET = "Correct-Horse-7!"


def test_secrets_are_not_in_the_representation() -> None:
    grant = Grant(token=SECRET, name="a", role="admin", expires_at="2026-11-23T13:20:00.000Z")
    for value in (
        grant,
        SignIn(name="a", password=SECRET),
        NewOperator(name="a", password=SECRET, role="admin"),
        OperatorChange(password=SECRET),
    ):
        assert SECRET not in repr(value)


@pytest.mark.parametrize("name", ["", "a b", "a/b", "x" * 65, "é"])
def test_names_are_plain(name: str) -> None:
    with pytest.raises(ValidationError):
        NewOperator(name=name, password=SECRET, role="admin")
