from engine.store.attack_numbers import numbers_of
from engine.store.attack_rows import Device, Run, Target


def test_rows_become_what_was_found_of_each_source_with_the_most_first() -> None:
    first, second = numbers_of(
        [
            ("hour", 0, "23", "", 5, 0),
            ("day", 0, "", "", 2, 0),
            ("prefix", 0, "0044", "", 1, 0),
            ("prefix", 0, "0049", "", 1, 1),
            ("device", 0, "b", "", 1, 0),
            ("device", 0, "a", "", 1, 0),
            ("callers", 0, "", "", 3, 9),
            ("callees", 0, "0049", "", 2, 4),
            ("probe", 0, "123456789", "", 1, 3),
            ("international", 0, "", "", 8, 0),
            ("premium", 0, "0900", "", 2, 0),
            ("caller", 0, "10", "14", 5, 0),
            ("callee", 0, "20", "29", 10, 0),
            ("since", 1, "", "", 77, 0),
        ],
        2,
    )
    assert first.hours == [*[0] * 23, 5]
    assert first.days == 2
    assert first.targets == [Target("0049", 1, 1), Target("0044", 1, 0)]
    assert first.devices == [Device("a", 1), Device("b", 1)]
    numbers = first.numbers
    assert numbers.runs == (Run("callee", "20", "29", 10), Run("caller", "10", "14", 5))
    assert (numbers.callers, numbers.examined) == (3, 9)
    assert (numbers.callees, numbers.most, numbers.times) == (2, "0049", 4)
    assert (numbers.probed, numbers.variants, numbers.probe) == (1, 3, "123456789")
    assert (numbers.international, numbers.premium, numbers.premium_example) == (8, 2, "0900")
    assert second.numbers.examined == sum(second.hours) == 0
