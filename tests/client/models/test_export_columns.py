from client.models.cdr_columns import EXPORTED
from client.models.export_columns import as_exported, column_titles


def test_every_column_of_the_table_has_a_title_in_a_file() -> None:
    assert set(as_exported(EXPORTED)) <= column_titles().keys()
    assert len(set(column_titles().values())) == len(column_titles()) == 24


def test_columns_of_a_view_are_named_as_the_interface_names_them() -> None:
    assert as_exported(("hold", "reason", "of a newer client")) == (
        "hold_time_s", "end_reason", "end_reason_text",
    )  # fmt: skip
