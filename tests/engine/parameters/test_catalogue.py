"""The catalogue: names, defaults and ranges of the requirements, and a sound table."""

import re
from pathlib import Path

import pytest

from engine.parameters.catalogue import CATALOGUE, Group, Kind, Parameter
from engine.parameters.values import advised, parse

ALL = list(CATALOGUE.values())


def values_of(name: str) -> list[int | str]:
    return [entry.value for entry in CATALOGUE[name].recommended]


def test_recording_parameters_are_as_required() -> None:
    # req 1, 2, 4, 34-36
    for name in ("SERVER_BILLING_RECORD_ZERO_HOLD_TIME", "SERVER_BILLING_RECORD_ILLEGAL_CALL"):
        parameter = CATALOGUE[name]
        assert (parameter.kind, parameter.default) == (Kind.BOOLEAN, 1)
        assert (parameter.group, parameter.section) == (Group.BILLING, "4.3.5.1")
    assert "unauthorised" in CATALOGUE["SERVER_BILLING_RECORD_ILLEGAL_CALL"].description  # req 37


@pytest.mark.parametrize(
    ("name", "default", "minimum", "maximum"),
    [
        ("SS_ENDPOINTREGISTERSUSPEND", 0, 0, 1),  # req 63, 64
        ("SS_ENDPOINTREGISTERRETRY", 6, 1, 100),  # req 67
        ("SS_ENDPOINTREGISTERSUSPENDTIME", 180, 60, 86400),  # req 69
    ],
)
def test_lockout_parameters_are_as_required(
    name: str, default: int, minimum: int, maximum: int
) -> None:
    parameter = CATALOGUE[name]
    assert (parameter.default, parameter.minimum, parameter.maximum) == (default, minimum, maximum)
    assert (parameter.group, parameter.section) == (Group.SOFTSWITCH, "4.3.5.2")


def test_the_catalogue_is_alphabetical_and_cannot_be_changed() -> None:
    assert list(CATALOGUE) == sorted(CATALOGUE)  # req 72
    with pytest.raises(TypeError):
        CATALOGUE["X"] = ALL[0]  # type: ignore[index]


@pytest.mark.parametrize("parameter", ALL, ids=lambda parameter: parameter.name)
def test_every_row_is_sound(parameter: Parameter) -> None:
    assert CATALOGUE[parameter.name] is parameter
    assert parameter.name.startswith(("SERVER_", "SS_"))
    assert parameter.section in {"4.3.5.1", "4.3.5.2", ""}
    assert parameter.minimum < parameter.maximum
    assert parse(parameter, parameter.default) == parameter.default
    assert (parameter.unit != "") == (parameter.kind is Kind.INTEGER)


@pytest.mark.parametrize("parameter", ALL, ids=lambda parameter: parameter.name)
def test_every_text_is_one_sentence_for_a_person(parameter: Parameter) -> None:
    # req 73, 106: a description, and the trade-off next to each recommended value
    texts = [parameter.description, *(entry.text for entry in parameter.recommended)]
    assert len(texts) >= 3 or parameter.kind is Kind.TEXT
    for text in texts:
        assert text[0].isupper()
        assert text.endswith(".")
        assert len(text) <= 100


@pytest.mark.parametrize("parameter", ALL, ids=lambda parameter: parameter.name)
def test_recommended_values_are_accepted_and_ascend(parameter: Parameter) -> None:
    numbers = [parse(parameter, entry.value) for entry in parameter.recommended]
    if parameter.kind is not Kind.TEXT:
        assert numbers == sorted(numbers, key=int)
    assert len(set(numbers)) == len(numbers)


def test_recommended_retries_and_durations_are_those_of_the_requirements() -> None:
    # req 105, 193, 194
    assert [value for value in values_of("SS_ENDPOINTREGISTERRETRY") if value != 20] == [
        3,
        5,
        6,
        10,
    ]
    assert values_of("SS_ENDPOINTREGISTERSUSPENDTIME") == [60, 180, 300, 600, 1800, 3600]


@pytest.mark.parametrize(("retries", "good"), [(3, True), (10, True), (11, False), (100, False)])
def test_more_than_ten_retries_are_accepted_but_not_advised(retries: int, good: bool) -> None:
    # req 105, 194
    parameter = CATALOGUE["SS_ENDPOINTREGISTERRETRY"]
    assert parse(parameter, retries) == retries
    assert advised(parameter, retries) is good


def test_what_is_said_not_to_be_here_is_not_and_its_replacement_is() -> None:
    """Names with three dots stand for all that begin so."""
    page = (Path(__file__).parents[3] / "docs" / "parameters-not-here.md").read_text("utf-8")
    rows = [line.split("|") for line in page.splitlines() if line.startswith("| `")]
    assert len(rows) > 10
    for _, names, _, instead, _ in rows:
        for name in re.findall(r"`([A-Z0-9_]+)(?:\.\.\.)?`", names):
            assert not any(one.startswith(name) for one in CATALOGUE), name
        for name in re.findall(r"`(S[A-Z0-9_]+)(?:\.\.\.)?`", instead):
            assert any(one.startswith(name) for one in CATALOGUE), name
