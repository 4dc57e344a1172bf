"""A file of endpoints before it is imported."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytestqt.modeltest import ModelTester

from client.api.values import ImportReport, LineProblem
from client.models.endpoint_import import (
    LARGEST_FILE,
    SHOWN_GOOD,
    ImportTable,
    UnreadableFileError,
    lines_of,
    read_file,
    summary,
)

CONTENT = b"extension,password,display_name\n1001,Secret-Pass-12,Front desk\n1002,short\n1003\n"
REPORT = ImportReport(1, 0, (LineProblem(3, "the password is too short"), LineProblem(4, "none")))


def test_bad_lines_come_first_with_number_extension_and_reason() -> None:
    lines = lines_of(CONTENT, REPORT)
    assert [(line.number, line.extension, line.problem) for line in lines] == [
        (3, "1002", "the password is too short"),
        (4, "1003", "none"),
        (2, "1001", ""),
    ]


def test_passwords_are_not_in_the_preview() -> None:
    assert "Secret" not in repr(lines_of(CONTENT, REPORT))


def test_a_complaint_about_a_line_that_cannot_be_read_is_still_listed() -> None:
    report = ImportReport(0, 0, (LineProblem(99, "not text"),))
    assert [(line.number, line.problem) for line in lines_of(b"", report)] == [(99, "not text")]


def test_many_good_lines_are_only_counted() -> None:
    content = "\n".join(f"{number},pw" for number in range(5000)).encode()
    assert len(lines_of(content, ImportReport(5000, 0))) == SHOWN_GOOD


@given(st.binary(max_size=300))
@settings(deadline=None, max_examples=60)
def test_any_file_can_be_previewed(content: bytes) -> None:
    assert lines_of(content, REPORT)


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "endpoints.csv"
    path.write_bytes(b"\xef\xbb\xbf" + CONTENT)
    assert read_file(path).endswith(CONTENT)


def test_what_is_no_text_too_large_or_absent_is_refused_in_words(tmp_path: Path) -> None:
    binary = tmp_path / "photo.csv"
    binary.write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(UnreadableFileError, match="UTF-8"):
        read_file(binary)
    large = tmp_path / "large.csv"
    with large.open("wb") as out:
        out.truncate(LARGEST_FILE + 1)
    with pytest.raises(UnreadableFileError, match="10 MB"):
        read_file(large)
    with pytest.raises(UnreadableFileError, match="No such file"):
        read_file(tmp_path / "nowhere.csv")


def test_the_summary_before_and_after() -> None:
    assert summary(REPORT, done=False) == ("To be created: 1. There already: 0. Lines refused: 2.")
    assert summary(REPORT, done=True).startswith("Created: 1.")


def test_the_table_shows_every_line_as_fine_or_refused(qtmodeltester: ModelTester) -> None:
    table = ImportTable(lines_of(CONTENT, REPORT))
    qtmodeltester.check(table)
    state = table.column("state")
    assert [table.index(row, state).data() for row in range(3)] == ["refused", "refused", "fine"]
