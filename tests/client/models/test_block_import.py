"""A list of addresses before and after it is blocked, in words."""

from __future__ import annotations

from pytestqt.modeltest import ModelTester

from client.api.block_import_values import ListHit, ListReport
from client.api.values import LineProblem
from client.models.block_import import (
    BLOCK,
    SKIP,
    ListTable,
    done_text,
    hit_text,
    lines_of,
    preview_text,
    to_block,
)

HIT = ListHit(7, "192.0.2.0/24", 3, ("1001", "1002"), ("carrier-b",), ("192.0.2.30",))
REPORT = ListReport(1206, 5, 1200, 1, (HIT,), 1, (LineProblem(9, "no address"),), 1, dry_run=True)


def test_everybody_who_would_be_cut_off_is_named() -> None:
    assert hit_text(HIT) == (
        "registered phones: 1001, 1002 and 1 more; gateways: carrier-b; trusted: 192.0.2.30"
    )
    assert hit_text(ListHit(1, "127.0.0.1", own_address=True)) == "you yourself"
    assert hit_text(ListHit(1, "192.0.2.1", 1, ("1001",))) == "registered phones: 1001"


def test_lines_that_need_a_look_have_number_place_and_reason(qtmodeltester: ModelTester) -> None:
    lines = lines_of(REPORT)
    assert [(line.number, line.value) for line in lines] == [(9, ""), (7, "192.0.2.0/24")]
    table = ListTable(lines)
    qtmodeltester.check(table)
    texts = [[table.index(row, column).data() for column in range(3)] for row in range(2)]
    assert texts == [["9", "", "refused"], ["7", "192.0.2.0/24", "hits somebody"]]


def test_the_preview_counts_all_and_says_how_many_are_not_named() -> None:
    text, tone = preview_text(REPORT)
    assert text == (
        "New: 1,200. Blocked already: 5. Would cut somebody off: 1. Lines that cannot be read: 1."
    )
    assert tone == "warning"
    many = ListReport(5, 0, 0, 5, (HIT,), 5, (), 3)
    assert preview_text(many)[0].endswith("7 more lines are not named here.")
    assert preview_text(ListReport(2, 0, 2))[1] == "ok"


def test_what_would_be_blocked_follows_the_choice() -> None:
    assert (to_block(REPORT, SKIP), to_block(REPORT, BLOCK)) == (1200, 1201)


def test_the_result_is_said_in_words() -> None:
    assert done_text(ListReport(2, 0, 2)) == ("Blocked now: 2.", "ok")
    text, tone = done_text(REPORT)
    assert text == (
        "Blocked now: 1,200. Blocked already: 5. Left out, since somebody would be cut off: 1. "
        "Lines that could not be read: 1."
    )
    assert tone == "warning"
