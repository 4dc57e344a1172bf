from engine.parameters.catalogue import CATALOGUE
from engine.parameters.keeping import KEEPING


def test_they_are_part_of_the_catalogue_and_may_be_switched_off() -> None:
    assert all(CATALOGUE[parameter.name] is parameter for parameter in KEEPING)
    assert {parameter.minimum for parameter in KEEPING} == {0}
