from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from client.api.audit_values import AuditEntry, ChainCheck, Verified
from client.api.decoding import decode
from client.formats import Formats
from client.i18n import Translations
from client.models.audit_table import AuditTable, action_pill, chain_text
from client.models.row_model import ToneRole
from tests.helpers.fake_audit import entry, verified

FORMATS = Formats("UTC")
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_an_entry_is_a_row_in_words(qapp: Any) -> None:
    table = AuditTable(FORMATS)
    table.set_rows([decode(AuditEntry, entry(7))])
    texts = [table.index(0, number).data(Qt.ItemDataRole.DisplayRole) for number in range(8)]
    assert texts == [
        "7", "2026-11-23 08:00:00", "maria", "192.0.2.7", "Parameter changed",
        "Parameter SS_ENDPOINTREGISTERRETRY", "scanners", "value 6 → 5",
    ]  # fmt: skip
    assert table.index(0, 0).data(ToneRole) == "muted"
    table.first_bad = 7
    assert table.index(0, 0).data(ToneRole) == "bad"


def test_the_pill_of_an_action() -> None:
    pill = action_pill(AuditEntry(1, AT, action="endpoint.delete"))
    assert (pill.icon, pill.tone) == ("trash", "bad")
    assert action_pill(AuditEntry(1, AT, action="session.create")).icon == "login"


@pytest.mark.parametrize(
    ("check", "tone", "words"),
    [
        (ChainCheck("idle"), "neutral", "not been verified yet"),
        (ChainCheck("running", 1000, 5000), "accent", "1,000 of 5,000"),
        (ChainCheck("idle", error="no disk"), "warning", "no disk"),
        (ChainCheck("idle", last=decode(Verified, verified(removed=9))), "ok", "412 entr"),
        (
            ChainCheck(
                "idle",
                last=decode(
                    Verified,
                    verified(
                        sound=False,
                        first_bad=17,
                        detail="the chain does not go through the head that was noted",
                    ),
                ),
            ),
            "bad",
            "entry 17",
        ),
        (
            ChainCheck(
                "idle",
                last=decode(
                    Verified,
                    verified(
                        sound=False,
                        first_bad=410,
                        detail="the newest rows were cut off: 412 was the last",
                    ),
                ),
            ),
            "bad",
            "cut off: 412",
        ),
    ],
)
def test_the_state_of_the_chain_in_words(check: ChainCheck, tone: str, words: str) -> None:
    text, found = chain_text(check, FORMATS)
    assert found == tone
    assert words in text


@pytest.mark.parametrize(
    ("language", "newer", "words"),
    [
        ("en", 1, "1 entry is newer."),
        ("en", 1200, "1,200 entries are newer."),
        ("zh_CN", 1, "另有 1 条更新的条目。"),
    ],
)
def test_one_is_told_from_many(qapp: QApplication, language: str, newer: int, words: str) -> None:
    translations = Translations(qapp)
    translations.use(language)
    try:
        text, _ = chain_text(
            ChainCheck("idle", last=decode(Verified, verified(newer=newer))), FORMATS
        )
    finally:
        translations.use("en")
    assert words in text
