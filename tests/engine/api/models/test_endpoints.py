import re

import pytest
from pydantic import ValidationError

from engine.api.models.endpoints import (
    EXTENSION_PATTERN,
    ClearRequest,
    EndpointChange,
    EndpointQuery,
    NewEndpoint,
    SuspensionQuery,
)
from engine.errors import Invalid
from engine.store.endpoint_codec import check_extension

SECRET = "Correct-Horse-7!"


def test_a_password_is_not_in_the_representation() -> None:
    assert SECRET not in repr(NewEndpoint(extension="1001", password=SECRET))
    assert SECRET not in repr(EndpointChange(password=SECRET))


@pytest.mark.parametrize("extension", ["1001", "+4930", "a.b-c_d", "-x", "x" * 32])
def test_what_is_let_through_the_store_takes_too(extension: str) -> None:
    assert re.fullmatch(EXTENSION_PATTERN, extension)
    check_extension(extension)


@pytest.mark.parametrize("extension", ["", ".", "..", "a/b", "a b", "x" * 33, "é", "1\n"])
def test_what_would_break_a_path_is_refused(extension: str) -> None:
    with pytest.raises(ValidationError):
        NewEndpoint(extension=extension, password=SECRET)
    if extension not in (".", ".."):
        with pytest.raises(Invalid):
            check_extension(extension)


def test_defaults() -> None:
    assert NewEndpoint(extension="1", password="x").enabled is True
    assert EndpointQuery().limit == 100
    assert SuspensionQuery().limit == 1000
    with pytest.raises(ValidationError):
        ClearRequest(extensions=[])
