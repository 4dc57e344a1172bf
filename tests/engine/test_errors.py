"""Every error carries one line for a person."""

import pytest

from engine import errors


@pytest.mark.parametrize(
    "kind",
    [
        errors.ConfigError,
        errors.StoreError,
        errors.ControlError,
        errors.NotFound,
        errors.Conflict,
    ],
)
def test_an_error_is_ours_and_tells_its_detail(kind: type[errors.SwitchwardenError]) -> None:
    error = kind("the disk is full; make room on /data")
    assert isinstance(error, errors.SwitchwardenError)
    assert error.detail == str(error) == "the disk is full; make room on /data"


def test_an_error_about_a_parameter_names_it_apart_from_the_text() -> None:
    error = errors.ParameterError("SS_ENDPOINTREGISTERRETRY", "must be from 1 to 100")
    assert (error.name, error.detail) == ("SS_ENDPOINTREGISTERRETRY", "must be from 1 to 100")


def test_an_error_about_a_field_names_it_apart_from_the_text() -> None:
    error = errors.Invalid("password", "too short")
    assert (error.field, error.detail) == ("password", "too short")
