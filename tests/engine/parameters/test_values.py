"""What is accepted as a value, in which spellings, and how a refusal names the range."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import ParameterError
from engine.parameters.catalogue import CATALOGUE, Group, Kind, Parameter
from engine.parameters.values import accepted, advised, defaults, find, parse

FLAG = CATALOGUE["SERVER_BILLING_RECORD_ZERO_HOLD_TIME"]
RETRY = CATALOGUE["SS_ENDPOINTREGISTERRETRY"]
TIME = CATALOGUE["SS_ENDPOINTREGISTERSUSPENDTIME"]
TEXT = Parameter("X_NAME", Group.QUERY, "", Kind.TEXT, "none", 2, 6, "", "A text.")


@pytest.mark.parametrize("raw", [1, True, "1", "On", "on", "ON", " true ", "True"])
def test_a_boolean_is_on_in_every_usual_spelling(raw: object) -> None:
    value = parse(FLAG, raw)
    assert (value, type(value)) == (1, int)


@pytest.mark.parametrize("raw", [0, False, "0", "Off", "off", "FALSE"])
def test_a_boolean_is_off_in_every_usual_spelling(raw: object) -> None:
    value = parse(FLAG, raw)
    assert (value, type(value)) == (0, int)


@pytest.mark.parametrize("raw", [2, -1, "2", "yes", "", None, 1.0, [1], {"value": 1}, "O\u0273"])
def test_a_boolean_takes_nothing_else(raw: object) -> None:
    # req 24, 64
    with pytest.raises(ParameterError, match=r"must be 0 or 1 \(Off or On\)$") as raised:
        parse(FLAG, raw)
    assert raised.value.name == FLAG.name


@pytest.mark.parametrize(("raw", "value"), [(1, 1), (100, 100), ("7", 7), (" 42 ", 42), ("007", 7)])
def test_an_integer_is_a_number_or_its_digits(raw: object, value: int) -> None:
    assert parse(RETRY, raw) == value


@pytest.mark.parametrize(
    "raw", [0, 101, -1, "0", "101", "-5", "5.0", 5.0, True, None, "", "٥", "1" * 5000, [], 10**30]
)
def test_an_integer_out_of_range_or_of_another_kind_is_refused_with_the_range(raw: object) -> None:
    # req 68
    with pytest.raises(ParameterError, match=r"a whole number from 1 to 100 \(attempts\)$"):
        parse(RETRY, raw)


@pytest.mark.parametrize("raw", [59, 86401])
def test_a_suspension_outside_its_range_is_refused_with_the_range(raw: int) -> None:
    # req 70
    with pytest.raises(ParameterError, match="from 60 to 86400"):
        parse(TIME, raw)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([FLAG, RETRY, TIME, TEXT]),
    st.one_of(
        st.none(),
        st.integers(),
        st.floats(),
        st.text(),
        st.binary(),
        st.booleans(),
        st.lists(st.integers()),
        st.dictionaries(st.text(), st.integers()),
    ),
)
def test_whatever_arrives_is_a_value_in_range_or_a_refusal(
    parameter: Parameter, raw: object
) -> None:
    refusal = ""
    value: int | str = parameter.default
    try:
        value = parse(parameter, raw)
    except ParameterError as error:
        refusal = error.detail
    assert refusal in {"", f"{parameter.name} must be {accepted(parameter)}"}
    size = len(value) if isinstance(value, str) else value
    assert parameter.minimum <= size <= parameter.maximum
    assert parse(parameter, value) == value


def test_a_text_is_bounded_and_printable() -> None:
    assert parse(TEXT, "abc") == "abc"
    for raw in ("a", "abcdefg", "a\nb", 12, None):
        with pytest.raises(ParameterError, match="a text of 2 to 6 printable characters"):
            parse(TEXT, raw)


def test_an_unknown_name_is_refused_without_repeating_what_could_harm_a_log() -> None:
    assert find("SS_ENDPOINTREGISTERRETRY") is RETRY
    with pytest.raises(ParameterError, match="no parameter") as raised:
        find("SS_\n" + "x" * 1000)
    assert "\n" not in raised.value.detail
    assert len(raised.value.detail) < 200


def test_defaults_are_those_of_the_catalogue_and_a_copy() -> None:
    values = defaults()
    assert values == {name: parameter.default for name, parameter in CATALOGUE.items()}
    values.clear()
    assert defaults()


def test_without_a_warning_everything_in_range_is_advised() -> None:
    assert advised(TIME, 86400)
    assert advised(TEXT, "abc")
