from engine.defence.flood import FloodPolicy
from engine.parameters.catalogue import CATALOGUE
from engine.parameters.flood import FLOOD
from engine.parameters.model import Group


def test_they_are_part_of_the_catalogue_and_the_guard_is_off_at_first() -> None:
    assert all(CATALOGUE[parameter.name] is parameter for parameter in FLOOD)
    assert {parameter.group for parameter in FLOOD} == {Group.SECURITY}
    assert CATALOGUE["SERVER_FLOOD_GUARD"].default == 0
    assert len(FLOOD) == len(FloodPolicy._fields)
