from typing import Any

from client.api.cdr_values import Vocabulary
from client.api.decoding import decode
from client.api.keeping_values import Hold
from client.formats import Formats
from client.models.cdr_vocabulary import CdrWords
from client.models.holds import hold_columns, what
from tests.helpers.fake_keeping import hold

FORMATS, WORDS = Formats("UTC"), CdrWords(Vocabulary(), "en")


def read(**changes: Any) -> Hold:
    return decode(Hold, hold(**changes))


def test_a_row_says_what_is_held_by_whom_and_until_when() -> None:
    row = [column.text(read()) for column in hold_columns(FORMATS, lambda: WORDS)]
    since = "9 · begun since 2026-11-01 00:00"
    assert row == ["In force", "Case 4711", "alice", "2026-11-24 08:00:00", "it is lifted", since]
    over = read(active=False, until="2026-11-25T00:00:00.000Z")
    row = [column.text(over) for column in hold_columns(FORMATS, lambda: WORDS)]
    assert (row[0], row[4]) == ("Over", "2026-11-25 00:00:00")


def test_the_time_range_is_said_as_far_as_there_is_one() -> None:
    first, last = "2026-11-01T00:00:00.000Z", "2026-11-02T00:00:00.000Z"
    assert what(read(filters={}), FORMATS, WORDS) == "All call records"
    assert what(read(filters={"to": last}), FORMATS, WORDS).endswith("before 2026-11-02 00:00")
    both = what(read(filters={"from": first, "to": last}), FORMATS, WORDS)
    assert both.endswith("begun from 2026-11-01 00:00 to 2026-11-02 00:00")
