from client.models.audit_difference import (
    LONGEST,
    Change,
    as_json,
    difference,
    summary,
    text_of,
)


def test_only_fields_that_differ_are_told() -> None:
    before = {"value": 6, "enabled": True, "place": {"a": 1, "b": 2}, "gone": "x"}
    after = {"value": 5, "enabled": True, "place": {"a": 1, "b": 3}, "fresh": ["a", "b"]}
    assert difference(before, after) == (
        Change("value", "6", "5"),
        Change("place.b", "2", "3"),
        Change("gone", "x", None),
        Change("fresh", None, "a, b"),
    )
    assert summary(before, after) == "value 6 → 5, place.b 2 → 3, gone x, fresh a, b"


def test_states_without_fields_and_none_at_all() -> None:
    assert difference(None, None) == ()
    assert difference(None, {"role": "admin"}) == (Change("role", None, "admin"),)
    assert difference({"role": "admin"}, None) == (Change("role", "admin", None),)
    assert difference(5, [1]) == (Change("", "5", "1"),)
    assert summary(None, None) == ""


def test_a_line_begins_with_what_an_operator_knows() -> None:
    assert (
        summary(None, {"id": "01a2", "version": 1, "value": "a"}) == "value a, id 01a2, version 1"
    )


def test_values_are_short_lines() -> None:
    assert text_of(False) == "no"
    assert text_of([]) == "[]"
    assert text_of([{"a": 1}]) == '[{"a": 1}]'
    assert text_of("a\nb") == "a b"
    assert len(text_of("x" * LONGEST)) == LONGEST
    assert text_of("x" * (LONGEST + 1)).endswith("…")
    assert '"before": null' in as_json(None, {"a": 1})
