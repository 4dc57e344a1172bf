"""The report on passwords, as a table."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from client.api.client import ApiClient
from client.api.password_values import PasswordFact
from client.formats import Formats
from client.models import passwords
from client.models.passwords import Finding, PasswordFeed, PasswordTable, advice, finding_word
from tests.helpers.page_stage import PageStage

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)


def fact(**changes: object) -> PasswordFact:
    return PasswordFact(**{"kind": "endpoint", "name": "1001", "created_at": NOON,
                           "changed_at": NOON, **changes})  # type: ignore[arg-type]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (fact(score=1, weak=True, unchanged=True), "weak and never changed"),
        (fact(score=1, weak=True), "weak: set a new one"),
        (fact(), "set before strength was noted"),
        (fact(score=4, unchanged=True), "never changed"),
        (fact(score=4), "nothing to do"),
    ],
)
def test_every_row_says_what_to_do(row: PasswordFact, words: str) -> None:
    assert words in advice(row)


def test_the_table_sorts_unknown_ones_first() -> None:
    table = PasswordTable(Formats("UTC"))
    table.set_rows([fact(score=4), fact(name="1002")])
    column = table.columns[table.column("strength")]
    assert column.sort_key is not None
    assert [column.sort_key(row) for row in table.rows()] == [4, -1]
    assert [column.pill(row).tone for row in table.rows() if column.pill] == ["ok", "neutral"]  # type: ignore[union-attr]


def test_every_finding_has_its_word() -> None:
    words = [finding_word(each) for each in (*Finding, None)]
    assert words == ["Weak", "Never judged", "Never changed", "All"]


def test_the_feed_brings_rows_and_counts(stage: PageStage, qtbot: QtBot) -> None:
    feed = PasswordFeed(stage.session)
    with qtbot.waitSignal(feed.loaded):
        feed.load("endpoint", Finding.WEAK, "")
    assert [row.name for row in feed.rows] == ["1002", "1004"]
    assert feed.counts == {"total": 5, "weak": 2, "unknown": 1, "unchanged": 3}
    assert feed.complete


def test_no_more_rows_are_loaded_than_can_be_read(
    stage: PageStage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "MOST", 5)
    once = ApiClient.passwords

    def endless(self: ApiClient, *args: object, **names: object) -> object:
        page = once(self, *args, **names)  # type: ignore[arg-type]
        return type(page)(page.items, "more", page.counts)

    monkeypatch.setattr(ApiClient, "passwords", endless)
    feed = PasswordFeed(stage.session)
    with qtbot.waitSignal(feed.loaded):
        feed.load("endpoint", None, "")
    assert (len(feed.rows), feed.complete) == (5, False)
