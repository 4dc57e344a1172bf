"""Columns are data: every text can be made without a window."""

from dataclasses import FrozenInstanceError

import pytest

from client.models.columns import Column, Pill


def test_a_column_has_sensible_defaults() -> None:
    column: Column[str] = Column("name", "Name", str)
    assert (column.align, column.hidden, column.sort_key, column.pill) == (
        "left", False, None, None,
    )  # fmt: skip
    assert column.text("x") == "x"


def test_pills_and_columns_do_not_change() -> None:
    pill = Pill("lock", "Suspended", "bad")
    with pytest.raises(FrozenInstanceError):
        pill.tone = "ok"  # type: ignore[misc]
