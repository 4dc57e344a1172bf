from typing import Any

import pytest
from pydantic import ValidationError

from engine.api.models.mail import MailPut

GOOD = {"host": "mail.example.org", "sender": "pbx@example.org", "username": "pbx"}


@pytest.mark.parametrize(
    "changes",
    [{}, {"host": ""}, {"host": "127.0.0.1", "security": "none"}, {"host": "::1"}],
)
def test_settings_that_work(changes: dict[str, Any]) -> None:
    assert MailPut.model_validate({**GOOD, **changes}).username == "pbx"


@pytest.mark.parametrize(
    "changes",
    [
        {"sender": ""},
        {"sender": "PBX <pbx@example.org>"},
        {"security": "none"},
        {"security": "ssl"},
        {"host": "mail.example.org/x"},
        {"host": "a\r\nb"},
        {"port": 0},
        {"password": "a\r\nQUIT"},
        {"max_attachment_mb": 51},
    ],
)
def test_settings_that_do_not(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        MailPut.model_validate({**GOOD, **changes})
