from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from engine.billing.records import CdrRecord
from engine.store.archive_files import ArchiveFile
from engine.store.cdr_file_lookup import Places, places_of
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_schema import BLOCK_ROWS
from engine.store.cdr_store import CdrStore
from engine.store.time_order import Span
from tests.helpers.archives import archive_by_hand
from tests.helpers.stores import START, cdr, fill_with
from tests.helpers.text_records import HOUR, NEEDLES

BLOCK_MS = 997
"""From the first to behind the last start of a block of :func:`text_records`."""


@pytest.fixture
def archived(cdrs: CdrStore, filled: list[CdrRecord]) -> ArchiveFile:
    """Four of the five blocks, with bits."""
    file = archive_by_hand(cdrs, f"start < {START + 4 * HOUR}")
    while cdrs.index_texts(100):
        pass
    return file


def places(cdrs: CdrStore, chosen: CdrFilter, *files: ArchiveFile) -> dict[str, Places]:
    with cdrs._database.snapshot() as cursor:
        return places_of(cdrs._database, cursor, chosen, list(files))


def spans(cdrs: CdrStore, chosen: CdrFilter, *files: ArchiveFile) -> dict[str, list[Span]]:
    """Where all columns are asked, of files of which nothing else is."""
    found = places(cdrs, chosen, *files)
    assert all(each.few == [] for each in found.values())
    return {name: each.anywhere for name, each in found.items()}


@pytest.mark.parametrize("place", [0, 1])
def test_a_text_is_in_the_time_of_its_block(
    cdrs: CdrStore, archived: ArchiveFile, place: int
) -> None:
    low = START + place * HOUR
    found = spans(cdrs, CdrFilter(q=NEEDLES[place]), archived)
    assert found == {archived.file: [Span(low, low + BLOCK_MS)]}


def test_numbers_and_call_ids_are_looked_up_too(
    cdrs: CdrStore, filled: list[CdrRecord], archived: ArchiveFile
) -> None:
    record = filled[2 * BLOCK_ROWS + 7]
    low = START + 2 * HOUR
    for chosen in (
        CdrFilter(callees=(record.callee,)),
        CdrFilter(numbers=(f"*{record.callee[-7:]}",)),
        CdrFilter(call_ids=(f"{record.call_id[:10]}*",)),
        CdrFilter(call_ids=(record.call_id, "nowhere at all")),
    ):
        assert spans(cdrs, chosen, archived) == {archived.file: [Span(low, low + BLOCK_MS)]}


def test_what_is_nowhere_has_no_time_at_all(cdrs: CdrStore, archived: ArchiveFile) -> None:
    assert spans(cdrs, CdrFilter(q="nobody at all"), archived) == {archived.file: []}


def test_a_device_or_an_address_is_looked_for_in_columns_of_few_values(
    cdrs: CdrStore, archived: ArchiveFile
) -> None:
    for place in (2, 3):
        low = START + place * HOUR
        found = places(cdrs, CdrFilter(q=NEEDLES[place]), archived)
        assert found == {archived.file: Places([], [Span(low, low + BLOCK_MS)])}
    everywhere = places(cdrs, CdrFilter(q="friendly"), archived)
    assert everywhere == {archived.file: Places([], None)}
    assert cdrs.count(CdrFilter(q="friendly")) > BLOCK_ROWS


def test_what_is_in_most_blocks_leaves_the_file_whole(cdrs: CdrStore, journal: Path) -> None:
    fill_with(cdrs, journal, *(cdr(start=START + number) for number in range(3 * BLOCK_ROWS)))
    file = archive_by_hand(cdrs, "true")
    while cdrs.index_texts(100):
        pass
    assert places(cdrs, CdrFilter(callees=("8801711000000",)), file) == {}
    assert spans(cdrs, CdrFilter(callees=("8801711000001",)), file) == {file.file: []}


@pytest.mark.parametrize("few", [[], [Span(20, 300), Span(950, 960)], None])
def test_every_match_meets_one_condition_and_none_two(few: list[Span] | None) -> None:
    anywhere = [Span(0, 40), Span(290, 295), Span(900, 955)]
    asked = Places(anywhere, few).conditions(Span(0, 1000), "few = 'x'", "few = 'x'")
    met = " + ".join(f"({condition})::INTEGER" for condition in asked)
    rows = duckdb.sql(f"SELECT start, {met} FROM (SELECT unnest(range(1000)) AS start, 'x' AS few)")  # noqa: S608
    times = [*anywhere, *(few or [])]
    for start, hits in rows.fetchall():
        wanted = few is None or any(low <= start < high for low, high in times)
        assert hits == wanted


def test_only_spans_that_touch_the_asked_one_are_asked_for() -> None:
    some = Places([Span(0, 10), Span(20, 30)], [Span(40, 50)])
    conditions = list(some.conditions(Span(25, 41), "text", "few"))
    assert conditions == [
        "(start >= 20 AND start < 30) AND text",
        "(start >= 40 AND start < 50) AND NOT (start >= 20 AND start < 30) AND few",
    ]
    assert list(some.conditions(Span(10, 20), "text", "few")) == []
    assert list(Places([], None).conditions(Span(10, 20), "text", "few")) == [
        "true AND NOT false AND few"
    ]


def test_what_cannot_be_looked_up_leaves_it_whole(cdrs: CdrStore, archived: ArchiveFile) -> None:
    for chosen in (CdrFilter(), CdrFilter(q="12"), CdrFilter(callees=("!0044123456",))):
        assert spans(cdrs, chosen, archived) == {}
    assert spans(cdrs, CdrFilter(q="nobody at all")) == {}


def test_a_file_without_all_its_bits_is_read_as_a_whole(
    cdrs: CdrStore, archived: ArchiveFile
) -> None:
    with cdrs._database.write() as cursor:
        cursor.execute("DELETE FROM cdr_file_block WHERE block = 3")
    assert spans(cdrs, CdrFilter(q=NEEDLES[0]), archived) == {}


def test_spans_that_touch_are_one(cdrs: CdrStore, archived: ArchiveFile) -> None:
    with cdrs._database.write() as cursor:
        cursor.execute("UPDATE cdr_file_block SET first = 10, last = 19 WHERE block = 0")
        cursor.execute("UPDATE cdr_file_block SET first = 15, last = 29 WHERE block = 1")
    chosen = CdrFilter(call_ids=tuple(NEEDLES[:1]), callees=())
    assert spans(cdrs, chosen, archived) == {archived.file: [Span(10, 20)]}
    both = CdrFilter(numbers=("nobody", f"x{NEEDLES[1]}yy"), callees=())
    assert spans(cdrs, both, archived) == {archived.file: [Span(15, 30)]}


def test_only_the_time_of_the_filter_counts(cdrs: CdrStore, archived: ArchiveFile) -> None:
    later = datetime.fromtimestamp((START + HOUR) / 1000, UTC)
    assert spans(cdrs, CdrFilter(q=NEEDLES[0], from_=later), archived) == {archived.file: []}
    assert spans(cdrs, CdrFilter(q=NEEDLES[0], to=later), archived) != {archived.file: []}
