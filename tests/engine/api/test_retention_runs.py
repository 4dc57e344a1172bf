import pytest

from engine.api import retention_runs
from engine.api.services import JournalState
from engine.errors import Conflict
from tests.helpers.api_app import Stage
from tests.helpers.stores import BY


def test_rules_are_those_of_the_parameters(stage: Stage) -> None:
    assert retention_runs.rules(stage.config).evidence_days == 90
    stage.config.parameters.set("SERVER_CDR_EVIDENCE_DAYS", 7, **BY)
    stage.config.parameters.set("SERVER_CDR_KEEP_DAYS_PHONE_CARD", 3, **BY)
    found = retention_runs.rules(stage.config)
    assert (found.evidence_days, found.days) == (7, {0: 0, 1: 0, 2: 0, 3: 3, 9: 0})


def test_a_run_waits_for_old_segments_and_is_audited(stage: Stage) -> None:
    waiting = JournalState(1, retention_runs.PATIENCE_S)
    assert not retention_runs.drained(waiting)
    given = (stage.config, stage.cdrs)
    with pytest.raises(Conflict):
        retention_runs.run(*given, waiting, stage.clock.wall(), "alice", "")
    done = retention_runs.run(*given, JournalState(1, 5.0), stage.clock.wall(), "alice", "::1")
    [row] = [row for row in stage.config.audit.page() if row.action == "retention.run"]
    assert (row.actor, row.address, row.after["removed"], done.by) == ("alice", "::1", {}, "alice")
