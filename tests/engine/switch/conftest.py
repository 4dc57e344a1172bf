"""Parts of the switch that most tests want."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.switch.syncer import Syncer
from tests.engine.switch.rig import Rig


@pytest.fixture
def syncer() -> Iterator[Syncer]:
    errors: list[OSError] = []
    made = Syncer(errors.append, gather=0.0)
    made.start()
    yield made
    assert made.stop(5.0)
    assert not errors


@pytest.fixture
def rig(tmp_path: Path, syncer: Syncer) -> Rig:
    made = Rig(tmp_path, syncer)
    made.add("1001", "1002")
    return made
