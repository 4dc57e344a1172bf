"""The table of trusted addresses."""

from datetime import timedelta

from pytestqt.modeltest import ModelTester

from client.api.block_values import Trusted
from client.formats import Formats
from client.models.trusted import TrustedTable
from tests.helpers.block_stubs import NOW, clock


def test_entries_say_how_long_they_are_trusted(qtmodeltester: ModelTester) -> None:
    table = TrustedTable(Formats("UTC"), clock())
    ends = (None, timedelta(seconds=90), timedelta(days=2), timedelta(0))
    table.set_rows(
        Trusted(number, f"192.0.2.{number}", "ip", NOW, "office", "maria",
                None if left is None else NOW + left)
        for number, left in enumerate(ends)
    )  # fmt: skip
    column = table.column("until")
    assert [table.index(place, column).data() for place in range(4)] == [
        "for good", "12:01:30 · 01:30", "2026-11-25 12:00 · 2 d", "over",
    ]  # fmt: skip
    assert table.index(0, table.column("comment")).data() == "office"
    qtmodeltester.check(table)
