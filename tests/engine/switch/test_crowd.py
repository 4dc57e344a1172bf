"""Who gives way: of the longest silent, one of the source that holds most; looking is bounded."""

from engine.switch.crowd import LOOK, Crowd


def filled(*owners: str) -> Crowd:
    crowd = Crowd()
    for flow, owner in enumerate(owners):
        crowd.add(flow, owner)
    return crowd


def test_the_longest_silent_gives_way() -> None:
    crowd = filled("a", "b", "c")
    assert crowd.least() == 0
    crowd.heard(0)
    assert crowd.least() == 1
    crowd.drop(1)
    assert (crowd.least(), 1 in crowd, len(crowd)) == (2, False, 2)


def test_one_of_many_gives_way_before_the_only_one_of_another_source() -> None:
    crowd = filled("phone", "many", "many", "many")
    assert crowd.least() == 1
    assert [crowd.held(owner) for owner in ("phone", "many", "nobody")] == [1, 3, 0]


def test_nobody_gives_way_where_nobody_is() -> None:
    crowd = Crowd()
    crowd.heard(1)
    crowd.drop(1)
    assert crowd.least() is None


def test_looking_is_bounded() -> None:
    crowd = filled(*[f"host{number}" for number in range(LOOK)], "many", "many")
    assert crowd.least() == 0, "beyond those that are looked at"
    crowd.drop(0)
    assert crowd.least() == LOOK
