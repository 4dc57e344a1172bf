"""What the selected rows offer."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from client.api.block_values import Block
from client.api.values import Suspension
from client.theme import Theme
from client.views.pages.blocked.menu import Offers, block_menu, can_keep, can_widen
from tests.helpers.block_stubs import entry, lock, row


def lines(
    theme: Theme, qtbot: QtBot, *items: Block | Suspension, may: bool = True
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The lines of the menu, and what each of them did when it was chosen."""
    parent = QWidget()
    qtbot.addWidget(parent)
    done: list[tuple[Any, ...]] = []

    def noting(name: str) -> Any:
        return lambda *values: done.append((name, *values))

    names = ("unblock", "keep", "widen", "block_source", "records", "extension", "details",
             "export", "copy", "copy_text")  # fmt: skip
    offers = Offers(**{name: noting(name) for name in names})
    menu = block_menu(theme, parent, [row(item) for item in items], offers, may=may)
    actions = [action for action in menu.actions() if not action.isSeparator()]
    for action in actions:
        action.trigger()
    return [action.text() for action in actions], done


def test_an_address_offers_all_that_can_be_done_to_it(theme: Theme, qtbot: QtBot) -> None:
    item = entry(1, "203.0.113.9", 60)
    texts, done = lines(theme, qtbot, item)
    assert texts[:5] == [
        "Unblock 203.0.113.9…", "Unblock and trust for 1 hour…", "Unblock and trust for 8 hours…",
        "Unblock and trust for 24 hours…", "Unblock and trust for 7 days…",
    ]  # fmt: skip
    assert texts[5:7] == ["Make permanent…", "Widen to network 203.0.113.0/24…"]
    assert [name for name, *_ in done] == [
        *["unblock"] * 5, "keep", "widen", "records", "details", "copy", "copy_text",
    ]  # fmt: skip
    assert done[2] == ("unblock", [row(item)], 28_800)


def test_an_unknown_extension_has_no_page(theme: Theme, qtbot: QtBot) -> None:
    texts, _ = lines(theme, qtbot, lock("9001", known=False))
    assert "Block its source 203.0.113.24…" in texts
    assert not any("extension" in text or "trust" in text or "permanent" in text for text in texts)
    assert any("Show this extension" in text for text in lines(theme, qtbot, lock("1001"))[0])


def test_several_rows_are_counted(theme: Theme, qtbot: QtBot) -> None:
    texts, _ = lines(theme, qtbot, entry(1, "203.0.113.9"), lock("1001"))
    assert texts[0] == "Unblock 2 entries…"
    assert "Export 2 entries as CSV…" in texts
    assert not any("Widen" in text or "source" in text for text in texts)


def test_who_may_not_act_is_offered_to_look(theme: Theme, qtbot: QtBot) -> None:
    texts, _ = lines(theme, qtbot, entry(1, "203.0.113.9", 60), may=False)
    assert texts == ["Show its call records", "Show details", "Copy", "Copy address 203.0.113.9"]


@pytest.mark.parametrize(
    ("item", "keep", "widen"),
    [(entry(1, "203.0.113.9", 60), True, True), (entry(1, "203.0.113.0/24"), False, False),
     (lock("1001"), False, False)],
)  # fmt: skip
def test_what_makes_sense_for_a_row(item: Any, *, keep: bool, widen: bool) -> None:
    assert can_keep([row(item)]) is keep
    assert can_widen([row(item)]) is widen
    assert not can_widen([row(item), row(item)])
