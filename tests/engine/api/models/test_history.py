import pytest
from pydantic import ValidationError

from engine.api.models.history import HistoryQuery, HistoryTerms


def test_words_that_mean_nothing_are_refused() -> None:
    query = HistoryQuery.model_validate({"layer": "ip", "from": "2026-01-01T00:00:00Z"})
    assert (query.layer, query.limit, query.q) == ("ip", 100, "")
    for wrong in ({"layer": "planet"}, {"limit": 10}, {"q": "a\nb"}):
        with pytest.raises(ValidationError):
            HistoryTerms.model_validate(wrong)
