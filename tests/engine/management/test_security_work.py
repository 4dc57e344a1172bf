from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.management.security_work import SecurityWork
from tests.helpers.api_app import Stage


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    made = Stage(tmp_path)
    yield made
    made.close()


def test_every_job_runs_and_what_was_counted_is_written_at_the_end(stage: Stage) -> None:
    security = SecurityWork(stage.services, stage.alarms)
    for _, seconds, work in security.jobs:
        work()
        assert seconds > 0
    stage.services.refusals.note("sign-in", "203.0.113.9", "root")
    security.close()
    assert stage.config.audit.page(limit=1)[0].action == "refused.sign-in"
