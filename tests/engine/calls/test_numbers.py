"""Rewriting: the longest prefix that fits, once, and nothing that dials somebody else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.calls.numbers import MAX_NUMBER, MAX_RULES, NO_RULES, parse_rules, rewrite
from engine.sip.errors import PeerError

RULES = parse_rules(["00:", "0:44", "+:", "*67:", "#31#:*31*"])


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("00441632960000", "441632960000"),
        ("01632960000", "441632960000"),
        ("+441632960000", "441632960000"),
        ("*67123", "123"),
        ("#31#5", "*31*5"),
        ("0", "44"),
        ("00", ""),
        ("1001", "1001"),
        ("", ""),
        ("000", "0"),
    ],
)
def test_the_longest_prefix_that_fits_is_replaced_once(number: str, expected: str) -> None:
    assert rewrite(number, RULES) == expected


def test_the_empty_prefix_fits_what_no_other_rule_fits() -> None:
    rules = parse_rules([":9", "1:8"])
    assert rewrite("200", rules) == "9200"
    assert rewrite("100", rules) == "800"
    assert rewrite("", rules) == "9"


def test_without_rules_a_number_stays_what_it_is() -> None:
    assert parse_rules([]) == NO_RULES
    assert rewrite("x" * 500, NO_RULES) == "x" * 500


def test_a_sign_of_a_prefix_is_no_wildcard() -> None:
    assert rewrite("123", parse_rules(["*:9", "#:8"])) == "123"


def test_a_number_at_the_limit_is_good_and_one_above_is_refused() -> None:
    rules = parse_rules([":12"])
    assert len(rewrite("0" * (MAX_NUMBER - 2), rules)) == MAX_NUMBER
    with pytest.raises(PeerError) as caught:
        rewrite("0" * (MAX_NUMBER - 1), rules)
    assert caught.value.status == 404
    assert "65 characters" in caught.value.detail


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("0044", "no colon"),
        ("", "no colon"),
        ("00:44:1", "nothing but digits"),
        ("0 0:44", "nothing but digits"),
        ("00:4\n4", "nothing but digits"),
        ("٠:1", "nothing but digits"),
        ("sip.a:1", "nothing but digits"),
        (f"{'1' * (MAX_NUMBER + 1)}:", "64 characters"),
        (f":{'1' * (MAX_NUMBER + 1)}", "64 characters"),
    ],
)
def test_a_bad_rule_is_refused_with_a_sentence(rule: str, words: str) -> None:
    with pytest.raises(ValueError, match=words) as caught:
        parse_rules(["1:2", rule])
    assert str(caught.value).isprintable()


def test_two_rules_with_one_prefix_contradict_each_other() -> None:
    with pytest.raises(ValueError, match="two rules have the prefix '00'"):
        parse_rules(["00:1", "0:2", "00:3"])


def test_rules_are_bounded_in_length_and_number() -> None:
    longest = "1" * MAX_NUMBER
    assert rewrite(longest, parse_rules([f"{longest}:{longest}"])) == longest
    rules = [f"{number}:" for number in range(MAX_RULES)]
    assert len(parse_rules(rules).by_prefix) == MAX_RULES
    with pytest.raises(ValueError, match="at most 100"):
        parse_rules([*rules, "x:"])


SHORT = st.text("01+", max_size=4)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(SHORT, SHORT, max_size=8), st.text("01+", max_size=8))
def test_it_does_what_reading_all_rules_would_do(table: dict[str, str], number: str) -> None:
    fitting = [prefix for prefix in table if number.startswith(prefix)]
    expected = number
    if fitting:
        best = max(fitting, key=len)
        expected = table[best] + number.removeprefix(best)
    rules = parse_rules(f"{prefix}:{replacement}" for prefix, replacement in table.items())
    assert rewrite(number, rules) == expected
