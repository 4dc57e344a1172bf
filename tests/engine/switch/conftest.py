"""Parts of the switch that most tests want."""

from collections.abc import Iterator

import pytest

from engine.switch.syncer import Syncer


@pytest.fixture
def syncer() -> Iterator[Syncer]:
    errors: list[OSError] = []
    made = Syncer(errors.append, gather=0.0)
    made.start()
    yield made
    assert made.stop(5.0)
    assert not errors
