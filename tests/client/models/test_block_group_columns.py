"""What headings and rows say under each column."""

from typing import Any

import pytest

from client.formats import DASH, Formats
from client.models.block_group_columns import INSIDE, columns_of, group_title, layers_text
from client.models.block_groups import FOREVER, GroupRow, Shown
from client.models.blocks import BlockTable
from client.models.columns import Column
from tests.helpers.block_stubs import NOW, clock, entry, limited, lock, row

BLOCK, LOCK = row(entry(1, "203.0.113.24", 60, rule="scanner", hits=4)), row(lock("1001"))
RATE = row(limited(3, "203.0.113.24"))
GROUP = GroupRow("203.0.113.24", (LOCK, BLOCK, RATE))
FOLDED = GroupRow("203.0.113.24", GROUP.members, folded=True)


@pytest.fixture(scope="module")
def columns(qapp: object) -> dict[str, Column[Shown]]:
    formats = Formats("UTC")
    table = BlockTable(formats, clock())
    made = columns_of(table.columns, formats, lambda item: item is LOCK)
    return {column.key: column for column in made}


def test_a_heading_says_what_is_beneath_it(columns: dict[str, Column[Shown]]) -> None:
    said = {key: column.text(GROUP) for key, column in columns.items()}
    assert said["what"] == "▾  203.0.113.24 (3)"
    assert said["layer"] == "Address blocked"
    assert said["since"] == "11:59:00"
    assert said["until"].startswith("12:10:00")
    assert said["hits"] == "11"
    assert said["repeats"] == "1"
    assert said["by"] == "rule"
    assert said["kernel"] == DASH
    assert said["why"] == layers_text(GROUP) == "Addresses 1 · Extensions 1 · Rate limits 1"
    assert said["last_hit"] != DASH
    pill = columns["layer"].pill
    assert pill is not None
    assert pill(GROUP) == pill(BLOCK)


def test_the_sign_is_read_aloud_as_a_word(columns: dict[str, Column[Shown]]) -> None:
    spoken = columns["what"].accessible
    assert spoken is not None
    assert spoken(GROUP) == "203.0.113.24 · 3 entries, unfolded"
    assert spoken(FOLDED) == "203.0.113.24 · 3 entries, folded"
    assert spoken(LOCK) == "1001"


def test_rows_stand_further_in_beneath_a_heading(columns: dict[str, Column[Shown]]) -> None:
    assert columns["what"].text(LOCK) == f"{INSIDE}1001"
    assert columns["what"].text(BLOCK) == "203.0.113.24"


def test_headings_and_rows_sort_among_each_other(columns: dict[str, Column[Shown]]) -> None:
    def key(name: str, item: Shown) -> Any:
        sort_key = columns[name].sort_key
        assert sort_key is not None
        return sort_key(item)

    assert key("since", GROUP) == BLOCK.since.timestamp() < NOW.timestamp()
    assert key("until", GROUP) == key("until", LOCK) < FOREVER
    assert key("hits", GROUP) == 11
    assert key("address", GROUP) == key("address", BLOCK)
    for name in columns:
        assert (key(name, GROUP) < key(name, LOCK)) in (True, False)


def test_members_that_differ_are_several_and_no_address_has_a_name(
    columns: dict[str, Column[Shown]],
) -> None:
    by_hand = row(entry(2, "203.0.113.24", by="maria"))
    assert columns["by"].text(GroupRow("", (LOCK, by_hand))) == "several"
    assert group_title(GroupRow("", (LOCK, by_hand))) == "Without an address · 2 entries"
    assert columns["hits"].text(GroupRow("", (LOCK, LOCK))) == DASH
