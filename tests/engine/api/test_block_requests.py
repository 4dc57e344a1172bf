"""What a request may name."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest

from engine.api.block_requests import read_place, read_until
from engine.errors import Invalid

NOW: Any = cast("Any", SimpleNamespace(clock=SimpleNamespace(wall=lambda: 100.0)))


def test_a_place_is_read_in_its_one_form_or_refused_by_its_field() -> None:
    assert read_place("192.0.2.9/24").value == "192.0.2.0/24"
    with pytest.raises(Invalid) as caught:
        read_place("somewhere")
    assert caught.value.field == "value"


def test_an_end_is_in_the_future() -> None:
    assert read_until(None, NOW) is None
    assert read_until(datetime.fromtimestamp(101, UTC), NOW) == 101.0
    with pytest.raises(Invalid):
        read_until(datetime.fromtimestamp(100, UTC), NOW)
