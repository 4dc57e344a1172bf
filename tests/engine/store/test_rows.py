from engine.store.rows import EndpointRow
from tests.helpers.stores import endpoint


def test_rows_do_not_show_hashes_when_printed() -> None:
    row = EndpointRow("1001", "", True, "a1" * 16, "b2" * 32, 0.0, 0.0)
    assert "a1a1" not in repr(row)
    assert "b2b2" not in repr(endpoint("1001"))
