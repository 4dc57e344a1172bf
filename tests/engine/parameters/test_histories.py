from engine.parameters.catalogue import CATALOGUE
from engine.parameters.histories import HISTORIES


def test_each_history_has_a_bound_of_age_and_one_of_number() -> None:
    assert all(CATALOGUE[parameter.name] is parameter for parameter in HISTORIES)
    assert {parameter.unit for parameter in HISTORIES} == {"days", "rows"}
