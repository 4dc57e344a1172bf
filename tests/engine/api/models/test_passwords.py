import pytest
from pydantic import ValidationError

from engine.api.models.passwords import PasswordQuery


def test_findings_are_known_words() -> None:
    assert PasswordQuery(finding=["weak", "unchanged"]).kind == "endpoint"
    with pytest.raises(ValidationError):
        PasswordQuery.model_validate({"finding": ["short"]})
