"""The models of limited sources refuse what is not theirs."""

import pytest
from pydantic import ValidationError

from engine.api.models.limits import LimitedItem, LimitsQuery


def test_a_query_knows_a_search_and_a_page() -> None:
    assert LimitsQuery(limit=3, cursor="", q="192.0").q == "192.0"
    with pytest.raises(ValidationError):
        LimitsQuery.model_validate({"kind": "ip"})


def test_only_known_limits_are_answered() -> None:
    with pytest.raises(ValidationError):
        LimitedItem.model_validate({"limit": "bytes"})
