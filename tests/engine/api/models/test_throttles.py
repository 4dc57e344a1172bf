"""The model of refused sign-ins."""

import pytest
from pydantic import ValidationError

from engine.api.models.throttles import ThrottlePage


def test_a_page_says_how_many_there_are() -> None:
    assert ThrottlePage(items=[], next_cursor=None, total=0).total == 0
    with pytest.raises(ValidationError):
        ThrottlePage.model_validate({"items": [], "next_cursor": None})
