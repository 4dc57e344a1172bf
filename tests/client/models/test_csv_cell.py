import pytest

from client.models.csv_cell import harmless


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("-2+3", "'-2+3"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("x;=1+1;", "x;'=1+1;"),
        (';"@A1', ";\"'@A1"),
        ("x\t=1", "x =1"),
        ("two\r\nlines", "two  lines"),
        ("Phone (iOS; 17) a=b", "Phone (iOS; 17) a=b"),
        ("", ""),
    ],
)
def test_a_cell_is_on_one_line_and_run_by_nothing(text: str, cell: str) -> None:
    assert harmless(text) == cell
