from client.api.cdr_values import MissingDays
from client.formats import Formats
from client.models.missing_days import MOST_NAMED, days_text, missing_details, missing_text

FORMATS = Formats("UTC")


def lacking(day: int) -> MissingDays:
    return MissingDays(f"2026-03-{day:02}", f"2026-03-{day + 2:02}", 1234, f"{day}.parquet", "cut")


def test_days_file_and_count_are_named() -> None:
    text = missing_text([lacking(3)], FORMATS)
    assert text == (
        "Records of 2026-03-03 to 2026-03-05 (UTC) are missing: the archive file 3.parquet, which "
        "has 1,234 of them, is damaged."
    )
    assert missing_details([lacking(3)]) == "3.parquet: cut"


def test_many_files_are_counted_from_the_oldest_on() -> None:
    lines = missing_text([lacking(day) for day in (9, 7, 5, 3, 1)], FORMATS).splitlines()
    assert len(lines) == MOST_NAMED + 1
    assert "1.parquet" in lines[0]
    assert lines[-1] == "Further damaged files: 2."
    assert missing_text([], FORMATS) == ""


def test_one_day_is_one_day() -> None:
    assert days_text("2026-03-03", "2026-03-03") == "2026-03-03"
