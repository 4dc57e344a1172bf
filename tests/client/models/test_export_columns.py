from client.models.cdr_columns import EXPORTED, SORTED_BY
from client.models.export_columns import as_exported, column_titles, order_text, orders


def test_every_column_of_the_table_has_a_title_in_a_file() -> None:
    assert set(as_exported(EXPORTED)) <= column_titles().keys()
    assert len(set(column_titles().values())) == len(column_titles()) == 24


def test_columns_of_a_view_are_named_as_the_interface_names_them() -> None:
    assert as_exported(("hold", "reason", "of a newer client")) == (
        "hold_time_s", "end_reason", "end_reason_text",
    )  # fmt: skip


def test_every_order_is_said_in_words() -> None:
    assert order_text("", oldest=False) == "The newest comes first."
    assert order_text("start", oldest=True) == "The oldest record comes first."
    assert order_text("hold_time_s", oldest=False) == "Sorted by Hold time, descending."
    assert len(orders()) == len(set(orders().values())) == 2 * (1 + len(SORTED_BY))
    assert orders()["fee:oldest"] == "Sorted by Fee, ascending"
