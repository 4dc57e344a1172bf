"""Typed values are read and refused before anything is sent."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from client.models.parameter_rules import LONGEST_TEXT, advice, check, range_text
from tests.helpers.client_samples import parameter, switch


@pytest.mark.parametrize(
    ("text", "value"), [("0", 0), ("1", 1), (" On ", 1), ("off", 0), ("TRUE", 1), ("no", 0)]
)
def test_a_switch_takes_zero_one_and_words(text: str, value: int) -> None:  # req 24, 64
    assert check(switch(), text).value == value


@pytest.mark.parametrize("text", ["2", "-1", "", "maybe", "01x"])
def test_a_switch_refuses_everything_else(text: str) -> None:  # req 24, 64
    checked = check(switch(), text)
    assert checked.value is None
    assert "0" in checked.problem
    assert "1" in checked.problem


@pytest.mark.parametrize(
    ("text", "accepted"),
    [("0", False), ("1", True), ("100", True), ("101", False), ("6.5", False), ("six", False),
     ("", False), ("-", False), ("--5", False), ("٥", False), ("9" * 5000, False)],
)  # fmt: skip
def test_retries_are_taken_from_1_to_100(text: str, accepted: bool) -> None:  # req 67, 68
    checked = check(parameter(), text)
    assert (checked.value is not None) is accepted
    assert bool(checked.problem) is not accepted


@pytest.mark.parametrize(
    ("text", "accepted"), [("59", False), ("60", True), ("86400", True), ("86,400", True),
                           ("86401", False)],
)  # fmt: skip
def test_the_time_is_taken_from_60_to_86400(text: str, accepted: bool) -> None:  # req 69, 70
    time = parameter("SS_ENDPOINTREGISTERSUSPENDTIME", minimum=60, maximum=86400)
    assert (check(time, text).value is not None) is accepted


def test_a_refusal_names_the_range() -> None:
    assert "1 – 100" in check(parameter(), "101").problem
    assert "60 – 86,400" in check(parameter(minimum=60, maximum=86400), "59").problem


def test_text_is_taken_up_to_its_limit() -> None:
    text = parameter(type="text", minimum=None, maximum=None)
    assert check(text, " hello ").value == "hello"
    assert check(text, "x" * LONGEST_TEXT).problem == ""
    assert check(text, "x" * (LONGEST_TEXT + 1)).problem


def test_ranges_in_words() -> None:
    assert range_text(switch()) == "0 / 1"
    assert range_text(parameter()) == "1 – 100"
    assert range_text(parameter(maximum=None)) == "1 – …"
    assert (
        range_text(parameter(type="text", minimum=None, maximum=None)) == "up to 1,000 characters"
    )
    assert range_text(parameter(type="text", minimum=0, maximum=64)) == "up to 64 characters"
    assert range_text(parameter(minimum=None, maximum=None)) == "any number"


@pytest.mark.parametrize(("value", "warned"), [(10, False), (11, True), (20, True), (100, True)])
def test_more_than_ten_retries_are_not_recommended(value: int, warned: bool) -> None:  # req 194
    assert bool(advice("SS_ENDPOINTREGISTERRETRY", value)) is warned
    assert check(parameter(), str(value)).value == value


def test_other_parameters_and_unreadable_values_get_no_advice() -> None:
    assert advice("SS_ENDPOINT_EXPIRE", 5000) == ""
    assert advice("SS_ENDPOINTREGISTERRETRY", None) == ""


@given(st.text(max_size=40))
@settings(deadline=None, max_examples=100)
def test_any_text_is_either_in_range_or_has_a_problem(text: str) -> None:
    checked = check(parameter(), text)
    assert (checked.value is None) == bool(checked.problem)
    if isinstance(checked.value, int):
        assert 1 <= checked.value <= 100
