from pathlib import Path

import pytest

from engine.billing.journal import encode
from engine.errors import StoreError
from engine.store.cdr_filter import CdrFilter
from engine.store.cdr_store import CdrStore, open_cdrs
from tests.helpers.disks import fill, small_disk
from tests.helpers.stores import Wall, aggregate, cdr, connected, segment, suspension

ALL = CdrFilter()


def test_a_segment_becomes_rows_and_its_file_goes(cdrs: CdrStore, journal: Path) -> None:
    records = [cdr(), connected(61_500), cdr(caller="王芳", user_agent='a"b\\c')]
    path = segment(journal, "cdr", *records)
    assert cdrs.ingest(path) == ("cdr", 3, 0, False)
    assert not path.exists()
    rows, _ = cdrs.page(ALL)
    fields = {tuple(getattr(record, name) for name in rows[0]._fields) for record in records}
    assert {tuple(row) for row in rows} == fields


def test_every_kind_of_segment_has_its_place(cdrs: CdrStore, journal: Path) -> None:
    assert cdrs.ingest(segment(journal, "agg", aggregate(), aggregate())).rows == 2
    assert cdrs.ingest(segment(journal, "sus", suspension())).rows == 1
    assert cdrs.ingest(segment(journal, "cdr")).rows == 0
    assert cdrs.aggregates(ALL)[0].records == 10
    assert cdrs.suspension_history()[0][0].sources == ["198.51.100.7"]


def test_a_segment_that_comes_twice_counts_once(cdrs: CdrStore, journal: Path) -> None:
    path = segment(journal, "cdr", cdr())
    content = path.read_bytes()
    cdrs.ingest(path)
    path.write_bytes(content)  # as after a kill between commit and deletion
    assert cdrs.ingest(path) == ("cdr", 0, 0, True)
    assert not path.exists()
    assert cdrs.count(ALL) == 1


BAD_LINES = [
    b"\n",
    b"garbage\n",
    b"\x00\x00\x00\x00\n",
    b"\xff\xfe\xfd\n",
    b"{}\n",
    b"[1, 2]\n",
    b"null\n",
    encode(cdr())[:-40] + b"\n",
    encode(cdr(id="no-uuid")),
    encode(cdr(flow_no=2**63 - 1)).replace(b"9223372036854775807", b"92233720368547758070"),
    encode(cdr(billing_mode=70_000)),
    encode(cdr(start=-1)),
    encode(cdr(stop=10**15)),
    encode(cdr(answer=10**18)),
    encode(cdr()).replace(b'"1001"', b"null"),
    encode(cdr(start=5)).replace(b'"start":5', b'"start":"five"'),
]


@pytest.mark.parametrize("bad", BAD_LINES)
def test_a_corrupt_line_costs_itself_only(cdrs: CdrStore, journal: Path, bad: bytes) -> None:
    path = segment(journal, "cdr", *[cdr() for _ in range(5)])
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:2], bad, *lines[2:]]))
    result = cdrs.ingest(path)
    rejected = 0 if bad == b"\n" else 1  # an empty line holds nothing that could be lost
    assert (result.rows, result.rejected) == (5, rejected)
    assert cdrs.count(ALL) == 5
    assert not path.exists()
    if rejected:
        assert (journal / "rejected" / f"{path.name}.bad").read_bytes() == bad


def test_many_corrupt_lines_are_all_kept_aside(cdrs: CdrStore, journal: Path) -> None:
    bad = b"".join(encode(cdr(id=f"no-uuid-{number}")) for number in range(20)) + b"torn"
    path = segment(journal, "cdr", *[cdr() for _ in range(200)], tail=bad)
    assert cdrs.ingest(path) == ("cdr", 200, 21, False)
    kept = (journal / "rejected" / f"{path.name}.bad").read_bytes()
    assert sorted(kept.splitlines()) == sorted(bad.splitlines())
    assert [p.name for p in (journal / "rejected").iterdir()] == [f"{path.name}.bad"]


def test_a_segment_without_a_good_line_is_done_with(cdrs: CdrStore, journal: Path) -> None:
    path = segment(journal, "cdr", tail=b"nothing here\n")
    assert cdrs.ingest(path) == ("cdr", 0, 1, False)
    path.write_bytes(b"nothing here\n")
    assert cdrs.ingest(path).duplicate


def test_a_folder_with_signs_of_a_pattern_is_no_pattern(tmp_path: Path, cdrs: CdrStore) -> None:
    folder = tmp_path / "a[1]*?" / "kind=x"
    assert cdrs.ingest(segment(folder, "cdr", cdr())).rows == 1


@pytest.mark.parametrize("name", ["cdr-1.ndjson", "cdr.open", "notes.txt", "xyz-.ndjson"])
def test_what_is_no_segment_is_left_alone(cdrs: CdrStore, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(encode(cdr()))
    with pytest.raises(StoreError, match="no sealed journal segment"):
        cdrs.ingest(path)
    assert path.exists()


def test_a_segment_that_is_not_there_is_an_error_to_retry(cdrs: CdrStore, journal: Path) -> None:
    path = segment(journal, "cdr", cdr())
    path.unlink()
    with pytest.raises(StoreError):
        cdrs.ingest(path)


def test_names_are_forgotten_after_a_while(cdrs: CdrStore, journal: Path, wall: Wall) -> None:
    path = segment(journal, "cdr", cdr())
    content = path.read_bytes()
    cdrs.ingest(path)
    wall.now += 10
    assert cdrs.forget_segments(60) == 0
    path.write_bytes(content)
    assert cdrs.ingest(path).duplicate
    wall.now += 60
    assert cdrs.forget_segments(60) == 1


def test_on_a_full_disk_the_segment_stays_and_is_taken_once_there_is_room(tmp_path: Path) -> None:
    with small_disk(tmp_path, "24m"):
        cdrs = open_cdrs(tmp_path / "cdr.duckdb")
        journal = tmp_path / "journal"
        cdrs.ingest(segment(journal, "cdr", cdr()))
        waiting = segment(journal, "cdr", *[cdr() for _ in range(9_000)])
        filler = fill(tmp_path)
        for _ in range(3):
            with pytest.raises(StoreError, match="disk is full"):
                cdrs.ingest(waiting)
            assert waiting.exists()
        filler.unlink()
        assert cdrs.ingest(waiting).rows == 9_000
        assert cdrs.count(ALL) == 9_001
        cdrs.close()
        again = open_cdrs(tmp_path / "cdr.duckdb")
        assert again.count(ALL) == 9_001
        again.close()
