from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from client.api.decoding import decode
from client.api.history_values import PastEvent
from client.formats import Formats
from client.models.history_text import (
    LAYERS,
    HistoryTable,
    action_pill,
    layer_word,
    until,
    who,
    why,
)
from tests.helpers.fake_data.history import past


def row(**changes: Any) -> PastEvent:
    return decode(PastEvent, past(1, **changes))


@pytest.mark.parametrize(
    ("action", "tone"),
    [("added", "bad"), ("suspended", "bad"), ("changed", "warning"), ("removed", "ok"),
     ("cleared", "ok"), ("lifted", "ok"), ("expired", "neutral"), ("new", "ok")],
)  # fmt: skip
def test_what_happened_is_a_word_and_a_tone(qapp: QApplication, action: str, tone: str) -> None:
    pill = action_pill(row(action=action))
    assert (pill.tone, bool(pill.word)) == (tone, True)


def test_who_why_and_until_when(qapp: QApplication) -> None:
    assert (who(row(by="bob")), who(row(action="expired")), who(row())) == ("bob", "time", "rule")
    assert until(row(until=None), Formats("UTC")) == "for good"
    assert why(row()) == "Known scanner · a scanner by its name · friendly-scanner"
    lock = row(layer="extension", rule="", evidence="", known=False)
    assert why(lock) == "a scanner by its name · from 203.0.113.1 · no such endpoint"
    assert all(layer_word(layer) != layer for layer in LAYERS)


def test_every_column_has_a_text(qapp: QApplication) -> None:
    table = HistoryTable(Formats("UTC"))
    table.set_rows([row()])
    texts = [table.index(0, place).data() for place in range(table.columnCount())]
    assert all(texts)
