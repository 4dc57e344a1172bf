"""Each condition has its words; what follows from another one is not told as well."""

from dataclasses import replace

import pytest

from engine.api.conditions import CLOCK_JUMP_S, KINDS, LATE_S, conditions
from engine.api.services import JournalState, ModulesSnapshot, ModuleState

WELL = ModulesSnapshot(ModuleState("running", 1, 1.0), ModuleState("running", 2, 1.0), sip_ok=True)
EMPTY = JournalState(0, 0.0)


def kinds(modules: ModulesSnapshot, journal: JournalState, jump: float = 0.0) -> list[str]:
    found = conditions(modules, journal, jump, 100.0)
    assert {each.since for each in found} <= {100.0}
    assert all(each.kind in KINDS for each in found)
    return [each.kind for each in found]


def test_nothing_is_wrong_with_a_healthy_engine() -> None:
    assert kinds(WELL, EMPTY, CLOCK_JUMP_S - 0.1) == []


@pytest.mark.parametrize(
    ("modules", "kind"),
    [
        (replace(WELL, switch=ModuleState("stopped", None, None), sip_ok=False), "switch.down"),
        (replace(WELL, control_error="no answer", sip_ok=False), "switch.control"),
        (replace(WELL, sip_ok=False), "sip.silent"),
        (replace(WELL, journal_error="No space left on device"), "switch.journal"),
    ],
)
def test_the_first_thing_wrong_with_the_switch_is_told(modules: ModulesSnapshot, kind: str) -> None:
    assert kinds(modules, EMPTY) == [kind]


def test_a_journal_that_waits_is_told_in_steps() -> None:
    assert kinds(WELL, JournalState(1, LATE_S)) == []
    texts = {
        conditions(WELL, JournalState(9, LATE_S + age), 0.0, 1.0)[0].detail for age in (1, 2, 29)
    }
    assert len(texts) == 1
    assert kinds(WELL, JournalState(9, 99.0, rejected=3, error="disk full"), 60.0) == [
        "journal.stalled",
        "journal.rejected",
        "clock.jumped",
    ]
