from pathlib import Path
from typing import Any

import pytest

from engine.api.services import JournalState
from engine.errors import StoreError
from engine.management import record_keeper
from engine.management.record_keeper import DAY_MS, NIGHT_MS, PAUSE_S, RecordKeeper
from engine.store.archive_months import Months
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_store import CdrStore
from engine.store.config_store import ConfigStore
from engine.store.seal_heads import audited_heads
from engine.store.seals import LAG_MS
from tests.helpers.stores import BY, START, Wall, cdr, fill_with

ALL = CdrFilter()
MONTH_S = 31 * 86_400
CALM = JournalState(0, 0.0)


@pytest.fixture
def wall() -> Wall:
    return Wall(START / 1000)


def keeper(
    cdrs: CdrStore, config: ConfigStore, wall: Wall, state: JournalState = CALM
) -> RecordKeeper:
    return RecordKeeper(cdrs, config, lambda: state, wall)


def actions(config: ConfigStore) -> list[tuple[str, Any]]:
    return [(row.action, row.after) for row in config.audit.page() if row.actor == "system"]


def test_a_turn_archives_one_piece_and_the_parameter_says_when(
    cdrs: CdrStore, config: ConfigStore, wall: Wall, tmp_path: Path
) -> None:
    fill_with(cdrs, tmp_path / "journal", cdr(), cdr(billing_mode=0))
    wall.now += 3 * MONTH_S
    for months, files in ((0, 0), (3, 0), (1, 1), (1, 2), (1, 2)):
        config.parameters.set("SERVER_CDR_ARCHIVE_MONTHS", months, **BY)
        keeper(cdrs, config, wall).sweep()
        assert len(cdrs.records.entries()) == files
    assert cdrs.count(ALL) == 2
    assert {part.status for part in cdrs.verify().parts} == {"intact"}


def test_days_are_sealed_once_and_the_head_goes_into_the_audit(
    cdrs: CdrStore, config: ConfigStore, wall: Wall, tmp_path: Path
) -> None:
    fill_with(cdrs, tmp_path / "journal", cdr(), cdr(billing_mode=0))
    wall.now = (START // DAY_MS + 1) * DAY_MS / 1000 + LAG_MS / 1000
    made = keeper(cdrs, config, wall)
    made.sweep()
    made.sweep()
    number, chain = cdrs.seals.head()
    assert number == 2
    assert actions(config) == [("records.seal", {"number": 2, "chain": chain})]


def test_a_head_that_did_not_reach_the_audit_goes_there_after_the_next_start(
    cdrs: CdrStore, config: ConfigStore, wall: Wall, tmp_path: Path
) -> None:
    fill_with(cdrs, tmp_path / "journal", cdr())
    wall.now += 2 * DAY_MS / 1000
    assert cdrs.seals.seal_next(int(wall.now * 1000)) is not None  # and killed before the audit
    for _ in range(2):
        keeper(cdrs, config, wall).sweep()
    assert len(actions(config)) == 1
    assert audited_heads(config.audit) == dict([cdrs.seals.head()])


def test_nothing_is_sealed_or_moved_while_old_segments_wait(
    cdrs: CdrStore, config: ConfigStore, wall: Wall, tmp_path: Path
) -> None:
    fill_with(cdrs, tmp_path / "journal", cdr())
    wall.now += 12 * MONTH_S
    keeper(cdrs, config, wall, JournalState(1, 3600.0)).sweep()
    assert (cdrs.seals.head(), cdrs.records.entries()) == ((0, ""), [])
    keeper(cdrs, config, wall, JournalState(1, 3599.0)).sweep()
    assert len(cdrs.records.entries()) == 1


def test_records_are_removed_once_a_night_and_audited(
    cdrs: CdrStore, config: ConfigStore, wall: Wall, tmp_path: Path
) -> None:
    config.parameters.set("SERVER_CDR_KEEP_DAYS_ILLEGAL_CALL", 10, **BY)
    fill_with(cdrs, tmp_path / "journal", cdr(), cdr(start=START + DAY_MS))
    midnight = (START // DAY_MS + 91) * DAY_MS
    made = keeper(cdrs, config, wall)
    for hours, left in ((-1, 1), (0, 1), (1, 1), (24, 0)):  # 90 days of evidence
        wall.now = (midnight + NIGHT_MS) / 1000 + hours * 3600
        made.sweep()
        assert cdrs.count(ALL) == left
    assert len(cdrs.retention.history()) == 3
    keeper(cdrs, config, wall).sweep()  # after a restart
    assert len(cdrs.retention.history()) == 3
    after = next(after for action, after in actions(config) if action == "retention.run")
    assert (after["removed"], after["error"]) == ({"9": 1}, "")
    assert after["seal"]["number"] == cdrs.seals.head()[0]


def test_texts_are_indexed_faster_while_few_records_come_in(
    cdrs: CdrStore, config: ConfigStore, wall: Wall, monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking, asked = [25], list[int]()

    def index(blocks: int) -> int:
        asked.append(made := min(blocks, lacking[0]))
        lacking[0] -= made
        return made

    monkeypatch.setattr(cdrs, "index_texts", index)
    states = [CALM]
    made = RecordKeeper(cdrs, config, lambda: states[0], wall)
    for state, expected in (
        (JournalState(1, 1.0), [10]),
        (CALM, [10, 5, 0]),
        (JournalState(0, 0.0, ingested={"cdr": 10_000}), [0]),
    ):
        states[0] = state
        made.sweep()
        assert asked == expected
        asked.clear()
    lacking[0] = 1000
    for rows, times in ((20_000, 1), (29_999, 4), (29_999, 4)):
        states[0] = JournalState(0, 0.0, ingested={"cdr": rows})
        made.sweep()
        assert asked == [10] * times
        asked.clear()


def test_a_failure_is_waited_out(
    cdrs: CdrStore, config: ConfigStore, wall: Wall, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def fail(self: Months, months: int, now_ms: int) -> None:
        asked.append(now_ms)
        raise StoreError("the disk is full")

    monkeypatch.setattr(Months, "archive_next", fail)
    made = keeper(cdrs, config, wall)
    for later, turns in ((0.0, 1), (PAUSE_S - 1, 1), (1.0, 2), (-10 * PAUSE_S, 3)):
        wall.now += later
        made.sweep()
        assert len(asked) == turns


def test_a_turn_does_not_seal_for_ever(
    cdrs: CdrStore,
    config: ConfigStore,
    wall: Wall,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(record_keeper, "SEALING_S", -1.0)
    fill_with(cdrs, tmp_path / "journal", cdr(), cdr(billing_mode=0))
    wall.now += 12 * MONTH_S
    made = keeper(cdrs, config, wall)
    made.sweep()
    assert (cdrs.seals.head()[0], cdrs.records.entries()) == (1, [])


def test_a_number_that_was_just_typed_removes_nothing_before_the_next_night(
    cdrs: CdrStore, config: ConfigStore, wall: Wall, tmp_path: Path
) -> None:
    """Who types 3 instead of 300 sees what would go, and has the day to mend it (req 56)."""
    fill_with(cdrs, tmp_path / "journal", cdr(billing_mode=0))
    night = ((START // DAY_MS + 10) * DAY_MS + NIGHT_MS) / 1000
    wall.now = night + 60
    made = keeper(cdrs, config, wall)
    made.sweep()
    config.parameters.set("SERVER_CDR_KEEP_DAYS_PHONE", 3, **BY)
    for later, left in ((5, 1), (12 * 3600, 1), (86_400 - 1, 1), (86_400, 0)):
        wall.now = night + later
        made.sweep()
        keeper(cdrs, config, wall).sweep()  # a restart makes no difference
        assert cdrs.count(ALL) == left


def test_a_damaged_file_of_the_archive_is_an_alarm_until_it_is_whole(
    cdrs: CdrStore, config: ConfigStore, wall: Wall, tmp_path: Path
) -> None:
    fill_with(cdrs, tmp_path / "journal", cdr())
    wall.now += 12 * MONTH_S
    made = keeper(cdrs, config, wall)
    made.sweep()
    made.sweep()
    assert made.alarms(wall.now) == []
    (entry,) = cdrs.records.entries()
    path = cdrs.archive.path(entry)
    content = path.read_bytes()
    path.unlink()
    made.sweep()
    (found,) = made.alarms(wall.now)
    assert (found.kind, found.severity) == ("records.damaged", "warning")
    assert entry.file in found.detail
    assert "exports over those days fail" in found.detail
    path.write_bytes(content)
    made.sweep()
    assert made.alarms(wall.now) == []
