import pytest
from pydantic import ValidationError

from engine.api.models.attacks import CdrAttackQuery


def test_a_question_has_the_filters_of_the_records_and_its_own_names() -> None:
    query = CdrAttackQuery.model_validate({"caller_ip": "192.0.2.1", "limit": "5"})
    assert (query.caller_ip, query.limit, query.by, query.timezone) == (
        *(["192.0.2.1"], 5, "address", "UTC"),
    )


@pytest.mark.parametrize("given", [{"limit": 0}, {"limit": 201}, {"by": "country"}, {"x": 1}])
def test_what_is_not_understood_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        CdrAttackQuery.model_validate(given)
