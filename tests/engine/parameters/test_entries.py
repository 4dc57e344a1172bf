from engine.parameters.entries import DAY, OURS, flag, integer
from engine.parameters.model import Group, Kind, Recommendation


def test_a_flag_is_off_or_on_and_says_what_either_means() -> None:
    row = flag("SS_X", Group.QUERY, OURS, 1, "A test.", off="Less.", on="More.")
    assert (row.kind, row.default, row.minimum, row.maximum, row.unit) == (
        Kind.BOOLEAN,
        1,
        0,
        1,
        "",
    )
    assert row.recommended == (Recommendation(0, "Less."), Recommendation(1, "More."))


def test_an_integer_has_its_range_and_unit() -> None:
    row = integer("SS_X", Group.QUERY, OURS, 5, (1, DAY), "s", "A test.", Recommendation(5, "So."))
    assert (row.kind, row.default, row.minimum, row.maximum) == (Kind.INTEGER, 5, 1, 86400)
    assert (row.unit, row.recommended) == ("s", (Recommendation(5, "So."),))
