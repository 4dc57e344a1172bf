import os
from pathlib import Path

import pytest

from engine.errors import StoreError
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_records import Reading
from engine.store.cdr_store import CdrStore, open_cdrs
from tests.helpers.archives import archive_by_hand
from tests.helpers.stores import START, cdr, fill_with

ALL = CdrFilter()


def flows(cdrs: CdrStore, chosen: CdrFilter = ALL) -> list[int]:
    rows, _ = cdrs.page(chosen, limit=1000)
    return [row.flow_no for row in rows]


@pytest.fixture
def half(cdrs: CdrStore, journal: Path) -> list[int]:
    """Twenty records, the older ten in a file; their flow numbers, newest first."""
    made = [cdr(start=START + number) for number in range(20)]
    fill_with(cdrs, journal, *made)
    archive_by_hand(cdrs, f"start < {START + 10}")
    return [record.flow_no for record in reversed(made)]


def test_table_and_files_are_one_relation_by_the_name_of_the_table(
    cdrs: CdrStore, half: list[int]
) -> None:
    with cdrs.records.reading(CdrFilter(billing_modes=(9,))) as reading:
        text, values = reading.condition
        statement = f"SELECT cdr.flow_no FROM {reading.relation} WHERE {text} ORDER BY cdr.start"  # noqa: S608
        assert [row[0] for row in reading.fetch(statement, values)] == half[::-1]
        assert reading.span() == (START, START + 19)
        assert not reading.plain
    assert flows(cdrs) == half


def test_without_a_file_in_the_range_it_is_the_table_alone(cdrs: CdrStore, half: list[int]) -> None:
    with cdrs.records.reading(CdrFilter(illegal=False), by_row=True) as reading:
        assert (reading.relation, reading.plain) == ("cdr", True)
        assert reading.span() == (START + 10, START + 19)


def test_a_record_of_the_archive_is_found_by_its_id(cdrs: CdrStore, half: list[int]) -> None:
    rows, _ = cdrs.page(ALL, limit=100)
    assert [cdrs.get(row.id) for row in rows] == rows


def test_a_text_is_looked_for_in_both(cdrs: CdrStore, half: list[int]) -> None:
    cdrs.index_texts(10)
    assert cdrs.count(CdrFilter(q="friendly-sc")) == 20
    assert flows(cdrs, CdrFilter(q=f"call-{half[15]}@198")) == [half[15]]


def test_a_file_that_cannot_be_read_leaves_the_rest_answering(
    cdrs: CdrStore, half: list[int]
) -> None:
    [entry] = cdrs.records.entries()
    path = cdrs.archive.path(entry)
    content = path.read_bytes()
    path.write_bytes(content[:-100])
    assert flows(cdrs) == half[:10]
    assert cdrs.summary(ALL).records == 10
    [lacking] = cdrs.records.missing()
    assert (lacking.rows, lacking.first, lacking.last) == (10, START, START + 9)
    assert cdrs.records.missing(CdrFilter(illegal=False)) == []
    path.write_bytes(content)
    assert flows(cdrs) == half
    assert cdrs.records.missing() == []


def test_an_export_that_would_not_be_complete_fails_and_says_which_days(
    cdrs: CdrStore, half: list[int], tmp_path: Path
) -> None:
    [entry] = cdrs.records.entries()
    cdrs.archive.path(entry).unlink()
    with pytest.raises(StoreError, match=r"2023-11-14 .*cannot be read"):
        cdrs.export(ALL, path=tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


def test_a_file_that_breaks_while_it_is_read_is_left_out_at_once(
    cdrs: CdrStore, half: list[int]
) -> None:
    [entry] = cdrs.records.entries()
    path = cdrs.archive.path(entry)
    assert flows(cdrs) == half
    status = path.stat()
    path.write_bytes(bytes(status.st_size))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert flows(cdrs) == half[:10]
    assert len(cdrs.records.missing()) == 1


def test_a_question_that_fails_for_another_reason_is_asked_once(
    cdrs: CdrStore, half: list[int]
) -> None:
    asked = []

    def question(reading: Reading) -> object:
        asked.append(reading.plain)
        return reading.fetch("SELECT nothing")

    with pytest.raises(StoreError):
        cdrs.records.read(ALL, question)
    assert asked == [False]


def test_folders_with_signs_of_patterns_are_read(tmp_path: Path, journal: Path) -> None:
    folder = tmp_path / "it's [1]*"
    folder.mkdir()
    cdrs = open_cdrs(folder / "cdr.duckdb")
    fill_with(cdrs, journal, cdr(), cdr())
    assert cdrs.months.archive_next(1, START + 100 * 86_400_000) is not None
    assert cdrs.count(ALL) == 2
    assert cdrs.records.missing() == []
    cdrs.close()


def test_what_a_reading_keeps_is_its_own_and_goes_with_it(cdrs: CdrStore, half: list[int]) -> None:
    with cdrs.records.reading(ALL) as one, cdrs.records.reading(ALL) as other:
        for reading, most in ((one, 5), (other, 7), (one, 3)):
            reading.keep("picked", f"SELECT flow_no FROM {reading.relation} LIMIT ?", [most])  # noqa: S608
        assert len(one.fetch("SELECT * FROM picked")) == 3
        assert len(other.fetch("SELECT * FROM picked")) == 7
    with pytest.raises(StoreError, match="picked"), cdrs.records.reading(ALL) as later:
        later.fetch("SELECT * FROM picked")


def test_files_of_the_other_kind_of_calls_are_not_opened(cdrs: CdrStore, half: list[int]) -> None:
    with cdrs.records.reading(ALL) as reading:
        name = reading.files[0].file
        assert reading.files[0].illegal
        for kinds, is_there in (((True, False), True), ({True}, True), ({False}, False)):
            assert (name in reading.within(START, START + 20, kinds)) == is_there
        assert name not in reading.within(START + 10, START + 20)
