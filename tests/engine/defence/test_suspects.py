"""What is counted against a source."""

from engine.defence.rules import Rule, RuleSetting
from engine.defence.suspects import Suspects

SETTING = RuleSetting(5, 60, 600)


def test_events_count_within_their_window() -> None:
    suspects = Suspects()
    times = (0.0, 30.0, 60.0, 61.0, 62.0)
    found = [suspects.add("a", Rule.MALFORMED, SETTING, now) for now in times]
    assert found == [1, 2, 3, 1, 2]
    assert suspects.add("b", Rule.MALFORMED, SETTING, 62.0) == 1
    assert suspects.add("a", Rule.SCANNER, SETTING, 62.0) == 1


def test_different_extensions_count_once_each_and_no_more_than_the_limit_is_kept() -> None:
    suspects = Suspects()
    names = ["1", "1", "2", *map(str, range(100))]
    counts = [suspects.add("a", Rule.EXTENSIONS, SETTING, 0.0, name) for name in names]
    assert counts[:4] == [1, 1, 2, 3]
    assert max(counts) == 5


def test_the_table_is_bounded_and_forgets_who_was_quiet_longest() -> None:
    suspects = Suspects(most=3)
    for source in "abcad":
        suspects.add(source, Rule.MALFORMED, SETTING, 0.0)
    assert len(suspects) == 3
    assert suspects.add("a", Rule.MALFORMED, SETTING, 0.0) == 3
    assert suspects.add("b", Rule.MALFORMED, SETTING, 0.0) == 1


def test_names_of_all_sources_together_are_bounded() -> None:
    suspects = Suspects(most_names=6)
    for source in "abc":
        for name in "12":
            suspects.add(source, Rule.EXTENSIONS, SETTING, 0.0, name)
    assert len(suspects) == 3
    suspects.add("c", Rule.EXTENSIONS, SETTING, 0.0, "3")  # a is forgotten for it
    assert len(suspects) == 2
    assert suspects.add("b", Rule.EXTENSIONS, SETTING, 100.0, "1") == 1, "a window of its own"
    for name in "456":
        suspects.add("b", Rule.EXTENSIONS, SETTING, 100.0, name)
    assert len(suspects) == 1
    assert suspects.add("b", Rule.EXTENSIONS, SETTING, 100.0, "7") == 5


def test_forgetting_begins_anew() -> None:
    suspects = Suspects()
    suspects.add("a", Rule.MALFORMED, SETTING, 0.0)
    assert suspects.forget("a")
    assert not suspects.forget("a")
